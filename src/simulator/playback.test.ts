import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLog } from './event-log.ts';
import { MIN_TOP_HASH } from './hmap/buckets.ts';
import type { MapRuntime } from './model.ts';
import type { ClassicPicture, MapPicture, SwissPicture } from './picture.ts';
import { createPlayback } from './playback.ts';
import { OPERATION_KINDS } from './run-recorder.ts';
import { CONTROL_DELETED, NOT_FULL } from './swiss/state.ts';
import { bytes, classic, INT64, POINTER, STRING, swiss } from './testing.ts';
import { simulate } from './timeline.ts';
import { TimelineRecorder } from './timeline-recorder.ts';
import type { Timeline } from './timeline.ts';
import type { Scenario, Step } from './workload.ts';
import { planWorkload } from './workload-plan.ts';
import { WorkloadRun } from './workload-run.ts';

const RUNTIMES: readonly MapRuntime[] = [
  ...[21, 23, 24].map(classic),
  ...[24, 25, 26, 27].map(swiss),
  { ...classic(22), architecture: '386' },
  { ...swiss(26), architecture: '386' },
];

const count = fc.oneof(fc.nat(12), fc.nat(400), fc.constant(1500));
const share = fc.constantFrom(0, 0.3, 0.9, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('fill' as const), entries: count }),
  fc.record({
    kind: fc.constant('put' as const),
    operations: count,
    keys: fc.constantFrom({ kind: 'uniform', space: 300 }, { kind: 'zipf', space: 90, exponent: 1.2 }),
  }) as fc.Arbitrary<Step>,
  fc.record({ kind: fc.constant('overwrite' as const), operations: fc.nat(40) }),
  fc.record({
    kind: fc.constant('delete' as const),
    victims: fc.constantFrom('oldest', 'newest', 'random', 'range'),
    amount: fc.record({ kind: fc.constant('share' as const), share }),
  }) as fc.Arbitrary<Step>,
  fc.constant({ kind: 'delete', victims: 'every-nth', nth: 3 } as const),
  fc.record({
    kind: fc.constant('churn' as const),
    rounds: count,
    victims: fc.constantFrom('oldest' as const, 'random' as const),
    first: fc.constantFrom('delete' as const, 'insert' as const),
  }),
  fc.record({ kind: fc.constant('lookup' as const), operations: fc.nat(60), hits: share }),
  fc.record({ kind: fc.constant('iterate' as const), times: fc.nat(3) }),
  fc.constantFrom({ kind: 'clear' } as const, { kind: 'rebuild' } as const, { kind: 'clone' } as const),
  fc.record({ kind: fc.constant('bulk-put' as const), entries: count, existing: share }),
);

const scenarios: fc.Arbitrary<Scenario> = fc.record({
  runtime: fc.constantFrom(...RUNTIMES),
  types: fc.constantFrom(
    { key: INT64, elem: INT64 },
    { key: STRING, elem: POINTER },
    { key: bytes(3), elem: bytes(200) },
  ),
  hint: fc.constantFrom(undefined, 9, 100, 1000),
  hashing: fc.constantFrom(
    'uniform' as const,
    'uniform' as const,
    'one-bucket' as const,
    'one-tophash' as const,
  ),
  seed: fc.nat(1000),
  // A first fill, so that the steps after it have something to work on.
  steps: fc
    .tuple(count, fc.array(step, { minLength: 1, maxLength: 6 }))
    .map(([entries, rest]) => [{ kind: 'fill', entries } as const, ...rest]),
});

/** Cells of an old array that wait, and of the current one: the entries of the map. */
function fullCells({ current, old }: ClassicPicture): number {
  return [current, old].reduce(
    (sum, array) => sum + (array?.tophash.filter((top) => top >= MIN_TOP_HASH).length ?? 0),
    0,
  );
}

function chained({ current }: ClassicPicture): number {
  if (current === undefined) return 0;
  let overflow = 0;
  for (let main = 0; main < current.mainBuckets; main++) {
    for (let bucket = current.next[main]!; bucket !== 0; bucket = current.next[bucket]!) overflow++;
  }
  return overflow;
}

function isEvacuated(tophash: Uint8Array, bucket: number): boolean {
  return tophash[bucket * 8]! > 1 && tophash[bucket * 8]! < MIN_TOP_HASH;
}

