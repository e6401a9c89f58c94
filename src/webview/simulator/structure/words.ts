import { formatCount, plural } from '../../../base/format.ts';
import type { ClassicPicture, MapPicture, SwissPicture } from '../../../simulator/index.ts';
import { formatShare } from '../../shared/format.ts';
import {
  CONTROL_DELETED,
  EVACUATED_EMPTY,
  EVACUATED_X,
  MIN_TOP_HASH,
  NOT_FULL,
  SLOTS_PER_CONTAINER as SLOTS,
} from '../../../simulator/index.ts';
import type { Columns } from './columns.ts';

/** The memory of a map in a sentence or two. */
export function pictureText(picture: MapPicture): string {
  return picture.layout === 'classic' ? bucketsText(picture) : tablesText(picture);
}

function bucketsText(picture: ClassicPicture): string {
  const { current, old, entries, evacuatedBuckets, nevacuate } = picture;
  if (current === undefined) return 'No bucket is allocated yet.';
  const { mainBuckets, overflowBuckets } = current;
  const overflow =
    overflowBuckets === 0 ? '' : `, ${plural(overflowBuckets, 'overflow bucket', 'overflow buckets')}`;
  if (old === undefined) {
    const load = (entries / mainBuckets).toFixed(1);
    return `${plural(mainBuckets, 'bucket', 'buckets')} of 8 slots, ${load} entries in each on average${overflow}.`;
  }
  const outOfOrder = Math.max(0, evacuatedBuckets - nevacuate);
  const order = `${formatCount(evacuatedBuckets - outOfOrder)} in order`;
  const touched =
    outOfOrder === 0 ? '' : ` and ${formatCount(outOfOrder)} out of order, because a write touched them`;
  const sameSize = picture.sameSizeGrowth ? ' of the same size' : '';
  return (
    `${formatCount(old.mainBuckets)} old → ${formatCount(mainBuckets)} new buckets${sameSize}, ` +
    `${formatShare(evacuatedBuckets / old.mainBuckets)} evacuated: ${order}${touched}${overflow}.`
  );
}

function tablesText(picture: SwissPicture): string {
  const { tables, slots, entries, directory } = picture;
  if (slots === 0) return 'No group is allocated yet.';
  if (tables.length === 0) return `One group, ${formatCount(entries)} of 8 slots used.`;
  const tombstones = tables.reduce((sum, table) => sum + table.tombstones, 0);
  const dead = tombstones === 0 ? '' : `, ${plural(tombstones, 'tombstone', 'tombstones')}`;
  const [first] = tables;
  const inTables =
    tables.length === 1
      ? `One table of ${formatCount(first?.capacity ?? 0)} slots`
      : `${formatCount(tables.length)} tables behind a directory of ${formatCount(directory.length)}, ${formatCount(slots)} slots`;
  return `${inTables}, ${formatShare(entries / slots)} used${dead}.`;
}

/** What is in one bucket or group. */
export function columnText(picture: MapPicture, columns: Columns, column: number, table: number): string {
  return picture.layout === 'classic'
    ? bucketText(picture, columns, column)
    : groupText(picture, column, table);
}

function bucketText(picture: ClassicPicture, columns: Columns, column: number): string {
  const array = columns.id === 'old' ? picture.old : picture.current;
  if (array === undefined) return '';
  const bytes = [...array.tophash.slice(column * SLOTS, (column + 1) * SLOTS)].map(hex).join(' ');
  const overflow = columns.overflowAt(column);
  const chain = overflow === 0 ? '' : `, ${plural(overflow, 'overflow bucket', 'overflow buckets')} below`;
  const entries = columns.entriesAt(column);
  const name = `${columns.id === 'old' ? 'Old bucket' : 'Bucket'} ${formatCount(column)}`;
  const isEvacuated = columns.id === 'old' && isEvacuatedState(array.tophash[column * SLOTS] ?? 0);
  const what = isEvacuated
    ? `evacuated, had ${plural(entries, 'entry', 'entries')}`
    : plural(entries, 'entry', 'entries');
  return `${name}: ${what}${chain}; tophash ${bytes}${keysText(array.keys, column, (slot) => (array.tophash[slot] ?? 0) >= MIN_TOP_HASH)}`;
}

const isEvacuatedState = (tophash: number): boolean => tophash >= EVACUATED_X && tophash <= EVACUATED_EMPTY;

function groupText(picture: SwissPicture, column: number, table: number): string {
  const first = (picture.tables[table]?.firstSlot ?? 0) + column * SLOTS;
  const controls = [...picture.controls.slice(first, first + SLOTS)];
  const full = controls.filter(isFull).length;
  const deleted = controls.filter((control) => control === CONTROL_DELETED).length;
  const parts = [plural(full, 'entry', 'entries')];
  if (deleted > 0) parts.push(plural(deleted, 'tombstone', 'tombstones'));
  // The one group of a small map is all there is.
  if (full + deleted === SLOTS && picture.tables.length > 0) parts.push('no empty slot, so a search goes on');
  const name =
    picture.tables.length > 1
      ? `Table ${formatCount(table)}, group ${formatCount(column)}`
      : `Group ${formatCount(column)}`;
  return `${name}: ${parts.join(', ')}; control word ${controls.map(hex).join(' ')}${keysText(
    picture.keys,
    first / SLOTS,
    (slot) => isFull(picture.controls[slot] ?? NOT_FULL),
  )}`;
}

const isFull = (control: number): boolean => (control & NOT_FULL) === 0;

function keysText(keys: Uint32Array, column: number, holdsKey: (slot: number) => boolean): string {
  const found: string[] = [];
  for (let slot = column * SLOTS; slot < (column + 1) * SLOTS; slot++) {
    if (holdsKey(slot)) found.push(formatCount(keys[slot] ?? 0));
  }
  return found.length === 0 ? '' : `; keys ${found.join(' · ')}`;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** What the operation looked into, where that was more than one place. */
export function probeText(picture: MapPicture): string | undefined {
  if (picture.layout === 'classic') {
    const buckets = picture.probe?.buckets.length ?? 0;
    return buckets < 2 ? undefined : `The last operation walked a chain of ${buckets} buckets.`;
  }
  const { probe } = picture;
  if (probe === undefined || probe.groups.length < 2) return undefined;
  const path = [...probe.groups].map(formatCount).join(' → ');
  const where = picture.tables.length > 1 ? `table ${formatCount(probe.table)}, ` : '';
  return `The last operation looked into ${where}groups ${path}.`;
}
