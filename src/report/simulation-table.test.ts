import { describe, expect, it } from 'vitest';
import { alignTable, difference, formatBytesInColumn } from './simulation-table.ts';

describe('the difference of two runs', () => {
  it.each([
    [100, 100, 'same'],
    [0, 0, 'same'],
    [100, 0, '-100 %'],
    [100, 149, '+49 %'],
    [100, 50.4, '-50 %'],
    [1000, 1077, '+7.7 %'],
    [1000, 995, '-0.5 %'],
    [10_000, 10_001, 'same'],
    [1, 124, '+12,300 %'],
    [0, 5, ''],
    [null, 5, ''],
    [5, null, ''],
  ])('from %s to %s: %s', (first, second, text) => {
    expect(difference(first, second)).toBe(text);
  });
});

it('aligns columns and leaves no blanks at the ends of lines', () => {
  const columns = [
    { title: 'what', align: 'left' },
    { title: 'n', align: 'right' },
    { title: 'note', align: 'left' },
  ] as const;
  expect(
    alignTable(columns, [
      ['a', '1', 'one'],
      ['longer', '1,000', ''],
    ]),
  ).toEqual(['what        n  note', 'a           1  one', 'longer  1,000']);
});

it.each([
  [5, '5 B'],
  [2000, '2.0 kB'],
  [3500, '3.5 kB'],
  [4e6, '4.0 MB'],
  [40e6, '40 MB'],
])('shows %i bytes with the digits of its neighbours', (bytes, text) => {
  expect(formatBytesInColumn(bytes)).toBe(text);
});
