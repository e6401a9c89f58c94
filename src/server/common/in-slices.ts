import { throwIfCancelled, type Cancellation } from '../../base/cancellation.ts';
import type { Steps } from '../../base/steps.ts';
import { nextTurn } from './next-turn.ts';

/** Milliseconds of work after which others get their turn: less than anybody notices. */
const TIME_SLICE = 12;

/**
 * Does the steps of longer work a slice of time at a time, so that requests are answered in between.
 * @throws CancelledError
 */
export async function inSlices<T>(steps: Steps<T>, cancellation: Cancellation): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < TIME_SLICE) continue;
    await nextTurn();
    throwIfCancelled(cancellation);
    since = performance.now();
  }
}
