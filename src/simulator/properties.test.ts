import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLog } from './event-log.ts';
import { RandomWords, SeededHashes } from './hash.ts';
import { bucketArrayShape, extraBytes, listBackingBytes, listHeaderBytes } from './hmap/arrays.ts';
import { grownListCapacity, overflowBucketBytes } from './hmap/arrays.ts';
import { ClassicMap } from './hmap/map.ts';
import type { BucketsView } from './hmap/state.ts';
import type { MemoryLayout } from './layout.ts';
import { memoryLayout } from './layout.ts';
import type { SimulatedMap } from './map.ts';
import type { MapRuntime, SlotTypes } from './model.ts';
import { newMap } from './new-map.ts';
import { SwissMap } from './swiss/map.ts';
import { directoryBytes, groupsBytes, tableBytes } from './swiss/tables.ts';
import { bytes, classic, EMPTY, INT32, INT64, POINTER, STRING, swiss } from './testing.ts';

/** All keys of a program are below this. */
const KEYS = 1500;

const RUNTIMES: readonly MapRuntime[] = [
  ...[18, 19, 20, 21, 22, 23, 24, 25].map(classic),
  ...[24, 25, 26, 27].map(swiss),
  { ...swiss(27), splitGroups: true },
  { ...classic(22), architecture: '386' },
  { ...swiss(26), architecture: '386' },
];

/** One pair for each of the runtime's functions, with and without pointers, and with indirect keys and elements. */
const TYPES: readonly SlotTypes[] = [
  { key: INT32, elem: EMPTY },
  { key: INT64, elem: INT64 },
  { key: POINTER, elem: INT64 },
  { key: STRING, elem: POINTER },
  { key: bytes(16), elem: bytes(32) },
  { key: bytes(3), elem: bytes(200) },
  { key: bytes(129), elem: STRING },
  { key: { ...STRING, comparison: 'other' }, elem: EMPTY },
];

/** All keys in one bucket or group, in a few, or anywhere. */
const HASH_BITS = [
  { low: 0xffff_c07f, high: 0xffff_ffff },
  { low: 0xff00_0083, high: 0xffff_ffff },
  undefined,
];

type Change =
  | { readonly kind: 'assign' | 'delete'; readonly from: number; readonly count: number }
  | { readonly kind: 'clear' };

type Action =
  | Change
  | { readonly kind: 'has'; readonly key: number }
  | { readonly kind: 'clone' }
  | {
      readonly kind: 'range';
      readonly first: number;
      readonly slot: number;
      /** Change number i is made after i × `every` keys. */
      readonly every: number;
      readonly changes: readonly Change[];
    };

const word = fc.nat(0xffff_ffff);
const span = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 2, arbitrary: fc.integer({ min: 5, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: KEYS }) },
);
const from = fc.oneof(fc.nat(12), fc.nat(KEYS - 1));
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ kind: fc.constantFrom('assign', 'delete'), from, count: span }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'clear' as const }) },
);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: change },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('has' as const), key: from }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'clone' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('range' as const),
      first: word,
      slot: word,
      every: fc.integer({ min: 1, max: 40 }),
      changes: fc.array(change, { maxLength: 12 }),
    }),
  },
);
const setting = fc.record({
  runtime: fc.constantFrom(...RUNTIMES),
  types: fc.constantFrom(...TYPES),
  hint: fc.constantFrom(undefined, 0, 1, 8, 9, 14, 100, 897, 1000),
  bits: fc.constantFrom(...HASH_BITS),
  seed: fc.integer(),
});

interface Setting {
  readonly runtime: MapRuntime;
  readonly types: SlotTypes;
  readonly hint: number | undefined;
  readonly bits: (typeof HASH_BITS)[number];
  readonly seed: number;
}

/** A map and the JavaScript Map it has to agree with, which knows each entry by the number of its insertion. */
class Twin {
  readonly log = new EventLog();
  readonly model = new Map<number, number>();
  readonly runtime: MapRuntime;
  readonly #layout: MemoryLayout;
  map: SimulatedMap;
  #insertions = 0;
  /** Bytes that the maps before the present one allocated: a clone shares what is behind the pointers of keys. */
  #earlierBytes = 0;

  constructor({ runtime, types, hint, bits, seed }: Setting) {
    const hashes = new SeededHashes(seed, KEYS, bits);
    this.runtime = runtime;
    this.#layout = memoryLayout(runtime, types);
    this.map = newMap({ runtime, types, hint, hashes, random: new RandomWords(seed), log: this.log });
  }

