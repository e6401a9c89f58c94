import { describe, expect, it } from 'vitest';
import { EVACUATION, HINTED, SITE, handMade } from './fixtures.ts';
import { verdict } from './verdict.ts';

const text = (...runs: Parameters<typeof verdict>): string =>
  verdict(...runs)
    .map((phrase) => phrase.text)
    .join('');

describe('verdict', () => {
  it('says what a hint would spare', () => {
    expect(text(EVACUATION, HINTED, SITE)).toBe(
      'Without a hint this map grows 1 time, moves 4 entries and allocates 1.8 kB; ' +
        'with len(orders) it never grows and allocates 1.2 kB.',
    );
  });

  it('says what the shown hint spares', () => {
    expect(text(HINTED, EVACUATION, null)).toBe(
      'With a hint of 10 this map never grows and allocates 1.2 kB; ' +
        'without a hint it grows 1 time, moves 4 entries and allocates 1.8 kB.',
    );
  });

  it('does not promise that a hint prevents all growth', () => {
    const stillGrows = handMade({
      entries: 10,
      hint: 10,
      total: { growths: 1, movedEntries: 3, bytes: 1500 },
    });
    expect(text(EVACUATION, stillGrows, SITE)).toContain(
      '; with len(orders) it grows 1 time, moves 3 entries and',
    );
  });

  it('names a hint that is too small by its number', () => {
    const small = handMade({ entries: 10, hint: 2, total: { growths: 1, movedEntries: 4 } });
    expect(text(small, HINTED, SITE)).toMatch(/^With a hint of 2 this map grows 1 time/);
  });

  it('says when a hint makes no difference', () => {
    const small = handMade({ entries: 4, total: { bytes: 192 } });
    const hinted = handMade({ entries: 4, hint: 4, total: { bytes: 192 } });
    expect(text(small, hinted, null)).toBe(
      'Without a hint this map never grows and allocates 192 B; ' +
        'with a hint of 4 it never grows and allocates the same.',
    );
    expect(text(handMade({ entries: 0 }), handMade({ entries: 0 }), null)).toBe(
      'An empty map allocates its header and nothing else.',
    );
  });

  it('marks numbers and Go', () => {
    const phrases = verdict(EVACUATION, HINTED, SITE);
    expect(phrases.filter(({ style }) => style === 'code').map((phrase) => phrase.text)).toEqual([
      'len(orders)',
    ]);
    expect(phrases.filter(({ style }) => style === 'strong').map((phrase) => phrase.text)).toEqual([
      '1 time',
      '4 entries',
      '1.8 kB',
      'never grows',
      '1.2 kB',
    ]);
  });
});
