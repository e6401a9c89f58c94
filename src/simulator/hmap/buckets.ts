import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { BucketArrayShape } from './arrays.ts';
import type { BucketsView } from './state.ts';

/** States of a cell's tophash byte (`runtime/map.go`); every full cell has 5 or more. */
export const EMPTY_REST = 0;
export const EMPTY_ONE = 1;
export const EVACUATED_X = 2;
export const EVACUATED_Y = 3;
export const EVACUATED_EMPTY = 4;
export const MIN_TOP_HASH = 5;

/** What a cell holds whose memory the runtime has zeroed; no key of a map has this number. */
export const NO_KEY = 0xffff_ffff;

/** Overflow buckets expected for each main bucket at the load limit are 0.21; room for them avoids most copying. */
const OVERFLOW_ROOM = 0.22;

/**
 * The buckets of one array generation. Bucket numbers 0…mainBuckets-1 are the array proper, then come its spare
 * overflow buckets, then those allocated one by one.
 */
export class Buckets implements BucketsView {
  readonly shape: BucketArrayShape;
  tophash: Uint8Array;
  keys: Uint32Array;
  next: Uint32Array;
  /** Overflow buckets in chains, spare ones included. */
  overflowBuckets = 0;
  /** Of those allocated one by one: how many an evacuation has already cut off, so that they are garbage. */
  droppedBuckets = 0;
  /**
   * After a clear under an iterator: the same array with fresh overflow buckets. The iterator may stand in an overflow
   * bucket of its own, which is here; the array proper is there.
   */
  renewed: Buckets | undefined;

  constructor(shape: BucketArrayShape) {
    this.shape = shape;
    const overflow = shape.mainBuckets === 1 ? 0 : Math.ceil(shape.mainBuckets * OVERFLOW_ROOM) + 4;
    const capacity = shape.mainBuckets + overflow;
    this.tophash = new Uint8Array(capacity * SLOTS_PER_CONTAINER);
    this.keys = new Uint32Array(capacity * SLOTS_PER_CONTAINER);
    this.next = new Uint32Array(capacity);
  }

  get mainBuckets(): number {
    return this.shape.mainBuckets;
  }

  /** Number of the spare overflow bucket that is used next; undefined when none is left. */
  get nextSpare(): number | undefined {
    const { mainBuckets, spareBuckets } = this.shape;
    return this.overflowBuckets < spareBuckets ? mainBuckets + this.overflowBuckets : undefined;
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

  /**
   * The bucket an iterator goes on to, -1 at the end of the chain. The last spare bucket points at bucket 0 for as long
   * as it is unused, which tells the runtime that it is the last; an iterator that stood in it when the map was cleared
   * follows that pointer.
   */
  followedBy(bucket: number): number {
    const { mainBuckets, spareBuckets } = this.shape;
    const following = this.next[bucket] ?? 0;
    if (following !== 0) return following;
    const isMarker = bucket === mainBuckets + spareBuckets - 1 && this.overflowBuckets < spareBuckets;
    return isMarker ? 0 : -1;
  }

  /** Zeroes one bucket except its tophash bytes, as the runtime does with an evacuated bucket that holds pointers. */
  forget(bucket: number): void {
    const first = bucket * SLOTS_PER_CONTAINER;
    for (let cell = first; cell < first + SLOTS_PER_CONTAINER; cell++) this.keys[cell] = NO_KEY;
    this.next[bucket] = 0;
  }

  /** Empties every cell of every chain and leaves the chains as they are. */
  markEmpty(): void {
    this.tophash.fill(EMPTY_REST);
  }

  /** Zeroes the array for use as a new one: its chains are gone and all its spare overflow buckets are free. */
  zero(): void {
    this.tophash.fill(EMPTY_REST);
    this.next.fill(0);
    this.overflowBuckets = 0;
    this.droppedBuckets = 0;
  }

  #enlarge(capacity: number): void {
    const { tophash, keys, next } = this;
    this.tophash = new Uint8Array(capacity * SLOTS_PER_CONTAINER);
    this.tophash.set(tophash);
    this.keys = new Uint32Array(capacity * SLOTS_PER_CONTAINER);
    this.keys.set(keys);
    this.next = new Uint32Array(capacity);
    this.next.set(next);
  }
}
