import { describe, expect, it } from 'vitest';
import type { Shown } from '../../protocol/webview.ts';
import { SITE } from './fixtures.ts';
import { PRESETS } from './presets.ts';
import { initialSetup } from './setup.ts';
import { initialView, restoredView } from './view-state.ts';

const SHOWN: Shown = { site: SITE, setup: null, goVersion: null, layout: null };

describe('initialView', () => {
  it('shows the site, the setup of a link before it, or an example', () => {
    expect(initialView(SHOWN)).toEqual({
      setup: initialSetup(SITE, null),
      playhead: null,
      asTable: false,
      speed: 1,
    });
    const setup = PRESETS[1]?.setup ?? null;
    expect(initialView({ ...SHOWN, setup }).setup).toEqual(setup);
    expect(initialView({ ...SHOWN, site: null, goVersion: '1.22', layout: 'classic' }).setup.version).toBe(
      '1.22',
    );
  });
});

describe('restoredView', () => {
  const view = { ...initialView(SHOWN), asTable: true, playhead: 12, speed: 2 };

  it('keeps the view of the same site', () => {
    expect(restoredView({ v: 2, site: SITE, view }, SHOWN)).toEqual(view);
    const { uri, types, ...rest } = SITE;
    const turned = { ...rest, types: { elem: types.elem, key: types.key }, uri };
    expect(restoredView({ v: 2, site: turned, view }, SHOWN)).toEqual(view);
    expect(restoredView({ v: 2, site: SITE, view }, { ...SHOWN, site: turned })).toEqual(view);
    expect(restoredView({ v: 2, site: null, view }, { ...SHOWN, site: null })).toEqual(view);
  });

  it('keeps what was set up when the hint has been written into the code', () => {
    const hinted = { ...SITE, source: 'make(map[int]*Order, 512)', hint: 512, writtenHint: '512' };
    expect(restoredView({ v: 2, site: SITE, view }, { ...SHOWN, site: hinted })).toEqual(view);
  });

  it('starts anew for another site, a damaged or former state, or a version that is not modelled', () => {
    const fresh = initialView(SHOWN);
    const { types } = SITE;
    const larger = { ...types, elem: { ...types.elem, size: 16 } };
    const moved = { start: { line: 99, character: 9 }, end: { line: 99, character: 30 } };
    for (const site of [
      { ...SITE, name: 'other' },
      { ...SITE, types: larger },
      { ...SITE, range: moved },
    ]) {
      expect(restoredView({ v: 2, site, view }, SHOWN)).toEqual(fresh);
    }
    for (const kept of [{ v: 0 }, { v: 1, site: SITE, view: {} }, null, 'x']) {
      expect(restoredView(kept, SHOWN)).toEqual(fresh);
    }
    const unknown = { ...view, setup: { ...view.setup, version: '1.99' } };
    expect(restoredView({ v: 2, site: SITE, view: unknown }, SHOWN)).toEqual(fresh);
  });

  it('gives way to a link', () => {
    const setup = PRESETS[0]?.setup ?? null;
    expect(restoredView({ v: 2, site: SITE, view }, { ...SHOWN, setup }).setup).toEqual(setup);
  });
});
