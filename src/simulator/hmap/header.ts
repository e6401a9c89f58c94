import type { EventLog } from '../event-log.ts';
import type { KeyHashes, RandomWords } from '../hash.ts';
import type { MemoryLayout } from '../layout.ts';
import { memoryLayout } from '../layout.ts';
import { Ledger } from '../ledger.ts';
import type { MapOptions } from '../map.ts';
import { wordBytes } from '../runtime.ts';
import { initialB, loadLimit } from './arrays.ts';
import type { Buckets } from './buckets.ts';
import { MIN_TOP_HASH } from './buckets.ts';
import { makeBucketArray, OverflowBooks } from './overflow.ts';

/** There may be an iterator over the current buckets (`runtime/map.go`, `iterator`). */
export const ITERATOR = 1;
/** There may be an iterator over the old buckets (`oldIterator`). */
export const OLD_ITERATOR = 2;
/** The growth under way is to an array of the same size (`sameSizeGrow`). */
export const SAME_SIZE_GROW = 8;

/** More overflow buckets than 2^15 count as too many even for larger maps (`tooManyOverflowBuckets`). */
const LARGEST_B_FOR_OVERFLOW = 15;

/** What `runtime.hmap` holds, and what it works with. Functions over it are named as the runtime's are. */
export class Header {
  readonly options: MapOptions;
  readonly layout: MemoryLayout;
  readonly hashes: KeyHashes;
  readonly log: EventLog;
  readonly random: RandomWords;
  readonly ledger = new Ledger();
  readonly overflow: OverflowBooks;
  count = 0;
  flags = 0;
  /** Logarithm of the number of main buckets; `setB` changes it. */
  b = 0;
  /** 2^b - 1. */
  bucketMask = 0;
  /** Most entries before an insert doubles the array. */
  limit = 0;
  noverflow = 0;
  /** The evacuation mark: every old bucket below it is evacuated. */
  nevacuate = 0;
  /** Old buckets evacuated so far by the growth under way. */
  evacuated = 0;
  /** Clears so far, in the releases that count them: 1.24 and 1.25. */
  clearSeq = 0;
  buckets: Buckets | undefined;
  old: Buckets | undefined;
  /** Buckets the last operation looked into. */
  probes = 0;
  /** Of those, the ones before it began a growth and started over. */
  probesBeforeGrowth = 0;
  /** Cell that the last delete emptied, -1 where it did not find its key. */
  emptied = -1;
  readonly #wideHash: boolean;

  /** Follows `makemap`: an array at once where the hint asks for more than one bucket. */
  constructor(options: MapOptions) {
    const layout = memoryLayout(options.runtime, options.types);
    this.options = options;
    this.layout = layout;
    this.hashes = options.hashes;
    this.log = options.log;
    this.random = options.random;
    this.overflow = new OverflowBooks(layout, this.ledger);
    this.#wideHash = wordBytes(options.runtime) === 8;
    this.ledger.allocate(layout.headerBytes);
    this.setB(initialB(layout, options.hint));
    if (this.b > 0) this.buckets = makeBucketArray(this, this.b);
  }

  setB(b: number): void {
    this.b = b;
    this.bucketMask = 2 ** b - 1;
    this.limit = loadLimit(this.layout.runtime, b);
  }

  get sameSizeGrow(): boolean {
    return (this.flags & SAME_SIZE_GROW) !== 0;
  }

  /** The key's bits a cell keeps; the top eight of a word, moved out of the way of the cell states (`tophash`). */
  topHash(key: number): number {
    const { low, high } = this.hashes;
    const top = ((this.#wideHash ? high[key] : low[key]) ?? 0) >>> 24;
    return top < MIN_TOP_HASH ? top + MIN_TOP_HASH : top;
  }

  /** Low bits of the key's hash that choose the bucket. */
  lowHash(key: number): number {
    return this.hashes.low[key] ?? 0;
  }

  tooManyOverflowBuckets(): boolean {
    return this.noverflow >= 1 << Math.min(this.b, LARGEST_B_FOR_OVERFLOW);
  }

  /** The current array, made on the first assignment where the hint asked for none. */
  currentBuckets(): Buckets {
    this.buckets ??= makeBucketArray(this, this.b);
    return this.buckets;
  }
}
