import { expectedOverflowPerBucket } from '../distribution.ts';
import type { MemoryLayout } from '../layout.ts';
import { Ledger } from '../ledger.ts';
import type { Cost } from '../model.ts';
import type { BucketArrayShape } from './arrays.ts';
import {
  bucketArrayShape,
  extraBytes,
  grownListCapacity,
  initialB,
  listHeaderBytes,
  listBackingBytes,
  loadLimit,
  overflowBucketBytes,
} from './arrays.ts';

/** One bucket array of the fill. */
interface Generation {
  /** Overflow buckets that were allocated one by one. */
  readonly separateBuckets: number;
  /** Heap bytes of array, overflow buckets and their list. */
  readonly bytes: number;
}

/** How far the evacuation of an array has come. */
interface Evacuation {
  readonly oldBuckets: number;
  readonly evacuatedBuckets: number;
  readonly oldEntries: number;
  readonly movedEntries: number;
}

/**
 * Expected cost of a fill of a classic map in closed form. Growths, arrays and finished evacuations do not depend on
 * the hash; overflow buckets are the rounded expectation of binomial bucket loads.
 */
export function expectedClassicCost(layout: MemoryLayout, hint: number | undefined, entries: number): Cost {
  const { runtime } = layout;
  const ledger = new Ledger();
  ledger.allocate(layout.headerBytes);
  ledger.allocate(layout.bytesPerEntry * entries, layout.allocationsPerEntry * entries);
  const firstB = initialB(layout, hint);
  let b = firstB;
  let movedEntries = 0;
  let hasExtra = false;
  let previous: Generation | undefined;
  // What rounding left over goes to the next array; else the small arrays of a growing map would lose it each time.
  let carry = 0;
  for (let full = entries === 0 && b === 0; !full;) {
    const limit = loadLimit(runtime, b);
    const present = Math.min(entries, limit);
    const shape = bucketArrayShape(layout, b);
    const evacuation = previous === undefined ? undefined : evacuationAfter(layout, b, present);
    const expected = expectedOverflow(shape, present, evacuation) + carry;
    const overflowBuckets = Math.max(0, Math.round(expected));
    carry = expected - overflowBuckets;
    const generation = allocate(layout, ledger, shape, overflowBuckets);
    if (!hasExtra && (shape.spareBuckets > 0 || (!layout.scanned && overflowBuckets > 0))) {
      hasExtra = true;
      ledger.allocate(extraBytes(runtime));
    }
    if (previous !== undefined && evacuation !== undefined) {
      movedEntries += evacuation.movedEntries;
      ledger.release(bytesDropped(layout, previous, evacuation));
    }
    previous = generation;
    full = entries <= limit;
    if (!full) b++;
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
 * State of the evacuation into the array of 2^b buckets when the map holds `entries`. Each insert evacuates the old
 * bucket its key falls into, if that is not done yet, and then the next one in order; with N old buckets the expected
 * number after w inserts is 2N(1 - (1 - 1/N)^w), so that all is done after N · ln 2.
 */
function evacuationAfter(layout: MemoryLayout, b: number, entries: number): Evacuation {
  const oldBuckets = 2 ** (b - 1);
  const oldEntries = loadLimit(layout.runtime, b - 1);
  const inserts = entries - oldEntries;
  const expected = 2 * oldBuckets * -Math.expm1(inserts * Math.log1p(-1 / oldBuckets));
  const evacuatedBuckets = Math.min(oldBuckets, Math.round(expected));
  return {
    oldBuckets,
    evacuatedBuckets,
    oldEntries,
    movedEntries: Math.round((oldEntries * evacuatedBuckets) / oldBuckets),
  };
}

/** Overflow buckets of an array; while it is being filled by evacuation only the evacuated part can have any. */
function expectedOverflow(
  shape: BucketArrayShape,
  entries: number,
  evacuation: Evacuation | undefined,
): number {
  const { mainBuckets } = shape;
  if (evacuation === undefined || evacuation.evacuatedBuckets === evacuation.oldBuckets) {
    return mainBuckets * expectedOverflowPerBucket(entries, mainBuckets);
  }
  const { oldBuckets, evacuatedBuckets, oldEntries, movedEntries } = evacuation;
  const share = evacuatedBuckets / oldBuckets;
  const density = (movedEntries + entries - oldEntries) / share;
  return mainBuckets * share * expectedOverflowPerBucket(density, mainBuckets);
}

function allocate(
  layout: MemoryLayout,
  ledger: Ledger,
  shape: BucketArrayShape,
  overflowBuckets: number,
): Generation {
  const before = ledger.liveBytes;
  const separateBuckets = Math.max(0, overflowBuckets - shape.spareBuckets);
  ledger.allocate(shape.bytes);
  ledger.allocate(overflowBucketBytes(layout) * separateBuckets, separateBuckets);
  if (!layout.scanned && overflowBuckets > 0) {
    ledger.allocate(listHeaderBytes(layout.runtime));
    for (let capacity = 0; capacity < overflowBuckets;) {
      ledger.release(listBackingBytes(layout.runtime, capacity));
      capacity = grownListCapacity(layout.runtime, capacity);
      ledger.allocate(listBackingBytes(layout.runtime, capacity));
    }
  }
  return { separateBuckets, bytes: ledger.liveBytes - before };
}

/** An old array stays reachable until its last bucket is evacuated; scanned chains are dropped one by one. */
function bytesDropped(layout: MemoryLayout, old: Generation, evacuation: Evacuation): number {
  const { oldBuckets, evacuatedBuckets } = evacuation;
  if (evacuatedBuckets === oldBuckets) return old.bytes;
  if (!layout.scanned) return 0;
  return Math.round((old.separateBuckets * evacuatedBuckets) / oldBuckets) * overflowBucketBytes(layout);
}
