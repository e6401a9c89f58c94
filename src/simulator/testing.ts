import type { MapRuntime, StoredType } from './model.ts';

/** Types and runtimes that several tests need. */
export const INT64: StoredType = { size: 8, align: 8, pointers: false };
export const INT32: StoredType = { size: 4, align: 4, pointers: false };
export const UINT8: StoredType = { size: 1, align: 1, pointers: false };
export const BOOL: StoredType = { size: 1, align: 1, pointers: false };
export const STRING: StoredType = { size: 16, align: 8, pointers: true };
export const EMPTY: StoredType = { size: 0, align: 1, pointers: false };

export function bytes(size: number): StoredType {
  return { size, align: 1, pointers: false };
}

export function classic(minor: number): MapRuntime {
  return { layout: 'classic', minor };
}

export function swiss(minor: number): MapRuntime {
  return { layout: 'swiss', minor };
}
