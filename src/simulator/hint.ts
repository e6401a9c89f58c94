import { initialB } from './hmap/arrays.ts';
import { SLOTS_PER_CONTAINER, memoryLayout } from './layout.ts';
import type { MapRuntime, SlotTypes } from './model.ts';
import { initialTables } from './swiss/tables.ts';

/**
 * True for a hint that `make` sets aside because no allocation can be so large: the map then starts as without one
 * (`runtime/map.go`, `makemap`; `internal/runtime/maps`, `NewMap`).
 */
export function isHintIgnored(runtime: MapRuntime, types: SlotTypes, hint: number): boolean {
  if (hint <= SLOTS_PER_CONTAINER) return false;
  const layout = memoryLayout(runtime, types);
  return runtime.layout === 'classic'
    ? initialB(layout, hint) === 0
    : initialTables(layout, hint) === undefined;
}
