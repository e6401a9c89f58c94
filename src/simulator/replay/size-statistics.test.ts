import { describe, expect, it } from 'vitest';
import type { RecordedValue } from './size-statistics.ts';
import { judge } from './size-statistics.ts';

function constant(value: number, runs: number): RecordedValue {
  return { runs, min: value, mean: value, max: value, variance: 0 };
}

function random(min: number, mean: number, max: number, runs: number): RecordedValue {
  return { runs, min, mean, max, variance: undefined };
}

function times(count: number, value: number): readonly number[] {
  return Array.from({ length: count }, () => value);
}

/** Values evenly spread from `from` to `to`. */
function spread(count: number, from: number, to: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
}

describe('judge', () => {
  it('takes no tolerance where neither side depends on the seed', () => {
    expect(judge(constant(100, 2), Float64Array.from(times(20, 100)))).toBe('equal');
    expect(judge(constant(100, 2), Float64Array.from(times(20, 101)))).toBe('differs');
  });

  it('compares means where values are random', () => {
    expect(judge(random(90, 100, 110, 50), spread(400, 90, 110))).toBe('close');
    expect(judge(random(90, 100, 110, 50), spread(400, 97, 121))).toBe('differs');
    expect(judge(random(0, 2, 5, 50), spread(400, 0, 4.2))).toBe('plausible');
    expect(judge(random(0, 2, 5, 50), spread(400, 3, 4))).toBe('differs');
  });

  it('counts simulated values beyond the recorded range, although the means agree', () => {
    expect(judge(random(995, 1000, 1005, 50), spread(400, 990, 1010))).toBe('differs');
    expect(judge(random(995, 1000, 1005, 2), spread(20, 990, 1010))).toBe('close');
  });

  it('lets few runs agree on a random value, many not', () => {
    const mostly = Float64Array.from([...times(19, 1000), 1001]);
    expect(judge(constant(1000, 50), mostly)).toBe('by-chance');
    expect(judge(constant(1000, 2), spread(20, 995, 1005))).toBe('by-chance');
    expect(judge(constant(1000, 50), spread(20, 995, 1005))).toBe('differs');
  });

  it('expects a rare value of the recording nowhere in particular', () => {
    const once: RecordedValue = { runs: 50, min: 0, mean: 0.02, max: 1, variance: 0.02 };
    expect(judge(once, new Float64Array(60))).toBe('plausible');
    const often: RecordedValue = { runs: 50, min: 0, mean: 0.9, max: 1, variance: 0.09 };
    expect(judge(often, new Float64Array(60))).toBe('differs');
  });
});
