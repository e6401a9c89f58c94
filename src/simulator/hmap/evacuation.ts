import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { Buckets } from './buckets.ts';
import { EMPTY_ONE, EVACUATED_EMPTY, EVACUATED_X, EVACUATED_Y } from './buckets.ts';
import type { Header } from './header.ts';
import { ITERATOR, OLD_ITERATOR, SAME_SIZE_GROW } from './header.ts';
import { makeBucketArray, newOverflow } from './overflow.ts';

/** Buckets the evacuation mark may skip in one step because they are evacuated already (`advanceEvacuationMark`). */
const MARK_SKIP_LIMIT = 1024;

/**
 * Begins a growth (`hashGrow`): allocates an array twice as large, or one of the same size where not the load but the
 * number of overflow buckets is the cause. Nothing moves yet.
 */
export function hashGrow(h: Header, current: Buckets): void {
  const sameSize = h.count + 1 <= h.limit;
  if (!sameSize) h.setB(h.b + 1);
  h.flags = ((h.flags & ITERATOR) !== 0 ? OLD_ITERATOR : 0) | (sameSize ? SAME_SIZE_GROW : 0);
  h.old = current;
  h.nevacuate = 0;
  h.evacuated = 0;
  h.noverflow = 0;
  h.overflow.retireList();
  h.buckets = makeBucketArray(h, h.b);
  if (sameSize) h.log.sameSizeGrowths++;
  else h.log.growths++;
  h.log.push('growth-start', current.shape.mainBuckets, h.buckets.shape.mainBuckets);
}

/** What each write does while a growth is under way: evacuates the old bucket it is about to use, and the next in order. */
export function growWork(h: Header, old: Buckets, bucket: number): void {
  evacuate(h, old, bucket & (old.shape.mainBuckets - 1));
  if (h.old !== undefined) evacuate(h, old, h.nevacuate);
}

function evacuate(h: Header, old: Buckets, bucket: number): void {
  if (!old.isEvacuated(bucket)) moveChain(h, old, bucket);
  if (bucket === h.nevacuate) advanceEvacuationMark(h, old);
}

/** The part of `evacuate` that moves: entries keep their order and close the gaps between them. */
function moveChain(h: Header, old: Buckets, first: number): void {
  const { low } = h.hashes;
  const { tophash, keys, next } = old;
  const to = h.currentBuckets();
  const highBit = h.sameSizeGrow ? 0 : old.shape.mainBuckets;
  // Where the next entry of each half goes: a bucket, and a cell in it.
  let xBucket = first;
  let xCell = 0;
  let yBucket = first + highBit;
  let yCell = 0;
  let moved = 0;
  let overflowBuckets = -1;
  let separate = 0;
  let bucket = first;
  do {
    const end = (bucket + 1) * SLOTS_PER_CONTAINER;
    for (let cell = bucket * SLOTS_PER_CONTAINER; cell < end; cell++) {
      const top = tophash[cell] ?? 0;
      if (top <= EMPTY_ONE) {
        tophash[cell] = EVACUATED_EMPTY;
        continue;
      }
      const key = keys[cell] ?? 0;
      let target: number;
      if (((low[key] ?? 0) & highBit) === 0) {
        tophash[cell] = EVACUATED_X;
        if (xCell === SLOTS_PER_CONTAINER) {
          xBucket = newOverflow(h, to, xBucket);
          xCell = 0;
        }
        target = xBucket * SLOTS_PER_CONTAINER + xCell++;
      } else {
        tophash[cell] = EVACUATED_Y;
        if (yCell === SLOTS_PER_CONTAINER) {
          yBucket = newOverflow(h, to, yBucket);
          yCell = 0;
        }
        target = yBucket * SLOTS_PER_CONTAINER + yCell++;
      }
      to.tophash[target] = top;
      to.keys[target] = key;
      moved++;
    }
    if (old.isSeparate(bucket)) separate++;
    overflowBuckets++;
    bucket = next[bucket] ?? 0;
  } while (bucket !== 0);
  h.evacuated++;
  h.log.movedEntries += moved;
  h.log.push('bucket-evacuated', first, moved, overflowBuckets);
  // An evacuated bucket with pointers is zeroed to help the collector, unless an iterator may still read it.
  if (h.layout.scanned && (h.flags & OLD_ITERATOR) === 0) {
    old.forget(first);
    h.overflow.dropBuckets(old, separate);
  }
}

function advanceEvacuationMark(h: Header, old: Buckets): void {
  const { mainBuckets } = old.shape;
  h.nevacuate++;
  const stop = Math.min(h.nevacuate + MARK_SKIP_LIMIT, mainBuckets);
  while (h.nevacuate < stop && old.isEvacuated(h.nevacuate)) h.nevacuate++;
  if (h.nevacuate !== mainBuckets) return;
  h.overflow.releaseOld(old);
  h.old = undefined;
  h.flags &= ~SAME_SIZE_GROW;
  h.log.push('growth-end', 2 ** h.b);
}
