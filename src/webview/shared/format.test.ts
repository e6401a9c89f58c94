import { describe, expect, it } from 'vitest';
import { countOf, formatBytes, formatCount, formatShare } from './format.ts';

describe('formatCount', () => {
  it('groups digits by three with a narrow no-break space', () => {
    expect(formatCount(0)).toBe('0');
    expect(formatCount(999)).toBe('999');
    expect(formatCount(1785)).toBe('1\u202f785');
    expect(formatCount(1_000_000)).toBe('1\u202f000\u202f000');
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0\u202fB'],
    [48, '48\u202fB'],
    [999, '999\u202fB'],
    [1000, '1.0\u202fkB'],
    [9_949, '9.9\u202fkB'],
    [9_951, '10\u202fkB'],
    [36_992, '37\u202fkB'],
    [999_499, '999\u202fkB'],
    [999_500, '1.0\u202fMB'],
    [37_832_752, '38\u202fMB'],
    [75_400_000_000, '75\u202fGB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('countOf', () => {
  it('agrees in number', () => {
    expect(countOf(1, 'entry', 'entries')).toBe('1 entry');
    expect(countOf(0, 'entry', 'entries')).toBe('0 entries');
    expect(countOf(1785, 'entry', 'entries')).toBe('1\u202f785 entries');
  });
});

describe('formatShare', () => {
  it('keeps 0 and 100 for nothing and all', () => {
    expect([0, 0.001, 0.4, 0.999, 1].map(formatShare)).toEqual([
      '0\u202f%',
      '1\u202f%',
      '40\u202f%',
      '99\u202f%',
      '100\u202f%',
    ]);
  });
});
