import type { KeyType, MapRuntime } from './model.ts';

/** Types and runtimes that several tests need. */
export const INT64: KeyType = { size: 8, align: 8, pointerBytes: 0, comparison: 'memory' };
export const INT32: KeyType = { size: 4, align: 4, pointerBytes: 0, comparison: 'memory' };
export const UINT8: KeyType = { size: 1, align: 1, pointerBytes: 0, comparison: 'memory' };
export const BOOL: KeyType = { size: 1, align: 1, pointerBytes: 0, comparison: 'memory' };
/** `*T`. */
export const POINTER: KeyType = { size: 8, align: 8, pointerBytes: 8, comparison: 'memory' };
export const STRING: KeyType = { size: 16, align: 8, pointerBytes: 8, comparison: 'string' };
export const EMPTY: KeyType = { size: 0, align: 1, pointerBytes: 0, comparison: 'memory' };

export function bytes(size: number): KeyType {
  return { size, align: 1, pointerBytes: 0, comparison: 'memory' };
}

export function classic(minor: number): MapRuntime {
  return { layout: 'classic', minor, architecture: 'amd64', splitGroups: false };
}

export function swiss(minor: number): MapRuntime {
  return { layout: 'swiss', minor, architecture: 'amd64', splitGroups: false };
}
