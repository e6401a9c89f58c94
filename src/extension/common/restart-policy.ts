/** Restarts allowed within the window: one crash is an accident, five are a bug that more of them will not cure. */
const MOST_RESTARTS = 4;

/** Milliseconds that count as "recently". */
const WINDOW = 3 * 60_000;

/** Milliseconds before the first restart; each further one waits twice as long. */
const FIRST_DELAY = 250;

/** Decides whether and when a server that ended is started again. */
export interface RestartPolicy {
  /**
   * Called each time the server ended.
   * @param now milliseconds of any steady clock
   * @returns milliseconds to wait before the restart; undefined: leave it
   */
  ended(now: number): number | undefined;
  /** Forgets what was: a person asked for a restart. */
  reset(): void;
}

export function createRestartPolicy(): RestartPolicy {
  let recent: number[] = [];
  return {
    ended(now) {
      recent = recent.filter((time) => now - time < WINDOW);
      if (recent.length >= MOST_RESTARTS) return undefined;
      recent.push(now);
      return FIRST_DELAY * 2 ** (recent.length - 1);
    },
    reset() {
      recent = [];
    },
  };
}
