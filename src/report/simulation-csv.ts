import { OPERATION_KINDS, type Timeline } from '../simulator/index.ts';
import { stepNames } from './simulation-chart.ts';
import type { SimulatedProgram, Simulation, SimulationRun } from './simulation-model.ts';

/** Names of the columns; new ones come at the end. */
const HEADER = [
  'run',
  'go',
  'hint',
  'operation',
  'step',
  'kind',
  'growth',
  'entries',
  'moved',
  'probes',
  'slots',
  'held_bytes',
  'allocated_bytes',
  'overflow_buckets',
  'old_buckets',
  'evacuated_buckets',
  'tables',
  'tombstones',
];

/** Operations that are told besides those that grow the map. */
const SAMPLES = 1000;

/**
 * The course of each run that was simulated, as comma-separated values with a header: the map after `make`,
 * after each operation that grew it, and after up to 1,000 others at equal distances, the last among them.
 */
export function renderSimulationCsv({ runs, program }: Simulation): string {
  const rows = runs.flatMap((run, at) => runRows(run, at + 1, program));
  return [HEADER, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

type Row = readonly (string | number)[];

function runRows(
  { go, hint, growth, timeline }: SimulationRun,
  number: number,
  program: SimulatedProgram,
): Row[] {
  if (timeline === undefined) return [];
  const grown = new Map<number, string[]>();
  for (const { operation, kind } of growth ?? []) {
    const kinds = grown.get(operation) ?? [];
    kinds.push(kind);
    grown.set(operation, kinds);
  }
  const chosen = new Set([...samples(timeline.operations), ...grown.keys()]);
  return [...chosen]
    .sort((a, b) => a - b)
    .map((operation): Row => [
      number,
      go,
      hint ?? '',
      operation,
      stepOf(timeline, operation, program),
      OPERATION_KINDS[timeline.kinds[operation] ?? 0] ?? '',
      (grown.get(operation) ?? []).join(' '),
      timeline.entries[operation] ?? 0,
      timeline.moved[operation] ?? 0,
      timeline.probes[operation] ?? 0,
      timeline.slots[operation] ?? 0,
      timeline.liveBytes[operation] ?? 0,
      timeline.allocatedBytes[operation] ?? 0,
      timeline.overflowBuckets[operation] ?? 0,
      timeline.oldBuckets[operation] ?? 0,
      timeline.evacuatedBuckets[operation] ?? 0,
      timeline.tables[operation] ?? 0,
      timeline.tombstones[operation] ?? 0,
    ]);
}

/** 0 and so many operations at equal distances, up to the last. */
function samples(operations: number): readonly number[] {
  const count = Math.min(SAMPLES, operations);
  return [0, ...Array.from({ length: count }, (_, at) => Math.round(((at + 1) * operations) / count))];
}

function stepOf({ steps }: Timeline, operation: number, program: SimulatedProgram): string {
  if (operation === 0) return 'make';
  return stepNames(program)[steps.findIndex(({ end }) => operation <= end)] ?? '';
}
