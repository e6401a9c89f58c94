import { describe, expect, it } from 'vitest';
import type { MapRuntime } from './model.ts';
import type { ClassicPicture, SwissPicture } from './picture.ts';
import { entriesPerBucket, entriesPerGroup, hashStrip, probeLengths } from './picture-distribution.ts';
import { createPlayback } from './playback.ts';
import type { Playback } from './playback.ts';
import { classic, INT64, swiss } from './testing.ts';
import type { HashDistribution, Step } from './workload.ts';

function fill(runtime: MapRuntime, hashing: HashDistribution, entries: number, steps: Step[] = []): Playback {
  return createPlayback({
    runtime,
    types: { key: INT64, elem: INT64 },
    hint: undefined,
    hashing,
    seed: 3,
    steps: [{ kind: 'fill', entries }, ...steps],
  });
}

const buckets = (entries: number, hashing: HashDistribution = 'uniform'): ClassicPicture =>
  fill(classic(23), hashing, entries).seek(entries) as ClassicPicture;
const tables = (entries: number): SwissPicture =>
  fill(swiss(26), 'uniform', entries).seek(entries) as SwissPicture;

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((all, value) => all + value, 0);
const weighted = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((all, value, index) => all + value * index, 0);

describe('entriesPerBucket', () => {
  it('counts every bucket and entry once, near the binomial expectation', () => {
    const picture = buckets(50_000);
    expect(picture.old).toBeUndefined();
    const { counts, expected } = entriesPerBucket(picture);
    expect(sum(counts)).toBe(8192);
    expect(weighted(counts)).toBe(50_000);
    expect(sum(expected!)).toBeCloseTo(8192, 0);
    expect(weighted(expected!)).toBeCloseTo(50_000, -2);
    // Pearson's test: of the loads expected in 5 buckets and more, below the 99.9th percentile of 25 degrees of freedom.
    let chi = 0;
    for (const [load, mean] of expected!.entries()) if (mean >= 5) chi += (counts[load]! - mean) ** 2 / mean;
    expect(chi).toBeLessThan(52.6);
  });

  it('shows keys that all want one bucket as far from the expectation', () => {
    const { counts, expected } = entriesPerBucket(buckets(100, 'one-bucket'));
    expect(counts[100]).toBe(1);
    expect(expected![100]).toBeLessThan(1e-9);
  });

  it('expects nothing in the middle of an evacuation, of one bucket all, and of no bucket nothing', () => {
    const growing = buckets(1700);
    expect(growing.old).toBeDefined();
    expect(entriesPerBucket(growing).expected).toBeUndefined();
    expect(entriesPerBucket(buckets(5))).toEqual({
      counts: Uint32Array.of(0, 0, 0, 0, 0, 1),
      expected: Float64Array.of(0, 0, 0, 0, 0, 1),
    });
    expect(entriesPerBucket(buckets(0))).toEqual({ counts: Uint32Array.of(0), expected: undefined });
  });
});

describe('probeLengths and entriesPerGroup', () => {
  it('count every entry and group once', () => {
    const picture = tables(20_000);
    const lengths = probeLengths(picture).counts;
    expect(sum(lengths)).toBe(20_000);
    expect(lengths[0]).toBe(0);
    expect(lengths[1]! / 20_000).toBeGreaterThan(0.8);
    const groups = entriesPerGroup(picture).counts;
    expect(sum(groups)).toBe(picture.slots / 8);
    expect(weighted(groups)).toBe(20_000);
  });

  it('agree with what lookups of all keys look into', () => {
    const again: Step = { kind: 'put', operations: 800, keys: { kind: 'sequential', space: 800 } };
    const playback = fill(swiss(26), 'one-bucket', 800, [again]);
    const { counts } = probeLengths(playback.seek(800) as SwissPicture);
    const looked = new Uint32Array(counts.length);
    for (let operation = 801; operation <= 1600; operation++) {
      const { kind, probe } = playback.seek(operation) as SwissPicture;
      expect(kind).toBe('overwrite');
      looked[probe!.groups.length]!++;
    }
    expect(looked).toEqual(counts);
  });

  it('see a small map as one group', () => {
    expect(entriesPerGroup(tables(3)).counts).toEqual(Uint32Array.of(0, 0, 0, 1, 0, 0, 0, 0, 0));
    expect(probeLengths(tables(3)).counts).toEqual(Uint32Array.of(0, 3));
  });
});

describe('hashStrip', () => {
  it('holds all entries, evenly for uniform hashes', () => {
    for (const picture of [buckets(1600), buckets(1700), tables(1700)]) {
      const { counts, even } = hashStrip(picture);
      expect(counts).toHaveLength(64);
      expect(sum(counts)).toBe(picture.entries);
      expect(even).toBe(picture.entries / 64);
      // Five standard deviations of a part.
      for (const entries of counts) expect(Math.abs(entries - even)).toBeLessThan(5 * Math.sqrt(even));
    }
  });

  it('shows keys that want one bucket', () => {
    expect(hashStrip(buckets(500, 'one-bucket')).counts[0]).toBe(500);
  });

  it('has no more parts than buckets', () => {
    expect(hashStrip(buckets(9)).counts).toHaveLength(2);
    expect(hashStrip(buckets(0))).toEqual({ counts: new Uint32Array(), even: 0 });
  });
});
