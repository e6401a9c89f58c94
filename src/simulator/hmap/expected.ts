import { expectedOverflowPerBucket } from '../distribution.ts';
import type { MemoryLayout } from '../layout.ts';
import { Ledger } from '../ledger.ts';
import type { Cost } from '../model.ts';
import type { BucketArrayShape } from './arrays.ts';
import {
  bucketArrayShape,
  EXTRA_BYTES,
  grownListCapacity,
  initialB,
  LIST_HEADER_BYTES,
  listBackingBytes,
  loadLimit,
  overflowBucketBytes,
} from './arrays.ts';

/** What one array generation holds beside its main buckets, rounded to whole buckets. */
interface Overflow {
  readonly buckets: number;
  /** Those that were allocated one by one. */
  readonly separate: number;
}

/**
 * Expected cost of a fill of a classic map in closed form. Growths, arrays and finished evacuations do not depend on
 * the hash; overflow buckets are the rounded expectation of binomial bucket loads.
 */
export function expectedClassicCost(layout: MemoryLayout, hint: number | undefined, entries: number): Cost {
  const { runtime } = layout;
  const ledger = new Ledger();
  const firstB = initialB(layout, hint);
  ledger.allocate(layout.headerBytes);
  ledger.allocate(layout.bytesPerEntry * entries, layout.allocationsPerEntry * entries);
  let hasExtra = false;
  let movedEntries = 0;
  let b = firstB;
  for (; ; b++) {
    if (b === 0 && entries === 0) break;
    const shape = bucketArrayShape(layout, b);
    const limit = loadLimit(runtime, b);
    const isLast = entries <= limit;
    const before = b === firstB ? undefined : loadLimit(runtime, b - 1);
    const evacuated =
      before === undefined ? undefined : evacuatedBuckets(shape.mainBuckets / 2, entries - before);
    ledger.allocate(shape.bytes);
    const overflow = isLast
      ? overflowAt(shape, entries, before, evacuated)
      : overflowAt(shape, limit, undefined, undefined);
    if (!hasExtra && (shape.spareBuckets > 0 || (!layout.scanned && overflow.buckets > 0))) {
      hasExtra = true;
      ledger.allocate(EXTRA_BYTES);
    }
    allocateOverflow(layout, ledger, overflow);
    if (!isLast) {
      movedEntries += limit;
      releaseArray(layout, ledger, shape, overflow);
      continue;
    }
    if (before !== undefined && evacuated !== undefined && evacuated < shape.mainBuckets / 2) {
      movedEntries -= before - movedSoFar(before, evacuated, shape.mainBuckets / 2);
      keepOldArray(layout, ledger, b - 1, evacuated);
    }
    break;
  }
  return {
    growths: b - firstB,
    movedEntries,
    allocations: ledger.allocations,
    bytes: ledger.allocatedBytes,
    finalBytes: ledger.liveBytes,
  };
}

/**
 * Old buckets evacuated after `writes` inserts of new keys. Each write evacuates the bucket its key falls into, if
 * that is not done yet, and then the next one in order.
 */
function evacuatedBuckets(oldBuckets: number, writes: number): number {
  const expected = 2 * oldBuckets * -Math.expm1(writes * Math.log1p(-1 / oldBuckets));
  return Math.min(oldBuckets, Math.round(expected));
}

function movedSoFar(oldEntries: number, evacuated: number, oldBuckets: number): number {
  return Math.round((oldEntries * evacuated) / oldBuckets);
}

/** Overflow buckets of an array; while it is being filled by evacuation only the evacuated part can have any. */
function overflowAt(
  shape: BucketArrayShape,
  entries: number,
  oldEntries: number | undefined,
  evacuated: number | undefined,
): Overflow {
  const oldBuckets = shape.mainBuckets / 2;
  let perBucket: number;
  let inUse = shape.mainBuckets;
  if (oldEntries === undefined || evacuated === undefined || evacuated >= oldBuckets) {
    perBucket = expectedOverflowPerBucket(entries, shape.mainBuckets);
  } else {
    inUse = evacuated * 2;
    const present = movedSoFar(oldEntries, evacuated, oldBuckets) + entries - oldEntries;
    perBucket = expectedOverflowPerBucket((present * shape.mainBuckets) / inUse, shape.mainBuckets);
  }
  const buckets = Math.round(perBucket * inUse);
  return { buckets, separate: Math.max(0, buckets - shape.spareBuckets) };
}

function allocateOverflow(layout: MemoryLayout, ledger: Ledger, overflow: Overflow): void {
  ledger.allocate(overflowBucketBytes(layout) * overflow.separate, overflow.separate);
  if (layout.scanned || overflow.buckets === 0) return;
  ledger.allocate(LIST_HEADER_BYTES);
  for (let capacity = 0; capacity < overflow.buckets;) {
    ledger.release(listBackingBytes(layout.runtime, capacity));
    capacity = grownListCapacity(layout.runtime, capacity);
    ledger.allocate(listBackingBytes(layout.runtime, capacity));
  }
}

function releaseArray(
  layout: MemoryLayout,
  ledger: Ledger,
  shape: BucketArrayShape,
  overflow: Overflow,
): void {
  ledger.release(shape.bytes + separateBytes(layout, overflow) + listBytes(layout, overflow));
}

function separateBytes(layout: MemoryLayout, overflow: Overflow): number {
  return overflow.separate * overflowBucketBytes(layout);
}

function listBytes(layout: MemoryLayout, overflow: Overflow): number {
  if (layout.scanned || overflow.buckets === 0) return 0;
  let capacity = 0;
  while (capacity < overflow.buckets) capacity = grownListCapacity(layout.runtime, capacity);
  return LIST_HEADER_BYTES + listBackingBytes(layout.runtime, capacity);
}

/** An old array stays reachable until its last bucket is evacuated; scanned chains are dropped one by one. */
function keepOldArray(layout: MemoryLayout, ledger: Ledger, b: number, evacuated: number): void {
  const shape = bucketArrayShape(layout, b);
  const overflow = overflowAt(shape, loadLimit(layout.runtime, b), undefined, undefined);
  ledger.release(-(shape.bytes + separateBytes(layout, overflow) + listBytes(layout, overflow)));
  if (!layout.scanned) return;
  const dropped = Math.round((overflow.separate * evacuated) / shape.mainBuckets);
  ledger.release(dropped * overflowBucketBytes(layout));
}
