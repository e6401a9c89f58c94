import { describe, expect, it } from 'vitest';
import { changedPlaces, countRun, parseCoverProfile } from './coverage.ts';

describe('what tests ran of a fix', () => {
  it('reads the lines that were run from a profile', () => {
    const profile = 'mode: set\nm/a/a.go:3.14,5.2 2 1\nm/a/a.go:7.2,9.3 1 0\nm/b/b.go:1.1,1.9 1 4\n';
    expect([...parseCoverProfile(profile)]).toEqual([
      ['m/a/a.go', [{ first: 3, last: 5 }]],
      ['m/b/b.go', [{ first: 1, last: 1 }]],
    ]);
  });

  it('finds where a text changed, what was only taken away too', () => {
    expect(changedPlaces('a\nb\nc\nd\ne\n', 'a\nB\nc\ne\n')).toEqual([
      { first: 2, last: 2 },
      { first: 4, last: 4 },
    ]);
  });

  it('counts the places with a line that was run', () => {
    const ran = [{ first: 3, last: 5 }];
    const places = [
      { first: 1, last: 2 },
      { first: 5, last: 6 },
    ];
    expect(countRun(places, ran)).toBe(1);
  });
});
