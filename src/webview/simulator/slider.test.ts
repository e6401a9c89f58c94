import { describe, expect, it } from 'vitest';
import { LAST_SLIDER_POSITION, entriesAtSlider, sliderAtEntries } from './slider.ts';

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
    expect(all.every((entries, position) => position === 0 || entries >= (all[position - 1] ?? 0))).toBe(
      true,
    );
  });

  it('stands where it was put', () => {
    for (const entries of [1, 10, 250, 3000, 1_000_000]) {
      expect(entriesAtSlider(sliderAtEntries(entries))).toBe(entries);
    }
    expect(sliderAtEntries(0)).toBe(0);
  });
});
