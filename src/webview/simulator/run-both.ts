import type { FillScenario, FillTimeline } from '../../simulator/index.ts';
import type { ScenarioPair } from './view-state.ts';

/** Two simulated runs of one fill. */
export interface RunPair {
  readonly shown: FillTimeline;
  readonly other: FillTimeline;
}

/** Does a task later; gives back how to call it off. */
export type Schedule = (task: () => void, delay: number) => () => void;

/** From this many inserts a run takes long enough to be felt when each step of a slider starts one. */
const FELT_ENTRIES = 50_000;

/** Pause after the last change before a long run starts, ms. */
const SETTLE_DELAY = 150;

/**
 * Simulates a pair, each run in a task of its own so that the page can draw and answer between them. Gives back how to
 * call off what has not been done yet.
 */
export function runBoth(
  pair: ScenarioPair,
  simulate: (scenario: FillScenario) => FillTimeline,
  schedule: Schedule,
  done: (runs: RunPair) => void,
): () => void {
  const delay = pair.shown.entries >= FELT_ENTRIES ? SETTLE_DELAY : 0;
  let callOff = schedule(() => {
    const shown = simulate(pair.shown);
    callOff = schedule(() => {
      done({ shown, other: simulate(pair.other) });
    }, 0);
  }, delay);
  return () => {
    callOff();
  };
}

/** Longest wait for an idle moment, ms. */
const IDLE_TIMEOUT = 200;

/** Schedules for a moment in which the page has nothing else to do. */
export const whenIdle: Schedule = (task, delay) => {
  let idle = 0;
  const timer = setTimeout(() => {
    idle = requestIdleCallback(task, { timeout: IDLE_TIMEOUT });
  }, delay);
  return () => {
    clearTimeout(timer);
    cancelIdleCallback(idle);
  };
};
