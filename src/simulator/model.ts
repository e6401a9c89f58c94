/** Which of Go's two map implementations is running: buckets with chains (to 1.23) or Swiss tables (from 1.24). */
export type MapLayout = 'classic' | 'swiss';

/**
 * Key and element of a map, as the runtime's type descriptor sees them. Sizes and alignments are bytes of the Go types
 * themselves on the target, before the runtime stores anything above 128 bytes behind a pointer.
 */
export interface SlotTypes {
  readonly key: StoredType;
  readonly elem: StoredType;
}

export interface StoredType {
  readonly size: number;
  readonly align: number;
  /** True when a value of the type holds any pointer (a string does). */
  readonly pointers: boolean;
}

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
}

/** A map made with `hint` (undefined: none) and then given `entries` distinct new keys. */
export interface FillScenario {
  readonly runtime: MapRuntime;
  readonly types: SlotTypes;
  readonly hint: number | undefined;
  readonly entries: number;
  /** Seed of the simulated hash; runs with equal seeds are identical. */
  readonly seed: number;
}

/** One step of growth in a run. `operation` is the 1-based number of the insert that caused it. */
export type GrowthEvent =
  /** Classic: a bucket array twice as large was allocated; entries move later, a few with each write. */
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
  /** Swiss: one table was replaced by one twice as large. */
  | {
      readonly kind: 'table-grown';
      readonly operation: number;
      readonly fromCapacity: number;
      readonly toCapacity: number;
      readonly movedEntries: number;
    }
  /** Swiss: a full table of 1,024 slots was split in two. */
  | {
      readonly kind: 'table-split';
      readonly operation: number;
      readonly movedEntries: number;
      readonly tables: number;
    }
  /** Swiss: the directory doubled so that a split table fits. */
  | { readonly kind: 'directory-doubled'; readonly operation: number; readonly entries: number };

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
  readonly total: Cost;
}
