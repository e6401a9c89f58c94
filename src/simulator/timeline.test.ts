import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateFill } from './estimate.ts';
import type { FillScenario, FillTimeline, GrowthEvent, KeyType, MapRuntime } from './model.ts';
import { bytes, classic, EMPTY, INT64, STRING, swiss } from './testing.ts';
import { simulateFill } from './timeline.ts';
import { MAX_TIMELINE_ENTRIES } from './workload-plan.ts';

const TYPES = { key: INT64, elem: INT64 };

function fill(runtime: MapRuntime, entries: number, hint?: number): FillTimeline {
  return simulateFill({ runtime, types: TYPES, hint, entries, seed: 7 });
}

function operationsOf(timeline: FillTimeline, ...kinds: GrowthEvent['kind'][]): readonly number[] {
  return timeline.events.filter((event) => kinds.includes(event.kind)).map((event) => event.operation);
}

describe('classic maps', () => {
  it('double at 6.5 entries a bucket, in Go 1.21 at 6', () => {
    expect(operationsOf(fill(classic(23), 209), 'growth-start')).toEqual([9, 14, 27, 53, 105, 209]);
    expect(operationsOf(fill(classic(21), 209), 'growth-start')).toEqual([9, 13, 25, 49, 97, 193]);
  });

  it('evacuate one or two old buckets with every write', () => {
    const timeline = fill(classic(23), 30_000);
    const steps: number[] = [];
    for (let at = 1; at <= 30_000; at++) {
      if (timeline.oldBuckets[at] !== timeline.oldBuckets[at - 1] || timeline.oldBuckets[at] === 0) continue;
      steps.push((timeline.evacuatedBuckets[at] ?? 0) - (timeline.evacuatedBuckets[at - 1] ?? 0));
    }
    expect(new Set(steps)).toEqual(new Set([1, 2]));
  });

  it('finish a growth of 4,096 buckets after about 2,839 inserts (4,096 · ln 2)', () => {
    const timeline = fill(classic(23), 32_000);
    const start = timeline.events.find((e) => e.kind === 'growth-start' && e.fromBuckets === 4096);
    const end = timeline.events.find((e) => e.kind === 'growth-end' && e.buckets === 8192);
    const inserts = (end?.operation ?? 0) - (start?.operation ?? 0);
    expect(inserts).toBeGreaterThan(2750);
    expect(inserts).toBeLessThan(2930);
  });

  it('have overflow buckets for a fifth of the main ones at the load limit', () => {
    const timeline = fill(classic(23), 106_496);
    expect((timeline.overflowBuckets[106_496] ?? 0) / 16_384).toBeCloseTo(0.209, 2);
  });

  it('do not grow when the hint is right', () => {
    for (const entries of [9, 13, 14, 208, 209, 10_000]) {
      expect(fill(classic(23), entries, entries).total.growths).toBe(0);
    }
  });
});

describe('Swiss maps', () => {
  it('grow at 7/8 of the table and split above 1,024 slots', () => {
    const timeline = fill(swiss(26), 900);
    expect(operationsOf(timeline, 'table-created')).toEqual([9]);
    expect(operationsOf(timeline, 'table-grown')).toEqual([15, 29, 57, 113, 225, 449]);
    expect(operationsOf(timeline, 'directory-doubled', 'table-split')).toEqual([897, 897]);
    expect(timeline.slots[896]).toBe(1024);
    expect(timeline.slots[897]).toBe(2048);
    expect(timeline.moved[897]).toBe(896);
  });

  it('number the tables after each split', () => {
    const splits = fill(swiss(26), 5000).events.filter((event) => event.kind === 'table-split');
    expect(splits.map((event) => event.tables)).toEqual(splits.map((_, index) => index + 2));
  });

  it('grow although the hint was exact where it gives too few slots to each table', () => {
    expect(fill(swiss(26), 896, 896).total.growths).toBe(0);
    expect(fill(swiss(26), 897, 897).slots[0]).toBe(1024);
    expect(fill(swiss(26), 897, 897).total.growths).toBeGreaterThan(0);
    expect(fill(swiss(26), 1000, 1000).total.growths).toBe(0);
  });
});

