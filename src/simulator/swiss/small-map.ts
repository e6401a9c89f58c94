import { SLOTS_PER_CONTAINER } from '../layout.ts';
import { CONTROL_EMPTY, NOT_FULL } from './state.ts';
import type { SwissSlots } from './state.ts';

/**
 * The single group of a map that never held more than eight entries (`internal/runtime/maps/map.go`, `putSlotSmall`,
 * `deleteSmall`). All eight slots can be full and none is ever a tombstone, as there is no probe sequence to keep.
 */
export class SmallGroup implements SwissSlots {
  readonly controls = new Uint8Array(SLOTS_PER_CONTAINER).fill(CONTROL_EMPTY);
  readonly keys = new Uint32Array(SLOTS_PER_CONTAINER);

  /** The slot that holds the key, -1 without it. */
  search(key: number): number {
    for (let slot = 0; slot < SLOTS_PER_CONTAINER; slot++) {
      if (this.isFull(slot) && this.keys[slot] === key) return slot;
    }
    return -1;
  }

  /** Puts an absent key into the first empty slot; there has to be one. */
  put(key: number, control: number): void {
    const slot = this.controls.indexOf(CONTROL_EMPTY);
    this.controls[slot] = control;
    this.keys[slot] = key;
  }

  remove(slot: number): void {
    this.controls[slot] = CONTROL_EMPTY;
  }

  isFull(slot: number): boolean {
    return ((this.controls[slot] ?? NOT_FULL) & NOT_FULL) === 0;
  }

  clear(): void {
    this.controls.fill(CONTROL_EMPTY);
  }

  copy(): SmallGroup {
    const copy = new SmallGroup();
    copy.controls.set(this.controls);
    copy.keys.set(this.keys);
    return copy;
  }
}
