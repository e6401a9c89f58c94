/** Which of Go's two map implementations is running: buckets with chains (to 1.23) or Swiss tables (from 1.24). */
export type MapLayout = 'classic' | 'swiss';

/**
 * Key and element of a map, as the runtime's type descriptor sees them. Sizes and alignments are bytes of the Go types
 * themselves on the target, before the runtime stores anything above 128 bytes behind a pointer.
 */
export interface SlotTypes {
  readonly key: KeyType;
  readonly elem: StoredType;
}

export interface StoredType {
  readonly size: number;
  readonly align: number;
  /**
   * Bytes from the beginning of a value to the end of its last pointer, which is what the garbage collector scans of it
   * (`abi.Type.PtrBytes`): 0 without pointers, 8 for a string.
   */
  readonly pointerBytes: number;
}

/**
 * How the compiler compares and hashes a key: as plain `memory` (integers, pointers, arrays and structs of them), as a
 * `string` (also a struct of one), or by code of its own (`other`: floats, interfaces, structs with padding).
 */
export type KeyComparison = 'memory' | 'string' | 'other';

export interface KeyType extends StoredType {
  readonly comparison: KeyComparison;
  /**
   * An assignment to a key that is there stores the key again, because equal keys may differ: `-0.0` and `0.0`, or
   * strings that keep more or less memory alive (`abi.MapType.NeedKeyUpdate`).
   */
  readonly needKeyUpdate: boolean;
}

/**
 * Which of the runtime's functions the compiler calls for a map (`cmd/compile/internal/walk`, `mapfast`): those named
 * `_fast32`, `_fast64`, `_faststr`, their variants for pointer keys, or the general ones.
 */
export type KeyPath = 'fast32' | 'fast32ptr' | 'fast64' | 'fast64ptr' | 'faststr' | 'generic';

/** What a map costs over a run of operations. */
export interface Cost {
  /** Doublings of a bucket array; or in a Swiss map small → table, table doublings and table splits. */
  readonly growths: number;
  /** Entries copied to another place by growth, over the whole run. */
  readonly movedEntries: number;
  /** Heap allocations of the map itself, its header included (`MemStats.Mallocs`). */
  readonly allocations: number;
  /** Bytes those allocations took, rounded up to malloc's size classes (`MemStats.TotalAlloc`). */
  readonly bytes: number;
  /** Bytes still held by the map at the end. */
  readonly finalBytes: number;
}

/** A map runtime of one Go release: everything in which releases differ for the simulator. */
export interface MapRuntime {
  readonly layout: MapLayout;
  /** Minor release this behaves as: 18…27. */
  readonly minor: number;
  readonly architecture: Architecture;
  /**
   * Swiss groups hold all keys before all elements instead of pairs: `GOEXPERIMENT=mapsplitgroup`, which Go 1.27 alone
   * knows and does not set by default.
   */
  readonly splitGroups: boolean;
}

/** Targets whose sizes are modelled. */
export type Architecture = 'amd64' | 'arm64' | '386';

/** A map made with `hint` (undefined: none) and then given `entries` distinct new keys. */
export interface FillScenario {
  readonly runtime: MapRuntime;
  readonly types: SlotTypes;
  readonly hint: number | undefined;
  readonly entries: number;
  /** Seed of the simulated hash; runs with equal seeds are identical. */
  readonly seed: number;
}

/** One step of growth in a run. `operation` is the 1-based number of the operation that caused it. */
export type GrowthEvent =
  /**
   * Classic: a new bucket array was allocated; entries move later, a few with each write. Twice as large, or of the
   * same size (`fromBuckets` = `toBuckets`) where too many overflow buckets had gathered.
   */
  | {
      readonly kind: 'growth-start';
      readonly operation: number;
      readonly fromBuckets: number;
      readonly toBuckets: number;
    }
  /** Classic: the last old bucket was evacuated, the old array is garbage. */
  | { readonly kind: 'growth-end'; readonly operation: number; readonly buckets: number }
  /** Swiss: the first group of 8 slots became a table. */
  | {
      readonly kind: 'table-created';
      readonly operation: number;
      readonly capacity: number;
      readonly movedEntries: number;
    }
  /** Swiss: one table was replaced by one twice as large. `index` is its first directory entry. */
  | {
      readonly kind: 'table-grown';
      readonly operation: number;
      readonly index: number;
      readonly fromCapacity: number;
      readonly toCapacity: number;
      readonly movedEntries: number;
    }
  /** Swiss: a full table of 1,024 slots was split in two. `index` is its first directory entry after the split. */
  | {
      readonly kind: 'table-split';
      readonly operation: number;
      readonly index: number;
      readonly movedEntries: number;
      /** Tables there are now. */
      readonly tables: number;
    }
  /** Swiss: the directory doubled so that a split table fits. */
  | { readonly kind: 'directory-doubled'; readonly operation: number; readonly entries: number };

/** Everything a map does to its memory besides reading and writing one entry. */
export type MapEvent =
  | GrowthEvent
  /** Classic: one old bucket and its overflow chain were moved to the new array. */
  | {
      readonly kind: 'bucket-evacuated';
      readonly operation: number;
      /** Number of the old bucket. */
      readonly bucket: number;
      readonly movedEntries: number;
      /** Overflow buckets its chain had. */
      readonly overflowBuckets: number;
    }
  /** Swiss, from Go 1.25: tombstones that no probe needs were made empty slots again, instead of growing. */
  | {
      readonly kind: 'tombstones-pruned';
      readonly operation: number;
      readonly index: number;
      readonly tombstones: number;
    }
  /**
   * `clear(m)`, or the loop the compiler turns into it, on a map that was not empty; in a Swiss map from Go 1.25 on also
   * on an empty one that may have tombstones.
   */
  | { readonly kind: 'cleared'; readonly operation: number; readonly entries: number }
  /** The program went on with a new map that holds the entries of the old one (`maps.Clone`, or a rebuild). */
  | { readonly kind: 'replaced'; readonly operation: number; readonly slots: number };

/**
 * The run of a fill, operation by operation. All arrays have `entries + 1` items; index 0 is the map after `make`,
 * index i the map after the i-th insert.
 */
export interface FillTimeline {
  readonly scenario: FillScenario;
  readonly events: readonly GrowthEvent[];
  /** Entries moved by this insert. */
  readonly moved: Uint32Array;
  /** Slots the map can address (classic: 8 a bucket of the current array; Swiss: 8 a group of live tables). */
  readonly slots: Uint32Array;
  /** Bytes reachable from the map, an old array under evacuation included. */
  readonly liveBytes: Float64Array;
  /** Bytes allocated since the start. */
  readonly allocatedBytes: Float64Array;
  /** Classic: overflow buckets in the current array's chains; Swiss: 0. */
  readonly overflowBuckets: Uint32Array;
  /** Classic, while a growth is under way: old buckets already evacuated; else 0. */
  readonly evacuatedBuckets: Uint32Array;
  /** Classic, while a growth is under way: old buckets in all; else 0. */
  readonly oldBuckets: Uint32Array;
  /** Swiss: tables in the directory, 0 while the map is a single group; classic: 0. */
  readonly tables: Uint32Array;
  readonly total: Cost;
}
