import type { MapRuntime } from './model.ts';
import { wordBytes } from './runtime.ts';

/**
 * Bytes of malloc's small size classes; the same from Go 1.18 to 1.27 and on all targets (`sizeclasses.go` in `runtime`,
 * from 1.25 on in `internal/runtime/gc`).
 */
const SIZE_CLASSES: readonly number[] = [
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416,
  448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200,
  3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384,
  18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
];

const LARGEST_CLASS = 32768;
/** Bytes of the heap's own page, whatever the page of the operating system. */
const PAGE_BYTES = 8192;
const HEADER_BYTES = 8;
const FIRST_MINOR_WITH_HEADERS = 22;
/** Smaller objects without pointers share blocks of this size (`maxTinySize`). */
const TINY_BLOCK_BYTES = 16;

/** Class bytes indexed by `ceil(size / 8)`, so that a lookup does not search. */
const CLASS_BY_WORDS = classTable();

function classTable(): Uint16Array {
  const table = new Uint16Array(LARGEST_CLASS / 8 + 1);
  let words = 0;
  for (const bytes of SIZE_CLASSES) while (words * 8 <= bytes) table[words++] = bytes;
  return table;
}

/**
 * Bytes the heap spends on one object of `bytes` bytes, as `MemStats.TotalAlloc` counts them (`runtime/malloc.go`,
 * `mallocgc`): the size class, with the type header where the release has one and the object is scanned, or whole
 * pages for large objects. An object that would share a block of the tiny allocator is counted as a block of its own.
 */
export function allocationBytes(runtime: MapRuntime, bytes: number, scanned: boolean): number {
  if (bytes > largestSmall(runtime)) return wholePages(bytes);
  if (!scanned && bytes < TINY_BLOCK_BYTES) return TINY_BLOCK_BYTES;
  return sizeClass(bytes + headerBytes(runtime, bytes, scanned));
}

/**
 * Bytes an object of `bytes` bytes could grow to without a larger allocation (`runtime/msize.go`, `roundupsize`, which
 * knows nothing of tiny objects).
 */
export function usableBytes(runtime: MapRuntime, bytes: number, scanned: boolean): number {
  if (bytes > largestSmall(runtime)) return wholePages(bytes);
  const header = headerBytes(runtime, bytes, scanned);
  return sizeClass(bytes + header) - header;
}

/** From Go 1.22 on scanned objects above a limit carry a header naming their type (`runtime/mbitmap.go`). */
function hasHeaders(runtime: MapRuntime): boolean {
  return runtime.minor >= FIRST_MINOR_WITH_HEADERS;
}

/** Larger objects get pages of their own; with headers, so do those that a header would push above the last class. */
function largestSmall(runtime: MapRuntime): number {
  return hasHeaders(runtime) ? LARGEST_CLASS - HEADER_BYTES : LARGEST_CLASS;
}

function headerBytes(runtime: MapRuntime, bytes: number, scanned: boolean): number {
  return scanned && hasHeaders(runtime) && bytes > largestWithoutHeader(runtime) ? HEADER_BYTES : 0;
}

/** As many words as a word has bits; up to there a bitmap in the span tells pointers (`minSizeForMallocHeader`). */
function largestWithoutHeader(runtime: MapRuntime): 128 | 512 {
  return wordBytes(runtime) === 8 ? 512 : 128;
}

function sizeClass(bytes: number): number {
  return CLASS_BY_WORDS[Math.ceil(bytes / 8)] ?? LARGEST_CLASS;
}

function wholePages(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES;
}
