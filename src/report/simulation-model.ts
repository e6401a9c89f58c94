import type { LayoutDescription, Timeline } from '../simulator/index.ts';
import type { Architecture, Cost, MapLayout, StoredType } from '../simulator/model.ts';
import { type GrowthStep, growthSteps } from './simulation-growth.ts';

/** A Go type as it was written, and how it is laid out on the target. */
export interface SimulatedType extends Pick<StoredType, 'size' | 'align' | 'pointerBytes'> {
  readonly type: string;
}

/** What the program does with the map, in this order. */
export interface SimulatedProgram {
  readonly fill: number;
  /** Share of the entries that is deleted, 0 to 1. */
  readonly delete: number;
  /** Rounds of deleting one entry and inserting a new key, and which entry a round deletes. */
  readonly churn: number;
  readonly churnOrder: 'random' | 'oldest';
  readonly seed: number;
}

/** Which build of which Go ran the program, and with which hint. */
export interface SimulatedBuild {
  /** `1.23`. */
  readonly go: string;
  readonly architecture: Architecture;
  readonly experiment: 'noswissmap' | 'mapsplitgroup' | null;
  readonly layout: MapLayout;
  readonly hint: number | null;
  /** True where the runtime sets the hint aside, because no process could have the memory. */
  readonly hintIgnored: boolean;
}

/** What a run came to. Null is what the map's layout does not have, or an estimate does not tell. */
export interface SimulationTotals extends Cost {
  readonly sameSizeGrowths: number | null;
  /** Most bytes held after any operation. */
  readonly peakBytes: number | null;
  /** Entries and slots at the end. */
  readonly entries: number | null;
  readonly slots: number | null;
  readonly overflowBuckets: number | null;
  readonly tables: number | null;
  readonly tombstones: number | null;
  /** Tombstones that were made empty slots again. */
  readonly prunedTombstones: number | null;
  /** Buckets or groups that an insert or delete looked into. */
  readonly probes: { readonly mean: number; readonly longest: number } | null;
  /** The operation that moved most entries; null when none moved any. */
  readonly largestStall: { readonly movedEntries: number; readonly operation: number } | null;
}

export interface SimulationRun extends SimulatedBuild {
  readonly container: LayoutDescription;
  readonly totals: SimulationTotals;
  /** Null for an estimate. */
  readonly growth: readonly GrowthStep[] | null;
  /** Undefined for an estimate. */
  readonly timeline: Timeline | undefined;
}

/** A program on one map, run once or on two builds. */
export interface Simulation {
  readonly key: SimulatedType;
  readonly elem: SimulatedType;
  readonly program: SimulatedProgram;
  readonly runs: readonly [SimulationRun, ...SimulationRun[]];
}

/** The report of a run that was simulated operation by operation. */
export function simulatedRun(
  build: SimulatedBuild,
  container: LayoutDescription,
  timeline: Timeline,
): SimulationRun {
  return {
    ...build,
    container,
    totals: totalsOf(timeline, build.layout),
    growth: growthSteps(timeline),
    timeline,
  };
}

/** The report of a fill whose cost was estimated. */
export function estimatedRun(
  build: SimulatedBuild,
  container: LayoutDescription,
  cost: Cost,
  entries: number,
): SimulationRun {
  const totals = {
    ...cost,
    sameSizeGrowths: null,
    peakBytes: null,
    entries,
    slots: null,
    overflowBuckets: null,
    tables: null,
    tombstones: null,
    prunedTombstones: null,
    probes: null,
    largestStall: null,
  };
  return { ...build, container, totals, growth: null, timeline: undefined };
}

function totalsOf(timeline: Timeline, layout: MapLayout): SimulationTotals {
  const { operations: last, total } = timeline;
  const { growths, movedEntries, allocations, bytes, finalBytes, sameSizeGrowths, tombstones } = total;
  const classic = layout === 'classic';
  return {
    growths,
    movedEntries,
    allocations,
    bytes,
    finalBytes,
    sameSizeGrowths: classic ? sameSizeGrowths : null,
    peakBytes: timeline.liveBytes.reduce((most, held) => Math.max(most, held), 0),
    entries: timeline.entries[last] ?? 0,
    slots: timeline.slots[last] ?? 0,
    overflowBuckets: classic ? (timeline.overflowBuckets[last] ?? 0) : null,
    tables: classic ? null : (timeline.tables[last] ?? 0),
    tombstones: classic ? null : tombstones,
    prunedTombstones: classic ? null : prunedTombstones(timeline),
    probes: probesOf(total.probes),
    largestStall: largestStall(timeline.moved),
  };
}

function prunedTombstones({ log }: Timeline): number {
  let pruned = 0;
  for (let index = 0; index < log.length; index++) {
    if (log.kindAt(index) !== 'tombstones-pruned') continue;
    const event = log.at(index);
    if (event.kind === 'tombstones-pruned') pruned += event.tombstones;
  }
  return pruned;
}

function probesOf(probes: Timeline['total']['probes']): SimulationTotals['probes'] {
  const writes = [probes.insert, probes.overwrite, probes.delete];
  const operations = writes.reduce((sum, each) => sum + each.operations, 0);
  if (operations === 0) return null;
  const looked = writes.reduce((sum, each) => sum + each.mean * each.operations, 0);
  return { mean: looked / operations, longest: Math.max(...writes.map((each) => each.longest)) };
}

function largestStall(moved: Uint32Array): SimulationTotals['largestStall'] {
  let operation = 0;
  for (let at = 1; at < moved.length; at++) {
    if ((moved[at] ?? 0) > (moved[operation] ?? 0)) operation = at;
  }
  const movedEntries = moved[operation] ?? 0;
  return movedEntries === 0 ? null : { movedEntries, operation };
}
