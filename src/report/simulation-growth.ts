import type { Timeline } from '../simulator/index.ts';

/**
 * One growth of a map. The shape is public: docs/simulation.schema.json.
 *
 * - `doubling`, `same-size`: a classic map got a new array of buckets
 * - `table-created`, `table-grown`, `table-split`: a Swiss map's group became a table, a table doubled or was split
 */
export interface GrowthStep {
  readonly kind: 'doubling' | 'same-size' | 'table-created' | 'table-grown' | 'table-split';
  /** Number of the operation, from 1, and entries in the map after it. */
  readonly operation: number;
  readonly entries: number;
  /** Slots of the bucket array or of the table, before and after; a split table counts with both it becomes. */
  readonly fromSlots: number;
  readonly toSlots: number;
  readonly movedEntries: number;
  /** By the whole operation; where one operation grows twice, it is told with the first growth. */
  readonly allocatedBytes: number;
  /** Operation after which all entries had moved; null when the run ended before that. */
  readonly finishedAt: number | null;
  /** Tables after the growth; null for classic maps. */
  readonly tables: number | null;
  /** Entries of the directory, where it doubled for this growth. */
  readonly directory: number | null;
}

type MutableStep = { -readonly [Field in keyof GrowthStep]: GrowthStep[Field] };

/** All growths of a run, in order. */
export function growthSteps(timeline: Timeline): readonly GrowthStep[] {
  const { log, entries, allocatedBytes } = timeline;
  const steps: MutableStep[] = [];
  let tables = timeline.tables[0] ?? 0;
  let directory: number | null = null;
  let evacuating: MutableStep | undefined;

  const add = (
    kind: GrowthStep['kind'],
    operation: number,
    slots: readonly [from: number, to: number],
    movedEntries: number,
  ): MutableStep => {
    const told = steps.at(-1)?.operation === operation;
    const step: MutableStep = {
      kind,
      operation,
      entries: entries[operation] ?? 0,
      fromSlots: slots[0],
      toSlots: slots[1],
      movedEntries,
      allocatedBytes: told ? 0 : (allocatedBytes[operation] ?? 0) - (allocatedBytes[operation - 1] ?? 0),
      finishedAt: operation,
      tables: null,
      directory: null,
    };
    steps.push(step);
    return step;
  };

  for (let index = 0; index < log.length; index++) {
    const event = log.at(index);
    switch (event.kind) {
      case 'growth-start': {
        const { fromBuckets, toBuckets, operation } = event;
        const kind = fromBuckets === toBuckets ? 'same-size' : 'doubling';
        evacuating = add(kind, operation, [fromBuckets * SLOTS, toBuckets * SLOTS], 0);
        evacuating.finishedAt = null;
        break;
      }
      case 'bucket-evacuated':
        if (evacuating !== undefined) evacuating.movedEntries += event.movedEntries;
        break;
      case 'growth-end':
        if (evacuating !== undefined) evacuating.finishedAt = event.operation;
        evacuating = undefined;
        break;
      case 'table-created':
        tables = 1;
        add('table-created', event.operation, [SLOTS, event.capacity], event.movedEntries).tables = tables;
        break;
      case 'table-grown': {
        const { fromCapacity, toCapacity, operation, movedEntries } = event;
        add('table-grown', operation, [fromCapacity, toCapacity], movedEntries).tables = tables;
        break;
      }
      case 'table-split': {
        tables = event.tables;
        const step = add('table-split', event.operation, [TABLE_SLOTS, 2 * TABLE_SLOTS], event.movedEntries);
        step.tables = tables;
        step.directory = directory;
        directory = null;
        break;
      }
      case 'directory-doubled':
        directory = event.entries;
        break;
      case 'tombstones-pruned':
      case 'cleared':
      case 'replaced':
    }
  }
  return steps;
}

/** Slots of a bucket or group, and of the largest table, which is the one that is split. */
const SLOTS = 8;
const TABLE_SLOTS = 1024;

/** Growths of one kind that are shown as one row: a single one, or many between two operations. */
export interface GrowthRow {
  readonly kind: GrowthStep['kind'];
  readonly count: number;
  readonly firstOperation: number;
  readonly lastOperation: number;
  readonly fromSlots: number;
  readonly toSlots: number;
  readonly movedEntries: number;
  readonly allocatedBytes: number;
  /** When the last of them had moved its entries. */
  readonly finishedAt: number | null;
  /** Tables before the first and after the last; null for classic maps. */
  readonly tables: readonly [before: number, after: number] | null;
}

/** As many growths are told one by one. */
const MAX_SINGLE_ROWS = 16;

/**
 * The growths as rows of a table that fits on a screen: where there are many, those of one kind and size are one row, and
 * splits are taken together until the number of tables has doubled.
 */
export function growthRows(steps: readonly GrowthStep[]): readonly GrowthRow[] {
  const rows = new Map<string, GrowthRow>();
  for (const [at, step] of steps.entries()) {
    const key = steps.length <= MAX_SINGLE_ROWS ? String(at) : groupOf(step);
    const row = rows.get(key);
    rows.set(key, row === undefined ? rowOf(step) : joined(row, step));
  }
  return [...rows.values()];
}

function groupOf({ kind, fromSlots, tables }: GrowthStep): string {
  const doublings = kind === 'table-split' ? Math.ceil(Math.log2(tables ?? 1)) : 0;
  return `${kind} ${fromSlots} ${doublings}`;
}

function rowOf(step: GrowthStep): GrowthRow {
  const { kind, operation, fromSlots, toSlots, movedEntries, allocatedBytes, finishedAt, tables } = step;
  const before = tables === null ? 0 : kind === 'table-grown' ? tables : tables - 1;
  return {
    kind,
    count: 1,
    firstOperation: operation,
    lastOperation: operation,
    fromSlots,
    toSlots,
    movedEntries,
    allocatedBytes,
    finishedAt,
    tables: tables === null ? null : [before, tables],
  };
}

function joined(row: GrowthRow, step: GrowthStep): GrowthRow {
  return {
    ...row,
    count: row.count + 1,
    lastOperation: step.operation,
    movedEntries: row.movedEntries + step.movedEntries,
    allocatedBytes: row.allocatedBytes + step.allocatedBytes,
    finishedAt: step.finishedAt,
    tables: row.tables === null || step.tables === null ? null : [row.tables[0], step.tables],
  };
}
