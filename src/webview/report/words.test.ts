import { describe, expect, it } from 'vitest';
import { formatBytesChange } from '../../base/format.ts';
import { rowsOf, viewFile, viewRow } from './testing.ts';
import { totalsOf } from './totals.ts';
import {
  describeEntries,
  describeProgress,
  describeRuleMove,
  describeShown,
  formatCountChange,
  formatShareChange,
} from './words.ts';

describe('words', () => {
  it('write differences with their sign', () => {
    expect([-3100, 12, 0].map(formatBytesChange)).toEqual(['−3.1 kB', '+12 B', '0']);
    expect([-1200, 3, 0].map(formatCountChange)).toEqual(['−1,200', '+3', '0']);
    expect([formatShareChange(-12, 100), formatShareChange(1, 1000), formatShareChange(4, 0)]).toEqual([
      '(−12%)',
      '',
      '',
    ]);
  });

  it('say how many are shown', () => {
    expect([describeShown(1, 1), describeShown(3, 5000)]).toEqual(['1 row', '3 of 5,000 rows']);
  });

  it('say what numbers of entries are', () => {
    const known = viewRow(1, { entries: 9 });
    const [of, a, b] = [
      (...all: (typeof known)[]) => describeEntries(totalsOf(rowsOf(viewFile(all)))),
      known,
      viewRow(2),
    ];
    expect(of(a)).toBe('priced for the entries that the code shows');
    expect(of(b)).toContain('1,000 entries each');
    expect(of(a, b)).toBe('priced for the entries that the code shows of 1 map, for 1,000 assumed of 1');
    expect(of()).toBe('');
  });

  it('say how far the workspace is read, and what was left out', () => {
    const progress = { done: 3, directories: 1200, problems: ['The rest is not listed.'] };
    expect(describeProgress({ ...progress, state: 'scanning' })).toBe(
      'Reading the workspace: 3 of 1,200 packages · The rest is not listed.',
    );
    expect(describeProgress({ ...progress, state: 'complete', problems: [] })).toBe('');
  });

  it('say what becomes of a rule', () => {
    const move = { rule: 'r', worth: 3, lost: 0, bytesNow: 8000, bytesThere: 5000 };
    expect(describeRuleMove(move)).toBe('its safe fixes save 5 kB there, 8 kB now');
    expect(describeRuleMove({ ...move, lost: 1 })).toContain('; 1 of 3 save nothing there');
    expect(describeRuleMove({ ...move, lost: 3, bytesThere: 0 })).toBe(
      'its 3 safe fixes save nothing there, 8 kB now',
    );
    expect(describeRuleMove({ ...move, worth: 1, lost: 1, bytesThere: 0 })).toBe(
      'its one safe fix saves nothing there, 8 kB now',
    );
  });
});
