import { describe, expect, it } from 'vitest';
import { memoryLayout } from '../layout.ts';
import type { KeyType, MapRuntime } from '../model.ts';
import { BOOL, INT64, STRING, swiss } from '../testing.ts';
import { directoryBytes, groupsBytes, initialTables, tableBytes } from './tables.ts';

const INT64_ON_386: KeyType = { ...INT64, align: 4 };
const STRING_ON_386: KeyType = { ...STRING, size: 8, align: 4, pointerBytes: 4 };
const ON_386: MapRuntime = { ...swiss(26), architecture: '386' };
const SPLIT_ON_386: MapRuntime = { ...swiss(27), architecture: '386', splitGroups: true };

/** Heap bytes of `make(map[key]elem, hint)` and of the group the first insert makes where `make` did not. */
function madeBytes(runtime: MapRuntime, key: KeyType, elem: KeyType, hint: number | undefined): number {
  const layout = memoryLayout(runtime, { key, elem });
  const initial = initialTables(layout, hint);
  if (initial === undefined) return layout.headerBytes + groupsBytes(layout, 8);
  const { tables, capacity } = initial;
  return layout.headerBytes + directoryBytes(layout, tables) + tables * tableBytes(layout, capacity);
}

const HINTS = [undefined, 9, 20, 60, 420, 500, 897, 5000, 20_000];

describe('tableBytes', () => {
  // `MemStats.TotalAlloc` of real programs, with one entry of types that are stored inline.
  it.each([
    [swiss(26), INT64, INT64, [192, 376, 664, 2392, 9560, 18_520, 19_072, 147_824, 591_152]],
    [swiss(26), STRING, BOOL, [256, 504, 984, 3544, 13_656, 27_352, 27_264, 218_480, 873_776]],
    [ON_386, INT64_ON_386, INT64_ON_386, [176, 352, 640, 2368, 9536, 18_496, 19_032, 147_712, 590_752]],
    [ON_386, STRING_ON_386, BOOL, [144, 288, 512, 1856, 6848, 13_632, 13_656, 108_800, 435_104]],
    [SPLIT_ON_386, STRING_ON_386, BOOL, [112, 240, 416, 1472, 5440, 10_944, 10_840, 87_296, 349_088]],
  ])('is what %o allocates', (runtime, key, elem, bytes) => {
    expect(HINTS.map((hint) => madeBytes(runtime, key, elem, hint))).toEqual(bytes);
  });
});

describe('initialTables', () => {
  const tables = (runtime: MapRuntime, key: KeyType, hint: number | undefined): string => {
    const initial = initialTables(memoryLayout(runtime, { key, elem: key }), hint);
    return initial === undefined ? 'none' : `${initial.tables} × ${initial.capacity}`;
  };

  it.each([
    [undefined, 'none'],
    [-1, 'none'],
    [8, 'none'],
    [9, '1 × 16'],
    [14, '1 × 16'],
    [15, '1 × 32'],
    [896, '1 × 1024'],
    [897, '2 × 512'],
    [898, '2 × 1024'],
    [1793, '4 × 512'],
    [1796, '4 × 1024'],
  ])('a hint of %s makes %s', (hint, expected) => {
    expect(tables(swiss(26), INT64, hint)).toBe(expected);
  });

  it('ignores hints whose groups fill the address space', () => {
    expect(tables(ON_386, INT64_ON_386, 31_000_000)).toBe('none');
    expect(tables(ON_386, INT64_ON_386, 14_000_000)).toBe('16384 × 1024');
    expect(tables(swiss(26), INT64, 2 ** 45)).toBe('none');
  });
});
