import { CountDistribution, overflowCount, settled } from '../distribution.ts';
import type { MemoryLayout } from '../layout.ts';
import { Ledger } from '../ledger.ts';
import type { Cost } from '../model.ts';
import type { BucketArrayShape } from './arrays.ts';
import {
  bucketArrayShape,
  extraBytes,
  grownListCapacity,
  initialB,
  listBackingBytes,
  listHeaderBytes,
  loadLimit,
  overflowBucketBytes,
} from './arrays.ts';

/** One bucket array of the fill, with expected numbers. */
interface Generation {
  /** Overflow buckets that were allocated one by one. */
  readonly separateBuckets: number;
  /** Probability that there is an overflow bucket at all. */
  readonly overflows: number;
  /** Heap bytes of array, overflow buckets and their list. */
  readonly bytes: number;
}

/** How far the evacuation of an array is expected to have come. */
interface Evacuation {
  readonly oldBuckets: number;
  readonly evacuatedBuckets: number;
  readonly oldEntries: number;
  readonly movedEntries: number;
}

/**
 * Expected cost of a fill of a classic map in closed form. Growths, arrays and finished evacuations do not depend on
 * the hash; the rest are means over all hashes, rounded to whole numbers at the end.
 */
export function expectedClassicCost(layout: MemoryLayout, hint: number | undefined, entries: number): Cost {
  const { runtime } = layout;
  const ledger = new Ledger();
  ledger.allocate(layout.headerBytes);
  ledger.allocate(layout.bytesPerEntry * entries, layout.allocationsPerEntry * entries);
  const firstB = initialB(layout, hint);
  let b = firstB;
  let movedEntries = 0;
  let withoutExtra = 1;
  let previous: Generation | undefined;
  for (let full = entries === 0 && b === 0; !full;) {
    const limit = loadLimit(runtime, b);
    const present = Math.min(entries, limit);
    const shape = bucketArrayShape(layout, b);
    const evacuation = previous === undefined ? undefined : evacuationAfter(layout, b, present);
    const generation = allocate(layout, ledger, shape, overflowDistribution(shape, present, evacuation));
    const needsExtra = shape.spareBuckets > 0 ? 1 : layout.scanned ? 0 : generation.overflows;
    ledger.allocate(extraBytes(runtime) * withoutExtra * needsExtra, withoutExtra * needsExtra);
    withoutExtra *= 1 - needsExtra;
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
    movedEntries: Math.round(movedEntries),
    allocations: Math.round(ledger.allocations),
    bytes: Math.round(ledger.allocatedBytes),
    finalBytes: Math.round(ledger.liveBytes),
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
  const evacuatedBuckets = Math.min(oldBuckets, expected);
  return {
    oldBuckets,
    evacuatedBuckets,
    oldEntries,
    movedEntries: (oldEntries * evacuatedBuckets) / oldBuckets,
  };
}

/** Overflow buckets of an array; while it is being filled by evacuation only the evacuated part can have any. */
function overflowDistribution(
  { mainBuckets }: BucketArrayShape,
  entries: number,
  evacuation: Evacuation | undefined,
): CountDistribution {
  if (evacuation === undefined || evacuation.evacuatedBuckets === evacuation.oldBuckets) {
    return new CountDistribution(overflowCount(entries, mainBuckets));
  }
  const { oldBuckets, evacuatedBuckets, oldEntries, movedEntries } = evacuation;
  const share = evacuatedBuckets / oldBuckets;
  const density = (movedEntries + entries - oldEntries) / share;
  return new CountDistribution(overflowCount(density, mainBuckets, mainBuckets * share));
}

function allocate(
  layout: MemoryLayout,
  ledger: Ledger,
  shape: BucketArrayShape,
  overflow: CountDistribution,
): Generation {
  const before = ledger.liveBytes;
  const separateBuckets = settled(overflow.beyond(shape.spareBuckets));
  const overflows = settled(overflow.above(0));
  ledger.allocate(shape.bytes);
  ledger.allocate(overflowBucketBytes(layout) * separateBuckets, separateBuckets);
  if (!layout.scanned) {
    ledger.allocate(listHeaderBytes(layout.runtime) * overflows, overflows);
    let outgrown = overflows;
    for (let capacity = 0; outgrown > 0; outgrown = settled(overflow.above(capacity))) {
      ledger.release(listBackingBytes(layout.runtime, capacity) * outgrown);
      capacity = grownListCapacity(layout.runtime, capacity);
      ledger.allocate(listBackingBytes(layout.runtime, capacity) * outgrown, outgrown);
    }
  }
  return { separateBuckets, overflows, bytes: ledger.liveBytes - before };
}

/** An old array stays reachable until its last bucket is evacuated; scanned chains are dropped one by one. */
function bytesDropped(layout: MemoryLayout, old: Generation, evacuation: Evacuation): number {
  const { oldBuckets, evacuatedBuckets } = evacuation;
  if (evacuatedBuckets === oldBuckets) return old.bytes;
  if (!layout.scanned) return 0;
  return ((old.separateBuckets * evacuatedBuckets) / oldBuckets) * overflowBucketBytes(layout);
}
