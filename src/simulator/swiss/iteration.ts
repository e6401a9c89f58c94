import type { KeyHashes } from '../hash.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { IterationStart, MapIteration } from '../map.ts';
import type { Directory } from './directory.ts';
import type { SmallGroup } from './small-map.ts';
import type { Table } from './table.ts';
import { MAX_TABLE_CAPACITY } from './tables.ts';

/** What an iteration goes over. */
export interface IteratedMap {
  /** Live entries at any time. */
  readonly count: number;
}

/**
 * A `range` over a Swiss map (`internal/runtime/maps/table.go`, `Iter`). A table that is replaced during the loop is
 * walked to its end as it was, and each of its keys looked up in the map. Keys equal themselves here, so the runtime's
 * care for NaN, and with it `clearSeq`, makes no difference.
 */
export class SwissIteration implements MapIteration {
  readonly #map: IteratedMap;
  readonly #directory: Directory;
  readonly #hashes: KeyHashes;
  /** The group of a map that was small when the loop began. */
  readonly #small: SmallGroup | undefined;
  /** Slot that each table, or the small group, is begun with (`entryOffset`). */
  readonly #slotOffset: number;
  readonly #emptyAtStart: boolean;
  /** Position before the offset is added: of the table in the directory (`dirIdx`) and of the slot (`entryIdx`). */
  #directoryPosition = 0;
  #slotPosition = 0;
  #directoryOffset: number;
  /** `Directory.globalDepth` at the last step. */
  #globalDepth: number;
  #table: Table | undefined;
  /** Group looked into last, -1 at the beginning of a table. */
  #group = -1;
  #probes = 0;

  constructor(
    map: IteratedMap,
    directory: Directory,
    hashes: KeyHashes,
    small: SmallGroup | undefined,
    start: IterationStart,
  ) {
    this.#map = map;
    this.#directory = directory;
    this.#hashes = hashes;
    this.#small = small;
    this.#slotOffset = start.slot % MAX_TABLE_CAPACITY;
    this.#directoryOffset = start.first | 0;
    this.#globalDepth = directory.globalDepth;
    this.#emptyAtStart = map.count === 0;
  }

  get probes(): number {
    return this.#probes;
  }

  next(): number {
    if (this.#emptyAtStart) return -1;
    return this.#small === undefined ? this.#nextInTables() : this.#nextInGroup(this.#small);
  }

  #nextInGroup(small: SmallGroup): number {
    const grown = this.#directory.length > 0;
    this.#lookInto(0);
    while (this.#slotPosition < SLOTS_PER_CONTAINER) {
      const slot = (this.#slotPosition + this.#slotOffset) % SLOTS_PER_CONTAINER;
      this.#slotPosition++;
      if (!small.isFull(slot)) continue;
      const key = small.keys[slot] ?? 0;
      if (!grown || this.#isInMap(key)) return key;
    }
    return -1;
  }

  #nextInTables(): number {
    this.#followDirectory();
    while (this.#directoryPosition < this.#directory.length) {
      const table = (this.#table ??= this.#enterTable());
      const key = this.#nextInTable(table);
      if (key >= 0) return key;
      this.#directoryPosition += 2 ** (this.#globalDepth - table.localDepth);
      this.#table = undefined;
      this.#slotPosition = 0;
      this.#group = -1;
    }
    return -1;
  }

  /** Keeps the place when the directory has doubled since the last step. */
  #followDirectory(): void {
    const doublings = this.#directory.globalDepth - this.#globalDepth;
    this.#directoryPosition *= 2 ** doublings;
    this.#directoryOffset <<= doublings;
    this.#globalDepth = this.#directory.globalDepth;
  }

  #enterTable(): Table {
    const index = (this.#directoryPosition + this.#directoryOffset) & (this.#directory.length - 1);
    const table = this.#directory.at(index);
    // The random start may lie in the middle of the entries of one table.
    this.#directoryOffset = (this.#directoryOffset - (index - table.index)) | 0;
    return table;
  }

  /**
   * One slot is tried by itself, as most are full; then the rest group by group. Leaving a group the runtime steps to
   * the next slot that is full at this moment, so a slot that is filled between two steps may be passed over.
   */
  #nextInTable(table: Table): number {
    const slotMask = table.capacity - 1;
    if (this.#slotPosition > slotMask) return -1;
    const first = (this.#slotPosition + this.#slotOffset) & slotMask;
    this.#lookInto(first >> 3);
    this.#slotPosition++;
    if (table.isFull(first) && this.#isLive(table, first)) return table.keys[first] ?? 0;
    while (this.#slotPosition <= slotMask) {
      const slot = (this.#slotPosition + this.#slotOffset) & slotMask;
      this.#lookInto(slot >> 3);
      const end = (slot | (SLOTS_PER_CONTAINER - 1)) + 1;
      const full = nextFull(table, slot, end);
      this.#slotPosition += full - slot;
      if (full === end || this.#slotPosition > slotMask) continue;
      this.#slotPosition += nextFull(table, full + 1, end) - full;
      if (this.#isLive(table, full)) return table.keys[full] ?? 0;
    }
    return -1;
  }

  #isLive(table: Table, slot: number): boolean {
    return table.index !== -1 || this.#isInMap(table.keys[slot] ?? 0);
  }

  #isInMap(key: number): boolean {
    if (this.#map.count === 0) return false;
    this.#hashes.prepare(key);
    const table = this.#directory.tableOf(key);
    const found = table.search(key, this.#hashes.low[key] ?? 0) >= 0;
    this.#probes += table.probes;
    return found;
  }

  #lookInto(group: number): void {
    if (group !== this.#group) this.#probes++;
    this.#group = group;
  }
}

/** The first full slot from `from` on, `end` if there is none before. */
function nextFull(table: Table, from: number, end: number): number {
  let slot = from;
  while (slot < end && !table.isFull(slot)) slot++;
  return slot;
}
