import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { BucketArrayShape } from './arrays.ts';

/** States of a cell's tophash byte (`runtime/map.go`); every full cell has 5 or more. */
export const EMPTY_REST = 0;
export const EMPTY_ONE = 1;
export const EVACUATED_X = 2;
export const EVACUATED_Y = 3;
export const EVACUATED_EMPTY = 4;
export const MIN_TOP_HASH = 5;

/** Overflow buckets expected for each main bucket at the load limit are 0.21; room for them avoids most copying. */
const OVERFLOW_ROOM = 0.22;

/**
 * The buckets of one array generation. Bucket numbers 0…mainBuckets-1 are the array proper, then come its spare
 * overflow buckets, then those allocated one by one.
 */
export class Buckets {
  readonly shape: BucketArrayShape;
  /** Tophash byte of each cell, 8 a bucket. */
  tophash: Uint8Array;
  /** Entry number in each full cell, 8 a bucket. */
  entries: Uint32Array;
  /** Number of the next bucket in the chain; 0 ends it, since bucket 0 is never an overflow bucket. */
  next: Uint32Array;
  /** Overflow buckets in chains, spare ones included. */
  overflowBuckets = 0;

  constructor(shape: BucketArrayShape) {
    this.shape = shape;
    const overflow = shape.mainBuckets === 1 ? 0 : Math.ceil(shape.mainBuckets * OVERFLOW_ROOM) + 4;
    const capacity = shape.mainBuckets + overflow;
    this.tophash = new Uint8Array(capacity * SLOTS_PER_CONTAINER);
    this.entries = new Uint32Array(capacity * SLOTS_PER_CONTAINER);
    this.next = new Uint32Array(capacity);
  }

  /** Overflow buckets that were allocated one by one. */
  get separateOverflowBuckets(): number {
    return Math.max(0, this.overflowBuckets - this.shape.spareBuckets);
  }

  /** True when `bucket` was allocated on its own. */
  isSeparate(bucket: number): boolean {
    return bucket >= this.shape.mainBuckets + this.shape.spareBuckets;
  }

  isEvacuated(bucket: number): boolean {
    const state = this.tophash[bucket * SLOTS_PER_CONTAINER] ?? EMPTY_REST;
    return state > EMPTY_ONE && state < MIN_TOP_HASH;
  }

  /** Appends an empty overflow bucket to the chain that ends in `tail` and returns its number. */
  appendOverflow(tail: number): number {
    const bucket = this.shape.mainBuckets + this.overflowBuckets++;
    if (bucket >= this.next.length) this.#enlarge(bucket + 1 + (bucket >> 2));
    this.next[tail] = bucket;
    return bucket;
  }

  #enlarge(capacity: number): void {
    const { tophash, entries, next } = this;
    this.tophash = new Uint8Array(capacity * SLOTS_PER_CONTAINER);
    this.tophash.set(tophash);
    this.entries = new Uint32Array(capacity * SLOTS_PER_CONTAINER);
    this.entries.set(entries);
    this.next = new Uint32Array(capacity);
    this.next.set(next);
  }
}
