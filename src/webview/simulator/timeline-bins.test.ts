import { describe, expect, it } from 'vitest';
import { binOperations, binSeries, binnedMax } from './timeline-bins.ts';

describe('binOperations', () => {
  it('gives each operation its own bin when they fit', () => {
    expect([...binOperations(4, 100).starts]).toEqual([0, 1, 2, 3, 4]);
  });

  it('covers all operations once when they do not', () => {
    const { count, starts } = binOperations(1_000_001, 640);
    expect(count).toBe(640);
    expect(starts[0]).toBe(0);
    expect(starts[640]).toBe(1_000_001);
    expect(starts.every((start, bin) => bin === 0 || start > (starts[bin - 1] ?? 0))).toBe(true);
  });

  it('has one bin at least', () => {
    expect(binOperations(1, 0).count).toBe(1);
  });
});

describe('binSeries', () => {
  it('keeps peaks, lows and the last value of each bin', () => {
    const series = binSeries([0, 9, 1, 4, 4, 2], binOperations(6, 2));
    expect([...series.min]).toEqual([0, 2]);
    expect([...series.max]).toEqual([9, 4]);
    expect([...series.last]).toEqual([1, 2]);
    expect(binnedMax(series)).toBe(9);
  });

  it('keeps a spike one insert wide among a million', () => {
    const moved = new Uint32Array(1_000_001);
    moved[777_777] = 896;
    expect(binnedMax(binSeries(moved, binOperations(moved.length, 300)))).toBe(896);
  });
});
