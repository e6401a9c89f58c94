import { describe, expect, it } from 'vitest';
import { EVACUATION, handMade } from './fixtures.ts';
import { nextEvent, playRate, previousEvent, stepFor } from './steps.ts';

describe('stepFor', () => {
  it('moves by one insert, and by more with Shift, inside the run', () => {
    expect(stepFor('ArrowRight', false, EVACUATION, 4)).toBe(5);
    expect(stepFor('ArrowLeft', false, EVACUATION, 0)).toBe(0);
    expect(stepFor('ArrowRight', false, EVACUATION, 10)).toBe(10);
    expect(stepFor('ArrowRight', true, handMade({ entries: 5000 }), 100)).toBe(200);
    expect(stepFor('ArrowLeft', true, EVACUATION, 5)).toBe(4);
  });

  it('goes to the ends and from event to event', () => {
    expect(stepFor('Home', false, EVACUATION, 4)).toBe(0);
    expect(stepFor('End', false, EVACUATION, 4)).toBe(10);
    expect(stepFor('PageUp', false, EVACUATION, 4)).toBe(5);
    expect(stepFor('PageDown', false, EVACUATION, 7)).toBe(5);
  });

  it('leaves other keys alone', () => {
    expect(stepFor('Tab', false, EVACUATION, 4)).toBeUndefined();
  });
});

describe('nextEvent and previousEvent', () => {
  it('end at the ends of the run', () => {
    expect(nextEvent(EVACUATION, 7)).toBe(10);
    expect(previousEvent(EVACUATION, 5)).toBe(0);
  });
});

describe('playRate', () => {
  it('plays any long run in the same time and a short one without dawdling', () => {
    expect(1_000_000 / playRate(1_000_000, 1)).toBeCloseTo(12_000);
    expect(1000 / playRate(1000, 1)).toBeCloseTo(12_000);
    expect(1 / playRate(8, 1)).toBe(500);
    expect(playRate(1000, 4)).toBe(4 * playRate(1000, 1));
  });
});
