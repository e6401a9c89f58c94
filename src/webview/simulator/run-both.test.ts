import { describe, expect, it } from 'vitest';
import { CLASSIC, SITE, handMade } from './fixtures.ts';
import { runBoth } from './run-both.ts';
import type { RunPair, Schedule } from './run-both.ts';
import { initialView, scenarioPair } from './view-state.ts';

/** A schedule whose tasks are done by hand. */
function byHand(): { readonly schedule: Schedule; readonly delays: number[]; readonly step: () => boolean } {
  const tasks: (() => void)[] = [];
  const delays: number[] = [];
  return {
    delays,
    schedule: (task, delay) => {
      tasks.push(task);
      delays.push(delay);
      return () => {
        tasks.splice(tasks.indexOf(task), 1);
      };
    },
    step: () => {
      const task = tasks.shift();
      task?.();
      return task !== undefined;
    },
  };
}

const pair = (entries: number): ReturnType<typeof scenarioPair> =>
  scenarioPair({ ...initialView(SITE), entries }, CLASSIC, SITE.types);

describe('runBoth', () => {
  it('simulates one run per task and hands over both', () => {
    const { schedule, step, delays } = byHand();
    const hints: (number | undefined)[] = [];
    const done: RunPair[] = [];
    runBoth(
      pair(20),
      (scenario) => {
        hints.push(scenario.hint);
        return handMade({ entries: scenario.entries });
      },
      schedule,
      (runs) => done.push(runs),
    );
    expect(hints).toEqual([]);
    step();
    expect(hints).toEqual([undefined]);
    expect(done).toHaveLength(0);
    step();
    expect(hints).toEqual([undefined, 20]);
    expect(done).toHaveLength(1);
    expect(step()).toBe(false);
    expect(delays).toEqual([0, 0]);
  });

  it('waits for a large size to settle, and stops when called off between the runs', () => {
    const { schedule, step, delays } = byHand();
    const done: RunPair[] = [];
    const callOff = runBoth(
      pair(1_000_000),
      () => handMade({ entries: 1 }),
      schedule,
      (runs) => done.push(runs),
    );
    expect(delays[0]).toBeGreaterThan(0);
    step();
    callOff();
    expect(step()).toBe(false);
    expect(done).toHaveLength(0);
  });
});
