import { burdenOf } from './run-data.ts';
import type { RunData } from './run-data.ts';
import { eventRows } from './words.ts';

/** A line of the timeline's table twin: the map after one operation, and what moved since the line before. */
export interface TableRow {
  readonly operation: number;
  readonly entries: number;
  /** Entries moved by all operations since the line before, this one included. */
  readonly moved: number;
  /** Most entries moved by one of these operations. */
  readonly mostMoved: number;
  readonly slots: number;
  /** Overflow buckets of a classic map, tombstones of a Swiss one. */
  readonly burden: number;
  readonly liveBytes: number;
  /** Undefined where nothing is compared, or the other run is over. */
  readonly otherLiveBytes: number | undefined;
  readonly allocatedBytes: number;
  readonly event: string | undefined;
}

/** Lines between the events, so that a stretch without growth is not a gap. */
const EVEN_STEPS = 10;

/** The timeline as a table: lines where each row of the event log begins and ends, and evenly spaced ones. */
export function tableRows(shown: RunData, other: RunData | undefined): readonly TableRow[] {
  const last = shown.operations;
  const words = new Map<number, string>();
  const operations = new Set([0, last]);
  for (const { operation, lastOperation, text } of eventRows(shown)) {
    const known = words.get(operation);
    words.set(operation, known === undefined ? text : `${known}; ${text}`);
    operations.add(operation).add(lastOperation);
  }
  for (let step = 1; step < EVEN_STEPS; step++) operations.add(Math.round((last * step) / EVEN_STEPS));
  const burden = burdenOf(shown);
  let before = -1;
  return [...operations]
    .sort((a, b) => a - b)
    .map((operation) => {
      let moved = 0;
      let mostMoved = 0;
      for (let at = before + 1; at <= operation; at++) {
        const here = shown.moved[at] ?? 0;
        moved += here;
        if (here > mostMoved) mostMoved = here;
      }
      before = operation;
      return {
        operation,
        entries: shown.entries[operation] ?? 0,
        moved,
        mostMoved,
        slots: shown.slots[operation] ?? 0,
        burden: burden[operation] ?? 0,
        liveBytes: shown.liveBytes[operation] ?? 0,
        otherLiveBytes: other?.liveBytes[operation],
        allocatedBytes: shown.allocatedBytes[operation] ?? 0,
        event: words.get(operation),
      };
    });
}
