import { describe, expect, it } from 'vitest';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { SITE } from './fixtures.ts';
import {
  fittingEntries,
  fittingHint,
  hintToApply,
  initialSetup,
  otherScenario,
  runNames,
  runtimeOf,
  shownScenario,
} from './setup.ts';

const SETUP = initialSetup(SITE, null);
const with_ = (part: Partial<SimulatorSetup>): SimulatorSetup => ({ ...SETUP, ...part });

describe('initialSetup', () => {
  it('opens on the hint in the source: a constant, an expression or none', () => {
    const hintOf = (part: Partial<typeof SITE>) => initialSetup({ ...SITE, ...part }, null).hint;
    expect(hintOf({ hint: 64, writtenHint: '64' })).toEqual({ kind: 'number', value: 64 });
    expect(hintOf({ hint: null, writtenHint: 'len(rows)' })).toEqual({ kind: 'entries' });
    expect(hintOf({ hint: null, writtenHint: null })).toEqual({ kind: 'none' });
    expect(hintOf({ hint: 1e9, writtenHint: '1e9' })).toEqual({ kind: 'number', value: 4_000_000 });
  });

  it('takes types, size and version from the site', () => {
    expect(SETUP).toMatchObject({
      version: '1.23',
      key: { name: 'int', type: SITE.types.key },
      elem: { name: '*Order', type: SITE.types.elem },
      steps: [{ kind: 'fill', entries: 3000 }],
      compare: { kind: 'hint' },
    });
  });

  it("shows an example without a site, on the project's Go", () => {
    const setup = initialSetup(null, { goVersion: '1.25.1', layout: 'swiss' });
    expect(setup).toMatchObject({ version: '1.25', key: { name: 'string' }, elem: { name: 'int' } });
    expect(setup.steps).toEqual([{ kind: 'fill', entries: 1000 }]);
    expect(initialSetup({ ...SITE, entries: null }, null).steps).toEqual([{ kind: 'fill', entries: 1000 }]);
    expect(initialSetup({ ...SITE, entries: 50_000_000 }, null).steps).toEqual([
      { kind: 'fill', entries: 1_000_000 },
    ]);
  });
});

describe('fittingEntries', () => {
  it('counts what comes in before anything else is done', () => {
    expect(
      fittingEntries([
        { kind: 'fill', entries: 100 },
        { kind: 'bulk-put', entries: 50, existing: 0.4 },
        { kind: 'put', operations: 70, keys: { kind: 'uniform', space: 10 } },
        { kind: 'clear' },
        { kind: 'fill', entries: 1000 },
      ]),
    ).toBe(140);
    expect(fittingEntries([])).toBe(0);
  });

  it('is named by the code where the code has a name for it', () => {
    expect(fittingHint(SITE)).toBe('len(orders)');
    expect(fittingHint({ ...SITE, suggestedHint: null, writtenHint: 'n' })).toBe('n');
    expect(fittingHint({ ...SITE, suggestedHint: null, hint: 5, writtenHint: '5' })).toBeNull();
    expect(fittingHint(null)).toBeNull();
  });
});

describe('runtimeOf', () => {
  it('knows experiments, and takes the newest Go for an id that names none', () => {
    expect(runtimeOf('1.24-noswissmap').layout).toBe('classic');
    expect(runtimeOf('1.27-mapsplitgroup').splitGroups).toBe(true);
    expect(runtimeOf('9.99')).toMatchObject({ minor: 27, splitGroups: false });
  });
});

