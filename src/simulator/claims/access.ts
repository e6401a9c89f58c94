import { RandomWords } from '../hash.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { MapRuntime } from '../model.ts';
import { MAX_TABLE_CAPACITY } from '../swiss/tables.ts';
import { simulate } from '../timeline.ts';
import type { HashDistribution, Step } from '../workload.ts';
import { growingInserts } from './growth.ts';
import { runOnce } from './run-once.ts';
import { filled, overSeeds, rangeProbes, TYPES } from './trial.ts';

/** Buckets or groups a `range` looks into, over the life of a map. */
export interface RangeWork {
  readonly full: number;
  /** After nine entries of ten were deleted. */
  readonly thinned: number;
  /** With one entry left. */
  readonly one: number;
  /** Made anew for the tenth that was left. */
  readonly rebuilt: number;
}

/** Fills a map without a hint, deletes, and ranges over it. */
export function rangeWork(runtime: MapRuntime, entries: number): RangeWork {
  const { map } = filled(runtime, entries);
  const full = rangeProbes(map);
  for (let key = entries / 10; key < entries; key++) map.delete(key);
  const thinned = rangeProbes(map);
  for (let key = 1; key < entries / 10; key++) map.delete(key);
  const one = rangeProbes(map);
  const rebuilt = rangeProbes(filled(runtime, entries / 10, { hint: entries / 10 }).map);
  return { full, thinned, one, rebuilt };
}

/**
 * Buckets or groups looked into for each entry when a map is emptied by taking out whatever a `range` meets first:
 * `for k := range m { delete(m, k); break }`, again and again.
 */
export const popWork = runOnce(function popWork(runtime: MapRuntime, entries: number): number {
  const { map } = filled(runtime, entries);
  const random = new RandomWords(1);
  let work = 0;
  while (map.count > 0) {
    const iteration = map.iterate({ first: random.next(), slot: random.next() });
    map.delete(iteration.next());
    work += iteration.probes;
  }
  return work / entries;
});

/**
 * With what probability each key is the first of a `range`, by key in the order of insertion: over all starts, which are
 * equally likely, of so many maps with hashes of their own.
 */
export function firstKeyShares(runtime: MapRuntime, entries: number, maps = 1): readonly number[] {
  const shares = new Array<number>(entries).fill(0);
  for (let seed = 0; seed < maps; seed++) {
    const { map } = filled(runtime, entries, { seed });
    const buckets = runtime.layout === 'classic' ? map.slots / SLOTS_PER_CONTAINER : 1;
    const slots =
      runtime.layout === 'classic' ? SLOTS_PER_CONTAINER : Math.min(map.slots, MAX_TABLE_CAPACITY);
    for (let first = 0; first < buckets; first++) {
      for (let slot = 0; slot < slots; slot++) {
        const key = map.iterate({ first, slot }).next();
        shares[key] = (shares[key] ?? 0) + 1 / (buckets * slots * maps);
      }
    }
  }
  return shares;
}

/** What happened in ranges that deleted or inserted entries. */
export interface ChangingRanges {
  readonly loops: number;
  /** Keys that a loop met twice. */
  readonly twice: number;
  /** Keys that a loop met although they had been deleted before. */
  readonly deletedMet: number;
  /** Keys in the map from the beginning to the end of a loop that it did not meet. */
  readonly missed: number;
  /** Share of the keys inserted during a loop that it met. */
  readonly insertedMet: number;
}

/**
 * Ranges over maps of 1 to 200 entries, of which half are in the middle of a growth or have just gone through one. At
 * each step a loop deletes an entry and inserts none, one or two.
 */
export function changingRanges(runtime: MapRuntime, loops: number): ChangingRanges {
  const sum = { twice: 0, deletedMet: 0, missed: 0, inserted: 0, insertedMet: 0 };
  for (let loop = 0; loop < loops; loop++) changingRange(runtime, loop, sum);
  const { twice, deletedMet, missed } = sum;
  return { loops, twice, deletedMet, missed, insertedMet: sum.insertedMet / sum.inserted };
}

function changingRange(
  runtime: MapRuntime,
  loop: number,
  sum: { twice: number; deletedMet: number; missed: number; inserted: number; insertedMet: number },
): void {
  const random = new RandomWords(loop);
  const wanted = 1 + (loop % 200);
  const entries = loop % 2 === 0 ? wanted : justGrown(runtime, wanted);
  const inserts = loop % 3;
  const { map } = filled(runtime, entries, { seed: loop + 1, spareKeys: 4 * entries });
  const met = new Set<number>();
  const deleted = new Set<number>();
  const added = new Set<number>();
  const iteration = map.iterate({ first: random.next(), slot: random.next() });
  let nextKey = entries;
  for (let key = iteration.next(); key >= 0; key = iteration.next()) {
    if (met.has(key)) sum.twice++;
    if (deleted.has(key)) sum.deletedMet++;
    met.add(key);
    const victim = random.next() % entries;
    if (map.delete(victim)) deleted.add(victim);
    for (let count = 0; count < inserts && nextKey < 5 * entries; count++) {
      added.add(nextKey);
      map.assign(nextKey++);
    }
  }
  for (let key = 0; key < entries; key++) if (!deleted.has(key) && !met.has(key)) sum.missed++;
  sum.inserted += added.size;
  for (const key of added) if (met.has(key)) sum.insertedMet++;
}

/** The largest number of entries up to `limit` whose last insert makes the map grow; `limit` where there is none. */
function justGrown(runtime: MapRuntime, limit: number): number {
  return growingInserts(runtime).findLast((entries) => entries <= limit) ?? limit;
}

/** Steps of a `range` over 1,000 entries whose body inserts a new key each time, on average over 20 seeds. */
export const insertingRange = runOnce(function insertingRange(runtime: MapRuntime): number {
  return overSeeds(20, (seed) => {
    const { map } = filled(runtime, 1_000, { hint: 10_000, seed, spareKeys: 9_000 });
    const random = new RandomWords(seed);
    const iteration = map.iterate({ first: random.next(), slot: random.next() });
    let steps = 0;
    for (; iteration.next() >= 0; steps++) map.assign(1_000 + steps);
    return steps;
  }).mean;
});

/** Buckets or groups that lookups look into. */
export interface Lookups {
  readonly hit: number;
  readonly miss: number;
  readonly longest: number;
}

/** Fills a map, goes through some steps, and looks up keys of which half are there. */
export const lookups = runOnce(function lookups(
  runtime: MapRuntime,
  entries: number,
  { hashing = 'uniform', steps = [] }: { hashing?: HashDistribution; steps?: readonly Step[] } = {},
): Lookups {
  const { probes } = simulate({
    runtime,
    types: TYPES['int64→int64'],
    hint: undefined,
    hashing,
    seed: 1,
    steps: [{ kind: 'fill', entries }, ...steps, { kind: 'lookup', operations: 2 * entries, hits: 0.5 }],
  }).total;
  return {
    hit: probes.hit.mean,
    miss: probes.miss.mean,
    longest: Math.max(probes.hit.longest, probes.miss.longest),
  };
});