  change(change: Change): void {
    if (change.kind === 'clear') {
      this.map.clear();
      this.model.clear();
      return;
    }
    const end = Math.min(change.from + change.count, KEYS);
    for (let key = change.from; key < end; key++) {
      this.log.operation++;
      const had = this.model.has(key);
      if (change.kind === 'assign') {
        if (this.map.assign(key) === had) throw new Error(`assign ${key}: said ${had ? 'new' : 'known'}`);
        if (!had) this.model.set(key, ++this.#insertions);
      } else if (this.map.delete(key) !== this.model.delete(key)) {
        throw new Error(`delete ${key}: said ${had ? 'absent' : 'found'}`);
      }
      if (this.map.count !== this.model.size)
        throw new Error(`count ${this.map.count}, not ${this.model.size}`);
    }
  }

  run(action: Action): void {
    switch (action.kind) {
      case 'has':
        expect(this.map.has(action.key)).toBe(this.model.has(action.key));
        break;
      case 'clone':
        this.#clone();
        break;
      case 'range':
        this.#range(action);
        break;
      case 'assign':
      case 'delete':
      case 'clear':
        this.change(action);
    }
    expect(this.map.count).toBe(this.model.size);
    expect(misplaced(this.map, this.model)).toEqual([]);
    this.#checkLedger();
  }

  #clone(): void {
    if (this.runtime.minor < 21) return;
    const original = this.map;
    this.#earlierBytes += original.ledger.allocatedBytes;
    this.map = original.clone();
    expect(original.count).toBe(this.model.size);
    // Neither hears of what happens to the other.
    original.clear();
    expect(this.map.count).toBe(this.model.size);
  }

  /** Each entry that stays is seen once, one that goes not after it went, one that comes at most once. */
  #range({ first, slot, every, changes }: Extract<Action, { kind: 'range' }>): void {
    const stays = new Map(this.model);
    const seen = new Set<number>();
    const iteration = this.map.iterate({ first, slot });
    let steps = 0;
    for (let key = iteration.next(); key !== -1; key = iteration.next()) {
      const entry = this.model.get(key);
      if (entry === undefined) throw new Error(`range met ${key}, which is not in the map`);
      if (seen.has(entry)) throw new Error(`range met ${key} twice`);
      seen.add(entry);
      if (++steps % every !== 0) continue;
      const next = changes[steps / every - 1];
      // Before Go 1.21 a range may meet what mapclear removed (golang/go#59411).
      if (next === undefined || (next.kind === 'clear' && this.runtime.minor < 21)) continue;
      this.change(next);
      for (const [kept, entryKept] of stays) if (this.model.get(kept) !== entryKept) stays.delete(kept);
    }
    const missed = [...stays].filter(([, entry]) => !seen.has(entry));
    expect(missed).toEqual([]);
  }

  #checkLedger(): void {
    const { ledger } = this.map;
    const entryBytes = this.#layout.bytesPerEntry * this.map.count;
    const rest = ledger.liveBytes - entryBytes - this.#layout.headerBytes;
    const [least, most] = bytesOf(this.map, this.#layout);
    expect(rest).toBeGreaterThanOrEqual(least);
    expect(rest).toBeLessThanOrEqual(most);
    expect(ledger.liveBytes).toBeLessThanOrEqual(ledger.allocatedBytes + this.#earlierBytes);
  }
}

/** Keys in the slots of a map that are not in the model or there twice, and keys of the model in no slot. */
function misplaced(map: SimulatedMap, model: ReadonlyMap<number, number>): readonly string[] {
  const wrong: string[] = [];
  const stored = new Set<number>();
  for (const key of storedKeys(map)) {
    if (stored.has(key)) wrong.push(`${key} twice`);
    else if (!model.has(key)) wrong.push(`${key} unknown`);
    stored.add(key);
  }
  for (const key of model.keys()) {
    if (!stored.has(key)) wrong.push(`${key} missing`);
    else if (!map.has(key)) wrong.push(`${key} not found`);
  }
  return wrong;
}

function storedKeys(map: SimulatedMap): readonly number[] {
  const keys: number[] = [];
  if (map instanceof SwissMap) {
    const { small, tables } = map.state();
    for (const { controls, keys: stored } of small === undefined ? tables : [small]) {
      for (let slot = 0; slot < controls.length; slot++) {
        if ((controls[slot] ?? 0x80) < 0x80) keys.push(stored[slot] ?? -1);
      }
    }
  } else if (map instanceof ClassicMap) {
    const { buckets, oldBuckets } = map.state();
    for (const view of [buckets, oldBuckets]) {
      for (const bucket of view === undefined ? [] : chained(view)) {
        for (let cell = bucket * 8; cell < bucket * 8 + 8; cell++) {
          if ((view?.tophash[cell] ?? 0) >= 5) keys.push(view?.keys[cell] ?? -1);
        }
      }
    }
  }
  return keys;
}

