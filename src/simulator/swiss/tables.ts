import type { MemoryLayout } from '../layout.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import { allocationBytes } from '../malloc.ts';
import type { MapRuntime } from '../model.ts';
import { largestAllocation, wordBytes } from '../runtime.ts';

/** Slots of the largest table; a full one is split (`internal/runtime/maps`, `maxTableCapacity`). */
export const MAX_TABLE_CAPACITY = 1024;
/** Slots of the table that replaces the single group of a small map. */
export const FIRST_TABLE_CAPACITY = 16;

/** Full slots per group at which a table grows, on average (`maxAvgGroupLoad`). */
const MAX_AVERAGE_GROUP_LOAD = 7;

/** Entries a table of that many slots takes before it must grow. */
export function usableSlots(capacity: number): number {
  return (capacity * MAX_AVERAGE_GROUP_LOAD) / SLOTS_PER_CONTAINER;
}

/** The tables `make` creates for a hint. */
export interface InitialTables {
  /** Tables, and entries of the directory: a power of two. */
  readonly tables: number;
  /** Slots of each. */
  readonly capacity: number;
}

/** Follows `maps.NewMap`; undefined where the map starts without a table. */
export function initialTables(layout: MemoryLayout, hint: number | undefined): InitialTables | undefined {
  if (hint === undefined || hint <= SLOTS_PER_CONTAINER) return undefined;
  const slots = Math.floor((hint * SLOTS_PER_CONTAINER) / MAX_AVERAGE_GROUP_LOAD);
  const tables = powerOfTwoFrom(Math.ceil(slots / MAX_TABLE_CAPACITY));
  if (tables * MAX_TABLE_CAPACITY * layout.containerBytes > largestAllocation(layout.runtime))
    return undefined;
  return { tables, capacity: powerOfTwoFrom(Math.max(SLOTS_PER_CONTAINER, Math.floor(slots / tables))) };
}

/** Heap bytes of a table: its header and its groups, two allocations. */
export function tableBytes(layout: MemoryLayout, capacity: number): number {
  return tableHeaderBytes(layout.runtime) + groupsBytes(layout, capacity);
}

/** Heap bytes of `maps.table`, whose group mask has 64 bits on every target. */
function tableHeaderBytes(runtime: MapRuntime): number {
  return wordBytes(runtime) === 8 ? 32 : 24;
}

/** Heap bytes of the groups for that many slots. */
export function groupsBytes(layout: MemoryLayout, capacity: number): number {
  const groups = capacity / SLOTS_PER_CONTAINER;
  return allocationBytes(layout.runtime, groups * layout.containerBytes, layout.scanned);
}

/** Heap bytes of a directory of that many table pointers. */
export function directoryBytes(layout: MemoryLayout, length: number): number {
  return allocationBytes(layout.runtime, length * wordBytes(layout.runtime), true);
}

function powerOfTwoFrom(least: number): number {
  let power = 1;
  while (power < least) power *= 2;
  return power;
}
