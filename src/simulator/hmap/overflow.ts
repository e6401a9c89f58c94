import type { MemoryLayout } from '../layout.ts';
import type { Ledger } from '../ledger.ts';
import {
  bucketArrayShape,
  extraBytes,
  grownListCapacity,
  listBackingBytes,
  listHeaderBytes,
  overflowBucketBytes,
} from './arrays.ts';
import { Buckets } from './buckets.ts';
import type { Header } from './header.ts';

/** The overflow count is exact below this B and sampled from it on (`incrnoverflow`). */
const FIRST_SAMPLED_B = 16;
/** `hmap.noverflow` is a uint16. */
const NOVERFLOW_MASK = 0xffff;

/**
 * What a map allocates besides bucket arrays: `runtime.mapextra`, overflow buckets beyond the spare ones, and the lists
 * that keep the overflow buckets of maps without pointers alive, since the collector does not look into those.
 */
export class OverflowBooks {
  readonly #layout: MemoryLayout;
  readonly #ledger: Ledger;
  readonly #bucketBytes: number;
  #hasExtra = false;
  /** Capacity of the list of the current array's overflow buckets, undefined while there is none. */
  #listCapacity: number | undefined;
  #oldListCapacity: number | undefined;

  constructor(layout: MemoryLayout, ledger: Ledger) {
    this.#layout = layout;
    this.#ledger = ledger;
    this.#bucketBytes = overflowBucketBytes(layout);
  }

  /** Books a new array with so many spare overflow buckets. */
  addArray(bytes: number, spareBuckets: number): void {
    this.#ledger.allocate(bytes);
    if (spareBuckets > 0) this.#needExtra();
  }

  /** Books the last overflow bucket of `buckets`. */
  addBucket(buckets: Buckets, bucket: number): void {
    if (buckets.isSeparate(bucket)) this.#ledger.allocate(this.#bucketBytes);
    if (this.#layout.scanned) return;
    this.createList();
    const capacity = this.#listCapacity ?? 0;
    if (buckets.overflowBuckets <= capacity) return;
    const { runtime } = this.#layout;
    this.#listCapacity = grownListCapacity(runtime, capacity);
    this.#ledger.allocate(listBackingBytes(runtime, this.#listCapacity));
    this.#ledger.release(listBackingBytes(runtime, capacity));
  }

  /** Makes the list if there is none (`createOverflow`), which an iterator does too. */
  createList(): void {
    this.#needExtra();
    if (this.#listCapacity !== undefined) return;
    this.#listCapacity = 0;
    this.#ledger.allocate(listHeaderBytes(this.#layout.runtime));
  }

  /** A growth begins: the list belongs to the old array now. */
  retireList(): void {
    if (this.#listCapacity === undefined) return;
    this.#oldListCapacity = this.#listCapacity;
    this.#listCapacity = undefined;
  }

  /** Part of an old array's overflow buckets, cut off by evacuation, is garbage. */
  dropBuckets(old: Buckets, buckets: number): void {
    old.droppedBuckets += buckets;
    this.#ledger.release(buckets * this.#bucketBytes);
  }

  /** An old array with all that is left of its chains is garbage. */
  releaseOld(old: Buckets): void {
    this.#ledger.release(old.shape.bytes);
    this.#releaseChains(old);
    this.#releaseList(this.#oldListCapacity);
    this.#oldListCapacity = undefined;
  }

  /** The current array is to be used anew: its chains are garbage. */
  releaseOverflow(buckets: Buckets): void {
    this.#releaseChains(buckets);
    this.#releaseList(this.#listCapacity);
    this.#listCapacity = undefined;
  }

  #releaseChains(buckets: Buckets): void {
    this.#ledger.release((buckets.separateOverflowBuckets - buckets.droppedBuckets) * this.#bucketBytes);
  }

  #releaseList(capacity: number | undefined): void {
    if (capacity === undefined) return;
    const { runtime } = this.#layout;
    this.#ledger.release(listHeaderBytes(runtime) + listBackingBytes(runtime, capacity));
  }

  #needExtra(): void {
    if (this.#hasExtra) return;
    this.#hasExtra = true;
    this.#ledger.allocate(extraBytes(this.#layout.runtime));
  }
}

/** Follows `makeBucketArray`: 2^b buckets and the spare ones behind them. */
export function makeBucketArray(h: Header, b: number): Buckets {
  const shape = bucketArrayShape(h.layout, b);
  h.overflow.addArray(shape.bytes, shape.spareBuckets);
  return new Buckets(shape);
}

/** Appends an overflow bucket, a spare one while there are any, to the chain that ends in `tail` (`newoverflow`). */
export function newOverflow(h: Header, buckets: Buckets, tail: number): number {
  const bucket = buckets.appendOverflow(tail);
  if (h.b < FIRST_SAMPLED_B || (h.random.next() & (2 ** (h.b - FIRST_SAMPLED_B + 1) - 1)) === 0) {
    h.noverflow = (h.noverflow + 1) & NOVERFLOW_MASK;
  }
  h.overflow.addBucket(buckets, bucket);
  return bucket;
}
