import { formatBytes, formatCount, plural } from '../../base/format.ts';
import { stepText } from './program.ts';
import { endsGrowth, eventsAt, kindAt, movedBetween } from './run-data.ts';
import type { PlainEvent, RunData } from './run-data.ts';

/**
 * A line of the event log: the beginning of a step, one growth from its start to its end, or the splits between two
 * doublings of a directory.
 */
export interface EventRow {
  readonly kind: 'step' | 'event';
  /** Operation that began it. */
  readonly operation: number;
  /** Operation that ended it. */
  readonly lastOperation: number;
  readonly text: string;
  /** Entries it moved. */
  readonly moved: number;
}

/**
 * A run in words, oldest first. The splits of many tables that together double a map are one row: a million inserts
 * split two thousand tables. A program of one step needs no row to say that it began.
 */
export function eventRows(run: RunData): readonly EventRow[] {
  const rows = run.steps.length > 1 ? stepRows(run) : [];
  for (let at = 0; at < run.events.length;) {
    const { row, taken } = rowAt(run, at);
    if (row !== undefined) rows.push(row);
    at += taken;
  }
  return rows.sort((a, b) => a.operation - b.operation || order(a) - order(b));
}

/** The beginning of a step comes before what its first operation does. */
const order = ({ kind }: EventRow): number => (kind === 'step' ? 0 : 1);

function stepRows(run: RunData): EventRow[] {
  return run.steps.flatMap(({ start, end }, index) => {
    const step = run.scenario.steps[index];
    if (step === undefined || end === start) return [];
    const operation = start + 1;
    return [{ kind: 'step' as const, operation, lastOperation: operation, text: stepText(step), moved: 0 }];
  });
}

interface TakenRow {
  /** Undefined for what another row tells already. */
  readonly row: EventRow | undefined;
  /** Events it tells. */
  readonly taken: number;
}

function rowAt(run: RunData, at: number): TakenRow {
  const event = run.events[at];
  if (event === undefined) throw new RangeError(`no event ${at}`);
  if (event.kind === 'growth-start') return { row: evacuationRow(run, event, at), taken: 1 };
  if (event.kind === 'growth-end') return { row: undefined, taken: 1 };
  const doubles = event.kind === 'directory-doubled' ? 1 : 0;
  const splits = splitsFrom(run.events, at + doubles);
  if (splits.length > 0) return { row: splitsRow(splits), taken: doubles + splits.length };
  const { operation } = event;
  const moved = 'movedEntries' in event ? event.movedEntries : 0;
  const row = { kind: 'event' as const, operation, lastOperation: operation, text: eventText(event), moved };
  return { row, taken: 1 };
}

type GrowthStart = Extract<PlainEvent, { kind: 'growth-start' }>;

/** A growth ends by its last bucket, or with the map: by a clear, or by another map in its place. */
function evacuationRow(run: RunData, start: GrowthStart, at: number): EventRow {
  const end = run.events.find((event, index) => index > at && endsGrowth(event));
  const { operation } = start;
  const lastOperation = end?.operation ?? run.operations;
  const text = end?.kind === 'growth-end' ? eventText(start) : `${eventText(start)}, not finished`;
  return {
    kind: 'event',
    operation,
    lastOperation,
    text,
    moved: movedBetween(run, operation, lastOperation),
  };
}

type Split = Extract<PlainEvent, { kind: 'table-split' }>;

function splitsFrom(events: readonly PlainEvent[], at: number): readonly Split[] {
  const splits: Split[] = [];
  for (let index = at; ; index++) {
    const event = events[index];
    if (event?.kind !== 'table-split') return splits;
    splits.push(event);
  }
}

function splitsRow(splits: readonly Split[]): EventRow {
  const first = splits[0];
  const last = splits.at(-1);
  return {
    kind: 'event',
    operation: first?.operation ?? 0,
    lastOperation: last?.operation ?? 0,
    text: `${formatCount((first?.tables ?? 1) - 1)} → ${formatCount(last?.tables ?? 0)} tables`,
    moved: splits.reduce((sum, split) => sum + split.movedEntries, 0),
  };
}

/** Operations of a row: `897`, or `1,665–1,841`. */
export function rowOperations({ operation, lastOperation }: EventRow): string {
  const first = formatCount(operation);
  return operation === lastOperation ? first : `${first}–${formatCount(lastOperation)}`;
}

/** One event in words. */
export function eventText(event: PlainEvent): string {
  switch (event.kind) {
    case 'growth-start':
      return event.fromBuckets === event.toBuckets
        ? `${plural(event.toBuckets, 'bucket', 'buckets')} to as many new ones`
        : `${formatCount(event.fromBuckets)} → ${plural(event.toBuckets, 'bucket', 'buckets')}`;
    case 'growth-end':
      return 'evacuation complete';
    case 'table-created':
      return `group → table of ${formatCount(event.capacity)} slots`;
    case 'table-grown':
      return event.fromCapacity === event.toCapacity
        ? `table of ${formatCount(event.toCapacity)} slots rebuilt`
        : `table ${formatCount(event.fromCapacity)} → ${formatCount(event.toCapacity)} slots`;
    case 'table-split':
      return `a table splits, ${formatCount(event.tables)} in all`;
    case 'directory-doubled':
      return `directory doubles to ${formatCount(event.entries)}`;
    case 'tombstones-pruned':
      return `${plural(event.tombstones, 'tombstone', 'tombstones')} pruned`;
    case 'cleared':
      return `cleared of ${plural(event.entries, 'entry', 'entries')}`;
    case 'replaced':
      return `a new map of ${formatCount(event.slots)} slots`;
  }
}

const KIND_WORDS = {
  make: 'make',
  insert: 'insert',
  overwrite: 'overwrite',
  delete: 'delete',
  hit: 'lookup, found',
  miss: 'lookup, not there',
  range: 'range',
  clear: 'clear',
  clone: 'maps.Clone',
} as const;

/** What one operation did, for the line under the playhead and the live region. */
export function operationText(run: RunData, operation: number): string {
  if (operation === 0) {
    const { hint } = run.scenario;
    const made = hint === undefined ? 'made without a hint' : `made with a hint of ${formatCount(hint)}`;
    return `before the first operation: ${made}, ${formatBytes(run.liveBytes[0] ?? 0)}`;
  }
  const parts = eventsAt(run, operation).map(eventText);
  const oldBuckets = run.oldBuckets[operation] ?? 0;
  if (oldBuckets > 0) {
    const evacuated = formatCount(run.evacuatedBuckets[operation] ?? 0);
    parts.push(`evacuated ${evacuated} of ${plural(oldBuckets, 'old bucket', 'old buckets')}`);
  }
  const moved = run.moved[operation] ?? 0;
  if (moved > 0) parts.push(`moved ${plural(moved, 'entry', 'entries')}`);
  const probes = run.probes[operation] ?? 0;
  if (probes > 1) parts.push(`looked into ${formatCount(probes)} ${containers(run)}`);
  if (parts.length === 0) parts.push('nothing moved');
  return `operation ${formatCount(operation)}, ${KIND_WORDS[kindAt(run, operation)]}: ${parts.join(', ')}`;
}

/** What the slots of a run's map lie in. */
export function containers(run: RunData): 'buckets' | 'groups' {
  return run.scenario.runtime.layout === 'classic' ? 'buckets' : 'groups';
}
