import type { EventLog } from '../event-log.ts';
import type { KeyHashes, RandomWords } from '../hash.ts';
import type { MemoryLayout } from '../layout.ts';
import { memoryLayout, SLOTS_PER_CONTAINER } from '../layout.ts';
import { Ledger } from '../ledger.ts';
import type { MapOptions } from '../map.ts';
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
import { Buckets, EMPTY_ONE, EVACUATED_EMPTY, EVACUATED_X, EVACUATED_Y, MIN_TOP_HASH } from './buckets.ts';

/** Buckets the evacuation mark may skip in one step because they are evacuated already (`advanceEvacuationMark`). */
const MARK_SKIP_LIMIT = 1024;
/** The overflow count is exact below this B and sampled above it (`incrnoverflow`). */
const FIRST_SAMPLED_B = 16;

/** One end of an evacuation: where the next entry of the old bucket goes. */
interface Destination {
  bucket: number;
  cell: number;
}

/**
 * Go's map up to 1.23 (`runtime/map.go`, `hmap`): buckets with overflow chains, doubled at the load limit and
 * evacuated a little with every write. Follows the runtime cell by cell.
 */
export class ClassicMap {
  readonly ledger = new Ledger();
  readonly #layout: MemoryLayout;
  readonly #hashes: KeyHashes;
  readonly #log: EventLog;
  readonly #random: RandomWords;
  readonly #overflowBytes: number;
  readonly #x: Destination = { bucket: 0, cell: 0 };
  readonly #y: Destination = { bucket: 0, cell: 0 };
  #b: number;
  #bucketMask: number;
  #limit: number;
  #count = 0;
  #buckets: Buckets | undefined;
  #old: Buckets | undefined;
  #sameSizeGrow = false;
  /** The evacuation mark: every old bucket below it is evacuated. */
  #nevacuate = 0;
  #evacuated = 0;
  #noverflow = 0;
  #hasExtra = false;
  /** Capacity of the list that keeps unscanned overflow buckets alive, undefined while there is none. */
  #listCapacity: number | undefined;
  #oldListCapacity: number | undefined;

