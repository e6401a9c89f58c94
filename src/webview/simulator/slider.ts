import { MAX_SUGGESTED_ENTRIES } from './setup.ts';

const POSITIONS_PER_DECADE = 100;

/** Last position of the slider of inserts; position 0 is one insert. */
export const LAST_SLIDER_POSITION = Math.round(Math.log10(MAX_SUGGESTED_ENTRIES) * POSITIONS_PER_DECADE);

/** Inserts at a position of the logarithmic slider, rounded to two digits. */
export function entriesAtSlider(position: number): number {
  const exact = 10 ** (position / POSITIONS_PER_DECADE);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(exact) + 1e-9) - 1);
  return Math.min(MAX_SUGGESTED_ENTRIES, Math.max(1, Math.round(exact / step) * step));
}

/** Slider position nearest to a number of inserts. */
export function sliderAtEntries(entries: number): number {
  return Math.round(Math.log10(Math.max(1, entries)) * POSITIONS_PER_DECADE);
}
