import type { OperationKind } from './run-recorder.ts';

/**
 * The memory of a simulated map after one operation, slot for slot: a copy that stays valid, in plain data and typed
 * arrays, so that it can be handed to another thread (`buffersOf`).
 */
export type MapPicture = ClassicPicture | SwissPicture;

/** What is pictured of a map of either layout. */
interface PictureOfOperation {
  /** Number of the operation; 0 is the first `make`. */
  readonly operation: number;
  readonly kind: OperationKind;
  /** Key the operation was about; undefined for `make`, `range`, `clear` and `clone`. */
  readonly key: number | undefined;
  /** Hash of that key in hexadecimal, 16 digits or 8 on a 32-bit target; undefined where none was computed. */
  readonly hash: string | undefined;
  /** Live entries. */
  readonly entries: number;
  /** Slots the map can address: 8 for each main bucket of the current array, or for each group of its tables. */
  readonly slots: number;
}

/** A map of buckets with overflow chains (`runtime.hmap`). */
export interface ClassicPicture extends PictureOfOperation {
  readonly layout: 'classic';
  /** Logarithm of the number of main buckets (`hmap.B`). */
  readonly b: number;
  /** The runtime's count of overflow buckets: exact below B = 16, a sample above. */
  readonly noverflow: number;
  /** The growth under way is to an array of the same size. */
  readonly sameSizeGrowth: boolean;
  /** The evacuation mark: all old buckets below it are evacuated. Stays at the end of the last growth. */
  readonly nevacuate: number;
  /** Old buckets evacuated so far, those above the mark included; 0 while the map does not grow. */
  readonly evacuatedBuckets: number;
  /** Undefined before the first assignment to a map made without a hint. */
  readonly current: BucketArrayPicture | undefined;
  /** The array under evacuation. */
  readonly old: BucketArrayPicture | undefined;
  /** Main buckets of the current array whose chains this operation filled by evacuation, in order. */
  readonly movedInto: Uint32Array;
  readonly probe: ClassicProbe | undefined;
}

/** The buckets of one array, main and overflow; the arrays are as in `BucketsView`. */
export interface BucketArrayPicture {
  /** Buckets 0…mainBuckets-1 begin the chains; higher numbers are overflow buckets. */
  readonly mainBuckets: number;
  /** Overflow buckets in use. */
  readonly overflowBuckets: number;
  /** Preallocated overflow buckets that are still free. */
  readonly spareBuckets: number;
  /** Tophash byte of each cell, 8 a bucket: a cell state below 5, else part of the hash. */
  readonly tophash: Uint8Array;
  /** Key in each cell; means something where the tophash is 5 or more. */
  readonly keys: Uint32Array;
  /** Number of the next bucket in the chain; 0 ends it. */
  readonly next: Uint32Array;
}

/** Where an operation looked for its key. */
export interface ClassicProbe {
  /** Lookups go to the old array as long as the key's old bucket is not evacuated. */
  readonly array: 'current' | 'old';
  /** Buckets of the chain it looked into, in order, and last the one it appended. */
  readonly buckets: Uint32Array;
  /** Cell that holds, got or lost the key; undefined where there was none. */
  readonly slot: number | undefined;
}

/** A Swiss map (`internal/runtime/maps.Map`). */
export interface SwissPicture extends PictureOfOperation {
  readonly layout: 'swiss';
  /** Leading hash bits that choose the directory entry. */
  readonly globalDepth: number;
  /** For each entry of the directory its table, as an index of `tables`; empty while the map is small. */
  readonly directory: Uint32Array;
  /** Each table once, in directory order. A small map has none, and its single group is slots 0…7. */
  readonly tables: readonly TablePicture[];
  /** Control byte of each slot, table after table: 0x80 empty, 0xfe deleted, below 0x80 full with 7 bits of the hash. */
  readonly controls: Uint8Array;
  /** Key in each slot; means something where the slot is full. */
  readonly keys: Uint32Array;
  /** Entries by the leading 6 bits of their hash, from 000000 to 111111. */
  readonly leadingBits: Uint32Array;
  /** Entries by the number of groups a lookup of them looks into; item 0 counts none. */
  readonly probeLengths: Uint32Array;
  /** Tables that this operation made by growing or splitting, as indexes of `tables`. */
  readonly newTables: Uint32Array;
  readonly probe: SwissProbe | undefined;
}

/** One Swiss table (`maps.table`). */
export interface TablePicture {
  /** First directory entry that points to it. */
  readonly index: number;
  /** Leading hash bits its keys share. */
  readonly localDepth: number;
  /** Slots. */
  readonly capacity: number;
  readonly used: number;
  /** Empty slots that may still be filled before the table must grow. */
  readonly growthLeft: number;
  readonly tombstones: number;
  /** Its first slot in `controls` and `keys`. */
  readonly firstSlot: number;
}

/** Where an operation looked for its key. */
export interface SwissProbe {
  /** Index of `tables`; 0 in a small map. */
  readonly table: number;
  /** Groups of that table it looked into, in probing order. */
  readonly groups: Uint32Array;
  /** Slot of the table that holds, got or lost the key; undefined where there was none. */
  readonly slot: number | undefined;
}

/** The memory behind a picture's arrays, each once: to be transferred along with it. */
export function buffersOf(picture: MapPicture): ArrayBuffer[] {
  const arrays =
    picture.layout === 'classic'
      ? [
          picture.movedInto,
          picture.probe?.buckets,
          ...[picture.current, picture.old].flatMap((array) =>
            array === undefined ? [] : [array.tophash, array.keys, array.next],
          ),
        ]
      : [
          picture.directory,
          picture.controls,
          picture.keys,
          picture.leadingBits,
          picture.probeLengths,
          picture.newTables,
          picture.probe?.groups,
        ];
  return arrays.flatMap((array) => (array === undefined ? [] : [array.buffer as ArrayBuffer]));
}
