/** The buckets of one array, main and overflow, as numbers. */
export interface BucketsView {
  /** Buckets 0…mainBuckets-1 begin the chains; higher numbers are overflow buckets. */
  readonly mainBuckets: number;
  /** Tophash byte of each cell, 8 a bucket. */
  readonly tophash: Uint8Array;
  /** Key in each cell, 8 a bucket; means something where the tophash is 5 or more. */
  readonly keys: Uint32Array;
  /** Number of the next bucket in the chain; 0 ends it, since bucket 0 is never an overflow bucket. */
  readonly next: Uint32Array;
}

/**
 * A look at a classic map's memory between two operations: the fields of `runtime.hmap` and its buckets. The arrays are
 * the map's own, so it holds until the next operation and must not be written to.
 */
export interface ClassicState {
  /** Logarithm of the number of main buckets (`hmap.B`). */
  readonly b: number;
  /** `hmap.flags`: 1 iterator, 2 oldIterator, 8 sameSizeGrow. */
  readonly flags: number;
  /** The runtime's count of overflow buckets: exact below B = 16, a sample above. */
  readonly noverflow: number;
  readonly count: number;
  /** The evacuation mark; stays at the end of the last growth when that is over. */
  readonly nevacuate: number;
  /** Number of the preallocated overflow bucket that is used next; undefined when none is left. */
  readonly nextSpare: number | undefined;
  /** Undefined before the first assignment to a map made without a hint. */
  readonly buckets: BucketsView | undefined;
  /** The array under evacuation, undefined while the map does not grow. */
  readonly oldBuckets: BucketsView | undefined;
}
