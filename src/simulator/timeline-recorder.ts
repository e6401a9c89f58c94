import type { EventLog } from './event-log.ts';
import type { SimulatedMap } from './map.ts';
import type { OperationKind, RunRecorder } from './run-recorder.ts';
import { OPERATION_KINDS } from './run-recorder.ts';

const CODES = Object.fromEntries(OPERATION_KINDS.map((kind, code) => [kind, code])) as Readonly<
  Record<OperationKind, number>
>;

/**
 * A run, operation by operation. All arrays have one item more than there are operations: index 0 is the map after the
 * first `make`, index i the map after operation i.
 */
export interface TimelineColumns {
  /** Kind of the operation, as an index of `OPERATION_KINDS`. */
  readonly kinds: Uint8Array;
  /** Entries in the map. */
  readonly entries: Uint32Array;
  /** Entries this operation moved for growth. */
  readonly moved: Uint32Array;
  /** Buckets or groups this operation looked into; of a `range`, all it visited. */
  readonly probes: Uint32Array;
  /** Slots the map can address (classic: 8 a bucket of the current array; Swiss: 8 a group of live tables). */
  readonly slots: Uint32Array;
  /** Bytes reachable from the map, an old array under evacuation included; during a rebuild from both maps. */
  readonly liveBytes: Float64Array;
  /** Bytes allocated since the start. */
  readonly allocatedBytes: Float64Array;
  /** Classic: overflow buckets in the current array's chains; Swiss: 0. */
  readonly overflowBuckets: Uint32Array;
  /** Classic, while a growth is under way: old buckets already evacuated; else 0. */
  readonly evacuatedBuckets: Uint32Array;
  /** Classic, while a growth is under way: old buckets in all; else 0. */
  readonly oldBuckets: Uint32Array;
  /** Swiss: tables in the directory, 0 while the map is small; classic: 0. */
  readonly tables: Uint32Array;
  /** Swiss: slots that hold a tombstone; classic: 0. */
  readonly tombstones: Uint32Array;
}

/** Writes down a map after each operation of a program. */
export class TimelineRecorder implements RunRecorder {
  readonly pauseAt = Number.POSITIVE_INFINITY;
  readonly log: EventLog;
  /** Number of the last operation. */
  operation = 0;
  #columns: TimelineColumns;
  #movedBefore = 0;
  /** Of maps the program has given up: all they allocated, and what of it is still held. */
  #pastAllocations = 0;
  #pastBytes = 0;
  #heldBytes = 0;

  /** @param operations at most so many will be recorded */
  constructor(log: EventLog, operations: number) {
    this.log = log;
    this.#columns = newColumns(operations + 1);
  }

  /** Numbers the operation that is about to happen. */
  begin(): void {
    this.log.operation = this.operation + 1;
    this.#movedBefore = this.log.movedEntries;
  }

  /** Ends the operation begun last, or, before there was one, records the map after `make`. */
  record(map: SimulatedMap, kind: OperationKind, probes: number): void {
    const at = this.log.operation;
    this.operation = at;
    const columns = this.#columns;
    columns.kinds[at] = CODES[kind];
    columns.entries[at] = map.count;
    columns.moved[at] = this.log.movedEntries - this.#movedBefore;
    columns.probes[at] = probes;
    columns.slots[at] = map.slots;
    columns.liveBytes[at] = this.#heldBytes + map.ledger.liveBytes;
    columns.allocatedBytes[at] = this.#pastBytes + map.ledger.allocatedBytes;
    // Columns are made of zeros, and memory that is never written to is never paid for.
    if (map.runtime.layout === 'classic') {
      columns.overflowBuckets[at] = map.overflowBuckets;
      columns.evacuatedBuckets[at] = map.evacuatedBuckets;
      columns.oldBuckets[at] = map.oldBuckets;
    } else {
      columns.tables[at] = map.tables;
      columns.tombstones[at] = map.tombstones;
    }
  }

  /** From now on another map is recorded; what the old one allocated stays in the account, and all of it is held. */
  retire({ ledger }: SimulatedMap): void {
    this.#pastAllocations += ledger.allocations;
    this.#pastBytes += ledger.allocatedBytes;
    this.#heldBytes = ledger.liveBytes;
  }

  /** The retired map has become garbage. */
  dropRetired(): void {
    this.#heldBytes = 0;
  }

  /** Allocations of all maps so far, `map` being the present one. */
  allocations(map: SimulatedMap): number {
    return this.#pastAllocations + map.ledger.allocations;
  }

  /** The columns, as long as there were operations. */
  columns(): TimelineColumns {
    const items = this.operation + 1;
    if (items === this.#columns.kinds.length) return this.#columns;
    // Copies rather than views, so that what is sent elsewhere is no longer than it has to be.
    const cut = <Column extends Uint8Array | Uint32Array | Float64Array>(column: Column): Column =>
      column.slice(0, items) as Column;
    const { kinds, entries, moved, probes, slots, liveBytes, allocatedBytes } = this.#columns;
    const { overflowBuckets, evacuatedBuckets, oldBuckets, tables, tombstones } = this.#columns;
    return {
      kinds: cut(kinds),
      entries: cut(entries),
      moved: cut(moved),
      probes: cut(probes),
      slots: cut(slots),
      liveBytes: cut(liveBytes),
      allocatedBytes: cut(allocatedBytes),
      overflowBuckets: cut(overflowBuckets),
      evacuatedBuckets: cut(evacuatedBuckets),
      oldBuckets: cut(oldBuckets),
      tables: cut(tables),
      tombstones: cut(tombstones),
    };
  }
}

function newColumns(items: number): TimelineColumns {
  return {
    kinds: new Uint8Array(items),
    entries: new Uint32Array(items),
    moved: new Uint32Array(items),
    probes: new Uint32Array(items),
    slots: new Uint32Array(items),
    liveBytes: new Float64Array(items),
    allocatedBytes: new Float64Array(items),
    overflowBuckets: new Uint32Array(items),
    evacuatedBuckets: new Uint32Array(items),
    oldBuckets: new Uint32Array(items),
    tables: new Uint32Array(items),
    tombstones: new Uint32Array(items),
  };
}
