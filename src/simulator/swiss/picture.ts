import type { KeyHashes } from '../hash.ts';
import { hashText } from '../hash.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { LastOperation, MapOptions } from '../map.ts';
import type { SwissPicture, SwissProbe, TablePicture } from '../picture.ts';
import type { Directory } from './directory.ts';
import type { SmallGroup } from './small-map.ts';
import { NOT_FULL } from './state.ts';
import type { SwissSlots } from './state.ts';
import type { Table } from './table.ts';
import { firstGroup } from './table.ts';

/** Leading hash bits by which a picture counts the entries. */
const COUNTED_BITS = 6;

/** What a picture is made of, and what the last operation left behind. */
export interface PictureSource {
  readonly options: MapOptions;
  readonly hashes: KeyHashes;
  readonly small: SmallGroup | undefined;
  readonly directory: Directory;
  readonly entries: number;
  readonly slots: number;
  /** Groups it looked into. */
  readonly probes: number;
  /** Slot it emptied, if it was a delete; negative where it did not find its key. */
  readonly emptied: number;
}

/** A copy of a map's memory right after an operation. */
export function pictureOf(source: PictureSource, last: LastOperation): SwissPicture {
  const { hashes, directory, small, entries, slots } = source;
  const { key } = last;
  const isHashed = key !== undefined && source.probes > 0;
  const distinct = directory.distinct();
  const tables = tablePictures(distinct);
  const holders: readonly SwissSlots[] = small === undefined ? distinct : [small];
  const controls = new Uint8Array(slots);
  const keys = new Uint32Array(slots);
  let at = 0;
  for (const holder of holders) {
    controls.set(holder.controls, at);
    keys.set(holder.keys, at);
    at += holder.controls.length;
  }
  return {
    layout: 'swiss',
    operation: last.operation,
    kind: last.kind,
    key,
    hash: isHashed ? hashText(hashes, key, source.options.runtime) : undefined,
    entries,
    slots,
    globalDepth: directory.globalDepth,
    directory: directoryPicture(distinct, directory),
    tables,
    controls,
    keys,
    ...countHashes(holders, source),
    newTables: newTables(source, distinct, last),
    probe: isHashed ? probeOf(source, distinct, key, last) : undefined,
  };
}

function tablePictures(tables: readonly Table[]): readonly TablePicture[] {
  let firstSlot = 0;
  return tables.map(({ index, localDepth, capacity, used, growthLeft, tombstones }) => {
    const picture = { index, localDepth, capacity, used, growthLeft, tombstones, firstSlot };
    firstSlot += capacity;
    return picture;
  });
}

function directoryPicture(tables: readonly Table[], { length, globalDepth }: Directory): Uint32Array {
  const entries = new Uint32Array(length);
  for (const [number, { index, localDepth }] of tables.entries()) {
    entries.fill(number, index, index + 2 ** (globalDepth - localDepth));
  }
  return entries;
}

/** What only the hashes tell: which part of the directory each entry belongs to, and how far it is from its first group. */
function countHashes(
  holders: readonly SwissSlots[],
  { hashes, directory }: PictureSource,
): Pick<SwissPicture, 'leadingBits' | 'probeLengths'> {
  const { low } = hashes;
  const { top } = directory;
  const leadingBits = new Uint32Array(2 ** COUNTED_BITS);
  const lengths: (number | undefined)[] = [0];
  for (const { controls, keys } of holders) {
    const groupMask = controls.length / SLOTS_PER_CONTAINER - 1;
    for (let slot = 0; slot < controls.length; slot++) {
      if (((controls[slot] ?? NOT_FULL) & NOT_FULL) !== 0) continue;
      const key = keys[slot] ?? 0;
      const part = (top[key] ?? 0) >>> (32 - COUNTED_BITS);
      leadingBits[part] = (leadingBits[part] ?? 0) + 1;
      let length = 1;
      const own = Math.floor(slot / SLOTS_PER_CONTAINER);
      for (let group = firstGroup(low[key] ?? 0, groupMask); group !== own; length++) {
        group = (group + length) & groupMask;
      }
      lengths[length] = (lengths[length] ?? 0) + 1;
    }
  }
  return { leadingBits, probeLengths: Uint32Array.from(lengths, (entries) => entries ?? 0) };
}

/** What one operation makes lies where its key's table was before: under the bits that this one had. */
function newTables(source: PictureSource, tables: readonly Table[], last: LastOperation): Uint32Array {
  const { options, directory } = source;
  if (last.key === undefined) return new Uint32Array();
  let grown = false;
  let splits = 0;
  for (let at = options.log.countUpTo(last.operation - 1); at < options.log.length; at++) {
    const kind = options.log.kindAt(at);
    if (kind === 'table-split') splits++;
    if (kind === 'table-split' || kind === 'table-grown' || kind === 'table-created') grown = true;
  }
  if (!grown) return new Uint32Array();
  const own = directory.tableOf(last.key);
  const covered = 2 ** (directory.globalDepth - own.localDepth + splits);
  const made: number[] = [];
  for (const [number, { index }] of tables.entries()) {
    if (Math.floor(index / covered) === Math.floor(own.index / covered)) made.push(number);
  }
  return Uint32Array.from(made);
}

function probeOf(
  source: PictureSource,
  tables: readonly Table[],
  key: number,
  { kind }: LastOperation,
): SwissProbe {
  const { hashes, small, emptied } = source;
  if (small !== undefined) {
    const slot = kind === 'delete' ? emptied : small.search(key);
    return { table: 0, groups: Uint32Array.of(0), slot: slot < 0 ? undefined : slot };
  }
  const table = source.directory.tableOf(key);
  const groups = new Uint32Array(table.probes);
  let group = firstGroup(hashes.low[key] ?? 0, table.groupMask);
  for (let step = 0; step < groups.length; step++) {
    group = (group + step) & table.groupMask;
    groups[step] = group;
  }
  const slot = kind === 'delete' ? emptied : slotOf(table, groups, key);
  return { table: tables.indexOf(table), groups, slot: slot < 0 ? undefined : slot };
}

function slotOf(table: Table, groups: Uint32Array, key: number): number {
  for (const group of groups) {
    const end = (group + 1) * SLOTS_PER_CONTAINER;
    for (let slot = end - SLOTS_PER_CONTAINER; slot < end; slot++) {
      if (table.isFull(slot) && table.keys[slot] === key) return slot;
    }
  }
  return -1;
}
