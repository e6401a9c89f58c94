import { EventLog } from '../event-log.ts';
import type { KeyHashes } from '../hash.ts';
import { RandomWords } from '../hash.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { MapRuntime, SlotTypes } from '../model.ts';
import { bytes, classic, INT64 } from '../testing.ts';
import { ClassicMap } from './map.ts';
import type { BucketsView } from './state.ts';

/** Types whose maps use the general functions, and whose buckets the collector does not look into. */
export const GENERIC: SlotTypes = { key: bytes(16), elem: INT64 };

/** Hashes chosen by a test; a new seed changes none of them. */
export class ChosenHashes implements KeyHashes {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** Seeds drawn after the first. */
  seeds = 0;

  /** @param low bits 0–31 of each key's hash; bits 56–63 are 100 for all keys, unless `high` gives other words */
  constructor(keys: number, low: (key: number) => number, high: (key: number) => number = () => 100 << 24) {
    this.low = Uint32Array.from({ length: keys }, (_, key) => low(key));
    this.high = Uint32Array.from({ length: keys }, (_, key) => high(key));
  }

  prepare(): void {
    // All hashes are there from the beginning.
  }

  reseed(): void {
    this.seeds++;
  }

  copy(): ChosenHashes {
    return new ChosenHashes(
      this.low.length,
      (key) => this.low[key] ?? 0,
      (key) => this.high[key] ?? 0,
    );
  }

  anew(): ChosenHashes {
    return this.copy();
  }
}

/** A map to try something on, with its log. */
export interface TriedMap {
  readonly map: ClassicMap;
  readonly log: EventLog;
}

/** Makes a map with the given hashes; Go 1.23 and keys without functions of their own where nothing else is said. */
export function tried(
  hashes: KeyHashes,
  options: {
    readonly hint?: number;
    readonly types?: SlotTypes;
    readonly runtime?: MapRuntime;
    readonly random?: RandomWords;
  } = {},
): TriedMap {
  const { hint, types = GENERIC, runtime = classic(23), random = new RandomWords(1) } = options;
  const log = new EventLog();
  return { map: new ClassicMap({ runtime, types, hint, hashes, random, log }), log };
}

/** Assigns to the keys from `first` to `last`. */
export function assignAll(map: ClassicMap, first: number, last: number): void {
  for (let key = first; key <= last; key++) map.assign(key);
}

/**
 * A map of so many buckets (at most 32) with an overflow bucket at each: bucket b got the keys 9b…9b+8. Of these only the
 * last is left in each bucket, or the keys that `keep` names. Keys from 9 · buckets on belong to bucket 0; the first
 * of them begins a growth of the same size. Even keys below have the hash bit that a doubling would go by.
 */
export function crowded(buckets: number, keep = (key: number): boolean => key % 9 === 8): TriedMap {
  const hashes = new ChosenHashes(1000, (key) =>
    key < 9 * buckets ? Math.floor(key / 9) + (key % 2 === 0 ? buckets : 0) : 0,
  );
  const result = tried(hashes, { hint: 6 * buckets });
  for (let bucket = 0; bucket < buckets; bucket++) {
    assignAll(result.map, 9 * bucket, 9 * bucket + 8);
    for (let key = 9 * bucket; key < 9 * bucket + 9; key++) if (!keep(key)) result.map.delete(key);
  }
  return result;
}

/** Tophash bytes of each bucket of a chain. */
export function tophashes(view: BucketsView | undefined, main: number): readonly (readonly number[])[] {
  return chain(view, main, (tophash) => tophash);
}

/** Keys in the full cells of each bucket of a chain. */
export function keysIn(view: BucketsView | undefined, main: number): readonly (readonly number[])[] {
  return chain(view, main, (tophash, keys) => keys.filter((_, slot) => (tophash[slot] ?? 0) >= 5));
}

function chain(
  view: BucketsView | undefined,
  main: number,
  item: (tophash: readonly number[], keys: readonly number[]) => readonly number[],
): readonly (readonly number[])[] {
  if (view === undefined) throw new Error('the map has no such array');
  const items: (readonly number[])[] = [];
  let bucket = main;
  do {
    const first = bucket * SLOTS_PER_CONTAINER;
    const end = first + SLOTS_PER_CONTAINER;
    items.push(item([...view.tophash.slice(first, end)], [...view.keys.slice(first, end)]));
    bucket = view.next[bucket] ?? 0;
  } while (bucket !== 0);
  return items;
}
