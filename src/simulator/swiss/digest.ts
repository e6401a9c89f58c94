import { SLOTS_PER_CONTAINER } from '../layout.ts';
import { FIRST_WITH_TOMBSTONE_POSSIBLE, NOT_FULL } from './state.ts';
import type { SwissSlots, SwissState } from './state.ts';

const FNV_OFFSET = 0x811c_9dc5;
const FNV_PRIME = 0x0100_0193;

/**
 * FNV-1a (32 bit) over everything in a Swiss map that its operations depend on, to compare a simulated map with a
 * recorded one: the header, then each table and its groups, numbers in little-endian order.
 */
export function swissDigest(state: SwissState, minor: number): number {
  const tombstonePossible = minor >= FIRST_WITH_TOMBSTONE_POSSIBLE && state.tombstonePossible;
  let digest = FNV_OFFSET;
  digest = add(digest, state.globalDepth, 1);
  digest = add(digest, state.dirLen, 4);
  digest = add(digest, state.used, 4);
  digest = add(digest, tombstonePossible ? 1 : 0, 1);
  digest = add(digest, state.clearSeq, 4);
  if (state.small !== undefined) digest = addSlots(digest, state.small);
  for (const table of state.tables) {
    digest = add(digest, table.index, 4);
    digest = add(digest, table.localDepth, 1);
    digest = add(digest, table.capacity, 2);
    digest = add(digest, table.used, 2);
    digest = add(digest, table.growthLeft, 2);
    digest = addSlots(digest, table);
  }
  return digest >>> 0;
}

function addSlots(start: number, { controls, keys }: SwissSlots): number {
  let digest = start;
  for (let first = 0; first < controls.length; first += SLOTS_PER_CONTAINER) {
    const end = first + SLOTS_PER_CONTAINER;
    for (let slot = first; slot < end; slot++) digest = add(digest, controls[slot] ?? 0, 1);
    for (let slot = first; slot < end; slot++) {
      if (((controls[slot] ?? 0) & NOT_FULL) === 0) digest = add(digest, keys[slot] ?? 0, 4);
    }
  }
  return digest;
}

function add(start: number, value: number, bytes: number): number {
  let digest = start;
  for (let byte = 0; byte < bytes; byte++) {
    digest = Math.imul(digest ^ ((value >>> (8 * byte)) & 0xff), FNV_PRIME);
  }
  return digest;
}
