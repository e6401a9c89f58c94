import { binomialProbability } from './distribution.ts';
import { MIN_TOP_HASH } from './hmap/buckets.ts';
import { SLOTS_PER_CONTAINER } from './layout.ts';
import type { BucketArrayPicture, ClassicPicture, MapPicture, SwissPicture } from './picture.ts';
import { NOT_FULL } from './swiss/state.ts';

/** How often each number occurs. */
export interface Histogram {
  /** Item i: how many have the number i. */
  readonly counts: Uint32Array;
  /** What uniform hashes would give on average, as many items; undefined where no formula is known to hold. */
  readonly expected: Float64Array | undefined;
}

/** Loads expected in fewer buckets than this are left out of a histogram that no bucket reaches either. */
const SEEN = 0.5;

/**
 * Buckets of the current array by the entries in their chains. The expectation is binomial: each entry falls into each
 * bucket with equal probability. While an evacuation is under way half of them still wait, and none is given.
 */
export function entriesPerBucket(picture: ClassicPicture): Histogram {
  const { current } = picture;
  if (current === undefined) return { counts: new Uint32Array(1), expected: undefined };
  const { mainBuckets } = current;
  const counts: number[] = [];
  for (let bucket = 0; bucket < mainBuckets; bucket++) {
    const entries = entriesInChain(current, bucket);
    counts[entries] = (counts[entries] ?? 0) + 1;
  }
  if (picture.old !== undefined) return { counts: filled(counts, counts.length), expected: undefined };
  const share = 1 / mainBuckets;
  const mean = picture.entries * share;
  const expected: number[] = [];
  for (let load = 0; load <= picture.entries; load++) {
    const buckets = mainBuckets * probability(load, picture.entries, mainBuckets);
    if (load >= counts.length && load > mean && buckets < SEEN) break;
    expected.push(buckets);
  }
  const length = Math.max(counts.length, expected.length);
  return {
    counts: filled(counts, length),
    expected: Float64Array.from({ length }, (_, at) => expected[at] ?? 0),
  };
}

/** Entries of a bucket and its overflow buckets. */
export function entriesInChain({ tophash, next }: BucketArrayPicture, main: number): number {
  let entries = 0;
  let bucket = main;
  do {
    const end = (bucket + 1) * SLOTS_PER_CONTAINER;
    for (let cell = end - SLOTS_PER_CONTAINER; cell < end; cell++) {
      if ((tophash[cell] ?? 0) >= MIN_TOP_HASH) entries++;
    }
    bucket = next[bucket] ?? 0;
  } while (bucket !== 0);
  return entries;
}

/** Entries by the number of groups that a lookup looks into before it finds them. No formula is known to hold. */
export function probeLengths({ probeLengths }: SwissPicture): Histogram {
  return { counts: probeLengths, expected: undefined };
}

/**
 * Groups by the entries in them. No expectation: what finds its group full goes on to another, so that the loads of
 * groups hang together.
 */
export function entriesPerGroup({ controls }: SwissPicture): Histogram {
  const counts = new Uint32Array(SLOTS_PER_CONTAINER + 1);
  for (let first = 0; first < controls.length; first += SLOTS_PER_CONTAINER) {
    let entries = 0;
    for (let slot = first; slot < first + SLOTS_PER_CONTAINER; slot++) {
      if (((controls[slot] ?? NOT_FULL) & NOT_FULL) === 0) entries++;
    }
    counts[entries] = (counts[entries] ?? 0) + 1;
  }
  return { counts, expected: undefined };
}

/** Entries by where their hashes lie in the space that the map divides: uniform hashes fill all parts alike. */
export interface HashStrip {
  readonly counts: Uint32Array;
  /** Entries in each part if the hash were perfectly even. */
  readonly even: number;
}

/** Most parts of a strip. */
const PARTS = 64;

/**
 * Classic: the numbers of the buckets, which are the low bits of the hash, in 64 equal ranges, or fewer where there are
 * not so many buckets; while an evacuation is under way those of the old array, which both arrays share. Swiss: the
 * leading 6 bits of the hash, whose first ones choose the table.
 */
export function hashStrip(picture: MapPicture): HashStrip {
  const counts = picture.layout === 'swiss' ? picture.leadingBits : bucketRanges(picture);
  return { counts, even: counts.length === 0 ? 0 : picture.entries / counts.length };
}

function bucketRanges({ current, old }: ClassicPicture): Uint32Array {
  const numbers = old?.mainBuckets ?? current?.mainBuckets ?? 0;
  const counts = new Uint32Array(Math.min(PARTS, numbers));
  for (const array of [current, old]) {
    for (let bucket = 0; bucket < (array?.mainBuckets ?? 0); bucket++) {
      const part = Math.floor(((bucket % numbers) * counts.length) / numbers);
      counts[part] = (counts[part] ?? 0) + (array === undefined ? 0 : entriesInChain(array, bucket));
    }
  }
  return counts;
}

/** Probability that a bucket gets exactly so many of the entries. */
function probability(load: number, entries: number, buckets: number): number {
  if (buckets === 1) return load === entries ? 1 : 0;
  return binomialProbability(load, entries, 1 / buckets);
}

function filled(counts: readonly (number | undefined)[], length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, at) => counts[at] ?? 0);
}
