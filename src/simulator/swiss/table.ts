import type { KeyHashes } from '../hash.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import { usableSlots } from './tables.ts';

/** Control byte of an empty slot; a full slot holds the low 7 bits of its hash (`internal/runtime/maps/group.go`). */
export const CONTROL_EMPTY = 0x80;

/** Bits of the hash that the control byte takes; the group index starts above them. */
const H2_BITS = 7;

/** One Swiss table (`maps.table`): groups of eight slots, probed in triangular steps. */
export class Table {
  readonly capacity: number;
  /** Leading hash bits all entries of this table share. */
  readonly localDepth: number;
  /** First directory entry that points here. */
  index: number;
  /** Entries that can still be added before the table must grow. */
  growthLeft: number;
  used = 0;
  /** Control byte of each slot. */
  readonly controls: Uint8Array;
  /** Entry number in each full slot. */
  readonly entries: Uint32Array;
  readonly #groupMask: number;

  constructor(capacity: number, localDepth: number, index: number) {
    this.capacity = capacity;
    this.localDepth = localDepth;
    this.index = index;
    this.growthLeft = usableSlots(capacity);
    this.controls = new Uint8Array(capacity).fill(CONTROL_EMPTY);
    this.entries = new Uint32Array(capacity);
    this.#groupMask = capacity / SLOTS_PER_CONTAINER - 1;
  }

  /** Puts an entry that is not in the table into the first free slot of its probe sequence (`uncheckedPutSlot`). */
  put(entry: number, hashLow: number): void {
    let group = (hashLow >>> H2_BITS) & this.#groupMask;
    for (let step = 1; ; step++) {
      const end = (group + 1) * SLOTS_PER_CONTAINER;
      for (let slot = group * SLOTS_PER_CONTAINER; slot < end; slot++) {
        if (this.controls[slot] !== CONTROL_EMPTY) continue;
        this.controls[slot] = hashLow & ((1 << H2_BITS) - 1);
        this.entries[slot] = entry;
        this.used++;
        this.growthLeft--;
        return;
      }
      group = (group + step) & this.#groupMask;
    }
  }

  /** Puts every entry into `to`, in slot order, as growth does. */
  moveInto(to: Table, hashes: KeyHashes): void {
    this.#forEachFull((entry) => to.put(entry, hashes.low[entry] ?? 0));
  }

  /** Divides the entries by the first hash bit they do not share (`table.split`). */
  splitInto(left: Table, right: Table, hashes: KeyHashes): void {
    const bit = 31 - this.localDepth;
    this.#forEachFull((entry) => {
      const goesRight = (((hashes.high[entry] ?? 0) >>> bit) & 1) === 1;
      (goesRight ? right : left).put(entry, hashes.low[entry] ?? 0);
    });
  }

  #forEachFull(visit: (entry: number) => void): void {
    for (let slot = 0; slot < this.capacity; slot++) {
      if (this.controls[slot] !== CONTROL_EMPTY) visit(this.entries[slot] ?? 0);
    }
  }
}
