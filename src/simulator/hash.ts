import type { MapRuntime } from './model.ts';
import { wordBytes } from './runtime.ts';

/**
 * The 64-bit hashes of a map's keys, split in two words because JavaScript has no fast 64-bit integer. Keys are whole
 * numbers from 0; where hashes come from is not the map's business: a seeded generator for interactive runs, or the
 * hashes a real runtime used.
 */
export interface KeyHashes {
  /** Bits 0–31 by key: they choose the classic bucket, the Swiss group and its control byte. */
  readonly low: Uint32Array;
  /** Bits 32–63 by key: the classic tophash and the Swiss directory index. */
  readonly high: Uint32Array;
  /**
   * Called once before an operation reads the hash of its key. Hashes of keys in the map stay as they are; a key that
   * is not in the map has to have its hash under the present seed.
   */
  prepare(key: number): void;
  /** The map drew a new seed, as it does when its last entry goes. No key is in the map at that time. */
  reseed(): void;
  /** Hashes for a copy of the map that keeps the seed; from then on the two change apart. */
  copy(): KeyHashes;
  /** Hashes under another seed, for a map that is made anew out of this one's entries. */
  anew(): KeyHashes;
}

/** Bits that differ between the hashes of keys; all others are 0. */
export interface HashBits {
  readonly low: number;
  readonly high: number;
}

/** A key's hash in hexadecimal, of as many bits as the runtime's `uintptr` has. */
export function hashText({ low, high }: KeyHashes, key: number, runtime: MapRuntime): string {
  const word = (bits: number | undefined): string => (bits ?? 0).toString(16).padStart(8, '0');
  return (wordBytes(runtime) === 8 ? word(high[key]) : '') + word(low[key]);
}

const ALL_BITS: HashBits = { low: 0xffff_ffff, high: 0xffff_ffff };

/**
 * The seed to take where nobody chose one. A run has one hash seed, and some are lucky: of the seeds 0…39 this one
 * stays nearest to their mean, with the allocations of classic fills of 100 to 100,000 entries within one standard
 * deviation.
 */
export const TYPICAL_SEED = 0;

/**
 * Uniform hashes of the keys 0…keys-1. Real Go draws a seed per map, so only the distribution can be modelled; equal
 * seeds give equal hashes here.
 */
export class SeededHashes implements KeyHashes {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly #seed: number;
  readonly #bits: HashBits;
  /** Number of the seed each key was hashed under; 0 before its first operation. */
  readonly #hashedUnder: Uint32Array;
  #epoch = 1;
  #seedLow = 0;
  #seedHigh = 0;

  /**
   * @param keys hashes are asked for keys below this number only
   * @param bits those that differ, for hashes of an adversary's making
   */
  constructor(seed: number, keys: number, bits = ALL_BITS) {
    this.low = new Uint32Array(keys);
    this.high = new Uint32Array(keys);
    this.#seed = seed;
    this.#bits = bits;
    this.#hashedUnder = new Uint32Array(keys);
    this.#drawSeed();
  }

  prepare(key: number): void {
    if (this.#hashedUnder[key] === this.#epoch) return;
    this.#hashedUnder[key] = this.#epoch;
    const first = mix(key ^ this.#seedLow);
    this.low[key] = mix(first ^ this.#seedHigh) & this.#bits.low;
    this.high[key] = mix(first + 0x9e37_79b9) & this.#bits.high;
  }

  reseed(): void {
    this.#epoch++;
    this.#drawSeed();
  }

  copy(): SeededHashes {
    const copy = new SeededHashes(this.#seed, this.low.length, this.#bits);
    copy.#epoch = this.#epoch;
    copy.#drawSeed();
    copy.low.set(this.low);
    copy.high.set(this.high);
    copy.#hashedUnder.set(this.#hashedUnder);
    return copy;
  }

  anew(): SeededHashes {
    return new SeededHashes(mix(this.#seed ^ this.#epoch ^ 0x1b87_3593), this.low.length, this.#bits);
  }

  #drawSeed(): void {
    const turn = Math.imul(this.#epoch - 1, 0x9e37_79b1);
    this.#seedLow = mix((this.#seed ^ turn) | 0);
    this.#seedHigh = mix(Math.floor(this.#seed / 0x1_0000_0000) ^ turn ^ 0x5851_f42d);
  }
}

/** A small seeded source of 32-bit words, for the few coin tosses the runtime makes besides hashing. */
export class RandomWords {
  #state: number;

  constructor(seed: number) {
    this.#state = mix(seed ^ 0x2545_f491) | 1;
  }

  next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state >>> 0;
  }
}

/** Bijective avalanche on 32 bits: the finaliser of MurmurHash3 with constants of lower bias (Ettinger's lowbias32). */
function mix(word: number): number {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb_352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846c_a68b);
  return bits ^ (bits >>> 16);
}
