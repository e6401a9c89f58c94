import { expect, it } from 'vitest';
import { closest, didYouMean, slipsBetween } from './suggestion.ts';

const KNOWN = ['go', 'key', 'elem', 'fill', 'hint', 'churn', 'churn-order', 'compare', 'splitgroups'];

it.each([
  ['key', 'key'],
  ['kye', 'key'],
  ['elems', 'elem'],
  ['chrun', 'churn'],
  ['churn-ordre', 'churn-order'],
  ['comprae', 'compare'],
  ['splitgroup', 'splitgroups'],
  ['split-group', 'splitgroups'],
  ['compares', 'compare'],
  ['xoy', undefined],
  ['nope', undefined],
  ['', undefined],
  ['capacity', undefined],
])('%j may mean %j', (written, meant) => {
  expect(closest(written, KNOWN)).toBe(meant);
});

it('takes the closest of several', () => {
  expect(closest('fulls', ['fills', 'full'])).toBe('fills');
  expect(closest('full', ['fill', 'full'])).toBe('full');
});

it('ends a message only where there is something to say', () => {
  expect(didYouMean('--key')).toBe('; did you mean --key?');
  expect(didYouMean(undefined)).toBe('');
});

it('counts slips', () => {
  expect(['size', 'sizes', 'szie', 'ignore'].map((word) => slipsBetween(word, 'size'))).toEqual([0, 1, 1, 5]);
});

it('is quick about a word as long as a file', () => {
  const start = performance.now();
  expect(closest('x'.repeat(5_000_000), KNOWN)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(1_000);
});
