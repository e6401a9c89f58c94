import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapEvent, MapRuntime } from './model.ts';
import { bytes, classic, INT64, POINTER, STRING, swiss } from './testing.ts';
import { simulate } from './timeline.ts';
import type { Timeline } from './timeline.ts';
import { OPERATION_KINDS } from './run-recorder.ts';
import type { KeyDistribution, Scenario, Step } from './workload.ts';
import { planWorkload } from './workload-plan.ts';

function run(runtime: MapRuntime, steps: readonly Step[], other: Partial<Scenario> = {}): Timeline {
  const types = { key: INT64, elem: INT64 };
  return simulate({ runtime, types, hint: undefined, hashing: 'uniform', seed: 7, steps, ...other });
}

const fill = (entries: number): Step => ({ kind: 'fill', entries });
const deleteShare = (share: number, victims: 'oldest' | 'newest' | 'random' | 'range'): Step => ({
  kind: 'delete',
  victims,
  amount: { kind: 'share', share },
});

function kindsOf({ kinds }: Timeline): readonly string[] {
  return Array.from(kinds, (kind) => OPERATION_KINDS[kind]!);
}

function eventsOf(timeline: Timeline): readonly MapEvent[] {
  return Array.from({ length: timeline.log.length }, (_, index) => timeline.log.at(index));
}

const last = (column: ArrayLike<number>): number => column[column.length - 1]!;

