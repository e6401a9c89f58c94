import { describe, expect, it } from 'vitest';
import { CLASSIC, SITE } from './fixtures.ts';
import {
  LAST_SLIDER_POSITION,
  clampEntries,
  entriesAtSlider,
  initialView,
  keptView,
  restoredView,
  scenarioPair,
  sliderAtEntries,
} from './view-state.ts';

describe('initialView', () => {
  it('opens on the hint in the source: a constant, an expression or none', () => {
    expect(initialView({ ...SITE, hint: 64, writtenHint: '64' }).hint).toEqual({ kind: 'number', value: 64 });
    expect(initialView({ ...SITE, hint: null, writtenHint: 'len(rows)' }).hint).toEqual({ kind: 'entries' });
    expect(initialView({ ...SITE, hint: null, writtenHint: null }).hint).toEqual({ kind: 'none' });
  });

  it('takes size, hint and version from the site', () => {
    expect(initialView({ ...SITE, hint: 100 })).toEqual({
      version: '1.23',
      entries: 3000,
      hint: { kind: 'number', value: 100 },
      playhead: null,
      asTable: false,
    });
  });

  it('shows an example where the size is not known, and no more than can be simulated', () => {
    expect(initialView({ ...SITE, entries: null }).entries).toBe(1000);
    expect(initialView(null)).toMatchObject({ entries: 1000, hint: { kind: 'none' } });
    expect(initialView({ ...SITE, entries: 50_000_000 }).entries).toBe(1_000_000);
  });
});

describe('restoredView', () => {
  const view = { ...initialView(SITE), entries: 77, asTable: true };
  const kept = keptView(view, SITE);

  it('keeps the view of the same site', () => {
    expect(restoredView({ v: 2, site: SITE, view: kept }, SITE)).toEqual(view);
    const { uri, ...rest } = SITE;
    expect(restoredView({ v: 2, site: { ...rest, uri }, view: kept }, SITE)).toEqual(view);
    expect(restoredView({ v: 2, site: SITE, view: kept }, { ...rest, uri })).toEqual(view);
    expect(restoredView({ v: 2, site: null, view: kept }, null)).toEqual(view);
  });

  it('starts anew for another site, a damaged state or a version that is not offered', () => {
    const fresh = initialView(SITE);
    expect(restoredView({ v: 2, site: { ...SITE, source: 'map[int]*Order{}' }, view: kept }, SITE)).toEqual(
      fresh,
    );
    expect(restoredView({ v: 0 }, SITE)).toEqual(fresh);
    expect(
      restoredView({ v: 2, site: SITE, view: keptView({ ...view, version: '1.99' }, SITE) }, SITE),
    ).toEqual(fresh);
  });
});

describe('scenarioPair', () => {
  const view = initialView(SITE);

  it('holds a run against the one with a hint of all entries', () => {
    const { shown, other } = scenarioPair(view, CLASSIC, SITE.types);
    expect([shown.hint, other.hint]).toEqual([undefined, 3000]);
    expect(shown.entries).toBe(3000);
  });

  it('holds a fully hinted run against the one without', () => {
    for (const hint of [{ kind: 'entries' }, { kind: 'number', value: 3000 }] as const) {
      const { shown, other } = scenarioPair({ ...view, hint }, CLASSIC, SITE.types);
      expect([shown.hint, other.hint]).toEqual([3000, undefined]);
    }
  });
});

describe('the slider of inserts', () => {
  it('goes from one to a million in round numbers', () => {
    expect(entriesAtSlider(0)).toBe(1);
    expect(entriesAtSlider(100)).toBe(10);
    expect(entriesAtSlider(300)).toBe(1000);
    expect(entriesAtSlider(348)).toBe(3000);
    expect(entriesAtSlider(LAST_SLIDER_POSITION)).toBe(1_000_000);
  });

  it('never falls on its way', () => {
    const all = Array.from({ length: LAST_SLIDER_POSITION + 1 }, (_, position) => entriesAtSlider(position));
    expect(all).toEqual([...all].sort((a, b) => a - b));
  });

  it('finds the position of any size', () => {
    expect(sliderAtEntries(0)).toBe(0);
    expect(sliderAtEntries(1000)).toBe(300);
    expect(sliderAtEntries(1_000_000)).toBe(LAST_SLIDER_POSITION);
  });
});

describe('clampEntries', () => {
  it('makes whole numbers between 0 and what can be simulated', () => {
    expect([-5, 2.6, Number.NaN, Infinity, 1e9].map(clampEntries)).toEqual([0, 3, 0, 1_000_000, 1_000_000]);
  });
});