describe('otherScenario', () => {
  it('has a hint that fits, or none where the shown run has that', () => {
    expect(shownScenario(SETUP).hint).toBeUndefined();
    expect(otherScenario(SETUP)?.hint).toBe(3000);
    for (const hint of [{ kind: 'entries' }, { kind: 'number', value: 3000 }] as const) {
      expect(shownScenario(with_({ hint })).hint).toBe(3000);
      expect(otherScenario(with_({ hint }))).toMatchObject({ hint: undefined });
    }
  });

  it('differs in what is compared and in nothing else', () => {
    const shown = shownScenario(SETUP);
    expect(otherScenario(with_({ compare: { kind: 'version', version: '1.26' } }))).toEqual({
      ...shown,
      runtime: runtimeOf('1.26'),
    });
    const elem = { name: 'bool', type: { size: 1, align: 1, pointerBytes: 0 } };
    expect(otherScenario(with_({ compare: { kind: 'elem', elem } }))).toEqual({
      ...shown,
      types: { key: shown.types.key, elem: elem.type },
    });
  });

  it('rebuilds after each step that thins the map out, or clears where all is deleted', () => {
    const fill = { kind: 'fill', entries: 10 } as const;
    const some = { kind: 'delete', victims: 'random', amount: { kind: 'share', share: 0.5 } } as const;
    const all = { kind: 'delete', victims: 'range', amount: { kind: 'share', share: 1 } } as const;
    const steps = [fill, some, fill, all];
    expect(otherScenario(with_({ steps, compare: { kind: 'rebuild' } }))?.steps).toEqual([
      fill,
      some,
      { kind: 'rebuild' },
      fill,
      all,
      { kind: 'rebuild' },
    ]);
    expect(otherScenario(with_({ steps, compare: { kind: 'clear' } }))?.steps).toEqual([
      fill,
      some,
      fill,
      { kind: 'clear' },
    ]);
  });

  it('is none where it would be the same run', () => {
    expect(otherScenario(with_({ compare: { kind: 'none' } }))).toBeUndefined();
    expect(otherScenario(with_({ compare: { kind: 'version', version: '1.23' } }))).toBeUndefined();
    expect(otherScenario(with_({ compare: { kind: 'rebuild' } }))).toBeUndefined();
    expect(otherScenario(with_({ compare: { kind: 'clear' } }))).toBeUndefined();
    expect(otherScenario(with_({ compare: { kind: 'elem', elem: SETUP.elem } }))).toBeUndefined();
  });
});

describe('runNames', () => {
  it('names what the runs differ in', () => {
    expect(runNames(SETUP)).toEqual(['no hint', 'with hint']);
    expect(runNames(with_({ hint: { kind: 'entries' } }))).toEqual(['with hint', 'no hint']);
    expect(runNames(with_({ hint: { kind: 'number', value: 1234 } }))).toEqual([
      'hint\u00a01,234',
      'with hint',
    ]);
    expect(runNames(with_({ compare: { kind: 'version', version: '1.27-mapsplitgroup' } }))).toEqual([
      'Go 1.23',
      'Go 1.27 split',
    ]);
  });
});

describe('hintToApply', () => {
  it('is what the code does not say yet', () => {
    expect(hintToApply(SETUP, SITE)).toBeUndefined();
    expect(hintToApply(with_({ hint: { kind: 'entries' } }), SITE)).toBe('suggested');
    expect(hintToApply(with_({ hint: { kind: 'number', value: 64 } }), SITE)).toBe(64);
    expect(hintToApply(with_({ hint: { kind: 'number', value: 0 } }), SITE)).toBeUndefined();
    expect(hintToApply(with_({ hint: { kind: 'number', value: 64 } }), null)).toBeUndefined();
  });

  it('is a number where nobody knows an expression', () => {
    const site = { ...SITE, suggestedHint: null };
    expect(hintToApply(with_({ hint: { kind: 'entries' } }), site)).toBe(3000);
  });

  it('is nothing where the code has it', () => {
    const site = { ...SITE, suggestedHint: null, hint: 64, writtenHint: '64' };
    expect(hintToApply(with_({ hint: { kind: 'number', value: 64 } }), site)).toBeUndefined();
    const written = { ...SITE, suggestedHint: null, writtenHint: 'len(rows)' };
    expect(hintToApply(with_({ hint: { kind: 'entries' } }), written)).toBeUndefined();
  });
});
