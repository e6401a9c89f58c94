/** Milliseconds in which a burst of changes becomes one. */
const BURST = 100;

/** Milliseconds until it is looked again whether the tree has come to rest. */
const REST = 50;

/** Decides when a tree is fetched anew. */
export interface Refresher {
  /** Something changed that nobody waits for: now and then is often enough. */
  readonly soon: () => void;
  /** The reader wants it. */
  readonly now: () => void;
  readonly dispose: () => void;
}

/**
 * @param interval milliseconds between two runs that nobody waits for
 * @param isBusy true while the tree is still being fetched. VS Code takes what it was opening for closed when it has to
 *   begin again meanwhile.
 */
export function createRefresher(run: () => void, interval: number, isBusy: () => boolean): Refresher {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Infinity;
  let next = 0;
  const fire = (): void => {
    if (isBusy()) {
      timer = setTimeout(fire, REST);
      return;
    }
    timer = undefined;
    due = Infinity;
    next = Date.now() + interval;
    run();
  };
  const at = (time: number): void => {
    if (time >= due) return;
    clearTimeout(timer);
    due = time;
    timer = setTimeout(fire, time - Date.now());
  };
  return {
    soon: () => at(Math.max(next, Date.now() + BURST)),
    now: () => at(Date.now()),
    dispose: () => clearTimeout(timer),
  };
}
