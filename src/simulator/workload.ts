import type { MapRuntime, SlotTypes } from './model.ts';

/** A program on one map: how the map is made, what its keys hash to, and the steps it goes through. Plain JSON. */
export interface Scenario {
  readonly runtime: MapRuntime;
  readonly types: SlotTypes;
  /** The value passed to `make`, undefined without one. */
  readonly hint: number | undefined;
  readonly hashing: HashDistribution;
  /** Seed of the hash and of every choice a step makes at random: equal scenarios give equal runs. */
  readonly seed: number;
  readonly steps: readonly Step[];
}

/**
 * What the hashes of the keys have in common. Go draws a seed for every map, so a real program meets only `uniform`
 * ones; the others show what the seed protects from.
 *
 * - `one-bucket`: all keys want the same bucket, or the same group of their Swiss table; their tophash or control bytes
 *   differ.
 * - `one-tophash`: their tophash or control bytes are equal besides.
 */
export type HashDistribution = 'uniform' | 'one-bucket' | 'one-tophash';

/**
 * One step of a program. Keys are whole numbers; a step that wants new keys takes numbers that no step before it has
 * used. Where a step needs an entry of the map and there is none, that operation is left out.
 */
export type Step =
  /** Assigns to so many new keys. */
  | { readonly kind: 'fill'; readonly entries: number }
  /** So many assignments to keys drawn from a key space; the first to each key is an insert. */
  | { readonly kind: 'put'; readonly operations: number; readonly keys: KeyDistribution }
  /** So many assignments to keys that the map holds, each chosen at random. */
  | { readonly kind: 'overwrite'; readonly operations: number }
  | DeleteStep
  /** So many times: deletes one entry and inserts a new key, so that the population stays what it is. */
  | {
      readonly kind: 'churn';
      readonly rounds: number;
      readonly victims: 'oldest' | 'random';
      readonly first: 'delete' | 'insert';
    }
  /** So many lookups, of which a share from 0 to 1 find their key; hits and misses are mixed evenly. */
  | { readonly kind: 'lookup'; readonly operations: number; readonly hits: number }
  /** So many `range` loops over the whole map. */
  | { readonly kind: 'iterate'; readonly times: number }
  | { readonly kind: 'clear' }
  /** `n := make(map[K]V, len(m)); maps.Copy(n, m); m = n`. */
  | { readonly kind: 'rebuild' }
  /** `m = maps.Clone(m)`, from Go 1.21 on. */
  | { readonly kind: 'clone' }
  /**
   * `maps.Copy(m, other)` of a map with so many entries, a share of which (0 to 1) have keys that `m` holds as far as it
   * has so many. The other map has a seed of its own, so its keys come in random order.
   */
  | { readonly kind: 'bulk-put'; readonly entries: number; readonly existing: number };

/** Deletes entries one by one. `range` deletes inside a `range` loop what the loop meets, and then leaves the loop. */
export type DeleteStep =
  | {
      readonly kind: 'delete';
      readonly victims: 'oldest' | 'newest' | 'random' | 'range';
      readonly amount: DeleteAmount;
    }
  /** Every n-th entry, from the oldest to the newest. */
  | { readonly kind: 'delete'; readonly victims: 'every-nth'; readonly nth: number };

/** How many entries go: a share from 0 to 1 of those there are, rounded; or a number, at most all. */
export type DeleteAmount =
  { readonly kind: 'share'; readonly share: number } | { readonly kind: 'entries'; readonly entries: number };

/**
 * How keys are drawn from the space 0…space-1: in order and again from 0 at the end, each equally often, or by Zipf's
 * law, where key k comes in proportion to (k + 1)^-exponent.
 */
export type KeyDistribution =
  | { readonly kind: 'sequential' | 'uniform'; readonly space: number }
  | { readonly kind: 'zipf'; readonly space: number; readonly exponent: number };

/** Entries a delete step removes from a map of `live` entries. */
export function deletions(step: DeleteStep, live: number): number {
  if (step.victims === 'every-nth') return Math.floor(live / step.nth);
  const { amount } = step;
  return amount.kind === 'share' ? Math.round(amount.share * live) : Math.min(amount.entries, live);
}

/** Keys of a bulk put that a map of `live` entries holds already. */
export function sharedKeys(step: Extract<Step, { kind: 'bulk-put' }>, live: number): number {
  return Math.min(Math.round(step.existing * step.entries), live);
}
