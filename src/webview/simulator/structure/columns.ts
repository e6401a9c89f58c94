import {
  CONTROL_DELETED,
  EVACUATED_X,
  EVACUATED_Y,
  MIN_TOP_HASH,
  NOT_FULL,
  SLOTS_PER_CONTAINER as SLOTS,
} from '../../../simulator/index.ts';
import type {
  BucketArrayPicture,
  ClassicPicture,
  MapPicture,
  SwissPicture,
  TablePicture,
} from '../../../simulator/index.ts';

/** What is in a slot. `moved`: an entry that this operation has brought there by growth. */
export type SlotRole = 'empty' | 'full' | 'moved' | 'evacuated' | 'deleted';

/** An array of buckets, or the groups of a table: side by side, eight slots each. */
export interface Columns {
  readonly id: 'old' | 'buckets' | 'groups';
  readonly label: string;
  readonly count: number;
  readonly roleAt: (column: number, slot: number) => SlotRole;
  /** Overflow buckets under a bucket; 0 for groups. */
  readonly overflowAt: (column: number) => number;
  /** Entries in a bucket and its chain, or in a group; of an evacuated bucket those it had. */
  readonly entriesAt: (column: number) => number;
  /** Where the evacuation stands: buckets below are evacuated. */
  readonly mark: number | undefined;
}

/** The arrays of a picture, the old one of an evacuation first; of a Swiss map the groups of one table. */
export function columnsOf(picture: MapPicture, table: number): readonly Columns[] {
  return picture.layout === 'classic' ? bucketColumns(picture) : groupColumns(picture, table);
}

function bucketColumns(picture: ClassicPicture): readonly Columns[] {
  const { current, old } = picture;
  if (current === undefined) return [];
  const moved = new Set(picture.movedInto);
  const now: Columns = {
    id: 'buckets',
    label: old === undefined ? 'buckets' : 'new',
    count: current.mainBuckets,
    roleAt: (column, slot) =>
      (current.tophash[column * SLOTS + slot] ?? 0) < MIN_TOP_HASH
        ? 'empty'
        : moved.has(column)
          ? 'moved'
          : 'full',
    ...chainsOf(current),
    mark: undefined,
  };
  if (old === undefined) return [now];
  const before: Columns = {
    id: 'old',
    label: 'old',
    count: old.mainBuckets,
    roleAt: (column, slot) => {
      const state = old.tophash[column * SLOTS + slot] ?? 0;
      if (state >= MIN_TOP_HASH) return 'full';
      return state === EVACUATED_X || state === EVACUATED_Y ? 'evacuated' : 'empty';
    },
    ...chainsOf(old),
    mark: picture.nevacuate,
  };
  return [before, now];
}

function chainsOf({ tophash, next }: BucketArrayPicture): Pick<Columns, 'overflowAt' | 'entriesAt'> {
  return {
    overflowAt: (column) => {
      let buckets = 0;
      for (let at = next[column] ?? 0; at !== 0; at = next[at] ?? 0) buckets++;
      return buckets;
    },
    entriesAt: (column) => {
      let entries = 0;
      let bucket = column;
      do {
        for (let cell = bucket * SLOTS; cell < (bucket + 1) * SLOTS; cell++) {
          const state = tophash[cell] ?? 0;
          if (state >= MIN_TOP_HASH || state === EVACUATED_X || state === EVACUATED_Y) entries++;
        }
        bucket = next[bucket] ?? 0;
      } while (bucket !== 0);
      return entries;
    },
  };
}

function groupColumns(picture: SwissPicture, table: number): readonly Columns[] {
  const chosen = picture.tables[table];
  const firstSlot = chosen?.firstSlot ?? 0;
  const slots = chosen?.capacity ?? picture.controls.length;
  if (slots === 0) return [];
  const isNew = picture.newTables.includes(table);
  const roleAt: Columns['roleAt'] = (column, slot) => {
    const control = picture.controls[firstSlot + column * SLOTS + slot] ?? NOT_FULL;
    if ((control & NOT_FULL) === 0) return isNew ? 'moved' : 'full';
    return control === CONTROL_DELETED ? 'deleted' : 'empty';
  };
  return [
    {
      id: 'groups',
      label: picture.tables.length < 2 ? 'groups' : `table ${table}`,
      count: slots / SLOTS,
      roleAt,
      overflowAt: () => 0,
      entriesAt: (column) => {
        let entries = 0;
        for (let slot = 0; slot < SLOTS; slot++) {
          const role = roleAt(column, slot);
          if (role === 'full' || role === 'moved') entries++;
        }
        return entries;
      },
      mark: undefined,
    },
  ];
}

/** The table a picture is best opened on: that of its operation. */
export function tellingTable(picture: MapPicture): number {
  return picture.layout === 'swiss' ? (picture.probe?.table ?? picture.newTables[0] ?? 0) : 0;
}

/** Columns that the operation looked into, in order, of the array with this id. */
export function probedColumns(picture: MapPicture, id: Columns['id'], table: number): readonly number[] {
  if (picture.layout === 'swiss') {
    return picture.probe?.table === table ? [...picture.probe.groups] : [];
  }
  if (picture.probe === undefined) return [];
  const isHere = (picture.probe.array === 'old') === (id === 'old');
  // The chain's other buckets lie under the first one.
  return isHere ? [...picture.probe.buckets.slice(0, 1)] : [];
}

/** Share of a table's slots that hold an entry, and that hold a tombstone. */
export function tableFill({ capacity, used, tombstones }: TablePicture): {
  readonly used: number;
  readonly tombstones: number;
} {
  return { used: used / capacity, tombstones: tombstones / capacity };
}
