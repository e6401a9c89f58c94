import type { SiteSummary } from '../../protocol/requests.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { runtimeFor, simulate, TYPICAL_SEED } from '../../simulator/index.ts';
import type { MapRuntime, Step } from '../../simulator/index.ts';
import { peaksOf, runData } from './run-data.ts';
import type { PlainEvent, RunData } from './run-data.ts';
import { initialSetup, shownScenario } from './setup.ts';

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

/** The real run of a program on the map of {@link SITE}. */
export function ran(steps: readonly Step[], part: Partial<SimulatorSetup> = {}): RunData {
  return runData(simulate(shownScenario({ ...initialSetup(SITE, null), steps, ...part })));
}

/** The arrays of a run, one item for the map after `make` and one for each insert; what is left out is all 0. */
export interface HandMadeRun {
  readonly runtime?: MapRuntime;
  readonly hint?: number;
  readonly entries: number;
  readonly events?: readonly PlainEvent[];
  readonly moved?: readonly number[];
  readonly slots?: readonly number[];
  readonly liveBytes?: readonly number[];
  readonly allocatedBytes?: readonly number[];
  readonly evacuatedBuckets?: readonly number[];
  readonly oldBuckets?: readonly number[];
  readonly overflowBuckets?: readonly number[];
  readonly tombstones?: readonly number[];
  readonly total?: Partial<RunData['total']>;
}

const NO_PROBES = { operations: 0, mean: 0, longest: 0 };

/** A fill made by hand. */
export function handMade(run: HandMadeRun): RunData {
  const length = run.entries + 1;
  const counts = (values: readonly number[] = []): Uint32Array =>
    Uint32Array.from({ length }, (_, operation) => values[operation] ?? 0);
  const bytes = (values: readonly number[] = []): Float64Array =>
    Float64Array.from({ length }, (_, operation) => values[operation] ?? 0);
  const data = {
    scenario: {
      runtime: run.runtime ?? CLASSIC,
      types: SITE.types,
      hint: run.hint,
      hashing: 'uniform',
      seed: TYPICAL_SEED,
      steps: [{ kind: 'fill', entries: run.entries }],
    },
    operations: run.entries,
    steps: [{ start: 0, end: run.entries }],
    events: run.events ?? [],
    kinds: Uint8Array.from({ length }, (_, operation) => (operation === 0 ? 0 : 1)),
    entries: Uint32Array.from({ length }, (_, operation) => operation),
    moved: counts(run.moved),
    probes: Uint32Array.from({ length }, (_, operation) => (operation === 0 ? 0 : 1)),
    slots: counts(run.slots),
    liveBytes: bytes(run.liveBytes),
    allocatedBytes: bytes(run.allocatedBytes),
    overflowBuckets: counts(run.overflowBuckets),
    evacuatedBuckets: counts(run.evacuatedBuckets),
    oldBuckets: counts(run.oldBuckets),
    tables: counts(),
    tombstones: counts(run.tombstones),
    total: {
      growths: 0,
      sameSizeGrowths: 0,
      movedEntries: 0,
      allocations: 0,
      bytes: 0,
      finalBytes: 0,
      tombstones: 0,
      probes: {
        make: NO_PROBES,
        insert: { operations: run.entries, mean: 1, longest: 1 },
        overwrite: NO_PROBES,
        delete: NO_PROBES,
        hit: NO_PROBES,
        miss: NO_PROBES,
        range: NO_PROBES,
        clear: NO_PROBES,
        clone: NO_PROBES,
      },
      ...run.total,
    },
  } satisfies Omit<RunData, 'most'>;
  return { ...data, most: peaksOf(data) };
}

/** Ten inserts into a classic map of 4 buckets that doubles at insert 5 and ends its evacuation at insert 7. */
export const EVACUATION: RunData = handMade({
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
export const HINTED: RunData = handMade({
  entries: 10,
  hint: 10,
  slots: Array.from({ length: 11 }, () => 64),
  liveBytes: Array.from({ length: 11 }, () => 1200),
  allocatedBytes: Array.from({ length: 11 }, () => 1200),
  total: { allocations: 2, bytes: 1200, finalBytes: 1200 },
});