/** All buckets of an array and of the chains that hang on it. */
function chained({ mainBuckets, next }: BucketsView): readonly number[] {
  const buckets: number[] = [];
  for (let main = 0; main < mainBuckets; main++) {
    let bucket = main;
    do {
      buckets.push(bucket);
      bucket = next[bucket] ?? 0;
    } while (bucket !== 0);
  }
  return buckets;
}

/** Bytes a map holds besides its header and what is behind pointers, counted from its state: at least, and at most. */
function bytesOf(map: SimulatedMap, layout: MemoryLayout): readonly [least: number, most: number] {
  if (map instanceof ClassicMap) return classicBytes(map, layout);
  if (!(map instanceof SwissMap)) throw new Error('a map of neither layout');
  const bytes = swissBytes(map, layout);
  return [bytes, bytes];
}

function swissBytes(map: SwissMap, layout: MemoryLayout): number {
  const { small, tables, dirLen } = map.state();
  if (small !== undefined) return groupsBytes(layout, 8);
  if (dirLen === 0) return 0;
  return tables.reduce(
    (sum, table) => sum + tableBytes(layout, table.capacity),
    directoryBytes(layout, dirLen),
  );
}

/** The state does not tell whether an iterator or an earlier array has left a `mapextra` and empty lists behind. */
function classicBytes(map: ClassicMap, layout: MemoryLayout): readonly [least: number, most: number] {
  const { runtime } = layout;
  let least = 0;
  let most = extraBytes(runtime);
  let needsExtra = false;
  const { buckets, oldBuckets } = map.state();
  for (const view of [buckets, oldBuckets]) {
    if (view === undefined) continue;
    const shape = bucketArrayShape(layout, Math.log2(view.mainBuckets));
    const all = chained(view);
    const overflow = all.length - view.mainBuckets;
    const separate = all.filter((bucket) => bucket >= shape.mainBuckets + shape.spareBuckets).length;
    const memory = shape.bytes + separate * overflowBucketBytes(layout);
    const list =
      layout.scanned || overflow === 0 ? 0 : listHeaderBytes(runtime) + listBytes(layout, overflow);
    least += memory + list;
    most += memory + (layout.scanned ? 0 : Math.max(list, listHeaderBytes(runtime)));
    needsExtra ||= shape.spareBuckets > 0 || list > 0;
  }
  return [needsExtra ? least + extraBytes(runtime) : least, most];
}

/** Bytes of the array behind a list that grew to so many overflow buckets one by one. */
function listBytes({ runtime }: MemoryLayout, buckets: number): number {
  let capacity = 0;
  while (capacity < buckets) capacity = grownListCapacity(runtime, capacity);
  return listBackingBytes(runtime, capacity);
}

const GROWTHS: ReadonlySet<string> = new Set(['growth-start', 'table-created', 'table-grown', 'table-split']);

/** Operations of all events so far never go back, and the growths among them are those that were counted. */
function checkLog({ log }: Twin): void {
  let before = 0;
  let growths = 0;
  let moved = 0;
  for (let index = 0; index < log.length; index++) {
    const event = log.at(index);
    if (event.operation < before) throw new Error(`event ${index} goes back to operation ${event.operation}`);
    before = event.operation;
    if ('movedEntries' in event) moved += event.movedEntries;
    if (GROWTHS.has(event.kind)) growths++;
  }
  expect(before).toBeLessThanOrEqual(log.operation);
  expect(growths).toBe(log.growths + log.sameSizeGrowths);
  expect(moved).toBe(log.movedEntries);
}

describe('a simulated map', () => {
  it('agrees with a JavaScript Map, holds no key twice and keeps its accounts, whatever the program', () => {
    fc.assert(
      fc.property(setting, fc.array(action, { minLength: 1, maxLength: 40 }), (made, actions) => {
        const twin = new Twin(made);
        for (const action of actions) twin.run(action);
        checkLog(twin);
      }),
      { numRuns: 400, seed: 42 },
    );
  });

  it.each(RUNTIMES)('$layout 1.$minor $architecture: outlives churn in a few keys', (runtime) => {
    const setup = fc.record({
      types: fc.constantFrom(...TYPES),
      bits: fc.constantFrom(...HASH_BITS),
      seed: word,
    });
    const population = fc.integer({ min: 1, max: 120 });
    fc.assert(
      fc.property(setup, population, (made, population) => {
        const twin = new Twin({ ...made, runtime, hint: undefined });
        twin.change({ kind: 'assign', from: 0, count: population });
        for (let key = population; key < KEYS; key++) {
          twin.change({ kind: 'delete', from: key - population, count: 1 });
          twin.change({ kind: 'assign', from: key, count: 1 });
        }
        twin.run({ kind: 'range', first: made.seed, slot: made.seed >>> 5, every: 1, changes: [] });
        checkLog(twin);
      }),
      { numRuns: 8, seed: 42 },
    );
  });
});
