import { describe, expect, it } from 'vitest';
import { expectedOverflowPerBucket, probabilityAbove } from './distribution.ts';

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
  ])('is within 0.002 of the binomial tail above %i in one of %i parts', (limit, parts) => {
    for (const load of [0.9, 0.95, 0.98, 1, 1.02, 1.05, 1.1]) {
      const entries = Math.round(limit * parts * load);
      const exact = binomial(entries, 1 / parts)
        .slice(limit + 1)
        .reduce((sum, term) => sum + term, 0);
      expect(Math.abs(probabilityAbove(limit, entries, parts) - exact)).toBeLessThan(0.002);
    }
  });

  it('is certain where there is one part and impossible where there are too few entries', () => {
    expect(probabilityAbove(896, 896, 1)).toBe(0);
    expect(probabilityAbove(896, 897, 1)).toBe(1);
    expect(probabilityAbove(896, 800, 4)).toBe(0);
  });
});

describe('expectedOverflowPerBucket', () => {
  it('is the expectation of the binomial load beyond eight cells', () => {
    for (const [entries, buckets] of [
      [13, 2],
      [104, 16],
      [6656, 1024],
    ] as const) {
      const exact = binomial(entries, 1 / buckets).reduce(
        (sum, term, load) => sum + term * Math.max(0, Math.ceil(load / 8) - 1),
        0,
      );
      expect(expectedOverflowPerBucket(entries, buckets)).toBeCloseTo(exact, 10);
    }
  });

  it('is 0.209 at 6.5 entries a bucket', () => {
    expect(expectedOverflowPerBucket(6.5 * 2 ** 20, 2 ** 20)).toBeCloseTo(0.209, 3);
  });

  it('counts the whole chain of a single bucket', () => {
    expect(expectedOverflowPerBucket(8, 1)).toBe(0);
    expect(expectedOverflowPerBucket(17, 1)).toBe(2);
  });
});
