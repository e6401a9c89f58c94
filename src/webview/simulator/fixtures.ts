import type { SiteSummary } from '../../protocol/requests.ts';
import { runtimeFor } from '../../simulator/index.ts';
import type { FillScenario, FillTimeline, GrowthEvent, MapRuntime } from '../../simulator/index.ts';

/** Values for unit tests. Not part of the page. */

export const SITE: SiteSummary = {
  uri: 'file:///home/me/shop/orders/index.go',
  range: { start: { line: 41, character: 9 }, end: { line: 41, character: 30 } },
  source: 'make(map[int]*Order)',
  name: 'byID',
  keyType: 'int',
  elemType: '*Order',
  types: {
    key: { size: 8, align: 8, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false },
    elem: { size: 8, align: 8, pointerBytes: 8 },
  },
  assumedTypes: [],
  hint: null,
  writtenHint: null,
  entries: 3000,
  suggestedHint: 'len(orders)',
  goVersion: '1.23.4',
  goVersionAssumed: false,
  layout: 'classic',
};

export const CLASSIC: MapRuntime = runtimeFor({ major: 1, minor: 23, patch: 0 });
export const SWISS: MapRuntime = runtimeFor({ major: 1, minor: 26, patch: 0 });

/** The arrays of a run, one item for the map after `make` and one for each insert; what is left out is all 0. */
export interface HandMadeRun {
  readonly runtime?: MapRuntime;
  readonly hint?: number;
  readonly entries: number;
  readonly events?: readonly GrowthEvent[];
  readonly moved?: readonly number[];
  readonly slots?: readonly number[];
  readonly liveBytes?: readonly number[];
  readonly allocatedBytes?: readonly number[];
  readonly evacuatedBuckets?: readonly number[];
  readonly oldBuckets?: readonly number[];
  readonly tables?: readonly number[];
  readonly total?: Partial<FillTimeline['total']>;
}

/** A timeline made by hand. */
export function handMade(run: HandMadeRun): FillTimeline {
  const length = run.entries + 1;
  const counts = (values: readonly number[] = []): Uint32Array =>
    Uint32Array.from({ length }, (_, operation) => values[operation] ?? 0);
  const bytes = (values: readonly number[] = []): Float64Array =>
    Float64Array.from({ length }, (_, operation) => values[operation] ?? 0);
  const scenario: FillScenario = {
    runtime: run.runtime ?? CLASSIC,
    types: SITE.types,
    hint: run.hint,
    entries: run.entries,
    seed: 1,
  };
  return {
    scenario,
    events: run.events ?? [],
    moved: counts(run.moved),
    slots: counts(run.slots),
    liveBytes: bytes(run.liveBytes),
    allocatedBytes: bytes(run.allocatedBytes),
    overflowBuckets: counts(),
    evacuatedBuckets: counts(run.evacuatedBuckets),
    oldBuckets: counts(run.oldBuckets),
    tables: counts(run.tables),
    total: { growths: 0, movedEntries: 0, allocations: 0, bytes: 0, finalBytes: 0, ...run.total },
  };
}

/** Ten inserts into a classic map of 4 buckets that doubles at insert 5 and ends its evacuation at insert 7. */
export const EVACUATION: FillTimeline = handMade({
  entries: 10,
  events: [
    { kind: 'growth-start', operation: 5, fromBuckets: 4, toBuckets: 8 },
    { kind: 'growth-end', operation: 7, buckets: 8 },
  ],
  moved: [0, 0, 0, 0, 0, 2, 1, 1, 0, 0, 0],
  slots: [32, 32, 32, 32, 32, 64, 64, 64, 64, 64, 64],
  liveBytes: [600, 600, 600, 600, 600, 1800, 1800, 1200, 1200, 1200, 1200],
  allocatedBytes: [600, 600, 600, 600, 600, 1800, 1800, 1800, 1800, 1800, 1800],
  evacuatedBuckets: [0, 0, 0, 0, 0, 2, 3, 0, 0, 0, 0],
  oldBuckets: [0, 0, 0, 0, 0, 4, 4, 0, 0, 0, 0],
  total: { growths: 1, movedEntries: 4, allocations: 3, bytes: 1800, finalBytes: 1200 },
});

/** The same ten inserts with a hint: nothing moves. */
export const HINTED: FillTimeline = handMade({
  entries: 10,
  hint: 10,
  slots: Array.from({ length: 11 }, () => 64),
  liveBytes: Array.from({ length: 11 }, () => 1200),
  allocatedBytes: Array.from({ length: 11 }, () => 1200),
  total: { allocations: 2, bytes: 1200, finalBytes: 1200 },
});
