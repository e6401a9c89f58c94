import { expect, it } from 'vitest';
import { countOf, formatBytes } from './numbers.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [9994, '9.99 kB'],
  [9996, '10.0 kB'],
  [37_376, '37.4 kB'],
  [99_960, '100 kB'],
  [999_499, '999 kB'],
  [999_500, '1.00 MB'],
  [1_204_000, '1.20 MB'],
  [12_345_678_901_234_567, '12346 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it('counts in words', () => {
  expect(countOf(1, 'growth')).toBe('1 growth');
  expect(countOf(0, 'growth')).toBe('0 growths');
  expect(countOf(12_345, 'entry', 'entries')).toBe('12,345 entries');
});
