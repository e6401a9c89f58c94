/** Runs something at most once in a while, however often it is asked for, and always once more after the last time. */
export interface Throttle {
  readonly trigger: () => void;
  readonly dispose: () => void;
}

/** @param interval milliseconds between two runs */
export function createThrottle(run: () => void, interval: number): Throttle {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next = 0;
  const now = (): void => {
    timer = undefined;
    next = Date.now() + interval;
    run();
  };
  return {
    trigger: () => {
      // Never at once: what comes in a burst is one change.
      timer ??= setTimeout(now, Math.max(next - Date.now(), Math.min(interval, 100)));
    },
    dispose: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
