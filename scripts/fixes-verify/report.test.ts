import { describe, expect, it } from 'vitest';
import type { OfferedFix } from './linter.ts';
import { faultsOf, remarksOf, table, type ModuleResult } from './report.ts';

const BROKEN: OfferedFix = {
  file: 'a.go',
  line: 3,
  rule: 'some-rule',
  kind: 'some-kind',
  title: 'Do it',
  applicability: 'review',
  edits: [],
};

const WELL: ModuleResult = {
  name: 'm',
  commit: 'abc',
  goVersion: 'go1.26.8',
  safe: {
    fixes: 2,
    files: 1,
    packages: 1,
    notBuilt: [],
    buildFailures: [],
    vetComplaints: [],
    unformatted: [],
    tests: { compared: 1234, changes: [], unsteady: [], timedOut: [], places: 2, placesRun: 1 },
    secondRun: '',
  },
  review: { tried: 20, notBuilt: 0, broken: [BROKEN], unformatted: [] },
};

describe('the report on a module', () => {
  it('finds no fault where all is well, and names single fixes for review that do not compile', () => {
    expect(faultsOf(WELL)).toEqual([]);
    expect(remarksOf(WELL)).toEqual(['fix for review does not compile: a.go:3 some-rule: Do it']);
  });

  it('finds fault with everything that was not so before', () => {
    const { tests } = WELL.safe;
    const ill: ModuleResult = {
      ...WELL,
      safe: {
        ...WELL.safe,
        buildFailures: ['m/a'],
        vetComplaints: ['a.go: unreachable code'],
        unformatted: ['a.go'],
        tests: tests && {
          ...tests,
          changes: [{ package: 'm/a', test: 'TestA', before: 'pass', after: 'fail' }],
        },
        secondRun: '--- a/a.go',
      },
      review: { tried: 10, notBuilt: 0, broken: [BROKEN], unformatted: [] },
    };
    expect(faultsOf(ill)).toHaveLength(6);
  });

  it('is a table of one row a module', () => {
    const [header, rule, row] = table([WELL]).split('\n');
    expect(row).toBe(
      '| m (abc) | 1.26.8 | 2 | 1 | ok | ok | ok | 1,234 | 0 | 1 of 2 | empty | 20 | 95.0 % |',
    );
    expect(header?.split('|').length).toBe(row?.split('|').length);
    expect(rule).toMatch(/^\| ---/);
  });
});
