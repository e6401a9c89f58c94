import type { MapEvent, Timeline } from '../../simulator/index.ts';
import { OPERATION_KINDS } from '../../simulator/index.ts';

/** What a map does to its memory, but for the single buckets of an evacuation, which columns tell of. */
export type PlainEvent = Exclude<MapEvent, { readonly kind: 'bucket-evacuated' }>;

/** The run of a scenario as plain data that crosses to a worker and back. */
export interface RunData extends Omit<Timeline, 'log'> {
  readonly events: readonly PlainEvent[];
  readonly most: Peaks;
}

/** The most that columns reach: looked for beside the page, which millions of items would hold up. */
interface Peaks {
  /** Entries an operation moved. */
  readonly moved: number;
  /** Overflow buckets or tombstones there were. */
  readonly burden: number;
  readonly liveBytes: number;
}

/** A run without what belongs to the simulator alone. */
export function runData({ log, ...timeline }: Timeline): RunData {
  const events: PlainEvent[] = [];
  for (let index = 0; index < log.length; index++) {
    if (log.kindAt(index) === 'bucket-evacuated') continue;
    events.push(log.at(index) as PlainEvent);
  }
  return { ...timeline, events, most: peaksOf(timeline) };
}

/** Looks through columns for what they reach. */
export function peaksOf(
  columns: Parameters<typeof burdenOf>[0] & Pick<Timeline, 'moved' | 'liveBytes'>,
): Peaks {
  return {
    moved: largest(columns.moved),
    burden: largest(burdenOf(columns)),
    liveBytes: largest(columns.liveBytes),
  };
}

/** What makes a map slower than its load does: overflow buckets, or tombstones. */
export function burdenOf({
  scenario,
  overflowBuckets,
  tombstones,
}: Pick<Timeline, 'scenario' | 'overflowBuckets' | 'tombstones'>): Uint32Array {
  return scenario.runtime.layout === 'classic' ? overflowBuckets : tombstones;
}

/** What an operation did. */
export function kindAt(run: RunData, operation: number): (typeof OPERATION_KINDS)[number] {
  return OPERATION_KINDS[run.kinds[operation] ?? 0] ?? 'make';
}

/** Number of events up to and including an operation. */
function eventsUpTo(run: RunData, operation: number): number {
  let low = 0;
  let high = run.events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((run.events[middle]?.operation ?? 0) <= operation) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Events of one operation. */
export function eventsAt(run: RunData, operation: number): readonly PlainEvent[] {
  return run.events.slice(eventsUpTo(run, operation - 1), eventsUpTo(run, operation));
}

/** Entries moved by the operations `from` to `to`, both included. */
export function movedBetween(run: RunData, from: number, to: number): number {
  let sum = 0;
  for (let operation = from; operation <= to; operation++) sum += run.moved[operation] ?? 0;
  return sum;
}

function largest(column: Uint32Array | Float64Array): number {
  let most = 0;
  const { length } = column;
  // By index: with an iterator a million items take five times as long.
  for (let at = 0; at < length; at++) {
    const item = column[at] ?? 0;
    if (item > most) most = item;
  }
  return most;
}

/** True for what ends an evacuation: its last bucket, or a clear or another map, with which its arrays go. */
export function endsGrowth({ kind }: PlainEvent): boolean {
  return kind === 'growth-end' || kind === 'cleared' || kind === 'replaced';
}

/** Where a run is most worth looking at first: midway through the last evacuation, or the last growth. */
export function tellingOperation(run: RunData): number {
  const start = run.events.findLast(({ kind }) => kind === 'growth-start');
  if (start !== undefined) {
    const end = run.events.find(
      ({ kind, operation }) => kind === 'growth-end' && operation >= start.operation,
    );
    return Math.floor((start.operation + (end?.operation ?? run.operations)) / 2);
  }
  return run.events.findLast(({ kind }) => kind !== 'cleared')?.operation ?? run.operations;
}
