import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLog } from './event-log.ts';
import { RandomWords, SeededHashes } from './hash.ts';
import type { MemoryLayout } from './layout.ts';
import { memoryLayout } from './layout.ts';
import type { SimulatedMap } from './map.ts';
import type { MapEvent, MapRuntime, SlotTypes } from './model.ts';
import { newMap } from './new-map.ts';
import { heldBytes, inconsistencies, storedKeys } from './properties-state.ts';
import { bytes, classic, EMPTY, INT32, INT64, PADDED, POINTER, STRING, STRINGS, swiss } from './testing.ts';

/** All keys of a program are below this. */
const KEYS = 2500;

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
  { key: PADDED, elem: bytes(1) },
  { key: STRINGS, elem: INT64 },
];

/** All keys in one bucket or group, in a few, or anywhere. */
const HASH_BITS = [
  { low: 0xffff_c07f, high: 0xffff_ffff },
  { low: 0xff00_0083, high: 0xffff_ffff },
  undefined,
];

type Change =
  | { readonly kind: 'assign' | 'delete'; readonly from: number; readonly count: number }
  /** So many times: deletes a key and assigns to the one `ahead` of it. */
  | { readonly kind: 'churn'; readonly from: number; readonly count: number; readonly ahead: number }
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
  {
    weight: 9,
    arbitrary: fc.record({ kind: fc.constantFrom('assign', 'assign', 'delete'), from, count: span }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('churn' as const),
      from,
      count: fc.integer({ min: 1, max: KEYS }),
      ahead: fc.integer({ min: 1, max: 100 }),
    }),
  },
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
    const { kind, from, count } = change;
    for (let key = from; key < from + count; key++) {
      if (kind === 'assign') {
        this.#assign(key % KEYS);
      } else {
        this.#delete(key % KEYS);
        if (kind === 'churn') this.#assign((key + change.ahead) % KEYS);
      }
    }
  }

  // Plain comparisons: an expect for each of a million operations would take a minute.
  #assign(key: number): void {
    this.log.operation++;
    const isNew = !this.model.has(key);
    if (this.map.assign(key) !== isNew)
      throw new Error(`assign ${key} took it for ${isNew ? 'known' : 'new'}`);
    if (isNew) this.model.set(key, ++this.#insertions);
    this.#checkCount();
  }

  #delete(key: number): void {
    this.log.operation++;
    const found = this.model.delete(key);
    if (this.map.delete(key) !== found) throw new Error(`delete ${key} ${found ? 'missed it' : 'found it'}`);
    this.#checkCount();
  }

  #checkCount(): void {
    if (this.map.count !== this.model.size)
      throw new Error(`${this.map.count} entries, not ${this.model.size}`);
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
      case 'churn':
      case 'clear':
        this.change(action);
    }
    expect(this.map.count).toBe(this.model.size);
    expect(misplaced(this.map, this.model)).toEqual([]);
    expect(inconsistencies(this.map)).toEqual([]);
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
    const [least, most] = heldBytes(this.map, this.#layout);
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

const GROWTHS: ReadonlySet<string> = new Set(['growth-start', 'table-created', 'table-grown', 'table-split']);

/**
 * Operations of all events so far never go back, and the growths among them are those that were counted. Returns the
 * kinds of the events.
 */
function checkLog({ log }: Twin): ReadonlySet<MapEvent['kind']> {
  const kinds = new Set<MapEvent['kind']>();
  let before = 0;
  let growths = 0;
  let moved = 0;
  for (let index = 0; index < log.length; index++) {
    const event = log.at(index);
    if (event.operation < before) throw new Error(`event ${index} goes back to operation ${event.operation}`);
    before = event.operation;
    kinds.add(event.kind);
    if ('movedEntries' in event) moved += event.movedEntries;
    if (GROWTHS.has(event.kind)) growths++;
  }
  expect(before).toBeLessThanOrEqual(log.operation);
  expect(growths).toBe(log.growths + log.sameSizeGrowths);
  expect(moved).toBe(log.movedEntries);
  return kinds;
}

describe('a simulated map', () => {
  it('agrees with a JavaScript Map, holds no key twice and keeps its accounts, whatever the program', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(setting, fc.array(action, { minLength: 1, maxLength: 30 }), (made, actions) => {
        const twin = new Twin(made);
        for (const action of actions) twin.run(action);
        for (const kind of checkLog(twin)) met.add(kind);
        if (twin.log.sameSizeGrowths > 0) met.add('same-size growth');
      }),
      { numRuns: 250, seed: 42 },
    );
    // What the programs never reach they do not show to be right.
    expect([...met].toSorted()).toEqual([
      'bucket-evacuated',
      'cleared',
      'directory-doubled',
      'growth-end',
      'growth-start',
      'same-size growth',
      'table-created',
      'table-grown',
      'table-split',
      'tombstones-pruned',
    ]);
  });
});
