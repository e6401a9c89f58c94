import { formatCount } from '../base/format.ts';
import type { Host } from './host.ts';

/** A line on the terminal that says how far a long scan is. */
export interface Progress {
  readonly advance: (files: number) => void;
  /** Takes the line away; call it before anything else is written. */
  readonly clear: () => void;
}

/** Short scans need no progress, and redrawing for every directory would only flicker. */
const SHOW_AFTER_MS = 1000;
const REDRAW_AFTER_MS = 100;

/** Shows `done/total` files on stderr when that is a terminal. */
export function createProgress({ stderr, now }: Pick<Host, 'stderr' | 'now'>, total: number): Progress {
  if (!stderr.isTerminal) return { advance: () => undefined, clear: () => undefined };
  const start = now();
  let drawn = -Infinity;
  let visible = false;
  let done = 0;
  return {
    advance: (files) => {
      done += files;
      const time = now();
      if (time - start < SHOW_AFTER_MS || time - drawn < REDRAW_AFTER_MS) return;
      stderr.write(`\r\u001B[K${formatCount(done)}/${formatCount(total)} files`);
      drawn = time;
      visible = true;
    },
    clear: () => {
      if (visible) stderr.write('\r\u001B[K');
      visible = false;
      drawn = -Infinity;
    },
  };
}
