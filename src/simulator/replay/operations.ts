import { TraceError } from './json.ts';

/** What is done to the map, in the order of `OPERATION`'s numbers. */
export const OPERATION_NAMES = [
  'assign',
  'delete',
  'lookup',
  'clear',
  'clone',
  'range',
  'next',
  'end',
] as const;

/** Codes of the operations in `TraceOperations.kinds`. */
export const OPERATION = {
  assign: 0,
  delete: 1,
  lookup: 2,
  clear: 3,
  clone: 4,
  range: 5,
  next: 6,
  end: 7,
} as const;

/** What is known of an operation, as bits of `TraceOperations.known`. */
export const KNOWN = { hash: 1, digest: 2, found: 4 } as const;

/** Highest key number and number of ranges a recording may use. */
const LARGEST_KEY = 16_000_000;
const LARGEST_ITERATOR = 255;

/** A key and its 64-bit hash. */
export interface KeyHash {
  readonly key: number;
  readonly low: number;
  readonly high: number;
}

/** The operations of a trace in columns: a folder of recordings holds millions. */
export interface TraceOperations {
  readonly length: number;
  readonly kinds: Uint8Array;
  /** Key worked on; for `range` and `next` the key arrived at, -1 at the end. */
  readonly keys: Int32Array;
  /** Hash of the key where `KNOWN.hash` is set; for `range` the numbers `a` and `b` of the iterator. */
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly digests: Uint32Array;
  readonly known: Uint8Array;
  /** Number of the range that `range` begins and `next` steps. */
  readonly iterators: Uint8Array;
  /** Hashes that are new with a `clone`, by the index of that operation. */
  readonly cloned: ReadonlyMap<number, readonly KeyHash[]>;
  readonly largestKey: number;
}

/** Collects operations; complains of what cannot be one. */
export class OperationsBuilder implements TraceOperations {
  readonly kinds: Uint8Array;
  readonly keys: Int32Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly digests: Uint32Array;
  readonly known: Uint8Array;
  readonly iterators: Uint8Array;
  readonly cloned = new Map<number, readonly KeyHash[]>();
  readonly length: number;
  largestKey = 0;
  #at = 0;
  readonly #where: string;

  constructor(length: number, where: string) {
    this.length = length;
    this.#where = where;
    this.kinds = new Uint8Array(length);
    this.keys = new Int32Array(length);
    this.low = new Uint32Array(length);
    this.high = new Uint32Array(length);
    this.digests = new Uint32Array(length);
    this.known = new Uint8Array(length);
    this.iterators = new Uint8Array(length);
  }

  /** Begins the next operation; the other methods fill it in. */
  add(kind: number): void {
    this.kinds[this.#at++] = kind;
  }

  key(key: number | undefined): void {
    this.keys[this.#at - 1] = this.checkKey(key);
  }

  /** The key a range arrived at. */
  arrived(iterator: number | undefined, key: number | undefined): void {
    if (iterator === undefined || iterator < 0 || iterator > LARGEST_ITERATOR)
      this.fail('has no range number');
    this.iterators[this.#at - 1] = iterator;
    this.keys[this.#at - 1] = key === -1 ? -1 : this.checkKey(key);
  }

  /** The hash of the operation's key, or the start of its range. */
  words(low: number, high: number): void {
    this.low[this.#at - 1] = low;
    this.high[this.#at - 1] = high;
    this.#note(KNOWN.hash);
  }

  digest(digest: number): void {
    this.digests[this.#at - 1] = digest;
    this.#note(KNOWN.digest);
  }

  found(): void {
    this.#note(KNOWN.found);
  }

  clone(hashes: readonly KeyHash[]): void {
    this.cloned.set(this.#at - 1, hashes);
  }

  checkKey(key: number | undefined): number {
    if (key === undefined || key < 0 || key > LARGEST_KEY) return this.fail('has no key');
    if (key > this.largestKey) this.largestKey = key;
    return key;
  }

  fail(problem: string): never {
    throw new TraceError(`${this.#where}: operation ${this.#at} ${problem}`);
  }

  #note(bit: number): void {
    this.known[this.#at - 1] = (this.known[this.#at - 1] ?? 0) | bit;
  }
}
