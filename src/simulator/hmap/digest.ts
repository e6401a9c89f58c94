import { SLOTS_PER_CONTAINER } from '../layout.ts';
import { EMPTY_ONE, MIN_TOP_HASH } from './buckets.ts';
import type { BucketsView, ClassicState } from './state.ts';

const OFFSET_BASIS = 0x811c_9dc5;
const PRIME = 0x0100_0193;
const NONE = 0xffff_ffff;
const END_OF_CHAIN = 0xee;

/**
 * One number for the whole control state of a map: 32-bit FNV-1a over the header's fields, then for every chain of the
 * current and of the old array the tophash bytes and the keys of its full cells. Equal maps have equal digests; the
 * recordings of real maps carry the same.
 */
export function classicDigest(state: ClassicState): number {
  let hash = byte(OFFSET_BASIS, state.b);
  hash = byte(hash, state.flags);
  hash = byte(byte(hash, state.noverflow), state.noverflow >>> 8);
  hash = word(hash, state.count);
  hash = word(hash, state.nevacuate);
  hash = byte(hash, state.oldBuckets === undefined ? 0 : 1);
  hash = word(hash, state.nextSpare ?? NONE);
  hash = chains(hash, state.buckets);
  return chains(hash, state.oldBuckets) >>> 0;
}

function chains(seed: number, buckets: BucketsView | undefined): number {
  if (buckets === undefined) return seed;
  let hash = seed;
  for (let main = 0; main < buckets.mainBuckets; main++) {
    // The overflow buckets of an evacuated bucket are gone in maps with pointers and stay in others.
    const evacuated = isEvacuated(buckets, main);
    let bucket = main;
    do {
      hash = cells(hash, buckets, bucket * SLOTS_PER_CONTAINER);
      bucket = evacuated ? 0 : (buckets.next[bucket] ?? 0);
    } while (bucket !== 0);
    hash = byte(hash, END_OF_CHAIN);
  }
  return hash;
}

function cells(seed: number, { tophash, keys }: BucketsView, first: number): number {
  const end = first + SLOTS_PER_CONTAINER;
  let hash = seed;
  for (let cell = first; cell < end; cell++) hash = byte(hash, tophash[cell] ?? 0);
  for (let cell = first; cell < end; cell++) {
    if ((tophash[cell] ?? 0) >= MIN_TOP_HASH) hash = word(hash, keys[cell] ?? 0);
  }
  return hash;
}

function isEvacuated({ tophash }: BucketsView, bucket: number): boolean {
  const state = tophash[bucket * SLOTS_PER_CONTAINER] ?? 0;
  return state > EMPTY_ONE && state < MIN_TOP_HASH;
}

function byte(hash: number, value: number): number {
  return Math.imul(hash ^ (value & 0xff), PRIME);
}

function word(hash: number, value: number): number {
  return byte(byte(byte(byte(hash, value), value >>> 8), value >>> 16), value >>> 24);
}
