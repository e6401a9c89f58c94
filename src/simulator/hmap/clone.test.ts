import { describe, expect, it } from 'vitest';
import { SeededHashes } from '../hash.ts';
import type { KeyType } from '../model.ts';
import { bytes, classic, INT64, PADDED, STRING, STRINGS } from '../testing.ts';
import type { ClassicMap } from './map.ts';
import { assignAll, ChosenHashes, crowded, keysIn, tophashes, tried } from './testing.ts';

function keysOf(map: ClassicMap): readonly number[] {
  const keys: number[] = [];
  const iteration = map.iterate({ first: 0, slot: 0 });
  for (let key = iteration.next(); key >= 0; key = iteration.next()) keys.push(key);
  return keys.sort((a, b) => a - b);
}

/** Compared as plain memory, and stored again all the same: the empty array of strings decides. */
const ODD: KeyType = { ...bytes(200), align: 8, needKeyUpdate: true };

const upTo = (last: number): readonly number[] => Array.from({ length: last + 1 }, (_, key) => key);

describe('clone', () => {
  it('copies a single bucket as it is, holes included', () => {
    const { map } = tried(new ChosenHashes(8, () => 0));
    assignAll(map, 0, 3);
    map.delete(1);
    const clone = map.clone();
    expect(tophashes(clone.state().buckets, 0)).toEqual(tophashes(map.state().buckets, 0));
    expect(clone.count).toBe(3);
    expect(clone.ledger.allocations).toBe(2);
    clone.delete(0);
    expect([map.has(0), clone.has(0)]).toEqual([true, false]);
  });

  it('of a single bucket with elements behind pointers closes the holes', () => {
    const { map } = tried(new ChosenHashes(8, () => 0), { types: { key: INT64, elem: bytes(200) } });
    assignAll(map, 0, 3);
    map.delete(1);
    const clone = map.clone();
    expect(tophashes(clone.state().buckets, 0)).toEqual([[100, 100, 100, 0, 0, 0, 0, 0]]);
    expect(clone.ledger.allocations).toBe(2 + 3);
  });

  // As Go 1.21.13 did by its own counters: `maps.Clone` of a map[K]int8.
  it.each([
    ['struct { a int8; b int64; c [15]int64 }', PADDED, 8, 2, 144],
    ['struct { a int8; b int64; c [15]int64 }', PADDED, 10, 2, 224],
    ['[9]string', STRINGS, 8, 10, 1296],
    ['[9]string', STRINGS, 10, 12, 1664],
    ['struct { a [0]string; b [200]byte }', ODD, 8, 10, 1808],
  ])('copies keys that an assignment would replace: %s', (_, key, entries, allocations, bytesTaken) => {
    const { map } = tried(new ChosenHashes(10, (at) => at), {
      types: { key, elem: bytes(1) },
      runtime: classic(21),
    });
    assignAll(map, 0, entries - 1);
    while (map.oldBuckets > 0) map.assign(0);
    const { ledger } = map.clone();
    expect([ledger.allocations, ledger.allocatedBytes]).toEqual([allocations, bytesTaken]);
  });

  it('is made for the entries there are: that of a shrunk map is small', () => {
    const { map } = tried(new SeededHashes(1, 10_000));
    assignAll(map, 0, 9999);
    for (let key = 100; key < 10_000; key++) map.delete(key);
    while (map.oldBuckets > 0) map.assign(0);
    const clone = map.clone();
    expect([map.slots, clone.slots]).toEqual([2048 * 8, 16 * 8]);
    expect(keysOf(clone)).toEqual(upTo(99));
    expect(clone.state()).toMatchObject({ flags: 3, nevacuate: 0, oldBuckets: undefined });
  });

  it('of an empty map has no bucket, whatever that one has', () => {
    const { map } = tried(new ChosenHashes(8, () => 0), { hint: 1000 });
    const clone = map.clone();
    expect([clone.slots, clone.count, clone.ledger.allocations]).toEqual([0, 0, 1]);
  });

  it('of a growing map takes what has moved and what has not', () => {
    const { map } = tried(new SeededHashes(1, 300));
    assignAll(map, 0, 208);
    expect(map.oldBuckets).toBe(32);
    const clone = map.clone();
    expect(clone.slots).toBe(64 * 8);
    expect(clone.oldBuckets).toBe(0);
    expect(keysOf(clone)).toEqual(upTo(208));
    expect(keysOf(map)).toEqual(upTo(208));
  });

  it('of a map that grows and has shrunk appends old chains to the ends of its own', () => {
    const { map } = crowded(32);
    map.assign(288);
    expect(map.evacuatedBuckets).toBe(2);
    const clone = map.clone();
    const { buckets, noverflow } = clone.state();
    expect([clone.count, clone.slots, noverflow]).toEqual([33, 8 * 8, 0]);
    expect(keysIn(buckets, 0)).toEqual([[8, 288, 80, 152, 224]]);
    expect(keysIn(buckets, 1)).toEqual([[17, 89, 161, 233]]);
    expect(keysIn(buckets, 7)).toEqual([[71, 143, 215, 287]]);
    assignAll(map, 289, 296);
    expect(keysIn(map.clone().state().buckets, 0)).toEqual([
      [8, 288, 289, 290, 291, 292, 293, 294],
      [295, 296, 80, 152, 224],
    ]);
  });

  it('keeps the seed, and draws its own from then on', () => {
    const hashes = new SeededHashes(9, 100);
    const { map } = tried(hashes);
    assignAll(map, 0, 50);
    const before = hashes.low.slice(0, 51);
    const clone = map.clone();
    clone.clear();
    assignAll(clone, 0, 50);
    expect(hashes.low.slice(0, 51)).toEqual(before);
    expect(map.has(50)).toBe(true);
  });

  it('of a map overloaded during a growth of the same size has no larger array', () => {
    const { map } = crowded(32, (key) => key % 9 >= 3);
    assignAll(map, 288, 316);
    // 6.5 a bucket would be 208; new entries do not begin another growth.
    expect([map.count, map.oldBuckets]).toEqual([221, 32]);
    const clone = map.clone();
    expect(clone.slots).toBe(32 * 8);
    expect(keysOf(clone)).toEqual(keysOf(map));
  });

  it.each([
    ['plain bytes', { key: bytes(130), elem: INT64 }, 0],
    ['keys with gaps', { key: PADDED, elem: INT64 }, 0],
    ['keys that are equal but differ', { key: STRINGS, elem: INT64 }, 1],
    ['elements', { key: PADDED, elem: bytes(200) }, 1],
    ['both', { key: STRINGS, elem: bytes(200) }, 2],
  ] as const)('allocates for entries of its own: %s', (_, types, perEntry) => {
    const { map } = tried(new SeededHashes(1, 100), { types, hint: 50 });
    assignAll(map, 0, 39);
    const clone = map.clone();
    const { map: empty } = tried(new SeededHashes(1, 100), { types, hint: 40 });
    const overflow = clone.overflowBuckets;
    expect(clone.ledger.allocations - empty.ledger.allocations - overflow).toBe(40 * perEntry);
    // Shared or not, it can reach all its keys and elements.
    const reachable = clone.ledger.liveBytes;
    for (const key of keysOf(clone)) clone.delete(key);
    expect(reachable - clone.ledger.liveBytes).toBe(map.ledger.liveBytes - emptied(map));
  });

  function emptied(map: ClassicMap): number {
    for (const key of keysOf(map)) map.delete(key);
    return map.ledger.liveBytes;
  }

  it('before Go 1.21 is a loop of assignments to a map with a seed of its own', () => {
    const { map } = tried(new SeededHashes(4, 300), {
      runtime: classic(20),
      types: { key: STRING, elem: INT64 },
    });
    assignAll(map, 0, 208);
    const clone = map.clone();
    expect(keysOf(clone)).toEqual(upTo(208));
    expect(keysIn(clone.state().buckets, 0)).not.toEqual(keysIn(map.clone().state().buckets, 0));
    expect(map.state().flags & 3).toBe(3);
  });
});
