import { describe, expect, it } from 'vitest';
import { estimateFill, growthTable } from './estimate.ts';
import type { Cost, FillScenario, MapRuntime } from './model.ts';
import { BOOL, bytes, classic, INT64, STRING, swiss } from './testing.ts';
import { simulateFill } from './timeline.ts';

const TYPES = { key: INT64, elem: INT64 };

function estimate(runtime: MapRuntime, entries: number, hint?: number): Cost {
  return estimateFill({ runtime, types: TYPES, hint, entries });
}

function meanOf(scenario: Omit<FillScenario, 'seed'>, runs: number): Cost {
  const sum = { growths: 0, movedEntries: 0, allocations: 0, bytes: 0, finalBytes: 0 };
  for (let seed = 0; seed < runs; seed++) {
    const { total } = simulateFill({ ...scenario, seed });
    sum.growths += total.growths / runs;
    sum.movedEntries += total.movedEntries / runs;
    sum.allocations += total.allocations / runs;
    sum.bytes += total.bytes / runs;
    sum.finalBytes += total.finalBytes / runs;
  }
  return sum;
}

function expectWithin(actual: number, expected: number, share: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(share * expected);
}

describe('estimateFill', () => {
  it('prices an empty map as its header', () => {
    expect(estimate(swiss(26), 0)).toEqual({
      growths: 0,
      movedEntries: 0,
      allocations: 1,
      bytes: 48,
      finalBytes: 48,
    });
  });

  it('prices hint and growth as measured with Go 1.26', () => {
    expect(estimate(swiss(26), 100)).toEqual({
      growths: 4,
      movedEntries: 8 + 14 + 28 + 56,
      allocations: 11,
      bytes: 4648,
      finalBytes: 2392,
    });
    expect(estimate(swiss(26), 100, 100)).toMatchObject({ growths: 0, allocations: 4, bytes: 2392 });
    expect(estimate(classic(23), 1_000_000, 1_000_000)).toMatchObject({ growths: 0, bytes: 40_262_872 });
  });

  it.each([
    ['classic', classic(23), 150],
    ['classic during a growth', classic(23), 3500],
    ['classic of Go 1.21', classic(21), 2000],
    ['Swiss', swiss(26), 2000],
    ['Swiss where tables are about to split', swiss(26), 7169],
  ])('is the mean of many simulated fills: %s', (_, runtime, entries) => {
    const scenario = { runtime, types: { key: STRING, elem: BOOL }, hint: undefined, entries };
    const mean = meanOf(scenario, 60);
    const expected = estimateFill(scenario);
    expectWithin(expected.growths, mean.growths, 0.04);
    expectWithin(expected.movedEntries, mean.movedEntries, 0.03);
    expectWithin(expected.allocations, mean.allocations, 0.05);
    expectWithin(expected.bytes, mean.bytes, 0.02);
    expectWithin(expected.finalBytes, mean.finalBytes, 0.03);
  });

  it('counts an old array that is still being evacuated as held', () => {
    const before = estimate(classic(23), 13 * 2 ** 9);
    const after = estimate(classic(23), 13 * 2 ** 9 + 1);
    const later = estimate(classic(23), 13 * 2 ** 9 + 1000);
    expect(after.finalBytes).toBeGreaterThan(before.finalBytes + before.finalBytes);
    expect(later.finalBytes).toBeLessThan(after.finalBytes);
    expect(after.movedEntries).toBeLessThan(later.movedEntries);
  });

  it('adds one allocation an entry for elements above 128 bytes', () => {
    const types = { key: INT64, elem: bytes(200) };
    const indirect = estimateFill({ runtime: swiss(26), types, hint: 100, entries: 100 });
    const pointers = estimateFill({
      runtime: swiss(26),
      types: { key: INT64, elem: { size: 8, align: 8, pointerBytes: 8 } },
      hint: 100,
      entries: 100,
    });
    expect(indirect.allocations - pointers.allocations).toBe(100);
    expect(indirect.bytes - pointers.bytes).toBe(100 * 208);
  });

  it('answers for any number, whole and finite', () => {
    for (const runtime of [classic(21), classic(23), swiss(26)]) {
      for (const entries of [-3, 0.5, Number.NaN, 1e9, 1e12, 1e18, Number.POSITIVE_INFINITY]) {
        for (const hint of [undefined, -1, 12.7, 1e9, 1e18, Number.POSITIVE_INFINITY]) {
          const cost = estimateFill({ runtime, types: TYPES, hint, entries });
          for (const value of Object.values(cost)) expect(Number.isSafeInteger(value)).toBe(true);
          expect(cost.finalBytes).toBeLessThanOrEqual(cost.bytes);
        }
      }
    }
  });

  it('keeps builds of one release apart', () => {
    const fill = { types: { key: INT64, elem: BOOL }, hint: undefined, entries: 1000 };
    const paired = estimateFill({ ...fill, runtime: swiss(27) });
    const split = estimateFill({ ...fill, runtime: { ...swiss(27), splitGroups: true } });
    const narrow = estimateFill({ ...fill, runtime: { ...swiss(27), architecture: '386' } });
    expect(split.bytes).toBeLessThan(paired.bytes);
    expect(narrow.bytes).toBeLessThan(paired.bytes);
  });

  it('grows with the number of entries', () => {
    for (const runtime of [classic(23), swiss(26)]) {
      let previous = 0;
      for (let entries = 0; entries < 20_000; entries = Math.ceil(entries * 1.02 + 1)) {
        const { bytes: now } = estimate(runtime, entries);
        expect(now).toBeGreaterThanOrEqual(previous);
        previous = now;
      }
    }
  });
});

describe('growthTable', () => {
  it('sets the cost without and with a hint side by side', () => {
    const rows = growthTable(swiss(26), TYPES, [8, 1000]);
    expect(rows.map((row) => row.entries)).toEqual([8, 1000]);
    expect(rows[0]?.now).toEqual(rows[0]?.hinted);
    expect(rows[1]?.now).toEqual(estimate(swiss(26), 1000));
    expect(rows[1]?.hinted).toEqual(estimate(swiss(26), 1000, 1000));
  });
});
