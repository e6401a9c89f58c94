import { SLOTS_PER_CONTAINER } from '../layout.ts';
import { Buckets, EMPTY_ONE, EMPTY_REST } from './buckets.ts';
import { growWork, hashGrow } from './evacuation.ts';
import type { Header } from './header.ts';
import { ITERATOR, SAME_SIZE_GROW } from './header.ts';
import { newOverflow } from './overflow.ts';

/** Releases whose `mapclear` empties the cells of abandoned buckets, so that iterators end (golang/go#59411). */
const FIRST_MARKING_MINOR = 21;
const LAST_MARKING_MINOR = 23;

const NO_CELL = -1;

/** `m[key] = …` (`mapassign`); true when the key is new. */
export function mapassign(h: Header, key: number): boolean {
  h.hashes.prepare(key);
  h.probes = 0;
  h.probesBeforeGrowth = 0;
  const low = h.lowHash(key);
  const top = h.topHash(key);
  for (;;) {
    const bucket = low & h.bucketMask;
    if (h.old !== undefined) growWork(h, h.old, bucket);
    const buckets = h.currentBuckets();
    const { tophash, keys, next } = buckets;
    let free = NO_CELL;
    let at = bucket;
    for (;;) {
      h.probes++;
      const end = (at + 1) * SLOTS_PER_CONTAINER;
      let state = EMPTY_ONE;
      for (let cell = at * SLOTS_PER_CONTAINER; cell < end; cell++) {
        state = tophash[cell] ?? 0;
        if (state === top) {
          if (keys[cell] === key) return false;
        } else if (state <= EMPTY_ONE) {
          if (free === NO_CELL) free = cell;
          if (state === EMPTY_REST) break;
        }
      }
      const following = next[at] ?? 0;
      if (state === EMPTY_REST || following === 0) break;
      at = following;
    }
    if (h.old === undefined && (h.count + 1 > h.limit || h.tooManyOverflowBuckets())) {
      hashGrow(h, buckets);
      h.probesBeforeGrowth = h.probes;
      continue;
    }
    const cell = free === NO_CELL ? newOverflow(h, buckets, at) * SLOTS_PER_CONTAINER : free;
    buckets.tophash[cell] = top;
    buckets.keys[cell] = key;
    h.count++;
    h.ledger.allocate(h.layout.bytesPerEntry, h.layout.allocationsPerEntry);
    return true;
  }
}

/** `delete(m, key)` (`mapdelete`); true when the key was there. */
export function mapdelete(h: Header, key: number): boolean {
  h.probes = 0;
  h.probesBeforeGrowth = 0;
  if (h.count === 0) return false;
  h.hashes.prepare(key);
  const bucket = h.lowHash(key) & h.bucketMask;
  if (h.old !== undefined) growWork(h, h.old, bucket);
  const buckets = h.currentBuckets();
  const cell = findInChain(h, buckets, bucket, key, stopsAtEmptyRest(h));
  h.emptied = cell;
  if (cell === NO_CELL) return false;
  buckets.tophash[cell] = EMPTY_ONE;
  clearTail(buckets, bucket, cell);
  h.ledger.release(h.layout.bytesPerEntry);
  h.count--;
  if (h.count === 0) h.hashes.reseed();
  return true;
}

/**
 * Where nothing follows the emptied cell any more, it and the empty cells before it become `EMPTY_REST`, back to the
 * beginning of the chain.
 */
function clearTail(buckets: Buckets, first: number, emptied: number): void {
  const { tophash, next } = buckets;
  let bucket = Math.floor(emptied / SLOTS_PER_CONTAINER);
  let cell = emptied;
  if (!endsChain(buckets, bucket, cell)) return;
  for (;;) {
    tophash[cell] = EMPTY_REST;
    if (cell % SLOTS_PER_CONTAINER !== 0) {
      cell--;
    } else {
      if (bucket === first) return;
      let before = first;
      while (next[before] !== bucket) before = next[before] ?? 0;
      bucket = before;
      cell = bucket * SLOTS_PER_CONTAINER + SLOTS_PER_CONTAINER - 1;
    }
    if (tophash[cell] !== EMPTY_ONE) return;
  }
}

