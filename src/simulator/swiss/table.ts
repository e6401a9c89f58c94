import { SLOTS_PER_CONTAINER } from '../layout.ts';
import { CONTROL_DELETED, CONTROL_EMPTY, NOT_FULL } from './state.ts';
import type { SwissTableState } from './state.ts';
import { usableSlots } from './tables.ts';

/** Bits of the hash that the control byte takes; the group index starts above them. */
const H2_BITS = 7;
const H2_MASK = (1 << H2_BITS) - 1;

/** Number of the group a probe sequence begins with (`table.go`, `makeProbeSeq` of `h1`). */
export function firstGroup(hashLow: number, groupMask: number): number {
  return (hashLow >>> H2_BITS) & groupMask;
}

/** Control byte of a key with this hash (`map.go`, `h2`). */
export function controlOf(hashLow: number): number {
  return hashLow & H2_MASK;
}

/** One Swiss table (`internal/runtime/maps/table.go`): groups of eight slots, probed in triangular steps. */
export class Table implements SwissTableState {
  readonly capacity: number;
  readonly localDepth: number;
  index: number;
  growthLeft: number;
  used = 0;
  readonly controls: Uint8Array;
  readonly keys: Uint32Array;
  readonly groupMask: number;
  /** Groups the last `search` or `put` looked into. */
  probes = 0;

  constructor(capacity: number, localDepth: number, index: number) {
    this.capacity = capacity;
    this.localDepth = localDepth;
    this.index = index;
    this.growthLeft = usableSlots(capacity);
    this.controls = new Uint8Array(capacity).fill(CONTROL_EMPTY);
    this.keys = new Uint32Array(capacity);
    this.groupMask = capacity / SLOTS_PER_CONTAINER - 1;
  }

  /** Slots with a tombstone (`tombstones`). */
  get tombstones(): number {
    return usableSlots(this.capacity) - this.used - this.growthLeft;
  }

  /**
   * The slot that holds the key, or for an absent key the complement (`~`) of the slot it would be put into: the first
   * tombstone on the way, else the first empty slot of the group that ends the probe sequence.
   */
  search(key: number, hashLow: number): number {
    const { controls, keys, groupMask } = this;
    const wanted = hashLow & H2_MASK;
    let group = (hashLow >>> H2_BITS) & groupMask;
    let tombstone = -1;
    for (let step = 1; ; step++) {
      const end = (group + 1) * SLOTS_PER_CONTAINER;
      let empty = -1;
      for (let slot = end - SLOTS_PER_CONTAINER; slot < end; slot++) {
        const control = controls[slot];
        if (control === wanted) {
          if (keys[slot] === key) {
            this.probes = step;
            return slot;
          }
        } else if (control === CONTROL_EMPTY) {
          if (empty < 0) empty = slot;
        } else if (control === CONTROL_DELETED && tombstone < 0) {
          tombstone = slot;
        }
      }
      if (empty >= 0) {
        this.probes = step;
        return ~(tombstone < 0 ? empty : tombstone);
      }
      group = (group + step) & groupMask;
    }
  }

  /** Puts a key into the free slot that `search` found; a tombstone there costs no growth. */
  fill(slot: number, key: number, hashLow: number): void {
    if (this.controls[slot] === CONTROL_EMPTY) this.growthLeft--;
    this.controls[slot] = hashLow & H2_MASK;
    this.keys[slot] = key;
    this.used++;
  }

  /** Puts a key known to be absent into a table without tombstones (`uncheckedPutSlot`). */
  put(key: number, hashLow: number): void {
    const { controls, groupMask } = this;
    let group = (hashLow >>> H2_BITS) & groupMask;
    for (let step = 1; ; step++) {
      const end = (group + 1) * SLOTS_PER_CONTAINER;
      for (let slot = end - SLOTS_PER_CONTAINER; slot < end; slot++) {
        if (controls[slot] !== CONTROL_EMPTY) continue;
        this.probes = step;
        this.fill(slot, key, hashLow);
        return;
      }
      group = (group + step) & groupMask;
    }
  }

  /** Empties a full slot. True when it had to become a tombstone, because no slot of its group is empty. */
  remove(slot: number): boolean {
    this.used--;
    const tombstone = !this.hasEmptySlot(Math.floor(slot / SLOTS_PER_CONTAINER));
    this.controls[slot] = tombstone ? CONTROL_DELETED : CONTROL_EMPTY;
    if (!tombstone) this.growthLeft++;
    return tombstone;
  }

  hasEmptySlot(group: number): boolean {
    const end = (group + 1) * SLOTS_PER_CONTAINER;
    for (let slot = end - SLOTS_PER_CONTAINER; slot < end; slot++) {
      if (this.controls[slot] === CONTROL_EMPTY) return true;
    }
    return false;
  }

  isFull(slot: number): boolean {
    return ((this.controls[slot] ?? NOT_FULL) & NOT_FULL) === 0;
  }

  clear(): void {
    this.controls.fill(CONTROL_EMPTY);
    this.used = 0;
    this.growthLeft = usableSlots(this.capacity);
  }

  /** A table with the same slots, tombstones included (`table.clone` of Go 1.25). */
  copy(): Table {
    const copy = new Table(this.capacity, this.localDepth, this.index);
    copy.controls.set(this.controls);
    copy.keys.set(this.keys);
    copy.used = this.used;
    copy.growthLeft = this.growthLeft;
    return copy;
  }

  /** Puts every key into `to`, in slot order (`grow`). @param low bits 0–31 of the hashes */
  moveInto(to: Table, low: Uint32Array): void {
    for (let slot = 0; slot < this.capacity; slot++) {
      if (!this.isFull(slot)) continue;
      const key = this.keys[slot] ?? 0;
      to.put(key, low[key] ?? 0);
    }
  }

  /**
   * Divides the keys by the first hash bit they do not share (`split`).
   * @param low bits 0–31 of the hashes
   * @param top the 32 highest bits of the hashes
   */
  splitInto(left: Table, right: Table, low: Uint32Array, top: Uint32Array): void {
    const bit = 31 - this.localDepth;
    for (let slot = 0; slot < this.capacity; slot++) {
      if (!this.isFull(slot)) continue;
      const key = this.keys[slot] ?? 0;
      const goesRight = (((top[key] ?? 0) >>> bit) & 1) === 1;
      (goesRight ? right : left).put(key, low[key] ?? 0);
    }
  }
}
