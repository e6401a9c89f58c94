import { probabilityAbove } from '../distribution.ts';
import type { MemoryLayout } from '../layout.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import { Ledger } from '../ledger.ts';
import type { Cost } from '../model.ts';
import {
  directoryBytes,
  FIRST_TABLE_CAPACITY,
  groupsBytes,
  initialTables,
  MAX_TABLE_CAPACITY,
  tableBytes,
  usableSlots,
} from './tables.ts';

/** Running totals besides the ledger. */
interface Growth {
  readonly growths: number;
  readonly movedEntries: number;
}

/**
 * Expected cost of a fill of a Swiss map in closed form. The parts of the key space at one depth hold binomial shares
 * of the entries; each that outgrows its table grows or splits it. Counts are rounded to whole tables.
 */
export function expectedSwissCost(layout: MemoryLayout, hint: number | undefined, entries: number): Cost {
  const ledger = new Ledger();
  ledger.allocate(layout.headerBytes);
  ledger.allocate(layout.bytesPerEntry * entries, layout.allocationsPerEntry * entries);
  const growth = fill(layout, ledger, hint, entries);
  return {
    ...growth,
    allocations: ledger.allocations,
    bytes: ledger.allocatedBytes,
    finalBytes: ledger.liveBytes,
  };
}

function fill(layout: MemoryLayout, ledger: Ledger, hint: number | undefined, entries: number): Growth {
  const initial = initialTables(layout, hint);
  if (initial === undefined) {
    const smallBytes = groupsBytes(layout, SLOTS_PER_CONTAINER);
    if (entries > 0) ledger.allocate(smallBytes);
    if (entries <= SLOTS_PER_CONTAINER) return { growths: 0, movedEntries: 0 };
    ledger.release(smallBytes);
  }
  const tables = initial?.tables ?? 1;
  const capacity = initial?.capacity ?? FIRST_TABLE_CAPACITY;
  ledger.allocate(directoryBytes(layout, tables));
  ledger.allocate(tableBytes(layout, capacity) * tables, 2 * tables);
  const grown = growTables(layout, ledger, tables, capacity, entries);
  const split = splitTables(layout, ledger, tables, entries);
  const created = initial === undefined ? 1 : 0;
  return {
    growths: created + grown.growths + split.growths,
    movedEntries: created * SLOTS_PER_CONTAINER + grown.movedEntries + split.movedEntries,
  };
}

function growTables(
  layout: MemoryLayout,
  ledger: Ledger,
  tables: number,
  firstCapacity: number,
  entries: number,
): Growth {
  let growths = 0;
  let movedEntries = 0;
  for (let capacity = firstCapacity; capacity < MAX_TABLE_CAPACITY; capacity *= 2) {
    const grown = Math.round(tables * probabilityAbove(usableSlots(capacity), entries, tables));
    growths += grown;
    movedEntries += grown * usableSlots(capacity);
    ledger.allocate(tableBytes(layout, capacity * 2) * grown, 2 * grown);
    ledger.release(tableBytes(layout, capacity) * grown);
  }
  return { growths, movedEntries };
}

function splitTables(layout: MemoryLayout, ledger: Ledger, tables: number, entries: number): Growth {
  const full = usableSlots(MAX_TABLE_CAPACITY);
  let splits = 0;
  for (let parts = tables; ; parts *= 2) {
    const probability = probabilityAbove(full, entries, parts);
    const split = Math.round(parts * probability);
    if (split === 0) break;
    splits += split;
    ledger.allocate(directoryBytes(layout, parts * 2));
    ledger.release(directoryBytes(layout, parts));
  }
  ledger.allocate(tableBytes(layout, MAX_TABLE_CAPACITY) * 2 * splits, 4 * splits);
  ledger.release(tableBytes(layout, MAX_TABLE_CAPACITY) * splits);
  return { growths: splits, movedEntries: splits * full };
}
