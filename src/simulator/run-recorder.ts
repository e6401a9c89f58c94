import type { EventLog } from './event-log.ts';
import type { SimulatedMap } from './map.ts';

/**
 * What an operation did to its map. An assignment is an `insert` or an `overwrite`, a lookup a `hit` or a `miss`; a whole
 * `range` loop is one operation, which ends after the operations in its body.
 */
export const OPERATION_KINDS = [
  'make',
  'insert',
  'overwrite',
  'delete',
  'hit',
  'miss',
  'range',
  'clear',
  'clone',
] as const;

export type OperationKind = (typeof OPERATION_KINDS)[number];

/** What follows a run and writes down what it needs of it. */
export interface RunRecorder {
  readonly log: EventLog;
  /** Number of the last operation. */
  readonly operation: number;
  /** The run stops after this operation; Infinity where it goes through. */
  readonly pauseAt: number;
  /** Numbers the operation that is about to happen. */
  begin(): void;
  /**
   * Ends the operation begun last, or, before there was one, records the map after `make`.
   * @param probes buckets or groups the operation looked into
   * @param key what an assignment, delete or lookup was about
   */
  record(map: SimulatedMap, kind: OperationKind, probes: number, key?: number): void;
  /** From now on another map is recorded; the old one is held until `dropRetired`. */
  retire(map: SimulatedMap): void;
  dropRetired(): void;
}
