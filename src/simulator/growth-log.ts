import type { GrowthEvent } from './model.ts';

/** What a simulated map writes down while it grows. The driver sets `operation` before each operation. */
export class GrowthLog {
  /** 1-based number of the operation under way. */
  operation = 0;
  readonly events: GrowthEvent[] = [];
  /** Doublings of a bucket array; small → table, table doublings and splits. */
  growths = 0;
  /** Entries copied to another place so far. */
  movedEntries = 0;
}
