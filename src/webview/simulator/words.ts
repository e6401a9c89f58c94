import { formatBytes, formatCount, plural } from '../../base/format.ts';
import type { FillScenario, FillTimeline, GrowthEvent } from '../../simulator/index.ts';
import { formatShare } from '../shared/format.ts';
import { SLOTS_PER_BUCKET, eventsAt, mapStateAt, movedBetween } from './map-state.ts';
import type { MapState } from './map-state.ts';

/** A line of the event log: one growth from its start to its end, or the splits between two doublings of a directory. */
export interface EventRow {
  /** Insert that began it. */
  readonly operation: number;
  /** Insert that ended it. */
  readonly lastOperation: number;
  readonly text: string;
  /** Entries it moved. */
  readonly moved: number;
}

/**
 * The growth of a run in words, oldest first. The splits of many tables that together double a map are one row: a
 * million inserts split two thousand tables.
 */
export function eventRows(run: FillTimeline): readonly EventRow[] {
  const rows: EventRow[] = [];
  for (let at = 0; at < run.events.length;) {
    const { row, taken } = rowAt(run, at);
    rows.push(row);
    at += taken;
  }
  return rows;
}

interface TakenRow {
  readonly row: EventRow;
  /** Events it tells. */
  readonly taken: number;
}

function rowAt(run: FillTimeline, at: number): TakenRow {
  const event = run.events[at];
  if (event === undefined) throw new RangeError(`no event ${at}`);
  if (event.kind === 'growth-start') return evacuationRow(run, event, run.events[at + 1]);
  const doubles = event.kind === 'directory-doubled' ? 1 : 0;
  const splits = splitsFrom(run.events, at + doubles);
  if (splits.length > 0) return { row: splitsRow(splits), taken: doubles + splits.length };
  const { operation } = event;
  const moved = 'movedEntries' in event ? event.movedEntries : 0;
  return { row: { operation, lastOperation: operation, text: eventText(event), moved }, taken: 1 };
}

function evacuationRow(
  run: FillTimeline,
  start: Extract<GrowthEvent, { kind: 'growth-start' }>,
  next: GrowthEvent | undefined,
): TakenRow {
  const finished = next?.kind === 'growth-end';
  const { operation } = start;
  const lastOperation = finished ? next.operation : run.scenario.entries;
  const text = finished ? eventText(start) : `${eventText(start)}, not finished`;
  const moved = movedBetween(run, operation, lastOperation);
  return { row: { operation, lastOperation, text, moved }, taken: finished ? 2 : 1 };
}

type Split = Extract<GrowthEvent, { kind: 'table-split' }>;

function splitsFrom(events: readonly GrowthEvent[], at: number): readonly Split[] {
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
    operation: first?.operation ?? 0,
    lastOperation: last?.operation ?? 0,
    text: `${formatCount((first?.tables ?? 1) - 1)} → ${formatCount(last?.tables ?? 0)} tables`,
    moved: splits.reduce((sum, split) => sum + split.movedEntries, 0),
  };
}

/** Inserts of a row: `897`, or `1 665–1 841`. */
export function rowInserts({ operation, lastOperation }: EventRow): string {
  const first = formatCount(operation);
  return operation === lastOperation ? first : `${first}–${formatCount(lastOperation)}`;
}

/** One event in words. */
export function eventText(event: GrowthEvent): string {
  switch (event.kind) {
    case 'growth-start':
      return `${formatCount(event.fromBuckets)} → ${plural(event.toBuckets, 'bucket', 'buckets')}`;
    case 'growth-end':
      return 'evacuation complete';
    case 'table-created':
      return `group → table of ${formatCount(event.capacity)} slots`;
    case 'table-grown':
      return `table ${formatCount(event.fromCapacity)} → ${formatCount(event.toCapacity)} slots`;
    case 'table-split':
      return `a table splits, ${formatCount(event.tables)} in all`;
    case 'directory-doubled':
      return `directory doubles to ${formatCount(event.entries)}`;
  }
}

/** What one operation did, for the line under the playhead and the live region. */
export function operationText(timeline: FillTimeline, operation: number): string {
  if (operation === 0) {
    const { hint } = timeline.scenario;
    const made = hint === undefined ? 'made without a hint' : `made with a hint of ${formatCount(hint)}`;
    return `before the first insert: ${made}, ${formatBytes(timeline.liveBytes[0] ?? 0)}`;
  }
  const parts = eventsAt(timeline, operation).map(eventText);
  const state = mapStateAt(timeline, operation);
  if (state.kind === 'evacuating') {
    parts.push(
      `evacuated ${formatCount(state.evacuated)} of ${plural(state.oldBuckets, 'old bucket', 'old buckets')}`,
    );
  }
  const moved = timeline.moved[operation] ?? 0;
  parts.push(moved === 0 ? 'nothing moved' : `moved ${plural(moved, 'entry', 'entries')}`);
  return `insert ${formatCount(operation)}: ${parts.join(', ')}`;
}

/** The inside of the map in words, for the caption of its picture. */
export function stateText(state: MapState): string {
  switch (state.kind) {
    case 'bare':
      return 'no bucket or group allocated yet';
    case 'buckets':
      return `${plural(state.buckets, 'bucket', 'buckets')}, ${load(state.entries, state.buckets * SLOTS_PER_BUCKET)}${overflowWords(state.overflowBuckets)}`;
    case 'evacuating':
      return (
        `${formatCount(state.oldBuckets)} old → ${formatCount(state.newBuckets)} new buckets, ` +
        `${formatShare(state.evacuated / state.oldBuckets)} evacuated, ` +
        `${plural(state.waiting, 'entry waits', 'entries wait')}${overflowWords(state.overflowBuckets)}`
      );
    case 'group':
      return `one group, ${formatCount(state.entries)} of ${formatCount(state.slots)} slots used`;
    case 'tables': {
      return `${plural(state.tables, 'table', 'tables')}, ${load(state.entries, state.slots)}`;
    }
  }
}

function load(entries: number, slots: number): string {
  return `${formatCount(slots)} slots, ${formatShare(entries / slots)} used`;
}

function overflowWords(overflowBuckets: number): string {
  return overflowBuckets === 0 ? '' : `, ${plural(overflowBuckets, 'overflow bucket', 'overflow buckets')}`;
}

/** A run's name by its hint, as a column head: `no hint`, `with hint`, `hint 64`. */
export function runName(scenario: FillScenario): string {
  if (scenario.hint === undefined) return 'no hint';
  return scenario.hint === scenario.entries ? 'with hint' : `hint\u00a0${formatCount(scenario.hint)}`;
}
