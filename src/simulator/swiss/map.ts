import type { KeyHashes } from '../hash.ts';
import type { MemoryLayout } from '../layout.ts';
import { memoryLayout, SLOTS_PER_CONTAINER } from '../layout.ts';
import { Ledger } from '../ledger.ts';
import type { IterationStart, LastOperation, MapIteration, MapOptions, SimulatedMap } from '../map.ts';
import type { MapRuntime } from '../model.ts';
import type { SwissPicture } from '../picture.ts';
import { Directory } from './directory.ts';
import { SwissIteration } from './iteration.ts';
import { pictureOf } from './picture.ts';
import { SmallGroup } from './small-map.ts';
import { CONTROL_EMPTY, FIRST_WITH_TOMBSTONE_POSSIBLE } from './state.ts';
import type { SwissState } from './state.ts';
import { controlOf, Table } from './table.ts';
import {
  directoryBytes,
  FIRST_TABLE_CAPACITY,
  groupsBytes,
  initialTables,
  MAX_TABLE_CAPACITY,
  tableBytes,
} from './tables.ts';
import { prunesTombstones, pruneTombstones } from './tombstones.ts';

/** From this minor release on an overwrite leaves a small map with eight entries small (`runtime.go`, `mapassign`). */
const FIRST_TO_SEARCH_FULL_SMALL_MAP = 27;
/** From this minor release on `maps.Clone` copies memory (`map.go`, `Clone`). */
const FIRST_WITH_CLONE = 25;

/**
 * Go's map from 1.24 on (`internal/runtime/maps`, `Map`): one group of eight slots, then a directory of tables that
 * double up to 1,024 slots and split from there.
 */
export class SwissMap implements SimulatedMap {
  readonly runtime: MapRuntime;
  readonly ledger = new Ledger();
  // Swiss maps have neither overflow buckets nor an evacuation under way: growth moves all entries of a table at once.
  readonly overflowBuckets = 0;
  readonly evacuatedBuckets = 0;
  readonly oldBuckets = 0;
  readonly #options: MapOptions;
  readonly #layout: MemoryLayout;
  readonly #hashes: KeyHashes;
  readonly #prunes: boolean;
  readonly #searchesFullSmallMap: boolean;
  readonly #directory: Directory;
  /** Undefined before the first insert and once there are tables. */
  #small: SmallGroup | undefined;
  #count = 0;
  #slots = 0;
  #tables = 0;
  #tombstones = 0;
  #tombstonePossible = false;
  #clearSeq = 0;
  #probes = 0;
  /** Slot that the last delete emptied, negative where it did not find its key. */
  #emptied = -1;

  constructor(options: MapOptions) {
    const { runtime, types, hint, hashes } = options;
    const layout = memoryLayout(runtime, types);
    this.runtime = runtime;
    this.#options = options;
    this.#layout = layout;
    this.#hashes = hashes;
    this.#prunes = prunesTombstones(runtime, layout.keyPath);
    this.#searchesFullSmallMap = runtime.minor >= FIRST_TO_SEARCH_FULL_SMALL_MAP;
    this.#directory = new Directory(hashes, runtime.architecture);
    this.ledger.allocate(layout.headerBytes);
    const initial = initialTables(layout, hint);
    if (initial === undefined) return;
    this.ledger.allocate(directoryBytes(layout, initial.tables));
    const depth = Math.log2(initial.tables);
    const tables = Array.from({ length: initial.tables }, (_, index) =>
      this.#newTable(initial.capacity, depth, index),
    );
    this.#directory.fill(tables);
  }

  get count(): number {
    return this.#count;
  }

  get slots(): number {
    return this.#slots;
  }

  get tables(): number {
    return this.#tables;
  }

  get tombstones(): number {
    return this.#tombstones;
  }

  get probes(): number {
    return this.#probes;
  }

  assign(key: number): boolean {
    this.#hashes.prepare(key);
    this.#probes = 0;
    const isNew = this.#directory.length === 0 ? this.#assignSmall(key) : this.#assignToTable(key);
    if (!isNew) return false;
    this.#count++;
    const { allocationsPerEntry, bytesPerEntry } = this.#layout;
    if (allocationsPerEntry > 0) this.ledger.allocate(bytesPerEntry, allocationsPerEntry);
    return true;
  }

