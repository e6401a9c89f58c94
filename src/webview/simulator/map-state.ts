import type { FillTimeline, GrowthEvent } from '../../simulator/index.ts';

/** Slots in a classic bucket and in a Swiss group (go1.23 runtime/map.go bucketCnt, go1.24 internal/runtime/maps/group.go). */
export const SLOTS_PER_BUCKET = 8;

/** The inside of the map after one operation, as far as a timeline tells it. */
export type MapState =
  /** No slot has been allocated yet. */
  | { readonly kind: 'bare' }
  | {
      readonly kind: 'buckets';
      readonly buckets: number;
      readonly entries: number;
      readonly overflowBuckets: number;
    }
  /** Classic, between the start and the end of a growth. */
  | {
      readonly kind: 'evacuating';
      readonly oldBuckets: number;
      readonly evacuated: number;
      readonly newBuckets: number;
      /** Entries that have left the old array. */
      readonly moved: number;
      /** Entries still waiting in it. */
      readonly waiting: number;
      /** Entries in the new array. */
      readonly arrived: number;
      readonly overflowBuckets: number;
    }
  /** Swiss: one group without a table. */
  | { readonly kind: 'group'; readonly entries: number; readonly slots: number }
  | {
      readonly kind: 'tables';
      /** Tables in the directory. */
      readonly tables: number;
      readonly entries: number;
      readonly slots: number;
    };

/** The map after `operation` inserts. */
export function mapStateAt(timeline: FillTimeline, operation: number): MapState {
  const slots = timeline.slots[operation] ?? 0;
  const entries = operation;
  if (slots === 0) return { kind: 'bare' };
  if (timeline.scenario.runtime.layout === 'swiss') {
    if (slots <= SLOTS_PER_BUCKET) return { kind: 'group', entries, slots };
    return { kind: 'tables', tables: timeline.tables[operation] ?? 0, entries, slots };
  }
  const overflowBuckets = timeline.overflowBuckets[operation] ?? 0;
  const oldBuckets = timeline.oldBuckets[operation] ?? 0;
  const buckets = slots / SLOTS_PER_BUCKET;
  if (oldBuckets === 0) return { kind: 'buckets', buckets, entries, overflowBuckets };
  // The insert that starts a growth already lands in the new array.
  const start = lastEventAt(timeline, operation, 'growth-start')?.operation ?? operation;
  const moved = movedBetween(timeline, start, operation);
  const waiting = Math.max(0, start - 1 - moved);
  return {
    kind: 'evacuating',
    oldBuckets,
    evacuated: timeline.evacuatedBuckets[operation] ?? 0,
    newBuckets: buckets,
    moved,
    waiting,
    arrived: entries - waiting,
    overflowBuckets,
  };
}

/** Entries moved by the inserts `from` to `to`, both included. */
export function movedBetween(timeline: FillTimeline, from: number, to: number): number {
  let sum = 0;
  for (let operation = from; operation <= to; operation++) sum += timeline.moved[operation] ?? 0;
  return sum;
}

/** The most entries one insert moved. */
export function worstInsert(timeline: FillTimeline): number {
  let worst = 0;
  for (const moved of timeline.moved) if (moved > worst) worst = moved;
  return worst;
}

/** Number of events up to and including an operation. */
export function eventsUpTo(timeline: FillTimeline, operation: number): number {
  let low = 0;
  let high = timeline.events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeline.events[middle]?.operation ?? 0) <= operation) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Events of one operation. */
export function eventsAt(timeline: FillTimeline, operation: number): readonly GrowthEvent[] {
  return timeline.events.slice(eventsUpTo(timeline, operation - 1), eventsUpTo(timeline, operation));
}

/** Where a timeline is most worth looking at first: midway through the last evacuation, or the last growth. */
export function tellingOperation(timeline: FillTimeline): number {
  const start = timeline.events.findLast((event) => event.kind === 'growth-start');
  if (start !== undefined) {
    const end = timeline.events.findLast((event) => event.kind === 'growth-end');
    const last =
      end !== undefined && end.operation >= start.operation ? end.operation : timeline.moved.length - 1;
    return Math.floor((start.operation + last) / 2);
  }
  return timeline.events.at(-1)?.operation ?? timeline.moved.length - 1;
}

function lastEventAt<Kind extends GrowthEvent['kind']>(
  timeline: FillTimeline,
  operation: number,
  kind: Kind,
): Extract<GrowthEvent, { kind: Kind }> | undefined {
  for (let at = eventsUpTo(timeline, operation) - 1; at >= 0; at--) {
    const event = timeline.events[at];
    if (event?.kind === kind) return event as Extract<GrowthEvent, { kind: Kind }>;
  }
  return undefined;
}