describe('simulateFill', () => {
  it('gives the same run for the same seed and another for another', () => {
    const scenario: FillScenario = {
      runtime: classic(23),
      types: TYPES,
      hint: undefined,
      entries: 5000,
      seed: 1,
    };
    expect(simulateFill(scenario)).toEqual(simulateFill(scenario));
    expect(simulateFill({ ...scenario, seed: 2 }).overflowBuckets).not.toEqual(
      simulateFill(scenario).overflowBuckets,
    );
  });

  it('refuses what it could not hold in memory', () => {
    expect(() => fill(swiss(26), MAX_TIMELINE_ENTRIES + 1)).toThrow(RangeError);
    expect(() => fill(swiss(26), 10, MAX_TIMELINE_ENTRIES + 1)).toThrow(RangeError);
    expect(() => fill(swiss(26), 1.5)).toThrow(RangeError);
    expect(() => fill(swiss(26), -1)).toThrow(RangeError);
    expect(() => fill(swiss(26), Number.NaN)).toThrow(RangeError);
  });

  it('ignores a negative hint, as the runtime does', () => {
    expect(fill(classic(23), 20, -5).total).toEqual(fill(classic(23), 20).total);
    expect(fill(swiss(26), 20, -5).total).toEqual(fill(swiss(26), 20).total);
  });
});

const keyType: fc.Arbitrary<KeyType> = fc.oneof(
  fc.constantFrom(EMPTY, INT64, STRING, bytes(128), bytes(129), { ...EMPTY, align: 8 }, bytes(1_000_000)),
  fc.record({
    size: fc.integer({ min: 0, max: 400 }),
    align: fc.constantFrom(1, 2, 4, 8),
    pointerBytes: fc.constantFrom(0, 8),
    comparison: fc.constantFrom('memory', 'string', 'other'),
    needKeyUpdate: fc.boolean(),
  }),
);

const runtimes = fc.constantFrom(
  ...[18, 20, 21, 22, 23, 24, 25].map(classic),
  ...[24, 25, 26, 27].map(swiss),
);

const scenarios: fc.Arbitrary<FillScenario> = fc.record({
  runtime: runtimes,
  types: fc.record({ key: keyType, elem: keyType }),
  hint: fc.option(fc.integer({ min: 0, max: 6000 }), { nil: undefined }),
  entries: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 6000 })),
  seed: fc.integer(),
});

describe('every fill', () => {
  it('keeps its own accounts', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { moved, slots, liveBytes, allocatedBytes, oldBuckets, evacuatedBuckets, events, total } =
          simulateFill(scenario);
        const last = scenario.entries;
        expect(moved.reduce((sum, entries) => sum + entries, 0)).toBe(total.movedEntries);
        expect(allocatedBytes[last]).toBe(total.bytes);
        expect(liveBytes[last]).toBe(total.finalBytes);
        // One expect a run and not five an insert: they would take seconds.
        const broken: number[] = [];
        for (let at = 1; at <= last; at++) {
          const holds =
            (slots[at] ?? 0) >= (slots[at - 1] ?? 0) &&
            (allocatedBytes[at] ?? 0) >= (allocatedBytes[at - 1] ?? 0) &&
            (liveBytes[at] ?? 0) <= (allocatedBytes[at] ?? 0) &&
            (evacuatedBuckets[at] ?? 0) <= (oldBuckets[at] ?? 0);
          if (!holds) broken.push(at);
        }
        expect(broken).toEqual([]);
        const grown = events.filter((event) =>
          ['growth-start', 'table-created', 'table-grown', 'table-split'].includes(event.kind),
        );
        expect(grown.length).toBe(total.growths);
      }),
      { numRuns: 150, seed: 42 },
    );
  });

  it('costs what the estimate says, exactly where the hash has no say', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { total } = simulateFill(scenario);
        const estimate = estimateFill(scenario);
        if (scenario.runtime.layout === 'classic') expect(estimate.growths).toBe(total.growths);
        if (scenario.entries <= 8 || (scenario.runtime.layout === 'swiss' && scenario.entries <= 448)) {
          expect(estimate).toEqual(total);
        }
        // One run of a small map may have a few overflow buckets or one split more or less than the average.
        expect(Math.abs(estimate.bytes - total.bytes)).toBeLessThanOrEqual(0.5 * total.bytes);
      }),
      { numRuns: 300, seed: 42 },
    );
  });
});