describe('a step', () => {
  it('has its range of operations, one after the other', () => {
    const { steps, operations } = run(swiss(26), [fill(10), deleteShare(0.5, 'oldest'), { kind: 'clear' }]);
    expect(steps).toEqual([
      { start: 0, end: 10 },
      { start: 10, end: 15 },
      { start: 15, end: 16 },
    ]);
    expect(operations).toBe(16);
  });

  it('puts: the first assignment to a key is an insert, later ones overwrite', () => {
    const keys: KeyDistribution = { kind: 'sequential', space: 3 };
    const timeline = run(classic(23), [{ kind: 'put', operations: 5, keys }, fill(1)]);
    expect(kindsOf(timeline)).toEqual([
      'make',
      'insert',
      'insert',
      'insert',
      'overwrite',
      'overwrite',
      'insert',
    ]);
    expect([...timeline.entries]).toEqual([0, 1, 2, 3, 3, 3, 4]);
  });

  it.each(['oldest', 'newest', 'random', 'range'] as const)('deletes a share, %s', (victims) => {
    const timeline = run(classic(23), [fill(100), deleteShare(0.9, victims)]);
    expect(last(timeline.entries)).toBe(10);
    expect(timeline.total.probes.delete.operations).toBe(90);
    expect(timeline.total.probes.range.operations).toBe(victims === 'range' ? 1 : 0);
  });

  it('deletes the oldest or the newest: which of them stay shows in who is found', () => {
    const fillAgain: Step = { kind: 'put', operations: 10, keys: { kind: 'sequential', space: 10 } };
    const tenOldest = (victims: 'oldest' | 'newest'): number =>
      run(swiss(26), [fill(20), deleteShare(0.5, victims), fillAgain]).total.probes.insert.operations - 20;
    expect(tenOldest('oldest')).toBe(10);
    expect(tenOldest('newest')).toBe(0);
  });

  it('deletes every third', () => {
    const steps: readonly Step[] = [
      fill(10),
      { kind: 'delete', victims: 'every-nth', nth: 3 },
      { kind: 'put', operations: 10, keys: { kind: 'sequential', space: 10 } },
    ];
    const put = kindsOf(run(swiss(26), steps)).slice(-10);
    expect(put.map((kind, key) => (kind === 'insert' ? key : -1)).filter((key) => key >= 0)).toEqual([
      2, 5, 8,
    ]);
  });

  it('deletes all in a range loop, which then goes on to the end of the table', () => {
    const timeline = run(swiss(26), [fill(896), deleteShare(1, 'range')]);
    expect(last(timeline.entries)).toBe(0);
    expect(last(timeline.probes)).toBe(128);
    expect(last(timeline.slots)).toBe(1024);
  });

  it('churns at a constant population', () => {
    const churn = (first: 'delete' | 'insert'): Step => ({
      kind: 'churn',
      rounds: 500,
      victims: 'oldest',
      first,
    });
    const deleteFirst = run(classic(23), [fill(50), churn('delete')]);
    expect(new Set(deleteFirst.entries.slice(50))).toEqual(new Set([49, 50]));
    const insertFirst = run(classic(23), [fill(50), churn('insert')]);
    expect(new Set(insertFirst.entries.slice(50))).toEqual(new Set([50, 51]));
  });

  it('looks up as many hits as asked for, mixed with misses', () => {
    const timeline = run(classic(23), [fill(10), { kind: 'lookup', operations: 8, hits: 0.75 }]);
    const kinds = kindsOf(timeline).slice(-8);
    expect(kinds.filter((kind) => kind === 'hit')).toHaveLength(6);
    expect(kinds.slice(0, 4)).toContain('miss');
    expect(kinds.slice(4)).toContain('miss');
    expect(timeline.total.probes.hit.operations).toBe(6);
  });

  it('iterates: a whole range is one operation that visits all buckets, or groups, once', () => {
    const ranges: Step = { kind: 'iterate', times: 3 };
    const buckets = run(classic(23), [fill(100), ranges], { hint: 100 });
    const chained = 16 + last(buckets.overflowBuckets);
    expect([...buckets.probes.slice(-3)]).toEqual([chained, chained, chained]);
    // A range that starts in the middle of a group comes back to its other slots at the end.
    for (const groups of run(swiss(26), [fill(100), ranges], { hint: 100 }).probes.slice(-3)) {
      expect([16, 17]).toContain(groups);
    }
  });

  it('clears and keeps the capacity', () => {
    const timeline = run(classic(23), [fill(1000), { kind: 'clear' }]);
    expect(last(timeline.entries)).toBe(0);
    expect(last(timeline.slots)).toBe(timeline.slots[1000]);
    expect(eventsOf(timeline).at(-1)).toEqual({ kind: 'cleared', operation: 1001, entries: 1000 });
  });

  it('puts in bulk: as many entries as the other map has, some of them known', () => {
    const timeline = run(swiss(26), [fill(100), { kind: 'bulk-put', entries: 40, existing: 0.25 }]);
    expect(timeline.total.probes.overwrite.operations).toBe(10);
    expect(last(timeline.entries)).toBe(130);
    const kinds = kindsOf(timeline).slice(-40);
    expect(kinds.slice(0, 10)).not.toEqual(Array.from({ length: 10 }, () => 'overwrite'));
  });

  it('leaves out what needs an entry of an empty map', () => {
    const timeline = run(classic(23), [
      { kind: 'overwrite', operations: 5 },
      deleteShare(1, 'random'),
      { kind: 'lookup', operations: 2, hits: 1 },
      { kind: 'churn', rounds: 1, victims: 'oldest', first: 'delete' },
    ]);
    expect(kindsOf(timeline)).toEqual(['make', 'miss', 'miss', 'insert']);
  });
});

