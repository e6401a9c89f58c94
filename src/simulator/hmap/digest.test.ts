import { describe, expect, it } from 'vitest';
import { SeededHashes } from '../hash.ts';
import { classicDigest } from './digest.ts';
import type { BucketsView } from './state.ts';
import { assignAll, ChosenHashes, keysIn, tophashes, tried } from './testing.ts';

/** FNV-1a as its authors describe it, with whole numbers of any size. */
function fnv1a(bytes: readonly number[]): number {
  let hash = 2166136261n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 16777619n) % 2n ** 32n;
  return Number(hash);
}

const word = (value: number): readonly number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);

function chainBytes(view: BucketsView | undefined, main: number): readonly number[] {
  const keys = keysIn(view, main);
  return [...tophashes(view, main).flatMap((tops, at) => [...tops, ...keys[at]!.flatMap(word)]), 0xee];
}

describe('classicDigest', () => {
  it('of a map without buckets is that of its header', () => {
    const { map } = tried(new ChosenHashes(1, () => 0));
    expect(classicDigest(map.state())).toBe(fnv1a([...Array<number>(13).fill(0), 255, 255, 255, 255]));
  });

  it('goes over the chains of all buckets', () => {
    const { map } = tried(new ChosenHashes(1000, (key) => key % 5), { hint: 60 });
    assignAll(map, 0, 70);
    map.delete(12);
    map.iterate({ first: 0, slot: 0 });
    const { buckets, nextSpare, noverflow } = map.state();
    expect(noverflow).toBe(5);
    const header = [4, 3, ...word(5).slice(0, 2), ...word(70), ...word(0), 0, ...word(nextSpare ?? -1)];
    const chains = Array.from({ length: 16 }, (_, main) => chainBytes(buckets, main)).flat();
    expect(classicDigest(map.state())).toBe(fnv1a([...header, ...chains]));
  });

  it('goes over the old buckets too, but not over the overflow buckets of those evacuated', () => {
    const { map } = tried(new ChosenHashes(300, (key) => key % 3), { hint: 208 });
    assignAll(map, 0, 208);
    const { b, flags, noverflow, count, nevacuate, nextSpare, buckets, oldBuckets } = map.state();
    expect([b, oldBuckets?.mainBuckets]).toEqual([6, 32]);
    const header = [b, flags, ...word(noverflow).slice(0, 2), ...word(count), ...word(nevacuate), 1];
    const chains = Array.from({ length: 64 }, (_, main) => chainBytes(buckets, main)).flat();
    const old = Array.from({ length: 32 }, (_, main) => {
      const tops = tophashes(oldBuckets, main)[0]!;
      const evacuated = tops[0]! > 1 && tops[0]! < 5;
      return evacuated ? [...tops, 0xee] : chainBytes(oldBuckets, main);
    }).flat();
    expect(classicDigest(map.state())).toBe(fnv1a([...header, ...word(nextSpare ?? -1), ...chains, ...old]));
  });

  it('tells maps apart that differ in one cell', () => {
    const digestOf = (last: number): number => {
      const { map } = tried(new SeededHashes(1, 100));
      assignAll(map, 0, 30);
      map.assign(last);
      return classicDigest(map.state());
    };
    expect(digestOf(31)).toBe(digestOf(31));
    expect(digestOf(31)).not.toBe(digestOf(32));
  });
});
