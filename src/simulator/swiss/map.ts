import type { EventLog } from '../event-log.ts';
import type { KeyHashes } from '../hash.ts';
import type { MemoryLayout } from '../layout.ts';
import { memoryLayout, SLOTS_PER_CONTAINER } from '../layout.ts';
import { Ledger } from '../ledger.ts';
import type { MapOptions } from '../map.ts';
import { Table } from './table.ts';
import {
  directoryBytes,
  FIRST_TABLE_CAPACITY,
  groupsBytes,
  initialTables,
  MAX_TABLE_CAPACITY,
  tableBytes,
} from './tables.ts';

/**
 * Go's map from 1.24 on (`internal/runtime/maps`, `Map`): one group of eight slots, then a directory of tables that
 * double up to 1,024 slots and split from there.
 */
export class SwissMap {
  readonly ledger = new Ledger();
  readonly #layout: MemoryLayout;
  readonly #hashes: KeyHashes;
  readonly #log: EventLog;
  /** Entries of the single group; undefined before the first insert and once there are tables. */
  #small: number[] | undefined;
  /** Empty while the map is small. */
  #directory: Table[] = [];
  #globalDepth = 0;
  #slots = 0;
  #tables = 0;

  constructor({ runtime, types, hint, hashes, log }: MapOptions) {
    const layout = memoryLayout(runtime, types);
    this.#layout = layout;
    this.#hashes = hashes;
    this.#log = log;
    this.ledger.allocate(layout.headerBytes);
    const initial = initialTables(layout, hint);
    if (initial === undefined) return;
    this.#globalDepth = Math.log2(initial.tables);
    this.ledger.allocate(directoryBytes(layout, initial.tables));
    for (let index = 0; index < initial.tables; index++) {
      this.#directory.push(this.#newTable(initial.capacity, this.#globalDepth, index));
    }
  }

  /** Slots of the live tables, or of the single group. */
  get slots(): number {
    return this.#slots;
  }

  // Swiss maps have neither overflow buckets nor an evacuation under way: growth moves all entries of a table at once.
  readonly overflowBuckets = 0;
  readonly evacuatedBuckets = 0;
  readonly oldBuckets = 0;

  /** Assigns to a key the map does not hold yet. */
  insert(entry: number): void {
    this.#hashes.prepare(entry);
    if (this.#directory.length === 0) this.#insertSmall(entry);
    else this.#insertIntoTable(entry);
    this.ledger.allocate(this.#layout.bytesPerEntry, this.#layout.allocationsPerEntry);
  }

  #insertSmall(entry: number): void {
    if (this.#small === undefined) {
      this.#small = [];
      this.#slots = SLOTS_PER_CONTAINER;
      this.ledger.allocate(groupsBytes(this.#layout, SLOTS_PER_CONTAINER));
    }
    if (this.#small.length < SLOTS_PER_CONTAINER) {
      this.#small.push(entry);
      return;
    }
    this.#growToTable(this.#small);
    this.#insertIntoTable(entry);
  }

  #growToTable(small: readonly number[]): void {
    this.ledger.allocate(directoryBytes(this.#layout, 1));
    this.#slots -= SLOTS_PER_CONTAINER;
    const table = this.#newTable(FIRST_TABLE_CAPACITY, 0, 0);
    for (const entry of small) table.put(entry, this.#hashes.low[entry] ?? 0);
    this.ledger.release(groupsBytes(this.#layout, SLOTS_PER_CONTAINER));
    this.#directory = [table];
    this.#small = undefined;
    this.#countGrowth(small.length);
    this.#log.push('table-created', table.capacity, small.length);
  }

  #insertIntoTable(entry: number): void {
    for (;;) {
      const table = this.#tableOf(entry);
      if (table.growthLeft > 0) {
        table.put(entry, this.#hashes.low[entry] ?? 0);
        return;
      }
      if (table.capacity < MAX_TABLE_CAPACITY) this.#grow(table);
      else this.#split(table);
    }
  }

  #tableOf(entry: number): Table {
    // A shift by 32 is a shift by 0 in JavaScript, so a directory of one needs its own case, as in the runtime.
    const index = this.#globalDepth === 0 ? 0 : (this.#hashes.high[entry] ?? 0) >>> (32 - this.#globalDepth);
    const table = this.#directory[index];
    if (table === undefined) throw new Error(`no table at ${index} of ${this.#directory.length}`);
    return table;
  }

  #newTable(capacity: number, localDepth: number, index: number): Table {
    this.ledger.allocate(tableBytes(this.#layout, capacity), 2);
    this.#slots += capacity;
    this.#tables++;
    return new Table(capacity, localDepth, index);
  }

  #drop(table: Table): void {
    this.ledger.release(tableBytes(this.#layout, table.capacity));
    this.#slots -= table.capacity;
    this.#tables--;
  }

  #install(table: Table): void {
    const span = 2 ** (this.#globalDepth - table.localDepth);
    this.#directory.fill(table, table.index, table.index + span);
  }

  #countGrowth(movedEntries: number): void {
    this.#log.growths++;
    this.#log.movedEntries += movedEntries;
  }

  #grow(old: Table): void {
    const table = this.#newTable(old.capacity * 2, old.localDepth, old.index);
    old.moveInto(table, this.#hashes);
    this.#install(table);
    this.#drop(old);
    this.#countGrowth(old.used);
    this.#log.push('table-grown', old.index, old.capacity, table.capacity, old.used);
  }

  #split(old: Table): void {
    const left = this.#newTable(MAX_TABLE_CAPACITY, old.localDepth + 1, -1);
    const right = this.#newTable(MAX_TABLE_CAPACITY, old.localDepth + 1, -1);
    old.splitInto(left, right, this.#hashes);
    if (old.localDepth === this.#globalDepth) this.#doubleDirectory();
    left.index = old.index;
    this.#install(left);
    right.index = left.index + 2 ** (this.#globalDepth - left.localDepth);
    this.#install(right);
    this.#drop(old);
    this.#countGrowth(old.used);
    this.#log.push('table-split', left.index, old.used, this.#tables);
  }

  #doubleDirectory(): void {
    const old = this.#directory;
    this.#directory = [];
    for (const [index, table] of old.entries()) {
      this.#directory.push(table, table);
      // A table listed several times is renumbered once: its new index lies beyond the entries still to come.
      if (table.index === index) table.index = 2 * index;
    }
    this.#globalDepth++;
    this.ledger.allocate(directoryBytes(this.#layout, this.#directory.length));
    this.ledger.release(directoryBytes(this.#layout, old.length));
    this.#log.push('directory-doubled', this.#directory.length);
  }
}
