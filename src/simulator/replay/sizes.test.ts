import { describe, expect, it } from 'vitest';
import { parseSizeTable } from './size-table.ts';
import type { SizeReport } from './sizes.ts';
import { checkSizes } from './sizes.ts';

type Columns = Readonly<Record<string, unknown>>;

/** Compares one row: `entries` without a hint in a map[int64]int64. */
function check(go: string, impl: string, entries: number, det: Columns, rand: Columns = {}): SizeReport {
  const nohint = [{ n: entries, runs: 50, det, rand }];
  const table = parseSizeTable({ go, impl, int64_int64: { nohint } }, 'x');
  const [fills] = table.fills;
  if (fills === undefined) throw new Error('the table has one list');
  return checkSizes(table, fills, { mostEntries: 100_000 });
}

/** What 100 entries do to a map of Go 1.26, as `MemStats` and the map's memory show it. */
const SWISS_100 = {
  bytes: 4648,
  mallocs: 11,
  capacity: 128,
  tables: 1,
  dirLen: 1,
  globalDepth: 0,
  minLocalDepth: 0,
  growthLeft: 12,
  evGrowToSmall: 1,
  evGrowToTable: 1,
  evTableGrow: 3,
  evTableSplit: 0,
  evDirDouble: 0,
};

/** What 100 entries do to a map of Go 1.23, as far as it does not depend on the seed. */
const CLASSIC_100 = {
  B: 4,
  mainBuckets: 16,
  doublings: 4,
  sameSizeGrows: 0,
  growing: 0,
  nevacuate: 8,
};

describe('checkSizes', () => {
  it('finds every column of a Swiss map equal', () => {
    const report = check('go1.26.8', 'swiss', 100, SWISS_100);
    expect(report.differences).toEqual([]);
    expect(report.unknownColumns.size).toBe(0);
    expect(report.missingColumns).toEqual([]);
    expect(report.verdicts.equal).toBe(Object.keys(SWISS_100).length);
  });

  it('finds every column of a classic map equal, or as random as it is', () => {
    const overflow = {
      min: 0,
      mean: 2.95,
      max: 7,
      hist: { 0: 2, 1: 6, 2: 12, 3: 13, 4: 10, 5: 4, 6: 2, 7: 1 },
    };
    const report = check('go1.23.12', 'classic', 100, CLASSIC_100, {
      exactOverflow: overflow,
      noverflow: overflow,
    });
    expect(report.differences).toEqual([]);
    expect(report.verdicts.equal).toBe(Object.keys(CLASSIC_100).length);
    expect(report.verdicts.close + report.verdicts.plausible).toBe(2);
  });

  it.each(Object.keys(SWISS_100))('notices that %s is off by one', (column) => {
    const wrong = { ...SWISS_100, [column]: SWISS_100[column as keyof typeof SWISS_100] + 1 };
    const report = check('go1.26.8', 'swiss', 100, wrong);
    expect(report.differences).toHaveLength(1);
    expect(report.differences[0]).toContain(`go1.26.8 int64_int64 without hint, 100 entries: ${column} `);
  });

  it.each(Object.keys(CLASSIC_100))('notices that %s is off by one', (column) => {
    const wrong = { ...CLASSIC_100, [column]: CLASSIC_100[column as keyof typeof CLASSIC_100] + 1 };
    expect(check('go1.23.12', 'classic', 100, wrong).differences).toHaveLength(1);
  });

  it('notices the load limit of Go 1.21', () => {
    const [row] = check('go1.21.13', 'classic', 100, CLASSIC_100).differences;
    expect(row).toMatch(
      /^go1\.21\.13 int64_int64 without hint, 100 entries: B 4 in 50 real runs, 5 in 300 simulated ones; /,
    );
  });

  it('says which columns it does not know, and which are missing', () => {
    const extra = check('go1.26.8', 'swiss', 100, { ...SWISS_100, colour: 3 });
    expect([...extra.unknownColumns]).toEqual([['colour', 1]]);
    expect(extra.missingColumns).toEqual([]);
    expect(extra.differences).toEqual([]);
    const { bytes, ...rest } = SWISS_100;
    const renamed = check('go1.26.8', 'swiss', 100, { ...rest, size: bytes });
    expect([...renamed.unknownColumns]).toEqual([['size', 1]]);
    expect(renamed.missingColumns).toEqual(['bytes']);
    expect(renamed.verdicts.equal).toBe(Object.keys(rest).length);
  });

  it('leaves out rows above the limit', () => {
    expect(check('go1.26.8', 'swiss', 100_001, SWISS_100).rows).toBe(0);
  });
});
