import { expect, it } from 'vitest';
import { closest, didYouMean } from './suggestion.ts';

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