  delete(key: number): boolean {
    this.#probes = 0;
    if (this.#count === 0) return false;
    this.#hashes.prepare(key);
    if (!(this.#small === undefined ? this.#deleteFromTable(key) : this.#deleteSmall(this.#small, key))) {
      return false;
    }
    this.#count--;
    this.ledger.release(this.#layout.bytesPerEntry);
    if (this.#count === 0) this.#hashes.reseed();
    return true;
  }

  has(key: number): boolean {
    this.#probes = 0;
    if (this.#count === 0) return false;
    this.#hashes.prepare(key);
    if (this.#small !== undefined) {
      this.#probes = 1;
      return this.#small.search(key) >= 0;
    }
    return this.#search(this.#directory.tableOf(key), key) >= 0;
  }

  /** Follows `Map.Clear`: Go 1.24 leaves an empty map alone, later releases clear it of tombstones. */
  clear(): void {
    if (this.#count === 0 && !this.#tombstonePossible) return;
    this.#small?.clear();
    for (const table of this.#directory.distinct()) table.clear();
    this.#options.log.push('cleared', this.#count);
    this.ledger.release(this.#layout.bytesPerEntry * this.#count);
    this.#count = 0;
    this.#tombstones = 0;
    this.#tombstonePossible = false;
    this.#clearSeq++;
    this.#hashes.reseed();
  }

  clone(): SwissMap {
    return this.runtime.minor >= FIRST_WITH_CLONE ? this.#copyMemory() : this.#reinsert();
  }

  iterate(start: IterationStart): MapIteration {
    return new SwissIteration(this, this.#directory, this.#hashes, this.#small, start);
  }

  picture(last: LastOperation): SwissPicture {
    return pictureOf(
      {
        options: this.#options,
        hashes: this.#hashes,
        small: this.#small,
        directory: this.#directory,
        entries: this.#count,
        slots: this.#slots,
        probes: this.#probes,
        emptied: this.#emptied,
      },
      last,
    );
  }

  /** A view of the map for digests, pictures and debugging. */
  state(): SwissState {
    return {
      used: this.#count,
      globalDepth: this.#directory.globalDepth,
      dirLen: this.#directory.length,
      tombstonePossible: this.#tombstonePossible,
      clearSeq: this.#clearSeq,
      small: this.#small,
      tables: this.#directory.distinct(),
    };
  }

  #assignSmall(key: number): boolean {
    const small = (this.#small ??= this.#newSmallGroup());
    const isFull = this.#count === SLOTS_PER_CONTAINER;
    if (isFull && !this.#searchesFullSmallMap) {
      this.#growToTable(small);
      return this.#assignToTable(key);
    }
    this.#probes = 1;
    if (small.search(key) >= 0) return false;
    const hashLow = this.#hashes.low[key] ?? 0;
    if (isFull) {
      const table = this.#growToTable(small);
      table.put(key, hashLow);
      this.#probes += table.probes;
    } else {
      small.put(key, controlOf(hashLow));
    }
    return true;
  }

  #assignToTable(key: number): boolean {
    for (;;) {
      const table = this.#directory.tableOf(key);
      const found = this.#search(table, key);
      if (found >= 0) return false;
      const slot = ~found;
      const isEmpty = table.controls[slot] === CONTROL_EMPTY;
      if (isEmpty && table.growthLeft === 0 && this.#prunes) this.#prune(table);
      if (isEmpty && table.growthLeft === 0) {
        this.#rehash(table);
        continue;
      }
      if (!isEmpty) this.#tombstones--;
      table.fill(slot, key, this.#hashes.low[key] ?? 0);
      return true;
    }
  }

  #deleteSmall(small: SmallGroup, key: number): boolean {
    this.#probes = 1;
    const slot = small.search(key);
    this.#emptied = slot;
    if (slot < 0) return false;
    small.remove(slot);
    return true;
  }

  #deleteFromTable(key: number): boolean {
    const table = this.#directory.tableOf(key);
    const slot = this.#search(table, key);
    this.#emptied = slot;
    if (slot < 0) return false;
    if (table.remove(slot)) {
      this.#tombstones++;
      this.#tombstonePossible = this.runtime.minor >= FIRST_WITH_TOMBSTONE_POSSIBLE;
    }
    return true;
  }

  #search(table: Table, key: number): number {
    const found = table.search(key, this.#hashes.low[key] ?? 0);
    this.#probes += table.probes;
    return found;
  }

  #prune(table: Table): void {
    const pruned = pruneTombstones(table, this.#hashes);
    if (pruned === 0) return;
    this.#tombstones -= pruned;
    this.#options.log.push('tombstones-pruned', table.index, pruned);
  }

  #rehash(table: Table): void {
    if (table.capacity < MAX_TABLE_CAPACITY) this.#grow(table);
    else this.#split(table);
  }

  #growToTable(small: SmallGroup): Table {
    const table = this.#newTable(FIRST_TABLE_CAPACITY, 0, 0);
    for (const key of small.keys) table.put(key, this.#hashes.low[key] ?? 0);
    this.ledger.allocate(directoryBytes(this.#layout, 1));
    this.ledger.release(groupsBytes(this.#layout, SLOTS_PER_CONTAINER));
    this.#directory.fill([table]);
    this.#small = undefined;
    this.#slots -= SLOTS_PER_CONTAINER;
    this.#countGrowth(table.used);
    this.#options.log.push('table-created', table.capacity, table.used);
    return table;
  }

  #grow(old: Table): void {
    const { index } = old;
    const table = this.#newTable(old.capacity * 2, old.localDepth, index);
    old.moveInto(table, this.#hashes.low);
    this.#directory.replace(table);
    this.#drop(old);
    this.#countGrowth(old.used);
    this.#options.log.push('table-grown', index, old.capacity, table.capacity, old.used);
  }

  #split(old: Table): void {
    const { log } = this.#options;
    const left = this.#newTable(MAX_TABLE_CAPACITY, old.localDepth + 1, -1);
    const right = this.#newTable(MAX_TABLE_CAPACITY, old.localDepth + 1, -1);
    old.splitInto(left, right, this.#hashes.low, this.#directory.top);
    if (this.#directory.replaceBySplit(old, left, right)) {
      const { length } = this.#directory;
      this.ledger.allocate(directoryBytes(this.#layout, length));
      this.ledger.release(directoryBytes(this.#layout, length / 2));
      log.push('directory-doubled', length);
    }
    this.#drop(old);
    this.#countGrowth(old.used);
    log.push('table-split', left.index, old.used, this.#tables);
  }

  #newSmallGroup(): SmallGroup {
    this.#slots = SLOTS_PER_CONTAINER;
    this.ledger.allocate(groupsBytes(this.#layout, SLOTS_PER_CONTAINER));
    return new SmallGroup();
  }

  #newTable(capacity: number, localDepth: number, index: number): Table {
    this.ledger.allocate(tableBytes(this.#layout, capacity), 2);
    this.#slots += capacity;
    this.#tables++;
    return new Table(capacity, localDepth, index);
  }

  /** Iterations may still walk the old table; the index tells them that it was replaced. */
  #drop(table: Table): void {
    this.ledger.release(tableBytes(this.#layout, table.capacity));
    this.#slots -= table.capacity;
    this.#tables--;
    this.#tombstones -= table.tombstones;
    table.index = -1;
  }

  #countGrowth(movedEntries: number): void {
    const { log } = this.#options;
    log.growths++;
    log.movedEntries += movedEntries;
  }

  /** `maps.Clone` from Go 1.25 on: memory is copied with its capacity, tombstones and seed (`Map.Clone`). */
  #copyMemory(): SwissMap {
    const copy = new SwissMap({ ...this.#options, hint: undefined, hashes: this.#hashes.copy() });
    copy.#small = this.#small?.copy();
    copy.#directory.copyFrom(this.#directory);
    copy.#count = this.#count;
    copy.#slots = this.#slots;
    copy.#tables = this.#tables;
    copy.#tombstones = this.#tombstones;
    copy.#tombstonePossible = this.#tombstonePossible;
    copy.#clearSeq = this.#clearSeq;
    copy.#bookCopiedMemory();
    return copy;
  }

  #bookCopiedMemory(): void {
    const { bytesPerEntry, allocationsPerEntry } = this.#layout;
    this.ledger.allocate(bytesPerEntry * this.#count, allocationsPerEntry * this.#count);
    if (this.#small !== undefined) this.ledger.allocate(groupsBytes(this.#layout, SLOTS_PER_CONTAINER));
    if (this.#directory.length === 0) return;
    this.ledger.allocate(directoryBytes(this.#layout, this.#directory.length));
    for (const { capacity } of this.#directory.distinct()) {
      this.ledger.allocate(tableBytes(this.#layout, capacity), 2);
    }
  }

  /** `maps.Clone` of Go 1.24: a new map for as many entries, filled in iteration order (`map_swiss.go`, `mapclone2`). */
  #reinsert(): SwissMap {
    const { random } = this.#options;
    const copy = new SwissMap({ ...this.#options, hint: this.#count, hashes: this.#hashes.anew() });
    const iteration = this.iterate({ slot: random.next(), first: random.next() });
    for (let key = iteration.next(); key >= 0; key = iteration.next()) copy.assign(key);
    return copy;
  }
}