  constructor({ runtime, types, hint, hashes, random, log }: MapOptions) {
    const layout = memoryLayout(runtime, types);
    this.#layout = layout;
    this.#hashes = hashes;
    this.#log = log;
    this.#random = random;
    this.#overflowBytes = overflowBucketBytes(layout);
    this.ledger.allocate(layout.headerBytes);
    this.#b = initialB(layout, hint);
    this.#bucketMask = 2 ** this.#b - 1;
    this.#limit = loadLimit(layout.runtime, this.#b);
    if (this.#b > 0) this.#buckets = this.#makeBucketArray();
  }

  /** Slots of the current array's main buckets. */
  get slots(): number {
    return this.#buckets === undefined ? 0 : 2 ** this.#b * SLOTS_PER_CONTAINER;
  }

  /** Overflow buckets in the current array's chains. */
  get overflowBuckets(): number {
    return this.#buckets?.overflowBuckets ?? 0;
  }

  /** Old buckets evacuated so far by the growth under way, 0 without one. */
  get evacuatedBuckets(): number {
    return this.#old === undefined ? 0 : this.#evacuated;
  }

  /** Old buckets of the growth under way, 0 without one. */
  get oldBuckets(): number {
    return this.#old?.shape.mainBuckets ?? 0;
  }

  /** Assigns to a key the map does not hold yet (`mapassign`). */
  insert(entry: number): void {
    this.#hashes.prepare(entry);
    this.#buckets ??= this.#makeBucketArray();
    if (this.#old !== undefined) this.#growWork(this.#old, this.#bucketOf(entry));
    if (this.#old === undefined && (this.#count + 1 > this.#limit || this.#tooManyOverflowBuckets())) {
      const old = this.#hashGrow(this.#buckets);
      this.#growWork(old, this.#bucketOf(entry));
    }
    this.#store(entry);
    this.#count++;
    this.ledger.allocate(this.#layout.bytesPerEntry, this.#layout.allocationsPerEntry);
  }

  #bucketOf(entry: number): number {
    return (this.#hashes.low[entry] ?? 0) & this.#bucketMask;
  }

  #topHashOf(entry: number): number {
    const top = (this.#hashes.high[entry] ?? 0) >>> 24;
    return top < MIN_TOP_HASH ? top + MIN_TOP_HASH : top;
  }

  #store(entry: number): void {
    const buckets = this.#current();
    let bucket = this.#bucketOf(entry);
    for (;;) {
      const end = (bucket + 1) * SLOTS_PER_CONTAINER;
      for (let cell = bucket * SLOTS_PER_CONTAINER; cell < end; cell++) {
        if ((buckets.tophash[cell] ?? 0) > EMPTY_ONE) continue;
        buckets.tophash[cell] = this.#topHashOf(entry);
        buckets.entries[cell] = entry;
        return;
      }
      const next = buckets.next[bucket] ?? 0;
      bucket = next !== 0 ? next : this.#newOverflow(buckets, bucket);
    }
  }

  #current(): Buckets {
    if (this.#buckets === undefined) throw new Error('the bucket array is made before it is used');
    return this.#buckets;
  }

  #makeBucketArray(): Buckets {
    const shape = bucketArrayShape(this.#layout, this.#b);
    this.ledger.allocate(shape.bytes);
    if (shape.spareBuckets > 0) this.#needExtra();
    return new Buckets(shape);
  }

  #needExtra(): void {
    if (this.#hasExtra) return;
    this.#hasExtra = true;
    this.ledger.allocate(EXTRA_BYTES);
  }

  #newOverflow(buckets: Buckets, tail: number): number {
    const bucket = buckets.appendOverflow(tail);
    if (buckets.isSeparate(bucket)) this.ledger.allocate(this.#overflowBytes);
    this.#countOverflow();
    if (!this.#layout.scanned) this.#listOverflow(buckets.overflowBuckets);
    return bucket;
  }

  #countOverflow(): void {
    if (this.#b < FIRST_SAMPLED_B || this.#random.next() % 2 ** (this.#b - FIRST_SAMPLED_B + 1) === 0) {
      this.#noverflow++;
    }
  }

  /** Unscanned buckets cannot keep their overflow buckets alive, so the runtime lists them (`createOverflow`). */
  #listOverflow(length: number): void {
    this.#needExtra();
    if (this.#listCapacity === undefined) {
      this.#listCapacity = 0;
      this.ledger.allocate(LIST_HEADER_BYTES);
    }
    if (length <= this.#listCapacity) return;
    const { runtime } = this.#layout;
    const capacity = grownListCapacity(runtime, this.#listCapacity);
    this.ledger.allocate(listBackingBytes(runtime, capacity));
    this.ledger.release(listBackingBytes(runtime, this.#listCapacity));
    this.#listCapacity = capacity;
  }

  #tooManyOverflowBuckets(): boolean {
    return this.#noverflow >= 1 << Math.min(this.#b, FIRST_SAMPLED_B - 1);
  }

  #hashGrow(current: Buckets): Buckets {
    this.#sameSizeGrow = this.#count + 1 <= this.#limit;
    if (!this.#sameSizeGrow) {
      this.#b++;
      this.#bucketMask = 2 ** this.#b - 1;
      this.#limit = loadLimit(this.#layout.runtime, this.#b);
      this.#log.growths++;
    }
    this.#old = current;
    this.#oldListCapacity = this.#listCapacity;
    this.#listCapacity = undefined;
    this.#nevacuate = 0;
    this.#evacuated = 0;
    this.#noverflow = 0;
    this.#buckets = this.#makeBucketArray();
    this.#log.push('growth-start', current.shape.mainBuckets, this.#buckets.shape.mainBuckets);
    return current;
  }

  /** Every write evacuates the old bucket it is about to use and the next one in order. */
  #growWork(old: Buckets, bucket: number): void {
    this.#evacuate(old, bucket & (old.shape.mainBuckets - 1));
    if (this.#old !== undefined) this.#evacuate(old, this.#nevacuate);
  }

  #evacuate(old: Buckets, bucket: number): void {
    if (!old.isEvacuated(bucket)) this.#moveChain(old, bucket);
    if (bucket === this.#nevacuate) this.#advanceMark(old);
  }

  #moveChain(old: Buckets, first: number): void {
    const { low } = this.#hashes;
    const highBit = this.#sameSizeGrow ? 0 : old.shape.mainBuckets;
    this.#x.bucket = first;
    this.#x.cell = 0;
    this.#y.bucket = first + old.shape.mainBuckets;
    this.#y.cell = 0;
    let bucket = first;
    let moved = 0;
    let separate = 0;
    do {
      const end = (bucket + 1) * SLOTS_PER_CONTAINER;
      for (let cell = bucket * SLOTS_PER_CONTAINER; cell < end; cell++) {
        const top = old.tophash[cell] ?? 0;
        if (top <= EMPTY_ONE) {
          old.tophash[cell] = EVACUATED_EMPTY;
          continue;
        }
        const entry = old.entries[cell] ?? 0;
        const goesToY = ((low[entry] ?? 0) & highBit) !== 0;
        old.tophash[cell] = goesToY ? EVACUATED_Y : EVACUATED_X;
        this.#append(goesToY ? this.#y : this.#x, top, entry);
        moved++;
      }
      if (old.isSeparate(bucket)) separate++;
      bucket = old.next[bucket] ?? 0;
    } while (bucket !== 0);
    this.#log.movedEntries += moved;
    this.#evacuated++;
    // A scanned main bucket is zeroed when it is evacuated, which cuts its chain off; a listed chain lives on.
    if (this.#layout.scanned) this.ledger.release(separate * this.#overflowBytes);
  }

  #append(to: Destination, top: number, entry: number): void {
    const buckets = this.#current();
    if (to.cell === SLOTS_PER_CONTAINER) {
      to.bucket = this.#newOverflow(buckets, to.bucket);
      to.cell = 0;
    }
    const cell = to.bucket * SLOTS_PER_CONTAINER + to.cell++;
    buckets.tophash[cell] = top;
    buckets.entries[cell] = entry;
  }

  #advanceMark(old: Buckets): void {
    const { mainBuckets } = old.shape;
    this.#nevacuate++;
    const stop = Math.min(this.#nevacuate + MARK_SKIP_LIMIT, mainBuckets);
    while (this.#nevacuate < stop && old.isEvacuated(this.#nevacuate)) this.#nevacuate++;
    if (this.#nevacuate === mainBuckets) this.#finishGrowth(old);
  }

  #finishGrowth(old: Buckets): void {
    const { runtime, scanned } = this.#layout;
    this.ledger.release(old.shape.bytes);
    if (!scanned) this.ledger.release(old.separateOverflowBuckets * this.#overflowBytes);
    if (this.#oldListCapacity !== undefined) {
      this.ledger.release(LIST_HEADER_BYTES + listBackingBytes(runtime, this.#oldListCapacity));
    }
    this.#old = undefined;
    this.#oldListCapacity = undefined;
    this.#sameSizeGrow = false;
    this.#log.push('growth-end', 2 ** this.#b);
  }
}
