import type { RandomWords } from './hash.ts';
import type { KeyDistribution } from './workload.ts';

/** A whole number from 0 to below `limit`. */
export function pick(random: RandomWords, limit: number): number {
  return Math.floor((random.next() / 0x1_0000_0000) * limit);
}

/** Puts the numbers in random order (Fisher and Yates). */
export function shuffle(values: Uint32Array, random: RandomWords): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = pick(random, last + 1);
    const value = values[last] ?? 0;
    values[last] = values[other] ?? 0;
    values[other] = value;
  }
}

/** Marks the end of the list of keys. */
const NONE = 0xffff_ffff;

/** The keys a map holds, so that a program can choose among them: by age, or at random. Everything takes constant time. */
export class LiveKeys {
  count = 0;
  /** The live keys, dense and in no order. */
  readonly #dense: Uint32Array;
  /** Where a live key stands in `#dense`. */
  readonly #place: Uint32Array;
  /** Neighbours of a live key in the order of insertion. */
  readonly #older: Uint32Array;
  readonly #newer: Uint32Array;
  #oldest = NONE;
  #newest = NONE;

  constructor(keys: number) {
    this.#dense = new Uint32Array(keys);
    this.#place = new Uint32Array(keys);
    this.#older = new Uint32Array(keys);
    this.#newer = new Uint32Array(keys);
  }

  /** Key inserted before all others, undefined when there is none. */
  get oldest(): number | undefined {
    return this.#oldest === NONE ? undefined : this.#oldest;
  }

  /** Key inserted after all others, undefined when there is none. */
  get newest(): number | undefined {
    return this.#newest === NONE ? undefined : this.#newest;
  }

  /** The key inserted next after a live one. */
  newerThan(key: number): number | undefined {
    const newer = this.#newer[key];
    return newer === NONE ? undefined : newer;
  }

  /** One of the live keys, undefined when there is none. */
  any(random: RandomWords): number | undefined {
    return this.count === 0 ? undefined : this.#dense[pick(random, this.count)];
  }

  /** So many different live keys, in no order. */
  sample(keys: number, random: RandomWords): Uint32Array {
    const chosen = this.#dense.slice(0, this.count);
    for (let at = 0; at < keys; at++) {
      const from = at + pick(random, chosen.length - at);
      const key = chosen[from] ?? 0;
      chosen[from] = chosen[at] ?? 0;
      chosen[at] = key;
    }
    return chosen.subarray(0, keys);
  }

  /** @param key one that is not live */
  add(key: number): void {
    this.#dense[this.count] = key;
    this.#place[key] = this.count++;
    this.#older[key] = this.#newest;
    this.#newer[key] = NONE;
    if (this.#newest === NONE) this.#oldest = key;
    else this.#newer[this.#newest] = key;
    this.#newest = key;
  }

  /** @param key one that is live */
  remove(key: number): void {
    const place = this.#place[key] ?? 0;
    const last = this.#dense[--this.count] ?? 0;
    this.#dense[place] = last;
    this.#place[last] = place;
    const older = this.#older[key] ?? NONE;
    const newer = this.#newer[key] ?? NONE;
    if (older === NONE) this.#oldest = newer;
    else this.#newer[older] = newer;
    if (newer === NONE) this.#newest = older;
    else this.#older[newer] = older;
  }

  clear(): void {
    this.count = 0;
    this.#oldest = NONE;
    this.#newest = NONE;
  }
}

/** Draws keys from a space. */
export interface KeySource {
  next(): number;
}

/** A source of keys with the given distribution. */
export function keySource(keys: KeyDistribution, random: RandomWords): KeySource {
  switch (keys.kind) {
    case 'sequential': {
      let next = 0;
      return { next: () => next++ % keys.space };
    }
    case 'uniform':
      return { next: () => pick(random, keys.space) };
    case 'zipf':
      return new Zipf(keys.space, keys.exponent, random);
  }
}

/**
 * Draws by Zipf's law in constant time, whatever the space: W. Hörmann and G. Derflinger, "Rejection-inversion to
 * generate variates from monotone discrete distributions", 1996. The area under the density x^-exponent from k - ½ to
 * k + ½ stands for rank k; points of it above the rank's own probability are drawn again.
 */
class Zipf implements KeySource {
  readonly #space: number;
  readonly #exponent: number;
  readonly #random: RandomWords;
  readonly #areaOfFirst: number;
  readonly #areaOfAll: number;

  constructor(space: number, exponent: number, random: RandomWords) {
    this.#space = space;
    this.#exponent = exponent;
    this.#random = random;
    // Rank 1 gets exactly its probability of area, all of which is accepted.
    this.#areaOfFirst = this.#area(1.5) - 1;
    this.#areaOfAll = this.#area(space + 0.5);
  }

  next(): number {
    for (;;) {
      const share = this.#random.next() / 0x1_0000_0000;
      const point = this.#areaOfAll + share * (this.#areaOfFirst - this.#areaOfAll);
      const rank = Math.min(Math.max(Math.round(this.#inverseArea(point)), 1), this.#space);
      if (point >= this.#area(rank + 0.5) - rank ** -this.#exponent) return rank - 1;
    }
  }

  /** Integral of x^-exponent from 1 to x. The two functions of `expm1` and `log1p` hold where the exponent nears 1. */
  #area(x: number): number {
    const log = Math.log(x);
    const scaled = (1 - this.#exponent) * log;
    return scaled === 0 ? log : (Math.expm1(scaled) / scaled) * log;
  }

  #inverseArea(area: number): number {
    // Rounding may take the argument below -1, where the logarithm has no value.
    const scaled = Math.max(-1, (1 - this.#exponent) * area);
    return scaled === 0 ? Math.exp(area) : Math.exp((Math.log1p(scaled) / scaled) * area);
  }
}
