import { describe, expect, it } from 'vitest';
import type { SiteSummary } from '../../protocol/requests.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { EVACUATION, HINTED, SITE, handMade } from './fixtures.ts';
import type { RunData } from './run-data.ts';
import { initialSetup } from './setup.ts';
import { verdict } from './verdict.ts';

function text(
  shown: RunData,
  other: RunData | undefined,
  site: SiteSummary | null,
  part: Partial<SimulatorSetup> = {},
): string {
  const { steps } = shown.scenario;
  const hint: SimulatorSetup['hint'] =
    shown.scenario.hint === undefined ? { kind: 'none' } : { kind: 'number', value: shown.scenario.hint };
  return verdict(shown, other, { ...initialSetup(site, null), steps, hint, ...part }, site)
    .map((phrase) => phrase.text)
    .join('');
}

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
  });

  it('names what else is compared', () => {
    const compared = (compare: SimulatorSetup['compare']): string =>
      text(EVACUATION, HINTED, SITE, { compare }).replace(/ this map.*; | it never.*/g, ' … ');
    expect(compared({ kind: 'version', version: '1.26' })).toBe('On Go 1.23 … on Go 1.26 … ');
    expect(compared({ kind: 'rebuild' })).toBe('As it is … rebuilt … ');
    expect(compared({ kind: 'clear' })).toBe('With deletes … with clear … ');
    const elem = { name: 'bool', type: { size: 1, align: 1, pointerBytes: 0 } };
    expect(compared({ kind: 'elem', elem })).toBe('With *Order … with bool … ');
  });

  it('stands alone where nothing is compared, or nothing happens', () => {
    expect(text(EVACUATION, undefined, SITE, { compare: { kind: 'none' } })).toBe(
      'Without a hint this map grows 1 time, moves 4 entries and allocates 1.8 kB.',
    );
    expect(text(handMade({ entries: 0 }), undefined, null)).toBe(
      'A map that nothing is put into allocates what it is made with.',
    );
  });

  it('marks numbers and Go', () => {
    const phrases = verdict(
      EVACUATION,
      HINTED,
      { ...initialSetup(SITE, null), steps: HINTED.scenario.steps },
      SITE,
    );
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
