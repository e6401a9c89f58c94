import { allocationBytes } from './malloc.ts';
import type { KeyPath, MapRuntime, SlotTypes, StoredType } from './model.ts';
import { wordBytes } from './runtime.ts';

/** Slots in a classic bucket and in a Swiss group (`abi.MapBucketCount`, `abi.MapGroupSlots`). */
export const SLOTS_PER_CONTAINER = 8;

/** Keys and elements above so many bytes are stored behind a pointer (`abi.MapMaxKeyBytes`, `abi.MapMaxElemBytes`). */
export const LARGEST_INLINE_BYTES = 128;

/** Eight tophash bytes of a bucket, or the control word of a group. */
const METADATA_BYTES = 8;
/** `GOEXPERIMENT=noswissmap` builds of this release have the larger `hmap`. */
const FIRST_MINOR_WITH_CLEAR_SEQ = 24;

/** How a runtime stores entries of given types, in words a person can be shown. */
export interface LayoutDescription {
  /** Bytes one slot takes; for a bucket key and element alone, for a group with its padding. */
  readonly slotBytes: number;
  /** Bytes of one bucket (tophash and overflow pointer included) or group (control word included). */
  readonly containerBytes: number;
  readonly containerName: 'bucket' | 'group';
  /** True when the key is above 128 bytes: each entry allocates it and the slot holds a pointer. */
  readonly indirectKey: boolean;
  /** True when the element is above 128 bytes: each entry allocates it and the slot holds a pointer. */
  readonly indirectElem: boolean;
  /** True when the garbage collector has to look into the slots. */
  readonly scanned: boolean;
  /**
   * Bytes of a bucket or group that the garbage collector looks at, from its beginning to its last pointer
   * (`abi.Type.PtrBytes`); 0 when it is not scanned.
   */
  readonly scannedBytes: number;
  readonly slotsPerContainer: 8;
}

/** What the simulation has to know of a map's memory: a description and the sizes of its fixed allocations. */
export interface MemoryLayout extends LayoutDescription {
  readonly runtime: MapRuntime;
  /** Which of the runtime's functions work on the map. */
  readonly keyPath: KeyPath;
  /** Heap bytes of the map's header. */
  readonly headerBytes: number;
  /** Heap allocations each new entry makes for an indirect key and an indirect element: 0, 1 or 2. */
  readonly allocationsPerEntry: number;
  /** Heap bytes of those allocations. */
  readonly bytesPerEntry: number;
}

/** The runtime functions the compiler calls for a map of these types (`cmd/compile/internal/walk`, `mapfast`). */
export function keyPath(runtime: MapRuntime, { key, elem }: SlotTypes): KeyPath {
  if (elem.size > LARGEST_INLINE_BYTES) return 'generic';
  if (key.comparison === 'string') return 'faststr';
  if (key.comparison === 'other') return 'generic';
  const pointers = key.pointerBytes > 0;
  if (key.size === 4) return pointers ? 'fast32ptr' : 'fast32';
  if (key.size !== 8) return 'generic';
  if (!pointers) return 'fast64';
  // On a 32-bit target eight bytes with a pointer are two words, which have no function of their own.
  return wordBytes(runtime) === 8 ? 'fast64ptr' : 'generic';
}

/** Sizes of slots and their containers on the runtime's target. */
export function describeLayout(runtime: MapRuntime, types: SlotTypes): LayoutDescription {
  const word = wordBytes(runtime);
  const key = stored(types.key, word);
  const elem = stored(types.elem, word);
  const shape =
    runtime.layout === 'classic'
      ? bucketShape(key, elem, word)
      : runtime.splitGroups
        ? splitGroupShape(key, elem, word)
        : groupShape(key, elem, word);
  const scanned = key.pointerBytes > 0 || elem.pointerBytes > 0;
  return {
    slotBytes: shape.slotBytes,
    containerBytes: shape.containerBytes,
    containerName: runtime.layout === 'classic' ? 'bucket' : 'group',
    indirectKey: key !== types.key,
    indirectElem: elem !== types.elem,
    scanned,
    scannedBytes: scanned ? shape.endOfPointers : 0,
    slotsPerContainer: SLOTS_PER_CONTAINER,
  };
}

