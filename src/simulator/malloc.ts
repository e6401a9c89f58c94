import type { MapRuntime } from './model.ts';
import { hasMallocHeaders } from './runtime.ts';

/** Bytes of malloc's small size classes; the same from Go 1.19 to 1.27 (`runtime/sizeclasses.go`). */
const SIZE_CLASSES: readonly number[] = [
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416,
  448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200,
  3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384,
  18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
];

const LARGEST_CLASS = 32768;
const PAGE_BYTES = 8192;
const HEADER_BYTES = 8;
const LARGEST_WITHOUT_HEADER = 512;

/** Class bytes indexed by `ceil(size / 8)`, so that a lookup does not search. */
const CLASS_BY_WORDS = classTable();

function classTable(): Uint16Array {
  const table = new Uint16Array(LARGEST_CLASS / 8 + 1);
  let words = 0;
  for (const bytes of SIZE_CLASSES) while (words * 8 <= bytes) table[words++] = bytes;
  return table;
}

/**
 * Bytes the heap spends on one object of `bytes` bytes, as `MemStats.TotalAlloc` counts them: the size class, with the
 * type header where the release has one and the object is scanned, or whole pages for large objects.
 */
export function allocationBytes(runtime: MapRuntime, bytes: number, scanned: boolean): number {
  const header = headerBytes(runtime, bytes, scanned);
  const limit = hasMallocHeaders(runtime) ? LARGEST_CLASS - HEADER_BYTES : LARGEST_CLASS;
  return bytes <= limit ? sizeClass(bytes + header) : wholePages(bytes);
}

/** Bytes an object of `bytes` bytes could grow to without a larger allocation (`runtime/msize.go`, `roundupsize`). */
export function usableBytes(runtime: MapRuntime, bytes: number, scanned: boolean): number {
  const total = allocationBytes(runtime, bytes, scanned);
  return total - (bytes <= LARGEST_CLASS - HEADER_BYTES ? headerBytes(runtime, bytes, scanned) : 0);
}

function headerBytes(runtime: MapRuntime, bytes: number, scanned: boolean): number {
  return hasMallocHeaders(runtime) && scanned && bytes > LARGEST_WITHOUT_HEADER ? HEADER_BYTES : 0;
}

function sizeClass(bytes: number): number {
  return CLASS_BY_WORDS[Math.ceil(bytes / 8)] ?? LARGEST_CLASS;
}

function wholePages(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES;
}