describe('a map that another takes the place of', () => {
  const shrunk: readonly Step[] = [fill(10_000), deleteShare(0.9, 'random')];

  it('is rebuilt with room for what is left, and both are held until the copy is done', () => {
    const timeline = run(classic(23), [...shrunk, { kind: 'rebuild' }]);
    const start = 19_000;
    expect(timeline.operations).toBe(start + 1002);
    expect([...timeline.entries.slice(start, start + 3)]).toEqual([1000, 0, 1]);
    const before = timeline.liveBytes[start]!;
    expect(timeline.liveBytes[start + 1]!).toBeGreaterThan(before);
    expect(last(timeline.liveBytes)).toBeLessThan(before / 5);
    const fresh = run(classic(23), [fill(1000)], { hint: 1000 });
    expect(last(timeline.slots)).toBe(last(fresh.slots));
    expect(eventsOf(timeline).at(-1)).toEqual({ kind: 'replaced', operation: 20_002, slots: 2048 });
    expect(kindsOf(timeline).at(-1)).toBe('range');
    expect(timeline.total.bytes).toBeGreaterThanOrEqual(
      timeline.allocatedBytes[start]! + fresh.liveBytes[0]!,
    );
    expect(timeline.total.finalBytes).toBe(last(timeline.liveBytes));
  });

  it('is cloned small in Go 1.24, and with all its capacity from Go 1.25 on', () => {
    const slots = (runtime: MapRuntime): number => last(run(runtime, [...shrunk, { kind: 'clone' }]).slots);
    expect(slots(classic(23))).toBe(2048);
    expect(slots(swiss(24))).toBe(2048);
    expect(slots(swiss(25))).toBe(16_384);
  });

  it('goes on living as the copy', () => {
    const timeline = run(swiss(26), [...shrunk, { kind: 'clone' }, deleteShare(1, 'oldest'), fill(5)]);
    expect(last(timeline.entries)).toBe(5);
    expect(timeline.total.probes.delete.operations).toBe(10_000);
  });
});

describe('clustered hashes', () => {
  it('make one long chain of buckets', () => {
    const timeline = run(classic(23), [fill(1000)], { hashing: 'one-bucket' });
    expect(timeline.total.probes.insert.longest).toBeGreaterThanOrEqual(125);
    expect(last(timeline.overflowBuckets)).toBe(124);
    const sameTag = run(classic(23), [fill(1000)], { hashing: 'one-tophash' });
    expect(last(sameTag.overflowBuckets)).toBe(124);
  });

  it.each(['one-bucket', 'one-tophash'] as const)('make one long probe sequence of groups, %s', (hashing) => {
    const timeline = run(swiss(26), [fill(896)], { hashing });
    expect(timeline.total.probes.insert.longest).toBeGreaterThanOrEqual(112);
    expect(run(swiss(26), [fill(5000)], { hashing }).total.growths).toBeLessThan(20);
  });
});

const count = fc.integer({ min: 0, max: 300 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const keys: fc.Arbitrary<KeyDistribution> = fc.oneof(
  fc.record({ kind: fc.constantFrom('sequential', 'uniform'), space: fc.integer({ min: 1, max: 400 }) }),
  fc.record({
    kind: fc.constant('zipf' as const),
    space: fc.integer({ min: 1, max: 400 }),
    exponent: fc.double({ min: 0.1, max: 3, noNaN: true }),
  }),
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('fill' as const), entries: fc.integer({ min: 0, max: 1500 }) }),
  fc.record({ kind: fc.constant('put' as const), operations: count, keys }),
  fc.record({ kind: fc.constant('overwrite' as const), operations: count }),
  fc.record({
    kind: fc.constant('delete' as const),
    victims: fc.constantFrom('oldest', 'newest', 'random', 'range'),
    amount: fc.oneof(
      fc.record({ kind: fc.constant('share' as const), share }),
      fc.record({ kind: fc.constant('entries' as const), entries: count }),
    ),
  }),
  fc.record({
    kind: fc.constant('delete' as const),
    victims: fc.constant('every-nth' as const),
    nth: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    kind: fc.constant('churn' as const),
    rounds: count,
    victims: fc.constantFrom('oldest', 'random'),
    first: fc.constantFrom('delete', 'insert'),
  }),
  fc.record({ kind: fc.constant('lookup' as const), operations: count, hits: share }),
  fc.record({ kind: fc.constant('iterate' as const), times: fc.nat(3) }),
  fc.record({ kind: fc.constantFrom('clear', 'rebuild', 'clone') }),
  fc.record({ kind: fc.constant('bulk-put' as const), entries: count, existing: share }),
);
const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  runtime: fc.constantFrom(...[21, 22, 23, 24, 25].map(classic), ...[24, 25, 26, 27].map(swiss)),
  types: fc.record({
    key: fc.constantFrom(INT64, STRING, POINTER, bytes(16), bytes(200)),
    elem: fc.constantFrom(INT64, POINTER, bytes(129)),
  }),
  hint: fc.option(fc.integer({ min: -1, max: 2000 }), { nil: undefined }),
  hashing: fc.constantFrom('uniform', 'uniform', 'one-bucket', 'one-tophash'),
  seed: fc.integer(),
  steps: fc.array(anyStep, { maxLength: 8 }),
});

