import { probabilityAbove, settled } from '../distribution.ts';
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
 * of the entries; each that outgrows its table grows or splits it. Numbers are means over all hashes, rounded to whole
 * ones at the end.
 */
export function expectedSwissCost(layout: MemoryLayout, hint: number | undefined, entries: number): Cost {
  const ledger = new Ledger();
  ledger.allocate(layout.headerBytes);
  ledger.allocate(layout.bytesPerEntry * entries, layout.allocationsPerEntry * entries);
  const growth = fill(layout, ledger, hint, entries);
  return {
    growths: Math.round(growth.growths),
    movedEntries: Math.round(growth.movedEntries),
    allocations: Math.round(ledger.allocations),
    bytes: Math.round(ledger.allocatedBytes),
    finalBytes: Math.round(ledger.liveBytes),
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
    const grown = settled(tables * probabilityAbove(usableSlots(capacity), entries, tables));
    if (grown === 0) break;
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
    const split = settled(parts * probability);
    if (split === 0) break;
    splits += split;
    const doubled = settled(probabilityOfAny(probability, entries, parts));
    ledger.allocate(directoryBytes(layout, parts * 2) * doubled, doubled);
    ledger.release(directoryBytes(layout, parts) * doubled);
  }
  ledger.allocate(tableBytes(layout, MAX_TABLE_CAPACITY) * 2 * splits, 4 * splits);
  ledger.release(tableBytes(layout, MAX_TABLE_CAPACITY) * splits);
  return { growths: splits, movedEntries: splits * full };
}

/** Probability that one of the parts at least is over-full, each being so with `probability`. */
function probabilityOfAny(probability: number, entries: number, parts: number): number {
  const most = Math.floor(entries / (usableSlots(MAX_TABLE_CAPACITY) + 1));
  // Where two cannot be over-full at once, the probabilities add up; where many can, they are nearly independent.
  if (most <= 1) return Math.min(1, parts * probability);
  return probability === 1 ? 1 : -Math.expm1(parts * Math.log1p(-probability));
}
