import { describe, expect, it } from 'vitest';
import { memoryLayout } from '../layout.ts';
import type { Architecture, KeyType, MapRuntime } from '../model.ts';
import { BOOL, classic, INT64, STRING } from '../testing.ts';
import { bucketArrayShape, extraBytes, grownListCapacity, initialB } from './arrays.ts';

const INT64_ON_386: KeyType = { ...INT64, align: 4 };
const STRING_ON_386: KeyType = { ...STRING, size: 8, align: 4, pointerBytes: 4 };

function on(architecture: Architecture, minor: number): MapRuntime {
  return { ...classic(minor), architecture };
}

/** Heap bytes of `make(map[key]elem, hint)` and of the bucket array the first insert makes where `make` did not. */
function madeBytes(runtime: MapRuntime, key: KeyType, elem: KeyType, hint: number | undefined): number {
  const layout = memoryLayout(runtime, { key, elem });
  const shape = bucketArrayShape(layout, initialB(layout, hint));
  return layout.headerBytes + shape.bytes + (shape.spareBuckets > 0 ? extraBytes(runtime) : 0);
}

const HINTS = [undefined, 9, 20, 60, 100, 420, 897, 5000, 20_000];

describe('bucketArrayShape', () => {
  // `MemStats.TotalAlloc` of real programs, with one entry of types that are stored inline.
  it.each([
    [on('amd64', 23), INT64, INT64, [192, 336, 624, 2760, 2760, 20_552, 41_032, 163_912, 630_856]],
    [on('amd64', 23), STRING, BOOL, [208, 368, 688, 2760, 2760, 21_832, 49_224, 172_104, 663_624]],
    [
      on('386', 21),
      INT64_ON_386,
      INT64_ON_386,
      [176, 320, 608, 2736, 4912, 19_120, 41_008, 155_696, 614_448],
    ],
    [on('386', 21), STRING_ON_386, BOOL, [128, 208, 384, 1584, 3120, 12_336, 24_624, 98_352, 368_688]],
    [
      on('386', 24),
      INT64_ON_386,
      INT64_ON_386,
      [192, 336, 624, 2752, 2752, 19_136, 41_024, 155_712, 614_464],
    ],
    [on('386', 24), STRING_ON_386, BOOL, [144, 224, 400, 1600, 1600, 12_352, 24_640, 98_368, 368_704]],
  ])('allocates what %o does', (runtime, key, elem, bytes) => {
    expect(HINTS.map((hint) => madeBytes(runtime, key, elem, hint))).toEqual(bytes);
  });

  it('puts overflow buckets into the room that rounding leaves', () => {
    const layout = memoryLayout(classic(23), { key: INT64, elem: INT64 });
    expect(bucketArrayShape(layout, 3)).toMatchObject({ mainBuckets: 8, spareBuckets: 0 });
    expect(bucketArrayShape(layout, 4)).toMatchObject({ mainBuckets: 16, spareBuckets: 2, bytes: 2688 });
  });
});

describe('initialB', () => {
  it('ignores hints whose buckets fill the address space', () => {
    const b = (runtime: MapRuntime, key: KeyType, hint: number): number =>
      initialB(memoryLayout(runtime, { key, elem: key }), hint);
    expect(b(on('386', 23), INT64_ON_386, 30_000_000)).toBe(23);
    expect(b(on('386', 23), INT64_ON_386, 31_000_000)).toBe(0);
    expect(b(on('amd64', 23), INT64, 2 ** 40)).toBe(38);
    expect(b(on('amd64', 23), INT64, 2 ** 41)).toBe(0);
  });
});

describe('grownListCapacity', () => {
  function capacities(runtime: MapRuntime, largest: number): readonly number[] {
    const grown: number[] = [];
    for (let capacity = 0; capacity < largest;) {
      capacity = grownListCapacity(runtime, capacity);
      grown.push(capacity);
    }
    return grown;
  }

  // Capacities of a real slice of pointers that `append` makes longer.
  it('grows as append does', () => {
    expect(capacities(on('amd64', 23), 3000)).toEqual([
      1, 2, 4, 8, 16, 32, 64, 143, 287, 607, 1023, 1535, 2303, 3071,
    ]);
    expect(capacities(on('386', 21), 3000)).toEqual([
      2, 4, 8, 16, 32, 64, 128, 256, 512, 864, 1344, 2048, 3072,
    ]);
    expect(capacities(on('386', 23), 3000)).toEqual([
      2, 4, 8, 16, 32, 70, 142, 286, 574, 1022, 1534, 2366, 3390,
    ]);
  });
});