/** As `describeLayout`, with the sizes of the allocations that do not depend on the number of entries. */
export function memoryLayout(runtime: MapRuntime, types: SlotTypes): MemoryLayout {
  const description = describeLayout(runtime, types);
  const { indirectKey, indirectElem } = description;
  return {
    ...description,
    runtime,
    keyPath: keyPath(runtime, types),
    headerBytes: allocationBytes(runtime, headerSize(runtime), true),
    allocationsPerEntry: (indirectKey ? 1 : 0) + (indirectElem ? 1 : 0),
    bytesPerEntry:
      (indirectKey ? indirectBytes(runtime, types.key) : 0) +
      (indirectElem ? indirectBytes(runtime, types.elem) : 0),
  };
}

function indirectBytes(runtime: MapRuntime, type: StoredType): number {
  return allocationBytes(runtime, type.size, type.pointerBytes > 0);
}

/**
 * `runtime.hmap` grew by `clearSeq` in the releases that had both maps. `maps.Map` has the size of the old one where
 * words have 8 bytes; its counters have 64 bits everywhere.
 */
function headerSize(runtime: MapRuntime): number {
  const word = wordBytes(runtime);
  if (runtime.layout === 'swiss') return word === 8 ? 48 : 32;
  const hmap = word === 8 ? 48 : 28;
  return runtime.minor >= FIRST_MINOR_WITH_CLEAR_SEQ ? hmap + 8 : hmap;
}

function stored(type: StoredType, word: number): StoredType {
  if (type.size <= LARGEST_INLINE_BYTES) return type;
  return { size: word, align: word, pointerBytes: word };
}

/** Where things lie in a bucket or group. */
interface ContainerShape {
  readonly slotBytes: number;
  readonly containerBytes: number;
  /** End of the last pointer, if there is any. */
  readonly endOfPointers: number;
}

/**
 * Tophash bytes, eight keys, eight elements, overflow pointer (`cmd/compile/internal/reflectdata`, `MapBucketType`). The
 * overflow pointer is one for the collector only if keys or elements have pointers.
 */
function bucketShape(key: StoredType, elem: StoredType, word: number): ContainerShape {
  const elemsAt = alignUp(METADATA_BYTES + SLOTS_PER_CONTAINER * key.size, elem.align);
  const containerBytes = alignUp(elemsAt + SLOTS_PER_CONTAINER * elem.size, word) + word;
  return { slotBytes: key.size + elem.size, containerBytes, endOfPointers: containerBytes };
}

/** Control word and eight times `struct { key; elem }` (`cmd/compile/internal/reflectdata`, `MapGroupType`). */
function groupShape(key: StoredType, elem: StoredType, word: number): ContainerShape {
  const elemAt = alignUp(key.size, elem.align);
  const slotBytes = alignUp(
    withAddressableEnd(elemAt + elem.size, elem.size),
    Math.max(key.align, elem.align),
  );
  const slots = SLOTS_PER_CONTAINER * slotBytes;
  const lastSlotAt = METADATA_BYTES + slots - slotBytes;
  return {
    slotBytes,
    containerBytes: alignUp(withAddressableEnd(METADATA_BYTES + slots, slots), word),
    endOfPointers: lastSlotAt + (elem.pointerBytes > 0 ? elemAt + elem.pointerBytes : key.pointerBytes),
  };
}

/** Control word, eight keys, eight elements: groups of `GOEXPERIMENT=mapsplitgroup` (`MapGroupType`). */
function splitGroupShape(key: StoredType, elem: StoredType, word: number): ContainerShape {
  const elems = SLOTS_PER_CONTAINER * elem.size;
  const elemsAt = alignUp(METADATA_BYTES + SLOTS_PER_CONTAINER * key.size, elem.align);
  return {
    slotBytes: key.size + elem.size,
    containerBytes: alignUp(withAddressableEnd(elemsAt + elems, elems), word),
    endOfPointers:
      elem.pointerBytes > 0
        ? elemsAt + elems - elem.size + elem.pointerBytes
        : METADATA_BYTES + (SLOTS_PER_CONTAINER - 1) * key.size + key.pointerBytes,
  };
}

/** Go adds a byte after a struct's last field where that has no size, so that its address lies inside the struct. */
function withAddressableEnd(structBytes: number, lastFieldBytes: number): number {
  return lastFieldBytes === 0 && structBytes > 0 ? structBytes + 1 : structBytes;
}

function alignUp(bytes: number, align: number): number {
  const step = Math.max(1, align);
  return Math.ceil(bytes / step) * step;
}
