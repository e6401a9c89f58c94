import { expect, it } from 'vitest';
import { standInFor } from './release.ts';

it.each([
  ['go1.18', undefined],
  ['go1.24.4 X:noswissmap', undefined],
  ['go1.27.4-X:mapsplitgroup', undefined],
  ['go1.28.0', 'Go 1.28 is not modelled, Go 1.27 stands in for it'],
  ['go1.17.13', 'Go 1.17 is not modelled, Go 1.18 stands in for it'],
  ['go2.24', 'Go 2.24 is not modelled, Go 1.27 stands in for it'],
])('says which release stands in for %s', (go, note) => {
  expect(standInFor(go)).toBe(note);
});
