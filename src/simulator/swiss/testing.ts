import { EventLog } from '../event-log.ts';
import type { KeyHashes } from '../hash.ts';
import { RandomWords } from '../hash.ts';
import { ChosenHashes } from '../hmap/testing.ts';
import type { MapRuntime, SlotTypes } from '../model.ts';
import { INT64, swiss } from '../testing.ts';
import { SwissMap } from './map.ts';
import { CONTROL_DELETED, CONTROL_EMPTY } from './state.ts';
import type { SwissSlots } from './state.ts';

/** Keys of the most common kind, whose assign function prunes tombstones from Go 1.25 on. */
export const INTS: SlotTypes = { key: INT64, elem: INT64 };

/** Hashes that send each key to a chosen first group; the control byte is the key's number. */
export function inGroups(keys: number, group: (key: number) => number): ChosenHashes {
  return new ChosenHashes(
    keys,
    (key) => (group(key) << 7) | (key & 0x7f),
    () => 0,
  );
}

/** Hashes whose leading bits are a key's number, counted in steps of 2^-`bits`, and that start at any group. */
export function byLeadingBits(keys: number, bits: number): ChosenHashes {
  return new ChosenHashes(
    keys,
    (key) => key * 0x9e37_79b1,
    (key) => key << (32 - bits),
  );
}

/** A map to try something on, with its log. */
export interface TriedMap {
  readonly map: SwissMap;
  readonly log: EventLog;
}

/** Makes a map with the given hashes; Go 1.26 and int64 keys where nothing else is said. */
export function tried(
  hashes: KeyHashes,
  options: { readonly hint?: number; readonly types?: SlotTypes; readonly runtime?: MapRuntime } = {},
): TriedMap {
  const { hint, types = INTS, runtime = swiss(26) } = options;
  const log = new EventLog();
  return { map: new SwissMap({ runtime, types, hint, hashes, random: new RandomWords(1), log }), log };
}

/** Assigns to the keys from `first` to `last`. */
export function assignAll(map: SwissMap, first: number, last: number): void {
  for (let key = first; key <= last; key++) map.assign(key);
}

/** What the slots of a group hold: a key, `-` for an empty slot, `x` for a tombstone. */
export function groupOf(slots: SwissSlots | undefined, group = 0): string {
  if (slots === undefined) throw new Error('the map has no such slots');
  const words = Array.from({ length: 8 }, (_, cell) => {
    const slot = group * 8 + cell;
    const control = slots.controls[slot];
    if (control === CONTROL_EMPTY) return '-';
    return control === CONTROL_DELETED ? 'x' : String(slots.keys[slot]);
  });
  return words.join(' ');
}
