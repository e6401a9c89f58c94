import { allocationBytes } from './malloc.ts';
import type { KeyPath, MapRuntime, SlotTypes, StoredType } from './model.ts';

/** Slots in a classic bucket and in a Swiss group (`abi.MapBucketCount`, `abi.MapGroupSlots`). */
export const SLOTS_PER_CONTAINER = 8;

/** Keys and elements above so many bytes are stored behind a pointer (`abi.MapMaxKeyBytes`, `abi.MapMaxElemBytes`). */
export const LARGEST_INLINE_BYTES = 128;

const POINTER: StoredType = { size: 8, align: 8, pointerBytes: 8 };
const WORD_BYTES = 8;
/** Eight tophash bytes of a bucket, or the control word of a group. */
const METADATA_BYTES = 8;

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

/** Bytes of a pointer on the target. */
export function pointerBytes({ architecture }: MapRuntime): 4 | 8 {
  return architecture === '386' ? 4 : 8;
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
  return pointerBytes(runtime) === 8 ? 'fast64ptr' : 'generic';
}

/** Sizes of slots and their containers on 64-bit targets. */
export function describeLayout(runtime: MapRuntime, types: SlotTypes): LayoutDescription {
  const key = stored(types.key);
  const elem = stored(types.elem);
  const shared = {
    indirectKey: key !== types.key,
    indirectElem: elem !== types.elem,
    scanned: key.pointerBytes > 0 || elem.pointerBytes > 0,
    slotsPerContainer: SLOTS_PER_CONTAINER,
  } as const;
  if (runtime.layout === 'classic') {
    return {
      ...shared,
      containerName: 'bucket',
      slotBytes: key.size + elem.size,
      containerBytes: bucketBytes(key, elem),
    };
  }
  const slotBytes = swissSlotBytes(key, elem);
  return { ...shared, containerName: 'group', slotBytes, containerBytes: groupBytes(slotBytes) };
}

/** As `describeLayout`, with the sizes of the allocations that do not depend on the number of entries. */
export function memoryLayout(runtime: MapRuntime, types: SlotTypes): MemoryLayout {
  const description = describeLayout(runtime, types);
  const indirect = [
    ...(description.indirectKey ? [types.key] : []),
    ...(description.indirectElem ? [types.elem] : []),
  ];
  return {
    ...description,
    runtime,
    keyPath: keyPath(runtime, types),
    headerBytes: allocationBytes(runtime, headerSize(runtime), true),
    allocationsPerEntry: indirect.length,
    bytesPerEntry: indirect.reduce(
      (sum, type) => sum + allocationBytes(runtime, type.size, type.pointerBytes > 0),
      0,
    ),
  };
}

/** `runtime.hmap` grew by `clearSeq` in the releases that had both maps; `maps.Map` has the size of the old one. */
function headerSize(runtime: MapRuntime): number {
  return runtime.layout === 'classic' && runtime.minor >= 24 ? 56 : 48;
}

function stored(type: StoredType): StoredType {
  return type.size > LARGEST_INLINE_BYTES ? POINTER : type;
}

/** Tophash bytes, eight keys, eight elements, overflow pointer (`reflectdata.MapBucketType` of the compiler). */
function bucketBytes(key: StoredType, elem: StoredType): number {
  const elemsAt = alignUp(METADATA_BYTES + SLOTS_PER_CONTAINER * key.size, elem.align);
  return alignUp(elemsAt + SLOTS_PER_CONTAINER * elem.size, WORD_BYTES) + WORD_BYTES;
}

/** `struct { key; elem }`; Go adds a byte after a trailing zero-size field, so that its address stays inside. */
function swissSlotBytes(key: StoredType, elem: StoredType): number {
  const fields = alignUp(key.size, elem.align) + elem.size;
  const padded = elem.size === 0 && fields > 0 ? fields + 1 : fields;
  return alignUp(padded, Math.max(key.align, elem.align));
}

function groupBytes(slotBytes: number): number {
  const slots = slotBytes === 0 ? 1 : SLOTS_PER_CONTAINER * slotBytes;
  return alignUp(METADATA_BYTES + slots, WORD_BYTES);
}

function alignUp(bytes: number, align: number): number {
  const step = Math.max(1, align);
  return Math.ceil(bytes / step) * step;
}