/** Counts everything in the slots themselves and holds it to the columns of the run. */
function expectCounts(picture: MapPicture, run: Timeline, at: number): void {
  expect(picture.operation).toBe(at);
  expect(picture.kind).toBe(OPERATION_KINDS[run.kinds[at]!]);
  expect(picture.entries).toBe(run.entries[at]);
  expect(picture.slots).toBe(run.slots[at]);
  if (picture.layout === 'classic') {
    const { old } = picture;
    expect(fullCells(picture)).toBe(run.entries[at]);
    expect((picture.current?.mainBuckets ?? 0) * 8).toBe(run.slots[at]);
    expect(picture.current?.overflowBuckets ?? 0).toBe(run.overflowBuckets[at]);
    expect(chained(picture)).toBe(run.overflowBuckets[at]);
    expect(old?.mainBuckets ?? 0).toBe(run.oldBuckets[at]);
    const buckets = Array.from({ length: old?.mainBuckets ?? 0 }, (_, bucket) => bucket);
    const evacuated = buckets.filter((bucket) => isEvacuated(old!.tophash, bucket));
    expect(evacuated).toHaveLength(run.evacuatedBuckets[at]!);
    expect(picture.evacuatedBuckets).toBe(run.evacuatedBuckets[at]);
  } else {
    const { controls, tables } = picture;
    expect(controls.filter((control) => (control & NOT_FULL) === 0)).toHaveLength(run.entries[at]!);
    expect(controls.filter((control) => control === CONTROL_DELETED)).toHaveLength(run.tombstones[at]!);
    expect(tables).toHaveLength(run.tables[at]!);
    expect(tables.reduce((sum, { tombstones }) => sum + tombstones, 0)).toBe(run.tombstones[at]);
    expect(picture.leadingBits.reduce((sum, entries) => sum + entries, 0)).toBe(run.entries[at]);
    expect([...new Set(picture.directory)]).toEqual([...tables.keys()]);
  }
}

/** Holds what is told of the operation to the picture of the slots after it. */
function expectProbe(picture: MapPicture, run: Timeline, at: number): void {
  const grew = run.log.growthEvents().some(({ operation }) => operation === at);
  const { probe, kind, key } = picture;
  if (probe === undefined) {
    expect(run.probes[at] === 0 || key === undefined).toBe(true);
    return;
  }
  const looked = 'groups' in probe ? probe.groups.length : probe.buckets.length;
  const appended = kind === 'insert' && 'buckets' in probe ? [0, 1] : [0];
  if (!grew) expect(appended).toContain(looked - run.probes[at]!);
  expect(probe.slot === undefined).toBe(kind === 'miss');
  if (probe.slot === undefined) return;
  const slot = slotOf(picture, probe.slot);
  expect(slot.place).toBe(true);
  if (kind === 'delete') expect(slot.isFull).toBe(false);
  else expect(slot).toMatchObject({ isFull: true, key });
}

function slotOf(picture: MapPicture, slot: number): { isFull: boolean; key: number; place: boolean } {
  if (picture.layout === 'classic') {
    const { array, buckets } = picture.probe!;
    const { tophash, keys } = picture[array]!;
    const place = buckets.includes(slot >> 3);
    return { isFull: tophash[slot]! >= MIN_TOP_HASH, key: keys[slot]!, place };
  }
  const { table, groups } = picture.probe!;
  const at = slot + (picture.tables[table]?.firstSlot ?? 0);
  return {
    isFull: picture.controls[at]! < NOT_FULL,
    key: picture.keys[at]!,
    place: groups.includes(slot >> 3),
  };
}

function expectGrowth(picture: MapPicture, run: Timeline, at: number): void {
  if (picture.key === undefined) return;
  if (picture.layout === 'swiss') {
    const grew = run.log.growthEvents().some(({ operation }) => operation === at);
    expect(picture.newTables.length > 0).toBe(grew);
    return;
  }
  const { current, movedInto } = picture;
  let entries = 0;
  for (const main of movedInto) {
    for (
      let bucket = main, first = true;
      first || bucket !== 0;
      bucket = current!.next[bucket]!, first = false
    )
      for (let cell = bucket * 8; cell < bucket * 8 + 8; cell++)
        if (current!.tophash[cell]! >= MIN_TOP_HASH) entries++;
  }
  // The operation's own entry may have come or gone.
  expect(Math.abs(entries - run.moved[at]!)).toBeLessThanOrEqual(1);
}