function sum(values: ArrayLike<number>): number {
  let all = 0;
  for (const value of Array.from(values)) all += value;
  return all;
}

/** Entries after an operation of a kind. */
function entriesAfter(kind: string, before: number): number {
  switch (kind) {
    case 'insert':
      return before + 1;
    case 'delete':
      return before - 1;
    case 'clear':
    case 'make':
      return 0;
    default:
      return before;
  }
}

describe('every run', () => {
  it('keeps its accounts', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const timeline = simulate(scenario);
        const { operations, entries, moved, probes, liveBytes, allocatedBytes, steps, total } = timeline;
        const kinds = kindsOf(timeline);
        expect(kinds).toHaveLength(operations + 1);
        expect(operations).toBeLessThanOrEqual(planWorkload(scenario).operations);
        expect(sum(moved)).toBe(total.movedEntries);
        expect(last(allocatedBytes)).toBe(total.bytes);
        expect(last(liveBytes)).toBe(total.finalBytes);
        expect(last(timeline.tombstones)).toBe(total.tombstones);
        const counted = Object.values(total.probes);
        expect(sum(counted.map((kind) => kind.operations))).toBe(operations);
        expect(sum(counted.map((kind) => kind.operations * kind.mean))).toBeCloseTo(sum(probes), 3);
        expect(Math.max(...counted.map((kind) => kind.longest))).toBe(Math.max(...probes));
        expect(steps.map((step) => step.start)).toEqual([0, ...steps.map((step) => step.end)].slice(0, -1));
        expect(steps.at(-1)?.end ?? 0).toBe(operations);
        const broken: number[] = [];
        for (let at = 1; at <= operations; at++) {
          const holds =
            entries[at] === entriesAfter(kinds[at]!, entries[at - 1]!) &&
            entries[at]! <= timeline.slots[at]! + 8 * timeline.overflowBuckets[at]! &&
            allocatedBytes[at]! >= allocatedBytes[at - 1]! &&
            liveBytes[at]! <= allocatedBytes[at]! &&
            timeline.evacuatedBuckets[at]! <= timeline.oldBuckets[at]!;
          if (!holds) broken.push(at);
        }
        expect(broken).toEqual([]);
        const inOrder = eventsOf(timeline).map((event) => event.operation);
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
        expect(inOrder.at(-1) ?? 0).toBeLessThanOrEqual(operations);
      }),
      { numRuns: 300, seed: 42 },
    );
  });

  it('is the same for the same scenario, also after it was sent as JSON, and another for another seed', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const timeline = simulate(scenario);
        const again = simulate(JSON.parse(JSON.stringify(scenario)) as Scenario);
        expect({ ...again, scenario }).toEqual(timeline);
      }),
      { numRuns: 30, seed: 42 },
    );
    const keys: KeyDistribution = { kind: 'zipf', space: 500, exponent: 1 };
    const steps: readonly Step[] = [{ kind: 'put', operations: 1000, keys }];
    expect(run(classic(23), steps).kinds).not.toEqual(run(classic(23), steps, { seed: 8 }).kinds);
  });

  it('is the same program on every runtime', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const program = (runtime: MapRuntime): readonly string[] =>
          kindsOf(simulate({ ...scenario, runtime }));
        const kinds = program(swiss(27));
        for (const runtime of [classic(21), classic(23), swiss(24)]) expect(program(runtime)).toEqual(kinds);
      }),
      { numRuns: 40, seed: 42 },
    );
  });
});
