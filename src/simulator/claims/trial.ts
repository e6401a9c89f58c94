import { EventLog } from '../event-log.ts';
import { RandomWords, SeededHashes } from '../hash.ts';
import type { SimulatedMap } from '../map.ts';
import type { KeyType, MapRuntime, SlotTypes, StoredType } from '../model.ts';
import { newMap } from '../new-map.ts';
import { runtimeFor } from '../runtime.ts';

/** The map runtime of Go 1.`minor` on amd64. */
export function go(minor: number): MapRuntime {
  return runtimeFor({ major: 1, minor, patch: 0 });
}

const INT64: KeyType = { size: 8, align: 8, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false };
const INT32: KeyType = { size: 4, align: 4, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false };
const STRING: KeyType = { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true };
const POINTER: KeyType = { size: 8, align: 8, pointerBytes: 8, comparison: 'memory', needKeyUpdate: false };
/** `[16]byte`, for which the compiler has no function of its own. */
const BYTES_16: KeyType = { size: 16, align: 1, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false };
const BOOL: StoredType = { size: 1, align: 1, pointerBytes: 0 };
const EMPTY: StoredType = { size: 0, align: 1, pointerBytes: 0 };

/** Map types of the claims, by their name in Go without `map`. */
export const TYPES = {
  'int64→int64': { key: INT64, elem: INT64 },
  'int64→bool': { key: INT64, elem: BOOL },
  'int64→struct{}': { key: INT64, elem: EMPTY },
  'int32→bool': { key: INT32, elem: BOOL },
  'int32→struct{}': { key: INT32, elem: EMPTY },
  'string→bool': { key: STRING, elem: BOOL },
  'string→struct{}': { key: STRING, elem: EMPTY },
  'string→int64': { key: STRING, elem: INT64 },
  'string→string': { key: STRING, elem: STRING },
  '*T→int64': { key: POINTER, elem: INT64 },
  '[16]byte→int64': { key: BYTES_16, elem: INT64 },
  'int64→[128]byte': { key: INT64, elem: { size: 128, align: 1, pointerBytes: 0 } },
  'int64→[136]byte': { key: INT64, elem: { size: 136, align: 1, pointerBytes: 0 } },
} as const satisfies Readonly<Record<string, SlotTypes>>;

export type TypeName = keyof typeof TYPES;

/** A map to try something on. */
export interface Trial {
  readonly map: SimulatedMap;
  readonly log: EventLog;
}

interface FillOptions {
  readonly types?: TypeName;
  readonly hint?: number;
  readonly seed?: number;
  /** So many keys besides those of the fill may be used later. */
  readonly spareKeys?: number;
}

/** `make(map[K]V, hint)`, filled with the keys from 0 to `entries - 1`; int64→int64 unless said otherwise. */
export function filled(
  runtime: MapRuntime,
  entries: number,
  { types = 'int64→int64', hint, seed = 1, spareKeys = 0 }: FillOptions = {},
): Trial {
  const log = new EventLog();
  const hashes = new SeededHashes(seed, entries + spareKeys);
  const random = new RandomWords(seed);
  const map = newMap({ runtime, types: TYPES[types], hint, hashes, random, log });
  for (let key = 0; key < entries; key++) {
    log.operation = key + 1;
    map.assign(key);
  }
  return { map, log };
}

/** All keys of a `range` that begins at the given place. */
export function rangeKeys(map: SimulatedMap, first = 0, slot = 0): readonly number[] {
  const iteration = map.iterate({ first, slot });
  const keys: number[] = [];
  for (let key = iteration.next(); key >= 0; key = iteration.next()) keys.push(key);
  return keys;
}

/** Buckets or groups that a whole `range` looks into. */
export function rangeProbes(map: SimulatedMap): number {
  const iteration = map.iterate({ first: 0, slot: 0 });
  while (iteration.next() >= 0);
  return iteration.probes;
}

/** Smallest, mean and largest of some values. */
export interface Spread {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

/** Runs something under the seeds from 1 on. */
export function overSeeds(seeds: number, run: (seed: number) => number): Spread {
  const values = Array.from({ length: seeds }, (_, index) => run(index + 1));
  return {
    min: Math.min(...values),
    mean: values.reduce((sum, value) => sum + value, 0) / seeds,
    max: Math.max(...values),
  };
}
