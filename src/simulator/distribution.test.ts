import { describe, expect, it } from 'vitest';
import { CountDistribution, overflowCount, probabilityAbove, settled } from './distribution.ts';

/** Exact binomial probabilities, summed term by term in logarithms. */
function binomial(entries: number, share: number): readonly number[] {
  const terms: number[] = [];
  let log = entries * Math.log1p(-share);
  for (let load = 0; load <= entries; load++) {
    terms.push(Math.exp(log));
    log += Math.log(entries - load) - Math.log(load + 1) + Math.log(share) - Math.log1p(-share);
  }
  return terms;
}

describe('probabilityAbove', () => {
  it.each([
    [448, 2],
    [448, 16],
    [896, 2],
    [896, 4],
    [896, 1024],
  ])('is the binomial tail above %i in one of %i parts', (limit, parts) => {
    for (const load of [0.9, 0.95, 0.98, 1, 1.02, 1.05, 1.1]) {
      const entries = Math.round(limit * parts * load);
      const exact = binomial(entries, 1 / parts)
        .slice(limit + 1)
        .reduce((sum, term) => sum + term, 0);
      expect(probabilityAbove(limit, entries, parts)).toBeCloseTo(exact, 8);
    }
  });

  it('is certain where there is one part and impossible where there are too few entries', () => {
    expect(probabilityAbove(896, 896, 1)).toBe(0);
    expect(probabilityAbove(896, 897, 1)).toBe(1);
    expect(probabilityAbove(896, 800, 4)).toBe(0);
  });
});

/** Mean and variance of the overflow buckets of two main buckets, over every way their loads can fall. */
function overflowOfTwo(entries: number): { mean: number; variance: number } {
  let mean = 0;
  let square = 0;
  for (const [load, probability] of binomial(entries, 0.5).entries()) {
    const overflow = beyondEight(load) + beyondEight(entries - load);
    mean += probability * overflow;
    square += probability * overflow ** 2;
  }
  return { mean, variance: square - mean ** 2 };
}

function beyondEight(load: number): number {
  return Math.max(0, Math.ceil(load / 8) - 1);
}

describe('overflowCount', () => {
  it('is the mean of binomial loads beyond eight cells', () => {
    for (const [entries, buckets] of [
      [13, 2],
      [104, 16],
      [6656, 1024],
    ] as const) {
      const exact = binomial(entries, 1 / buckets).reduce(
        (sum, term, load) => sum + term * beyondEight(load),
        0,
      );
      expect(overflowCount(entries, buckets).mean).toBeCloseTo(buckets * exact, 8);
    }
  });

  it('has 0.209 overflow buckets for each bucket of 6.5 entries', () => {
    const { mean, variance } = overflowCount(6.5 * 2 ** 20, 2 ** 20);
    expect(mean / 2 ** 20).toBeCloseTo(0.209, 3);
    expect(variance).toBeLessThan(mean);
  });

  it('knows that two buckets cannot both overflow', () => {
    const { mean, variance } = overflowOfTwo(13);
    const count = overflowCount(13, 2);
    const one = overflowCount(13, 2, 1);
    expect(count.mean).toBeCloseTo(mean, 10);
    expect(Math.abs(count.variance - variance)).toBeLessThan(0.1);
    expect(count.variance).toBeLessThan(2 * one.variance);
  });

  it('counts the whole chain of a single bucket', () => {
    expect(overflowCount(8, 1)).toEqual({ mean: 0, variance: 0 });
    expect(overflowCount(17, 1)).toEqual({ mean: 2, variance: 0 });
  });
});

describe('CountDistribution', () => {
  it('is a yes or no where the mean is below one and the variance says so', () => {
    const rare = new CountDistribution({ mean: 0.25, variance: 0.25 * 0.75 });
    expect(rare.above(0)).toBeCloseTo(0.25, 10);
    expect(rare.above(1)).toBe(0);
    expect(rare.beyond(0)).toBe(0.25);
    expect(rare.beyond(1)).toBe(0);
  });

  it('agrees with a binomial count', () => {
    const count = new CountDistribution({ mean: 5, variance: 2.5 });
    const exact = binomial(10, 0.5);
    expect(count.above(6)).toBeCloseTo(
      exact.slice(7).reduce((sum, term) => sum + term, 0),
      10,
    );
    expect(count.beyond(6)).toBeCloseTo(
      exact.reduce((sum, term, load) => sum + term * Math.max(0, load - 6), 0),
      10,
    );
  });

  it('is normal where the mean is large, which hardly differs', () => {
    const count = new CountDistribution({ mean: 100, variance: 50 });
    const exact = binomial(200, 0.5);
    const above = (limit: number): number => exact.slice(limit + 1).reduce((sum, term) => sum + term, 0);
    const beyond = (limit: number): number =>
      exact.reduce((sum, term, load) => sum + term * Math.max(0, load - limit), 0);
    for (const limit of [80, 95, 100, 110]) {
      expect(Math.abs(count.above(limit) - above(limit))).toBeLessThan(0.001);
      expect(Math.abs(count.beyond(limit) - beyond(limit))).toBeLessThan(0.01);
    }
  });

  it('answers for limits beyond any count', () => {
    expect(new CountDistribution({ mean: 3, variance: 2 }).beyond(2 ** 40)).toBe(0);
    expect(new CountDistribution({ mean: 300, variance: 200 }).beyond(2 ** 40)).toBe(0);
  });
});

describe('settled', () => {
  it('leaves out what one run in hundreds shows, and nothing else', () => {
    expect([settled(0.004), settled(0.006), settled(2.996), settled(2.5)]).toEqual([0, 0.006, 3, 2.5]);
  });
});
