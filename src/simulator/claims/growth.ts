import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { MapRuntime } from '../model.ts';
import { simulate } from '../timeline.ts';
import { runOnce } from './run-once.ts';
import type { Spread } from './trial.ts';
import { filled, overSeeds, rangeKeys, TYPES } from './trial.ts';

/** The inserts (1-based) at which a map without a hint grows on its way to 1,000 entries. */
export const growingInserts = runOnce(function growingInserts(runtime: MapRuntime): readonly number[] {
  return filled(runtime, 1_000)
    .log.growthEvents()
    .filter(
      ({ kind }) =>
        kind === 'growth-start' ||
        kind === 'table-created' ||
        kind === 'table-grown' ||
        kind === 'table-split',
    )
    .map(({ operation }) => operation);
});

/** What it takes to finish a growth of a classic map. */
export interface UnfinishedGrowth {
  readonly oldBuckets: number;
  /** Old buckets evacuated by the insert that began the growth. */
  readonly atStart: number;
  /** And after one write more. */
  readonly afterOneWrite: number;
  /** Writes until the end when all go to the same key. */
  readonly overwrites: number;
  /** Writes until the end when each inserts a new key. */
  readonly inserts: number;
  /** Old buckets evacuated by 12,000 lookups and a whole `range`. */
  readonly byReads: number;
}

/** Begins a doubling of 2^b buckets and finishes it in two ways. */
export function unfinishedGrowth(runtime: MapRuntime, b: number): UnfinishedGrowth {
  const entries = entriesThatDouble(runtime, b);
  const { map } = filled(runtime, entries, { spareKeys: entries });
  const atStart = map.evacuatedBuckets;
  for (let key = 0; key < 12_000; key++) map.has(key % (2 * entries));
  rangeKeys(map);
  const byReads = map.evacuatedBuckets - atStart;
  const { oldBuckets } = map;
  map.assign(0);
  const afterOneWrite = map.evacuatedBuckets;
  let overwrites = 1;
  for (; map.oldBuckets > 0; overwrites++) map.assign(0);
  const other = filled(runtime, entries, { spareKeys: entries }).map;
  let inserts = 0;
  for (; other.oldBuckets > 0; inserts++) other.assign(entries + inserts);
  return { oldBuckets, atStart, afterOneWrite, overwrites, inserts, byReads };
}

/** The number of entries whose last insert doubles 2^b buckets. */
function entriesThatDouble(runtime: MapRuntime, b: number): number {
  return (runtime.minor === 21 ? 12 : 13) * 2 ** (b - 1) + 1;
}

/** Growths of a classic map that is churned: time and again one entry goes and another comes. */
export interface ChurnGrowths {
  readonly doublings: number;
  readonly sameSize: number;
  readonly buckets: number;
}

/** Churns 90 entries, one chosen at random each time, in the 16 buckets that a hint of 90 makes. */
export function churnGrowths(runtime: MapRuntime, rounds: number): ChurnGrowths {
  const run = simulate({
    runtime,
    types: TYPES['int64→int64'],
    hint: 90,
    hashing: 'uniform',
    seed: 1,
    steps: [
      { kind: 'fill', entries: 90 },
      { kind: 'churn', rounds, victims: 'random', first: 'delete' },
    ],
  });
  const { growths, sameSizeGrowths } = run.total;
  return {
    doublings: growths,
    sameSize: sameSizeGrowths,
    buckets: (run.slots[run.operations] ?? 0) / SLOTS_PER_CONTAINER,
  };
}

/** What single inserts of a fill have to move. */
export interface Moves {
  readonly entries: number;
  /** Most entries that one insert moves. */
  readonly most: number;
  /** Most old buckets that one insert evacuates; 0 for Swiss maps. */
  readonly mostBuckets: number;
  /** Share of the inserts that move anything. */
  readonly share: number;
  /** Entries moved in all, for each entry of the map. */
  readonly perEntry: number;
}

/** Fills a map without a hint and looks at each insert. */
export function movesOfInserts(runtime: MapRuntime, entries: number): Moves {
  const { log } = filled(runtime, entries);
  const moved = new Uint32Array(entries + 1);
  const buckets = new Uint8Array(entries + 1);
  for (let index = 0; index < log.length; index++) {
    const event = log.at(index);
    if ('movedEntries' in event) moved[event.operation] = (moved[event.operation] ?? 0) + event.movedEntries;
    if (event.kind === 'bucket-evacuated') buckets[event.operation] = (buckets[event.operation] ?? 0) + 1;
  }
  const most = (counts: Iterable<number>): number => {
    let largest = 0;
    for (const count of counts) largest = Math.max(largest, count);
    return largest;
  };
  return {
    entries,
    most: most(moved),
    mostBuckets: most(buckets),
    share: moved.filter((count) => count > 0).length / entries,
    perEntry: log.movedEntries / entries,
  };
}

/** Growths of maps that were made for exactly as many entries as they get. */
export interface HintedGrowths {
  readonly hint: number;
  readonly tables: number;
  readonly slots: number;
  readonly growths: Spread;
}

/** Fills maps made with an exact hint, under 20 seeds. */
export function hintedGrowths(runtime: MapRuntime, hint: number): HintedGrowths {
  const { map } = filled(runtime, 0, { hint });
  const { tables, slots } = map;
  return {
    hint,
    tables,
    slots,
    growths: overSeeds(20, (seed) => filled(runtime, hint, { hint, seed }).log.growths),
  };
}

/** How many of the exact hints from 9 to `last` did not keep the map from growing; each is tried under one seed. */
export function hintsThatGrow(runtime: MapRuntime, last: number): number {
  let grown = 0;
  for (let hint = 9; hint <= last; hint++) {
    if (filled(runtime, hint, { hint, seed: hint }).log.growths > 0) grown++;
  }
  return grown;
}

/** Bytes a map of eight entries allocates when one of them is assigned to again. */
export function overwriteOfEight(runtime: MapRuntime): number {
  const { map } = filled(runtime, 8);
  const before = map.ledger.allocatedBytes;
  map.assign(0);
  return map.ledger.allocatedBytes - before;
}
