import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomWords } from './hash.ts';
import { keySource, LiveKeys, shuffle } from './workload-keys.ts';
import type { KeyDistribution } from './workload.ts';

function draws(keys: KeyDistribution, count: number): readonly number[] {
  const source = keySource(keys, new RandomWords(3));
  return Array.from({ length: count }, () => source.next());
}

function shares(keys: KeyDistribution, count: number): readonly number[] {
  const seen = new Float64Array(keys.space);
  for (const key of draws(keys, count)) seen[key] = seen[key]! + 1 / count;
  return [...seen];
}

describe('drawing keys', () => {
  it('in order starts again at the end of the space', () => {
    expect(draws({ kind: 'sequential', space: 3 }, 7)).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it('uniformly gives each key its equal share', () => {
    for (const share of shares({ kind: 'uniform', space: 10 }, 50_000)) expect(share).toBeCloseTo(0.1, 2);
  });

  it.each([0.5, 1, 1.2, 3])(
    "by Zipf's law with exponent %d gives key k its (k + 1)^-exponent",
    (exponent) => {
      const space = 20;
      const weights = Array.from({ length: space }, (_, key) => (key + 1) ** -exponent);
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      const seen = shares({ kind: 'zipf', space, exponent }, 200_000);
      // Four standard deviations of a share near a half, over 200,000 draws.
      for (const [key, weight] of weights.entries())
        expect(Math.abs(seen[key]! - weight / all)).toBeLessThan(0.0045);
    },
  );

  it("by Zipf's law stays inside spaces of any size", () => {
    expect(new Set(draws({ kind: 'zipf', space: 1, exponent: 1.1 }, 100))).toEqual(new Set([0]));
    const large = draws({ kind: 'zipf', space: 4_000_000, exponent: 0.1 }, 2000);
    expect(Math.min(...large)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...large)).toBeLessThan(4_000_000);
    expect(Math.max(...large)).toBeGreaterThan(3_900_000);
    expect(Math.max(...draws({ kind: 'zipf', space: 4_000_000, exponent: 10 }, 2000))).toBeLessThan(10);
  });
});

describe('shuffle', () => {
  it('keeps every value and puts each in each place equally often', () => {
    const random = new RandomWords(5);
    const first = new Float64Array(4);
    for (let run = 0; run < 20_000; run++) {
      const values = Uint32Array.of(0, 1, 2, 3);
      shuffle(values, random);
      expect(values.toSorted()).toEqual(Uint32Array.of(0, 1, 2, 3));
      first[values[0]!]!++;
    }
    for (const times of first) expect(times / 20_000).toBeCloseTo(0.25, 1);
  });
});

describe('LiveKeys', () => {
  it('agrees with a plain list in order of insertion', () => {
    const action = fc.record({
      kind: fc.constantFrom('add', 'oldest', 'newest', 'any', 'clear'),
      key: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200 }), fc.integer(), (actions, seed) => {
        const random = new RandomWords(seed);
        const live = new LiveKeys(31);
        let model: number[] = [];
        for (const { kind, key } of actions) {
          if (kind === 'clear') {
            live.clear();
            model = [];
          } else if (kind === 'add') {
            if (model.includes(key)) continue;
            live.add(key);
            model.push(key);
          } else {
            const victim = kind === 'any' ? live.any(random) : live[kind];
            if (kind !== 'any') expect(victim).toBe(kind === 'oldest' ? model[0] : model.at(-1));
            else expect(victim === undefined ? model.length === 0 : model.includes(victim)).toBe(true);
            if (victim === undefined) continue;
            live.remove(victim);
            model = model.filter((other) => other !== victim);
          }
        }
        const inOrder: number[] = [];
        for (let key = live.oldest; key !== undefined; key = live.newerThan(key)) inOrder.push(key);
        expect(inOrder).toEqual(model);
        expect(live.count).toBe(model.length);
        expect([...live.sample(model.length, random)].toSorted()).toEqual(model.toSorted());
      }),
    );
  });

  it('samples different keys, each equally often', () => {
    const live = new LiveKeys(10);
    for (let key = 0; key < 10; key++) live.add(key);
    const random = new RandomWords(1);
    const seen = new Float64Array(10);
    for (let run = 0; run < 20_000; run++) {
      const sample = live.sample(3, random);
      expect(new Set(sample).size).toBe(3);
      for (const key of sample) seen[key]!++;
    }
    for (const times of seen) expect(times / 20_000).toBeCloseTo(0.3, 1);
  });
});
