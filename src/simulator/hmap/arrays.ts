import type { MemoryLayout } from '../layout.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import { allocationBytes, usableBytes } from '../malloc.ts';
import type { MapRuntime } from '../model.ts';
import { largestAllocation, wordBytes } from '../runtime.ts';

/** Arrays of fewer buckets (2^4) get no overflow buckets in advance (`runtime/map.go`, `makeBucketArray`). */
const FIRST_B_WITH_SPARES = 4;

/** Heap bytes of `runtime.mapextra`: two pointers to lists of overflow buckets and one to the next spare bucket. */
export function extraBytes(runtime: MapRuntime): number {
  return allocationBytes(runtime, 3 * wordBytes(runtime), true);
}

/** Heap bytes of the slice header that lists overflow buckets of maps the collector does not scan. */
export function listHeaderBytes(runtime: MapRuntime): number {
  return allocationBytes(runtime, 3 * wordBytes(runtime), true);
}

/**
 * Half of the load factor's numerator: entries per pair of buckets. 13, that is 6.5 a bucket; Go 1.21 computed 12
 * from untyped integer constants (golang/go#63438).
 */
function entriesPerBucketPair(runtime: MapRuntime): number {
  return runtime.minor === 21 ? 12 : 13;
}

/** Most entries an array of 2^b buckets takes before the next insert doubles it. */
export function loadLimit(runtime: MapRuntime, b: number): number {
  return b === 0 ? SLOTS_PER_CONTAINER : entriesPerBucketPair(runtime) * 2 ** (b - 1);
}

/** Logarithm of the bucket count `make` chooses for a hint (`runtime/map.go`, `makemap`). */
export function initialB(layout: MemoryLayout, hint: number | undefined): number {
  const wanted =
    hint === undefined || hint * layout.containerBytes > largestAllocation(layout.runtime) ? 0 : hint;
  let b = 0;
  while (wanted > loadLimit(layout.runtime, b)) b++;
  return b;
}

/** One allocation of buckets: 2^b main ones and the overflow buckets that fit behind them. */
export interface BucketArrayShape {
  readonly mainBuckets: number;
  readonly spareBuckets: number;
  /** Heap bytes. */
  readonly bytes: number;
}

/** Follows `runtime/map.go`, `makeBucketArray`: room that malloc's rounding leaves becomes overflow buckets. */
export function bucketArrayShape(layout: MemoryLayout, b: number): BucketArrayShape {
  const { runtime, containerBytes, scanned } = layout;
  const mainBuckets = 2 ** b;
  const buckets = b < FIRST_B_WITH_SPARES ? mainBuckets : roundedBuckets(layout, mainBuckets + 2 ** (b - 4));
  return {
    mainBuckets,
    spareBuckets: buckets - mainBuckets,
    bytes: allocationBytes(runtime, buckets * containerBytes, scanned),
  };
}

function roundedBuckets(layout: MemoryLayout, wanted: number): number {
  const usable = usableBytes(layout.runtime, wanted * layout.containerBytes, layout.scanned);
  return Math.floor(usable / layout.containerBytes);
}

/** Heap bytes of an overflow bucket that is allocated on its own. */
export function overflowBucketBytes(layout: MemoryLayout): number {
  return allocationBytes(layout.runtime, layout.containerBytes, layout.scanned);
}

/** Capacity of a `[]*bmap` after `append` outgrew `capacity` (`runtime/slice.go`, `growslice`, Go 1.18 on). */
export function grownListCapacity(runtime: MapRuntime, capacity: number): number {
  const doubling = 256;
  const wanted =
    capacity === 0
      ? 1
      : capacity < doubling
        ? capacity * 2
        : capacity + Math.floor((capacity + 3 * doubling) / 4);
  const word = wordBytes(runtime);
  return Math.floor(usableBytes(runtime, wanted * word, true) / word);
}

/** Heap bytes of the backing array of a `[]*bmap` of that capacity. */
export function listBackingBytes(runtime: MapRuntime, capacity: number): number {
  return capacity === 0 ? 0 : allocationBytes(runtime, capacity * wordBytes(runtime), true);
}
