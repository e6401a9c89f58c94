import { estimateFill } from '../estimate.ts';
import { describeLayout } from '../layout.ts';
import type { MapRuntime } from '../model.ts';
import { simulate } from '../timeline.ts';
import type { Step } from '../workload.ts';
import { runOnce } from './run-once.ts';
import type { Spread, TypeName } from './trial.ts';
import { filled, overSeeds, TYPES } from './trial.ts';

/** What is left of a map after a program. */
export interface Left {
  readonly entries: number;
  readonly slots: number;
  /** Bytes the map holds. */
  readonly bytes: number;
  readonly tombstones: number;
}

/** Fills a map without a hint and goes on with some steps. */
export const leftAfter = runOnce(programmed);

function programmed(
  runtime: MapRuntime,
  entries: number,
  steps: readonly Step[],
  types: TypeName = 'int64→int64',
  seed = 1,
): Left {
  const run = simulate({
    runtime,
    types: TYPES[types],
    hint: undefined,
    hashing: 'uniform',
    seed,
    steps: [{ kind: 'fill', entries }, ...steps],
  });
  const at = run.operations;
  return {
    entries: run.entries[at] ?? 0,
    slots: run.slots[at] ?? 0,
    bytes: run.liveBytes[at] ?? 0,
    tombstones: run.tombstones[at] ?? 0,
  };
}

/** Deletes a share of the entries, chosen at random. */
export function deleteShare(share: number): Step {
  return { kind: 'delete', victims: 'random', amount: { kind: 'share', share } };
}

/** Bytes a map holds when it is filled without a hint, and when half of its entries are deleted again. */
export interface Halved {
  readonly full: number;
  readonly half: number;
}

/** Deletes the older half of the entries. */
export function halved(runtime: MapRuntime, entries: number): Halved {
  const { map } = filled(runtime, entries);
  const full = map.ledger.liveBytes;
  for (let key = 0; key < entries / 2; key++) map.delete(key);
  return { full, half: map.ledger.liveBytes };
}

/** The largest number of entries up to which a growth that the insert number `begins` started is not finished. */
export function lastUnfinished(runtime: MapRuntime, begins: number): Spread {
  return overSeeds(5, (seed) => {
    const { map } = filled(runtime, begins, { seed, spareKeys: begins });
    let entries = begins;
    while (map.oldBuckets > 0) map.assign(entries++);
    return entries - 1;
  });
}

/** Slots of a map at the beginning and at the end of a long life in which its population stays the same. */
export interface Churned {
  readonly first: number;
  readonly last: Spread;
}

/** Replaces every entry of a map 60 times, each time the oldest, deleting before inserting; under three seeds. */
export const churned = runOnce(function churned(
  runtime: MapRuntime,
  population: number,
  types: TypeName,
): Churned {
  const rounds = 60 * population;
  return {
    first: filled(runtime, population, { types }).map.slots,
    last: overSeeds(3, (seed) => {
      const { map } = filled(runtime, population, { types, seed, spareKeys: rounds });
      for (let round = 0; round < rounds; round++) {
        map.delete(round);
        map.assign(population + round);
      }
      return map.slots;
    }),
  };
});

/** Bytes of eight slots with what belongs to them: of a bucket or a group. */
export function containerBytes(runtime: MapRuntime, types: TypeName): number {
  return describeLayout(runtime, TYPES[types]).containerBytes;
}

/** Bytes a map holds that was made for exactly as many entries as it has. */
export function hintedBytes(runtime: MapRuntime, types: TypeName, entries: number): number {
  return estimateFill({ runtime, types: TYPES[types], hint: entries, entries }).finalBytes;
}

/** Bytes of a map without a hint under one runtime over those under another, for 400 sizes from 1,000 to 1,000,000. */
export function memoryRatio(runtime: MapRuntime, other: MapRuntime, types: TypeName): Spread {
  const sizes = 400;
  return overSeeds(sizes, (step) => {
    const entries = Math.round(1_000 ** (1 + (step - 1) / (sizes - 1)));
    const bytes = (of: MapRuntime): number =>
      estimateFill({ runtime: of, types: TYPES[types], hint: undefined, entries }).finalBytes;
    return bytes(runtime) / bytes(other);
  });
}

/** What a hint does to a map of 1,000 entries. */
export interface HintEffect {
  /** Bytes allocated until the map is filled. */
  readonly allocated: number;
  /** Bytes held then. */
  readonly held: number;
  /** Buckets or groups that a `range` looks into. */
  readonly visited: number;
}

/** Fills a map and ranges over it. */
export function hintEffect(runtime: MapRuntime, entries: number, hint: number | undefined): HintEffect {
  const run = simulate({
    runtime,
    types: TYPES['int64→int64'],
    hint,
    hashing: 'uniform',
    seed: 1,
    steps: [
      { kind: 'fill', entries },
      { kind: 'iterate', times: 1 },
    ],
  });
  return {
    allocated: run.allocatedBytes[entries] ?? 0,
    held: run.liveBytes[entries] ?? 0,
    visited: run.total.probes.range.longest,
  };
}
