import type { KeyHashes } from '../hash.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { KeyPath, MapRuntime } from '../model.ts';
import { CONTROL_DELETED, CONTROL_EMPTY } from './state.ts';
import { firstGroup } from './table.ts';
import type { Table } from './table.ts';

/** Pruning has to win back at least a tenth of the slots, or the table grows instead. */
const WORTHWHILE_SHARE = 10;

/**
 * Whether assignment tries to prune before it grows a table. Only some of the runtime's assign functions do so: those
 * for plain 4- and 8-byte keys and for strings since Go 1.25, those for pointers since Go 1.27, the general one never
 * (`runtime_fast32.go`, `runtime_fast64.go`, `runtime_faststr.go`, `runtime.go` of `internal/runtime/maps`).
 */
export function prunesTombstones(runtime: MapRuntime, path: KeyPath): boolean {
  switch (path) {
    case 'fast32':
    case 'fast64':
    case 'faststr':
      return runtime.minor >= 25;
    case 'fast32ptr':
    case 'fast64ptr':
      return runtime.minor >= 27;
    case 'generic':
      return false;
  }
}

/**
 * Makes tombstones that no live key's probe sequence needs empty again, if they are enough to be worth it
 * (`table.go`, `pruneTombstones`). Returns how many that were.
 */
export function pruneTombstones(table: Table, hashes: KeyHashes): number {
  if (table.tombstones * WORTHWHILE_SHARE < table.capacity) return 0;
  const kept = groupsToKeep(table, hashes);
  const prunable = countTombstones(table, kept);
  if (prunable * WORTHWHILE_SHARE < table.capacity) return 0;
  for (let slot = 0; slot < table.capacity; slot++) {
    if (table.controls[slot] === CONTROL_DELETED && kept[groupOf(slot)] === 0) {
      table.controls[slot] = CONTROL_EMPTY;
    }
  }
  table.growthLeft += prunable;
  return prunable;
}

/** 1 for each group that a live key was put behind; such a group has to stay without an empty slot. */
function groupsToKeep(table: Table, hashes: KeyHashes): Uint8Array {
  const kept = new Uint8Array(table.groupMask + 1);
  for (let slot = 0; slot < table.capacity; slot++) {
    if (!table.isFull(slot)) continue;
    const own = groupOf(slot);
    let group = firstGroup(hashes.low[table.keys[slot] ?? 0] ?? 0, table.groupMask);
    for (let step = 1; group !== own; step++) {
      kept[group] = 1;
      group = (group + step) & table.groupMask;
    }
  }
  return kept;
}

function countTombstones(table: Table, kept: Uint8Array): number {
  let tombstones = 0;
  for (let slot = 0; slot < table.capacity; slot++) {
    if (table.controls[slot] === CONTROL_DELETED && kept[groupOf(slot)] === 0) tombstones++;
  }
  return tombstones;
}

function groupOf(slot: number): number {
  return Math.floor(slot / SLOTS_PER_CONTAINER);
}
