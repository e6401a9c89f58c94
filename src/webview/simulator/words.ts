import type { FillScenario, FillTimeline, GrowthEvent } from '../../simulator/index.ts';
import { THIN_SPACE, countOf, formatBytes, formatCount, formatShare } from '../shared/format.ts';
import { SLOTS_PER_BUCKET, eventsAt, mapStateAt } from './map-state.ts';
import type { MapState } from './map-state.ts';

/** A line of the event log: one event, or a run of splits told together. */
export interface EventRow {
  /** Insert of the first event in the row. */
  readonly operation: number;
  /** Insert of the last event in the row. */
  readonly lastOperation: number;
  readonly text: string;
}

/** A run of at least so many splits becomes one row: a million inserts split two thousand tables. */
const SPLITS_TOLD_APART = 3;

/** The growth of a run in words, oldest first. */
export function eventRows(events: readonly GrowthEvent[]): readonly EventRow[] {
  const rows: EventRow[] = [];
  for (let at = 0; at < events.length;) {
    const event = events[at];
    if (event === undefined) break;
    const next = events[at + 1];
    const splits = splitsFrom(events, at);
    if (splits >= SPLITS_TOLD_APART) {
      rows.push(splitsRow(events.slice(at, at + splits), event.operation));
      at += splits;
    } else if (next !== undefined && next.operation === event.operation && belongTogether(event, next)) {
      rows.push(row(event, `${eventText(event)}, ${eventText(next)}`));
      at += 2;
    } else {
      rows.push(row(event, eventText(event)));
      at += 1;
    }
  }
  return rows;
}

function row(event: GrowthEvent, text: string): EventRow {
  return { operation: event.operation, lastOperation: event.operation, text };
}

function belongTogether(event: GrowthEvent, next: GrowthEvent): boolean {
  return (
    (event.kind === 'growth-start' && next.kind === 'growth-end') ||
    (event.kind === 'directory-doubled' && next.kind === 'table-split')
  );
}

/** Splits in a row from `at` on; a split that doubled the directory is told with the doubling. */
function splitsFrom(events: readonly GrowthEvent[], at: number): number {
  let end = at;
  while (events[end]?.kind === 'table-split') end += 1;
  return end - at;
}

function splitsRow(splits: readonly GrowthEvent[], operation: number): EventRow {
  const last = splits.at(-1);
  const moved = splits.reduce(
    (sum, event) => sum + (event.kind === 'table-split' ? event.movedEntries : 0),
    0,
  );
  const tables = last?.kind === 'table-split' ? last.tables : 0;
  return {
    operation,
    lastOperation: last?.operation ?? operation,
    text: `${formatCount(splits.length)} more tables split: now ${formatCount(tables)}, ${movedWords(moved)}`,
  };
}

/** One event in words. */
export function eventText(event: GrowthEvent): string {
  switch (event.kind) {
    case 'growth-start':
      return `${formatCount(event.fromBuckets)} → ${countOf(event.toBuckets, 'bucket', 'buckets')}`;
    case 'growth-end':
      return 'evacuation complete';
    case 'table-created':
      return `group → table of ${formatCount(event.capacity)} slots, ${movedWords(event.movedEntries)}`;
    case 'table-grown':
      return `table ${formatCount(event.fromCapacity)} → ${formatCount(event.toCapacity)} slots, ${movedWords(event.movedEntries)}`;
    case 'table-split':
      return `a table splits: now ${formatCount(event.tables)}, ${movedWords(event.movedEntries)}`;
    case 'directory-doubled':
      return `directory doubles to ${formatCount(event.entries)}`;
  }
}

function movedWords(entries: number): string {
  return `${formatCount(entries)} moved`;
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
      `evacuated ${formatCount(state.evacuated)} of ${countOf(state.oldBuckets, 'old bucket', 'old buckets')}`,
    );
  }
  // A Swiss growth moves all it moves at once, and its event has said how many.
  const toldByEvents = timeline.scenario.runtime.layout === 'swiss' && parts.length > 0;
  const moved = timeline.moved[operation] ?? 0;
  if (!toldByEvents)
    parts.push(moved === 0 ? 'nothing moved' : `moved ${countOf(moved, 'entry', 'entries')}`);
  return `insert ${formatCount(operation)}: ${parts.join(', ')}`;
}

/** The inside of the map in words, for the caption of its picture. */
export function stateText(state: MapState): string {
  switch (state.kind) {
    case 'bare':
      return 'no bucket or group allocated yet';
    case 'buckets':
      return `${countOf(state.buckets, 'bucket', 'buckets')}, ${load(state.entries, state.buckets * SLOTS_PER_BUCKET)}${overflowWords(state.overflowBuckets)}`;
    case 'evacuating':
      return (
        `${formatCount(state.oldBuckets)} old → ${formatCount(state.newBuckets)} new buckets, ` +
        `${formatShare(state.evacuated / state.oldBuckets)} evacuated, ` +
        `${countOf(state.waiting, 'entry waits', 'entries wait')}${overflowWords(state.overflowBuckets)}`
      );
    case 'group':
      return `one group, ${formatCount(state.entries)} of ${formatCount(state.slots)} slots used`;
    case 'tables': {
      const tables = state.tables === undefined ? '' : `${countOf(state.tables, 'table', 'tables')}, `;
      return `${tables}${load(state.entries, state.slots)}`;
    }
  }
}

function load(entries: number, slots: number): string {
  return `${formatCount(slots)} slots, ${formatShare(entries / slots)} used`;
}

function overflowWords(overflowBuckets: number): string {
  return overflowBuckets === 0 ? '' : `, ${countOf(overflowBuckets, 'overflow bucket', 'overflow buckets')}`;
}

/** A run's name by its hint, as a column head: `no hint`, `with hint`, `hint 64`. */
export function runName(scenario: FillScenario): string {
  if (scenario.hint === undefined) return 'no hint';
  return scenario.hint === scenario.entries ? 'with hint' : `hint${THIN_SPACE}${formatCount(scenario.hint)}`;
}
