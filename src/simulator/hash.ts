/** 64-bit hashes of entries, split in two words because JavaScript has no fast 64-bit integer. */
export interface EntryHashes {
  /** Bits 0–31: choose the classic bucket, the Swiss group and its control byte. */
  readonly low: Uint32Array;
  /** Bits 32–63: the classic tophash and the Swiss directory index. */
  readonly high: Uint32Array;
}

/**
 * Uniform hashes of the distinct entries 0…count-1. Real Go draws a seed per map, so only the distribution can be
 * modelled; equal seeds give equal hashes here.
 */
export function hashEntries(seed: number, count: number): EntryHashes {
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  const seedLow = mix(seed | 0);
  const seedHigh = mix(Math.floor(seed / 0x1_0000_0000) ^ 0x5851_f42d);
  for (let entry = 0; entry < count; entry++) {
    const first = mix(entry ^ seedLow);
    low[entry] = mix(first ^ seedHigh);
    high[entry] = mix(first + 0x9e37_79b9);
  }
  return { low, high };
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
