import type { RunData } from './run-data.ts';

/** Share of a run that one large step with Shift covers. */
const LARGE_STEP = 0.02;

/** Where a key takes the playhead, undefined for a key that is not the timeline's. */
export function stepFor(key: string, large: boolean, run: RunData, playhead: number): number | undefined {
  const { operations } = run;
  const step = large ? Math.max(1, Math.round(operations * LARGE_STEP)) : 1;
  const inside = (operation: number): number => Math.min(operations, Math.max(0, operation));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return inside(playhead + step);
    case 'ArrowLeft':
    case 'ArrowDown':
      return inside(playhead - step);
    case 'PageUp':
      return nextEvent(run, playhead);
    case 'PageDown':
      return previousEvent(run, playhead);
    case 'Home':
      return 0;
    case 'End':
      return operations;
    default:
      return undefined;
  }
}

/** The operation of the first event after the playhead, the last operation when there is none. */
export function nextEvent(run: RunData, playhead: number): number {
  return run.events.find((event) => event.operation > playhead)?.operation ?? run.operations;
}

/** The operation of the last event before the playhead, 0 when there is none. */
export function previousEvent(run: RunData, playhead: number): number {
  return run.events.findLast((event) => event.operation < playhead)?.operation ?? 0;
}

/** A whole run plays in this time at speed 1, ms. */
const RUN_DURATION = 12_000;
/** A run of few operations plays faster than that: nobody waits longer for the next one, ms. */
const LONGEST_STEP = 500;

/** Speeds a run can be played at, as multiples of the first pace. */
export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 4] as const;

/** Operations that play in a millisecond. */
export function playRate(operations: number, speed: number): number {
  return Math.max(operations / RUN_DURATION, 1 / LONGEST_STEP) * speed;
}