describe('playback', () => {
  it('pictures any operation in any order as a fresh run would, in agreement with the timeline', () => {
    const wanted = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(scenarios, wanted, (scenario, shares) => {
        const run = simulate(scenario);
        const playback = createPlayback(scenario);
        const operations = [...shares.map((part) => Math.round(part * run.operations)), run.operations];
        for (const at of operations) {
          const picture = playback.seek(at);
          expect(playback.operation).toBe(at);
          expectCounts(picture, run, at);
          expectProbe(picture, run, at);
          expectGrowth(picture, run, at);
          expect(picture).toEqual(createPlayback(scenario).seek(at));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stops at every single operation of a program with all steps', () => {
    const steps: readonly Step[] = [
      { kind: 'fill', entries: 60 },
      { kind: 'put', operations: 5, keys: { kind: 'uniform', space: 90 } },
      { kind: 'overwrite', operations: 3 },
      { kind: 'lookup', operations: 4, hits: 0.5 },
      { kind: 'churn', rounds: 9, victims: 'oldest', first: 'delete' },
      { kind: 'iterate', times: 2 },
      { kind: 'delete', victims: 'every-nth', nth: 4 },
      { kind: 'rebuild' },
      { kind: 'clone' },
      { kind: 'bulk-put', entries: 12, existing: 0.5 },
      { kind: 'delete', victims: 'range', amount: { kind: 'share', share: 0.7 } },
      { kind: 'delete', victims: 'newest', amount: { kind: 'entries', entries: 3 } },
      { kind: 'clear' },
      { kind: 'fill', entries: 3 },
    ];
    for (const runtime of [classic(23), swiss(26)]) {
      const scenario = scenarioOf(runtime, steps);
      const run = simulate(scenario);
      const playback = createPlayback(scenario);
      for (let at = 0; at <= run.operations; at++) {
        const picture = playback.seek(at);
        expectCounts(picture, run, at);
        expectProbe(picture, run, at);
        expectGrowth(picture, run, at);
      }
    }
  });

  it('ends with the map that a run through all steps leaves', () => {
    const steps: readonly Step[] = [
      { kind: 'fill', entries: 3000 },
      { kind: 'churn', rounds: 500, victims: 'random', first: 'delete' },
    ];
    for (const runtime of [classic(23), swiss(26)]) {
      const scenario = scenarioOf(runtime, steps);
      const plan = planWorkload(scenario);
      const recorder = new TimelineRecorder(new EventLog(), plan.operations);
      const run = new WorkloadRun(scenario, plan, recorder);
      for (const step of steps) run.run(step).next();
      const picture = createPlayback(scenario).seek(recorder.operation);
      const { operation, kind, key } = picture;
      expect(picture).toEqual(run.map.picture({ operation, kind, key }));
    }
  });

  it('refuses operations that the run does not have', () => {
    const scenario = scenarioOf(classic(23), [
      { kind: 'fill', entries: 5 },
      { kind: 'overwrite', operations: 2 },
    ]);
    for (const at of [-1, 0.5, 8, Number.NaN]) {
      expect(() => createPlayback(scenario).seek(at)).toThrow(`operation must be from 0 to 7, not ${at}`);
    }
    const nothing = scenarioOf(classic(23), [{ kind: 'overwrite', operations: 2 }]);
    expect(() => createPlayback(nothing).seek(1)).toThrow('operation must be from 0 to 0, not 1');
  });
});

describe('a picture', () => {
  it('stays what it is while the run goes on', () => {
    for (const runtime of [classic(23), swiss(26)]) {
      const playback = createPlayback(scenarioOf(runtime, [{ kind: 'fill', entries: 2000 }]));
      const picture = playback.seek(1000);
      const before = structuredClone(picture);
      playback.seek(2000);
      expect(picture).toEqual(before);
    }
  });

  it('tells the hash of the key: its digits choose the bucket, the group and the table', () => {
    const steps: readonly Step[] = [{ kind: 'fill', entries: 5000 }];
    const old = createPlayback(scenarioOf(classic(23), steps)).seek(4321) as ClassicPicture;
    expect(old.hash).toMatch(/^[0-9a-f]{16}$/);
    const low = Number.parseInt(old.hash!.slice(8), 16);
    expect(old.probe?.buckets[0]).toBe(low & (2 ** old.b - 1));
    const top = Number.parseInt(old.hash!.slice(0, 2), 16);
    expect(old.current?.tophash[old.probe!.slot!]).toBe(top < MIN_TOP_HASH ? top + MIN_TOP_HASH : top);

    const later = createPlayback(scenarioOf(swiss(26), steps)).seek(4321) as SwissPicture;
    const { probe, tables, globalDepth } = later;
    const high = Number.parseInt(later.hash!.slice(0, 8), 16);
    expect(later.directory[high >>> (32 - globalDepth)]).toBe(probe?.table);
    const table = tables[probe!.table]!;
    const word = Number.parseInt(later.hash!.slice(8), 16);
    expect(probe?.groups[0]).toBe((word >>> 7) % (table.capacity / 8));
    expect(later.controls[table.firstSlot + probe!.slot!]).toBe(word & 0x7f);
  });
});

function scenarioOf(runtime: MapRuntime, steps: readonly Step[]): Scenario {
  const types = { key: INT64, elem: INT64 };
  return { runtime, types, hint: undefined, hashing: 'uniform', seed: 7, steps };
}
