import { describe, expect, it } from 'vitest';
import { formatGoVersion, parseGoVersion } from './go-version.ts';

describe('parseGoVersion', () => {
  it.each([
    ['1.22', '1.22'],
    ['1.22.3', '1.22.3'],
    ['go1.22rc1', '1.22'],
    ['go1.24.4-custom', '1.24.4'],
    ['go1.24.4 X:noswissmap', '1.24.4'],
    ['go1.27.4-X:mapsplitgroup', '1.27.4'],
    ['devel go1.26-4b3d56f Tue Mar 3 2026', '1.26'],
    [' 1.9 ', '1.9'],
  ])('reads %s', (text, version) => {
    const parsed = parseGoVersion(text);
    expect(parsed && formatGoVersion(parsed)).toBe(version);
  });

  it.each(['', 'go', '1', '1.x', 'v1.22', '1.22.3.4', 'devel', 'tip'])('does not guess at %j', (text) => {
    expect(parseGoVersion(text)).toBeUndefined();
  });
});
