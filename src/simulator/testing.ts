import type { KeyType, MapRuntime } from './model.ts';

/** Types and runtimes that several tests need. */
export const INT64 = memory(8, 8);
export const INT32 = memory(4, 4);
export const UINT8 = memory(1, 1);
export const BOOL = memory(1, 1);
/** `*T`. */
export const POINTER = memory(8, 8, 8);
export const STRING: KeyType = { ...memory(16, 8, 8), comparison: 'string', needKeyUpdate: true };
export const EMPTY = memory(0, 1);

/** Keys that are stored behind pointers: `struct { a int8; b int64; c [15]int64 }`, and `[9]string`. */
export const PADDED: KeyType = { ...memory(136, 8), comparison: 'other' };
export const STRINGS: KeyType = { ...memory(144, 8, 136), comparison: 'other', needKeyUpdate: true };

export function bytes(size: number): KeyType {
  return memory(size, 1);
}

function memory(size: number, align: number, pointerBytes = 0): KeyType {
  return { size, align, pointerBytes, comparison: 'memory', needKeyUpdate: false };
}

export function classic(minor: number): MapRuntime {
  return { layout: 'classic', minor, architecture: 'amd64', splitGroups: false };
}

export function swiss(minor: number): MapRuntime {
  return { layout: 'swiss', minor, architecture: 'amd64', splitGroups: false };
}
