import { SLOTS_PER_CONTAINER } from '../layout.ts';
import { allocationBytes } from '../malloc.ts';
import type { StoredType } from '../model.ts';
import type { Buckets } from './buckets.ts';
import { EMPTY_ONE } from './buckets.ts';
import { Header } from './header.ts';
import { mapiterinit } from './iteration.ts';
import { mapassign } from './operations.ts';
import { newOverflow } from './overflow.ts';

const FIRST_MINOR_WITH_CLONE = 21;

/**
 * `maps.Clone` (`mapclone2`): a map made for as many entries as there are, under the same seed, filled chain by chain.
 * Releases before 1.21 do not have it; for them the function of that name in golang.org/x/exp, a loop of assignments.
 */
export function mapclone(source: Header): Header {
  const { runtime } = source.layout;
  if (runtime.minor < FIRST_MINOR_WITH_CLONE) return cloneByRange(source);
  // A same-size growth lets inserts overload a map. Go 1.21 makes the clone larger than its source then and reads past
  // the source's array (golang/go#69110); it is treated as the later releases are.
  const hint = Math.min(source.count, source.limit);
  const clone = new Header({ ...source.options, hint, hashes: source.hashes.copy() });
  if (source.count === 0) return clone;
  const copying = new Copying(source, clone);
  if (source.b === 0 && !copying.allocates) copying.copyOnlyBucket();
  else copying.copyChains();
  return clone;
}

function cloneByRange(source: Header): Header {
  const clone = new Header({ ...source.options, hint: source.count, hashes: source.hashes.anew() });
  const iteration = mapiterinit(source, { first: source.random.next(), slot: source.random.next() });
  for (let key = iteration.next(); key >= 0; key = iteration.next()) mapassign(clone, key);
  return clone;
}

class Copying {
  readonly #source: Header;
  readonly #clone: Header;
  /** Bytes of each entry's key and element where they are stored behind pointers, else 0. */
  readonly #keyBytes: number;
  readonly #elemBytes: number;
  /** Keys that an overwrite replaces are not shared between the maps (`NeedKeyUpdate`). */
  readonly #copiesKey: boolean;
  /** End of the destination chain that is being filled, and the cell to try next. */
  #bucket = 0;
  #cell = 0;

  constructor(source: Header, clone: Header) {
    const { indirectKey, indirectElem, runtime } = source.layout;
    const { key, elem } = source.options.types;
    const bytes = (type: StoredType): number => allocationBytes(runtime, type.size, type.pointerBytes > 0);
    this.#source = source;
    this.#clone = clone;
    this.#keyBytes = indirectKey ? bytes(key) : 0;
    this.#elemBytes = indirectElem ? bytes(elem) : 0;
    this.#copiesKey = indirectKey && key.needKeyUpdate;
  }

  /** True when entries own memory that the clone may not share. */
  get allocates(): boolean {
    return this.#copiesKey || this.#elemBytes > 0;
  }

  /** A single bucket is copied as it is, with its holes. */
  copyOnlyBucket(): void {
    const from = this.#source.currentBuckets();
    const to = this.#clone.currentBuckets();
    to.tophash.set(from.tophash.subarray(0, SLOTS_PER_CONTAINER));
    to.keys.set(from.keys.subarray(0, SLOTS_PER_CONTAINER));
    this.#clone.count = this.#source.count;
    this.#clone.ledger.liveBytes += this.#keyBytes * this.#source.count;
  }

  copyChains(): void {
    const from = this.#source.currentBuckets();
    const { mainBuckets } = this.#clone.currentBuckets();
    for (let bucket = 0; bucket < mainBuckets; bucket++) {
      this.#bucket = bucket;
      this.#cell = 0;
      for (let main = bucket; main < from.mainBuckets; main += mainBuckets) this.#copyChain(from, main);
    }
    const { old } = this.#source;
    if (old === undefined) return;
    for (let main = 0; main < old.mainBuckets; main++) {
      if (old.isEvacuated(main)) continue;
      if (old.mainBuckets >= mainBuckets) this.#appendChain(old, main);
      else this.#assignChain(old, main);
    }
  }

  /** `moveToBmap` for each bucket of a chain: the entries close up. */
  #copyChain(from: Buckets, first: number): void {
    const to = this.#clone.currentBuckets();
    let bucket = first;
    do {
      for (let slot = 0; slot < SLOTS_PER_CONTAINER; slot++) {
        const cell = bucket * SLOTS_PER_CONTAINER + slot;
        const top = from.tophash[cell] ?? 0;
        if (top <= EMPTY_ONE) continue;
        const target = this.#freeCell(to);
        to.tophash[target] = top;
        to.keys[target] = from.keys[cell] ?? 0;
        this.#clone.count++;
        this.#bookEntry();
      }
      bucket = from.next[bucket] ?? 0;
    } while (bucket !== 0);
  }

  #freeCell(to: Buckets): number {
    while (this.#cell < SLOTS_PER_CONTAINER) {
      const cell = this.#bucket * SLOTS_PER_CONTAINER + this.#cell++;
      if ((to.tophash[cell] ?? 0) <= EMPTY_ONE) return cell;
    }
    this.#bucket = newOverflow(this.#clone, to, this.#bucket);
    this.#cell = 1;
    return this.#bucket * SLOTS_PER_CONTAINER;
  }

  /** An old bucket all of whose entries belong to one bucket of the clone goes to the end of that chain. */
  #appendChain(old: Buckets, main: number): void {
    const { next } = this.#clone.currentBuckets();
    this.#bucket = main & this.#clone.bucketMask;
    while ((next[this.#bucket] ?? 0) !== 0) this.#bucket = next[this.#bucket] ?? 0;
    this.#cell = 0;
    this.#copyChain(old, main);
  }

  #assignChain(old: Buckets, first: number): void {
    let bucket = first;
    do {
      for (let slot = 0; slot < SLOTS_PER_CONTAINER; slot++) {
        const cell = bucket * SLOTS_PER_CONTAINER + slot;
        if ((old.tophash[cell] ?? 0) > EMPTY_ONE) mapassign(this.#clone, old.keys[cell] ?? 0);
      }
      bucket = old.next[bucket] ?? 0;
    } while (bucket !== 0);
  }

  #bookEntry(): void {
    const { ledger } = this.#clone;
    if (this.#elemBytes > 0) ledger.allocate(this.#elemBytes);
    if (this.#copiesKey) ledger.allocate(this.#keyBytes);
    else ledger.liveBytes += this.#keyBytes;
  }
}
