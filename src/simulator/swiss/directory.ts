import type { KeyHashes } from '../hash.ts';
import type { Architecture } from '../model.ts';
import type { Table } from './table.ts';

/**
 * Hash bits beyond which no directory goes: four million tables are far more than memory holds, so whoever gets
 * here feeds the map hashes that do not differ in their leading bits, and Go would run out of memory.
 */
const MAX_GLOBAL_DEPTH = 22;

/** The directory of tables (`internal/runtime/maps/map.go`): the leading bits of a hash choose one. */
export class Directory {
  #tables: Table[] = [];
  #globalDepth = 0;
  readonly #hashes: KeyHashes;
  /** Hashes have 32 bits on a 32-bit target, and their leading bits are those of the low word. */
  readonly #narrow: boolean;

  constructor(hashes: KeyHashes, architecture: Architecture) {
    this.#hashes = hashes;
    this.#narrow = architecture === '386';
  }

  /** Entries, 0 while the map is small; otherwise a power of two. */
  get length(): number {
    return this.#tables.length;
  }

  /** Leading hash bits that choose an entry. */
  get globalDepth(): number {
    return this.#globalDepth;
  }

  /** The 32 highest bits of the hashes, by key. */
  get top(): Uint32Array {
    return this.#narrow ? this.#hashes.low : this.#hashes.high;
  }

  at(index: number): Table {
    const table = this.#tables[index];
    if (table === undefined) throw new RangeError(`no table at ${index} of ${this.#tables.length}`);
    return table;
  }

  /** The table for a key (`directoryIndex`). */
  tableOf(key: number): Table {
    // A shift by 32 is a shift by 0 in JavaScript, so a directory of one needs its own case, as in the runtime.
    return this.at(this.#globalDepth === 0 ? 0 : (this.top[key] ?? 0) >>> (32 - this.#globalDepth));
  }

  /** Takes tables for a directory that has none yet, each at its own entry. */
  fill(tables: readonly Table[]): void {
    this.#tables = [...tables];
    this.#globalDepth = Math.log2(tables.length);
  }

  /** Puts a table into every entry it covers (`replaceTable`). */
  replace(table: Table): void {
    const covered = 2 ** (this.#globalDepth - table.localDepth);
    this.#tables.fill(table, table.index, table.index + covered);
  }

  /** Puts the two halves in the place of a table (`installTableSplit`). True when the directory had to double. */
  replaceBySplit(old: Table, left: Table, right: Table): boolean {
    const doubles = old.localDepth === this.#globalDepth;
    if (doubles) this.#double();
    left.index = old.index;
    this.replace(left);
    right.index = left.index + 2 ** (this.#globalDepth - left.localDepth);
    this.replace(right);
    return doubles;
  }

  #double(): void {
    if (this.#globalDepth === MAX_GLOBAL_DEPTH) {
      throw new RangeError(
        `more than ${this.length} tables: too many keys share the leading bits of their hash`,
      );
    }
    const tables: Table[] = [];
    for (const [index, table] of this.#tables.entries()) {
      tables.push(table, table);
      // A table listed several times is renumbered once: its new index lies beyond the entries still to come.
      if (table.index === index) table.index = 2 * index;
    }
    this.#tables = tables;
    this.#globalDepth++;
  }

  /** Each table once, in order. */
  distinct(): readonly Table[] {
    return this.#tables.filter((table, index) => table.index === index);
  }

  /** Takes copies of all tables of another directory (`Map.Clone` of Go 1.25). */
  copyFrom(other: Directory): void {
    this.#globalDepth = other.#globalDepth;
    let copied: Table | undefined;
    this.#tables = other.#tables.map((table, index) => {
      if (copied === undefined || table !== other.#tables[index - 1]) copied = table.copy();
      return copied;
    });
  }
}
