import type { KeyHashes } from '../hash.ts';
import type { KeyHash } from './operations.ts';

/**
 * The hashes a real map used. They also show when it drew a new seed: a key has the same hash as long as the seed stays,
 * and another one after.
 */
export class RecordedHashes implements KeyHashes {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** Number of the seed each key's hash was given under, 0 before it has one. */
  readonly #under: Uint32Array;
  #seed = 1;
  /** The copy made last. */
  #child: RecordedHashes | undefined;
  #forClone: readonly KeyHash[] = [];

  constructor(keys: number) {
    this.low = new Uint32Array(keys);
    this.high = new Uint32Array(keys);
    this.#under = new Uint32Array(keys);
  }

  prepare(): void {
    // Every operation of a trace brings its hash before it runs.
  }

  reseed(): void {
    this.#seed++;
  }

  /** True when the recording has given a hash of the key under the present seed. */
  isKnown(key: number): boolean {
    return this.#under[key] === this.#seed;
  }

  /** Takes the recorded hash of a key; false when the recording drew a new seed and the simulation did not, or vice versa. */
  give({ key, low, high }: KeyHash): boolean {
    const under = this.#under[key] ?? 0;
    const same = this.low[key] === low && this.high[key] === high;
    this.low[key] = low;
    this.high[key] = high;
    this.#under[key] = this.#seed;
    return under === 0 || same === (under === this.#seed);
  }

  /** Runs `clone`, which copies these hashes, and gives the copy; `hashes` are those that are new with it. */
  whileCloning(hashes: readonly KeyHash[], clone: () => void): RecordedHashes {
    this.#forClone = hashes;
    const before = this.#child;
    clone();
    if (this.#child === before) throw new Error('a clone takes a copy of the hashes');
    return this.#child ?? this;
  }

  copy(): RecordedHashes {
    const copy = this.#inherit();
    copy.#seed = this.#seed;
    return copy;
  }

  anew(): RecordedHashes {
    const anew = this.#inherit();
    anew.#seed = this.#seed + 1;
    for (const hash of this.#forClone) anew.give(hash);
    return anew;
  }

  #inherit(): RecordedHashes {
    const child = new RecordedHashes(this.low.length);
    child.low.set(this.low);
    child.high.set(this.high);
    child.#under.set(this.#under);
    this.#child = child;
    return child;
  }
}
