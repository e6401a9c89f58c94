import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { IterationStart, MapIteration } from '../map.ts';
import type { Buckets } from './buckets.ts';
import { EMPTY_ONE, EVACUATED_EMPTY, EVACUATED_X, EVACUATED_Y, NO_KEY } from './buckets.ts';
import type { Header } from './header.ts';
import { ITERATOR, OLD_ITERATOR } from './header.ts';
import { mapaccessK } from './operations.ts';

/** Every entry of the chain belongs to the bucket that is visited (`noCheck`). */
const NO_CHECK = -1;
/** Between two chains; what `followedBy` gives at the end of one. */
const NO_BUCKET = -1;

const OVER: MapIteration = { probes: 0, next: () => -1 };

/**
 * Begins a `range` (`mapiterinit`). A map that is not empty is marked as having an iterator; one without pointers also
 * gets its list of overflow buckets, so that they outlive a growth.
 */
export function mapiterinit(h: Header, start: IterationStart): MapIteration {
  if (h.count === 0) return OVER;
  if (!h.layout.scanned) h.overflow.createList();
  h.flags |= ITERATOR | OLD_ITERATOR;
  return new ClassicIteration(h, start);
}

/** A `range` under way (`runtime/map.go`, `hiter` and `mapiternext`). */
class ClassicIteration implements MapIteration {
  probes = 0;
  readonly #h: Header;
  readonly #b: number;
  readonly #clearSeq: number;
  readonly #startBucket: number;
  readonly #offset: number;
  /** The array that was current when the iteration began. */
  #buckets: Buckets;
  /** Next main bucket to visit. */
  #bucket: number;
  #wrapped = false;
  /** Array and bucket the iterator stands in, and how many of its cells it has tried. */
  #chain: Buckets;
  #at = NO_BUCKET;
  #tried = 0;
  #checkBucket = NO_CHECK;

  constructor(h: Header, { first, slot }: IterationStart) {
    this.#h = h;
    this.#b = h.b;
    this.#clearSeq = h.clearSeq;
    this.#startBucket = first & h.bucketMask;
    this.#offset = slot & (SLOTS_PER_CONTAINER - 1);
    this.#buckets = h.currentBuckets();
    this.#chain = this.#buckets;
    this.#bucket = this.#startBucket;
  }

  next(): number {
    for (;;) {
      if (this.#at === NO_BUCKET) {
        if (this.#wrapped && this.#bucket === this.#startBucket) return -1;
        this.#enterBucket();
      } else {
        this.#chain = sameMemory(this.#chain, this.#at);
      }
      while (this.#tried < SLOTS_PER_CONTAINER) {
        const cell =
          this.#at * SLOTS_PER_CONTAINER + ((this.#tried + this.#offset) & (SLOTS_PER_CONTAINER - 1));
        this.#tried++;
        if (this.#yields(cell)) return this.#chain.keys[cell] ?? NO_KEY;
      }
      this.#at = this.#chain.followedBy(this.#at);
      this.#tried = 0;
      if (this.#at !== NO_BUCKET) this.probes++;
    }
  }

  /** While the map grows, a bucket that is not evacuated yet has its entries in the old array. */
  #enterBucket(): void {
    const { old, b } = this.#h;
    const bucket = this.#bucket;
    this.#buckets = sameMemory(this.#buckets, bucket);
    this.#chain = this.#buckets;
    this.#at = bucket;
    this.#checkBucket = NO_CHECK;
    if (old !== undefined && b === this.#b) {
      const oldBucket = bucket & (old.shape.mainBuckets - 1);
      if (!old.isEvacuated(oldBucket)) {
        this.#chain = old;
        this.#at = oldBucket;
        this.#checkBucket = bucket;
      }
    }
    this.#tried = 0;
    this.probes++;
    this.#bucket++;
    if (this.#bucket === 2 ** this.#b) {
      this.#bucket = 0;
      this.#wrapped = true;
    }
  }

  /** True when the cell holds an entry that is to be visited here and is still in the map. */
  #yields(cell: number): boolean {
    const h = this.#h;
    const state = this.#chain.tophash[cell] ?? 0;
    if (state <= EMPTY_ONE || state === EVACUATED_EMPTY) return false;
    const key = this.#chain.keys[cell] ?? NO_KEY;
    if (key === NO_KEY) return false;
    if (this.#checkBucket !== NO_CHECK && !h.sameSizeGrow) {
      // An old bucket has the entries of two new ones; those of the other are visited there.
      h.hashes.prepare(key);
      if ((h.lowHash(key) & (2 ** this.#b - 1)) !== this.#checkBucket) return false;
    }
    const moved = state === EVACUATED_X || state === EVACUATED_Y;
    if (!moved && this.#clearSeq === h.clearSeq) return true;
    return this.#isInMap(key);
  }

  /** The entry has moved on since: the map knows whether it still has it. */
  #isInMap(key: number): boolean {
    const { probes } = this.#h;
    this.#h.probes = 0;
    const found = mapaccessK(this.#h, key);
    this.probes += this.#h.probes;
    this.#h.probes = probes;
    return found;
  }
}

/** Follows an array through clears, which leave an iterator its overflow bucket but use the rest anew. */
function sameMemory(buckets: Buckets, bucket: number): Buckets {
  let latest = buckets;
  while (latest.renewed !== undefined && !latest.isSeparate(bucket)) latest = latest.renewed;
  return latest;
}
