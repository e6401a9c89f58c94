/** Control byte of an empty slot (`internal/runtime/maps/group.go`, `ctrlEmpty`). */
export const CONTROL_EMPTY = 0x80;

/** Control byte of a tombstone: deleted, but probing must go on past it (`group.go`, `ctrlDeleted`). */
export const CONTROL_DELETED = 0xfe;

/** Set in the control bytes of slots without an entry; a full slot holds the low 7 bits of its hash. */
export const NOT_FULL = 0x80;

/** First minor release whose map remembers that a delete left a tombstone (`map.go`, `tombstonePossible`). */
export const FIRST_WITH_TOMBSTONE_POSSIBLE = 25;

/** Eight slots or a multiple of that, group by group. A key number counts only where the slot is full. */
export interface SwissSlots {
  readonly controls: ArrayLike<number>;
  readonly keys: ArrayLike<number>;
}

/** One table (`maps.table`). */
export interface SwissTableState extends SwissSlots {
  /** First directory entry that points to the table; -1 once it was replaced. */
  readonly index: number;
  /** Leading hash bits that all keys of the table share. */
  readonly localDepth: number;
  /** Slots. */
  readonly capacity: number;
  readonly used: number;
  /** Empty slots that may still be filled before the table must grow. */
  readonly growthLeft: number;
}

/** A Swiss map as it stands (`maps.Map`). A view: it holds until the next operation on the map. */
export interface SwissState {
  readonly used: number;
  /** Hash bits that choose the directory entry. */
  readonly globalDepth: number;
  /** Entries of the directory, 0 while the map is small. */
  readonly dirLen: number;
  /** From Go 1.25: a delete has left a tombstone since the last `clear`. Always false in Go 1.24. */
  readonly tombstonePossible: boolean;
  /** How often the map was cleared. */
  readonly clearSeq: number;
  /** The single group of a small map, undefined before its first entry and once there are tables. */
  readonly small: SwissSlots | undefined;
  /** Each table once, in directory order. */
  readonly tables: readonly SwissTableState[];
}
