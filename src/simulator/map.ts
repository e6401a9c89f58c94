import type { EventLog } from './event-log.ts';
import type { KeyHashes, RandomWords } from './hash.ts';
import type { Ledger } from './ledger.ts';
import type { MapRuntime, SlotTypes } from './model.ts';
import type { MapPicture } from './picture.ts';
import type { OperationKind } from './run-recorder.ts';

/** What a simulated map is made of. */
export interface MapOptions {
  readonly runtime: MapRuntime;
  readonly types: SlotTypes;
  /** The value passed to `make`, undefined without one; a negative one counts as none, as in the runtime. */
  readonly hint: number | undefined;
  readonly hashes: KeyHashes;
  /** For what the runtime decides by chance besides the hash: the sampled overflow count of huge classic maps. */
  readonly random: RandomWords;
  readonly log: EventLog;
}

/**
 * One of Go's maps, slot for slot. Keys are whole numbers from 0 and equal when the numbers are; elements have sizes
 * but no values, because nothing a map does to its memory depends on them.
 */
export interface SimulatedMap {
  readonly runtime: MapRuntime;
  readonly ledger: Ledger;
  /** Live entries, `len(m)`. */
  readonly count: number;
  /** Slots the map can address: 8 for each bucket of the current array, or for each group of live tables. */
  readonly slots: number;
  /** Classic: overflow buckets in the chains of the current array; Swiss: 0. */
  readonly overflowBuckets: number;
  /** Classic, while a growth is under way: old buckets in all and those evacuated; else 0. */
  readonly oldBuckets: number;
  readonly evacuatedBuckets: number;
  /** Swiss: tables in the directory, 0 while the map is small; classic: 0. */
  readonly tables: number;
  /** Swiss: slots that hold a tombstone; classic: 0. */
  readonly tombstones: number;
  /** Buckets or groups the last `assign`, `delete` or `has` looked into; moving entries for growth does not count. */
  readonly probes: number;
  /** `m[key] = …`. True when the key is new. */
  assign(key: number): boolean;
  /** `delete(m, key)`. True when the key was there. */
  delete(key: number): boolean;
  /** `_, ok := m[key]`. */
  has(key: number): boolean;
  /** `clear(m)`. */
  clear(): void;
  /** `maps.Clone(m)` (Go 1.21), with a ledger of its own that starts at 0. */
  clone(): SimulatedMap;
  /** Begins a `range` over the map. */
  iterate(start: IterationStart): MapIteration;
  /** Copies the map's memory as it is after its last operation. */
  picture(last: LastOperation): MapPicture;
}

/** The operation a map has just gone through, and the only one that its picture can tell about. */
export interface LastOperation {
  /** Its number, under which its events are in the map's log. */
  readonly operation: number;
  readonly kind: OperationKind;
  /** What an assignment, delete or lookup was about. */
  readonly key: number | undefined;
}

/** The random numbers of a `range`; any whole numbers from 0 to 2^32-1. Only their low bits count. */
export interface IterationStart {
  /** Classic: the bucket to start with (`startBucket`). Swiss: the directory entry to start with (`dirOffset`). */
  readonly first: number;
  /** Classic: the cell to start each bucket with (`offset`). Swiss: the slot to start with (`entryOffset`). */
  readonly slot: number;
}

/** A `range` loop under way; the map may be changed between steps, as in Go. */
export interface MapIteration {
  /** The next key, -1 at the end. */
  next(): number;
  /** Buckets or groups looked into so far. */
  readonly probes: number;
}