function endsChain({ tophash, next }: Buckets, bucket: number, cell: number): boolean {
  if ((cell + 1) % SLOTS_PER_CONTAINER !== 0) return tophash[cell + 1] === EMPTY_REST;
  const following = next[bucket] ?? 0;
  return following === 0 || tophash[following * SLOTS_PER_CONTAINER] === EMPTY_REST;
}

/** `_, ok := m[key]` (`mapaccess2` and its variants). Never evacuates. */
export function mapaccess(h: Header, key: number): boolean {
  h.probes = 0;
  h.probesBeforeGrowth = 0;
  return holds(h, key, stopsAtEmptyRest(h));
}

/** The iterator's lookup by key (`mapaccessK`), the general one whatever the key; counts on into `probes`. */
export function mapaccessK(h: Header, key: number): boolean {
  return holds(h, key, true);
}

function holds(h: Header, key: number, stopAtEmptyRest: boolean): boolean {
  if (h.count === 0) return false;
  h.hashes.prepare(key);
  const low = h.lowHash(key);
  if (h.old !== undefined) {
    const oldBucket = low & (h.old.shape.mainBuckets - 1);
    if (!h.old.isEvacuated(oldBucket)) {
      return findInChain(h, h.old, oldBucket, key, stopAtEmptyRest) !== NO_CELL;
    }
  }
  return findInChain(h, h.currentBuckets(), low & h.bucketMask, key, stopAtEmptyRest) !== NO_CELL;
}

/** The functions for special keys look through the whole chain; only the general ones stop at `EMPTY_REST`. */
function stopsAtEmptyRest(h: Header): boolean {
  return h.layout.keyPath === 'generic';
}

function findInChain(h: Header, buckets: Buckets, first: number, key: number, stops: boolean): number {
  const { tophash, keys, next } = buckets;
  let bucket = first;
  do {
    h.probes++;
    const end = (bucket + 1) * SLOTS_PER_CONTAINER;
    for (let cell = bucket * SLOTS_PER_CONTAINER; cell < end; cell++) {
      const state = tophash[cell] ?? 0;
      if (state <= EMPTY_ONE) {
        if (state === EMPTY_REST && stops) return NO_CELL;
      } else if (keys[cell] === key) {
        return cell;
      }
    }
    bucket = next[bucket] ?? 0;
  } while (bucket !== 0);
  return NO_CELL;
}

/**
 * `clear(m)` and the loop the compiler turns into it (`mapclear`): the array is zeroed and used on, with all its spare
 * overflow buckets; a growth under way is dropped. An empty map stays as it is, its chains and its growth included.
 */
export function mapclear(h: Header): void {
  const { buckets, old } = h;
  if (h.count === 0 || buckets === undefined) return;
  const { minor } = h.layout.runtime;
  const marks = minor >= FIRST_MARKING_MINOR && minor <= LAST_MARKING_MINOR;
  h.log.push('cleared', h.count);
  h.ledger.release(h.count * h.layout.bytesPerEntry);
  if (old !== undefined) {
    h.overflow.releaseOld(old);
    if (marks) old.markEmpty();
    h.old = undefined;
  }
  h.overflow.releaseOverflow(buckets);
  h.flags &= ~SAME_SIZE_GROW;
  h.nevacuate = 0;
  h.noverflow = 0;
  h.count = 0;
  if (minor > LAST_MARKING_MINOR) h.clearSeq++;
  h.hashes.reseed();
  if (buckets.separateOverflowBuckets > 0 && (h.flags & ITERATOR) !== 0) {
    h.buckets = new Buckets(buckets.shape);
    buckets.renewed = h.buckets;
    if (marks) buckets.markEmpty();
  } else {
    buckets.zero();
  }
}
