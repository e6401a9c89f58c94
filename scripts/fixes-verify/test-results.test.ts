import { describe, expect, it } from 'vitest';
import { compareTests, parseTestEvents, runPattern, type Outcome } from './test-results.ts';

function stream(...events: readonly object[]): string {
  return events.map((event) => JSON.stringify(event)).join('\n');
}

function ended(test: string, action: Outcome, name = 'm/a'): object {
  return { Action: action, Package: name, Test: test };
}

describe('results of tests', () => {
  it('reads how each test ended and passes over what is no event', () => {
    const results = parseTestEvents(
      `${stream({ Action: 'run', Package: 'm/a', Test: 'TestA' }, ended('TestA', 'pass'))}\n# m/b\n{broken`,
    );
    expect([...(results.get('m/a')?.tests ?? [])]).toEqual([['TestA', 'pass']]);
    expect(results.size).toBe(1);
  });

  it('finds tests that end otherwise or no longer run', () => {
    const before = parseTestEvents(
      stream(ended('TestA', 'pass'), ended('TestB', 'pass'), ended('TestC', 'fail')),
    );
    const after = parseTestEvents(stream(ended('TestA', 'fail'), ended('TestC', 'fail')));
    expect(compareTests(before, after)).toEqual({
      compared: 3,
      changes: [
        { package: 'm/a', test: 'TestA', before: 'pass', after: 'fail' },
        { package: 'm/a', test: 'TestB', before: 'pass', after: undefined },
      ],
      timedOut: [],
    });
  });

  it('lets subtests change their names', () => {
    const before = parseTestEvents(stream(ended('TestA', 'pass'), ended('TestA/:8080', 'pass')));
    const after = parseTestEvents(stream(ended('TestA', 'pass'), ended('TestA/:8081', 'pass')));
    expect(compareTests(before, after)).toEqual({ compared: 1, changes: [], timedOut: [] });
  });

  it('leaves packages out that take too long', () => {
    const timeout = {
      Action: 'output',
      Package: 'm/a',
      Output: 'panic: test timed out after 5m0s\n',
    };
    const before = parseTestEvents(stream(ended('TestA', 'pass'), timeout));
    expect(compareTests(before, new Map())).toEqual({ compared: 0, changes: [], timedOut: ['m/a'] });
  });

  it('runs whole tests again', () => {
    expect(runPattern(['TestA/one', 'TestA/two', 'TestB'])).toBe('^(TestA|TestB)$');
  });
});
