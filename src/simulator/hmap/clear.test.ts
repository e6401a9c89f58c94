import { describe, expect, it } from 'vitest';
import { SeededHashes } from '../hash.ts';
import { bytes, classic, INT64, STRING } from '../testing.ts';
import type { TriedMap } from './testing.ts';
import { assignAll, ChosenHashes, crowded, tried } from './testing.ts';

const INLINE = { key: INT64, elem: INT64 };

describe('clear', () => {
  it('keeps the array and gives everything else back', () => {
    for (const types of [INLINE, { key: STRING, elem: bytes(200) }]) {
      const { map, log } = tried(new SeededHashes(1, 1000), { types, hint: 500 });
      const { liveBytes } = map.ledger;
      assignAll(map, 0, 999);
      log.operation = 1001;
      map.clear();
      expect([map.count, map.slots, map.overflowBuckets, map.oldBuckets]).toEqual([0, 2048, 0, 0]);
      expect(log.at(log.length - 1)).toEqual({ kind: 'cleared', operation: 1001, entries: 1000 });
      const { map: fresh } = tried(new SeededHashes(1, 1000), { types, hint: 1000 });
      expect(map.ledger.liveBytes).toBe(fresh.ledger.liveBytes);
      expect(map.ledger.liveBytes).toBeGreaterThan(liveBytes);
    }
  });

  it('makes the spare overflow buckets available again, without an allocation', () => {
    const { map } = tried(new ChosenHashes(100, () => 0), { types: INLINE, hint: 60 });
    assignAll(map, 0, 23);
    expect(map.state()).toMatchObject({ nextSpare: undefined, noverflow: 2 });
    const { allocations } = map.ledger;
    map.clear();
    expect(map.state()).toMatchObject({ nextSpare: 16, noverflow: 0, count: 0, nevacuate: 0 });
    expect(map.ledger.allocations).toBe(allocations);
    assignAll(map, 0, 8);
    // The list of overflow buckets went with them.
    expect(map.ledger.allocations).toBe(allocations + 2);
  });

  it('drops a growth under way, and draws a new seed', () => {
    const hashes = new ChosenHashes(300, (key) => key);
    const { map } = tried(hashes, { types: INLINE });
    assignAll(map, 0, 208);
    expect(map.oldBuckets).toBe(32);
    map.clear();
    expect(map.state()).toMatchObject({ b: 6, oldBuckets: undefined, nevacuate: 0, flags: 0 });
    expect(hashes.seeds).toBe(1);
    expect(map.has(3)).toBe(false);
  });

  it('leaves an empty map as it is: its overflow buckets, its count of them, its unfinished growth', () => {
    const { map, log } = crowded(32, (key) => key === 8);
    map.assign(288);
    map.delete(8);
    map.delete(288);
    const before = map.state();
    const { liveBytes } = map.ledger;
    const events = log.length;
    map.clear();
    expect(map.state()).toEqual(before);
    expect(map.oldBuckets).toBe(32);
    expect(map.ledger.liveBytes).toBe(liveBytes);
    expect(log.length).toBe(events);
  });

  it('ends a growth of the same size too', () => {
    const { map } = crowded(8);
    map.assign(72);
    expect(map.state().flags).toBe(8);
    map.clear();
    expect(map.state().flags).toBe(0);
  });
});

describe('clear during a range', () => {
  /** Steps into a map, clears it, adds other keys and lists what the range still gives. */
  function after(
    minor: number,
    { map }: TriedMap,
    start: { first: number; slot: number },
  ): readonly number[] {
    const iteration = map.iterate(start);
    const keys = [iteration.next()];
    map.clear();
    map.assign(90);
    for (let key = iteration.next(); key >= 0; key = iteration.next()) keys.push(key);
    expect(map.runtime.minor).toBe(minor);
    return keys;
  }

  const overflowing = (minor: number): TriedMap => {
    const made = tried(new ChosenHashes(100, () => 0), { runtime: classic(minor), hint: 13 });
    assignAll(made.map, 0, 12);
    return made;
  };

  it.each([18, 20, 21, 23, 24, 25])(
    'gives none of the removed entries of an array in use (Go 1.%i)',
    (minor) => {
      // The iterator stands in the first bucket, which has been zeroed and used anew.
      expect(after(minor, overflowing(minor), { first: 0, slot: 0 })).toEqual([0]);
      expect(after(minor, overflowing(minor), { first: 0, slot: 7 })).toEqual([7, 90]);
    },
  );

  it.each([
    [20, [8, 9, 10, 11, 12]],
    [21, [8]],
    [23, [8]],
    [24, [8]],
  ])('in an overflow bucket of its own goes on in Go 1.%i with %j', (minor, expected) => {
    const made = overflowing(minor);
    const iteration = made.map.iterate({ first: 0, slot: 0 });
    for (let key = 0; key < 8; key++) expect(iteration.next()).toBe(key);
    const keys = [iteration.next()];
    made.map.clear();
    for (let key = iteration.next(); key >= 0; key = iteration.next()) keys.push(key);
    expect(keys).toEqual(expected);
  });

  it.each([
    [20, true],
    [21, false],
    [23, false],
    [25, false],
  ])('may give removed entries of an old array in Go 1.%i: %s', (minor, stale) => {
    const made = tried(new ChosenHashes(300, (key) => key), { runtime: classic(minor) });
    assignAll(made.map, 0, 207);
    const iteration = made.map.iterate({ first: 0, slot: 0 });
    // This insert begins a growth, after which the iterator's array is the old one.
    made.map.assign(208);
    iteration.next();
    made.map.clear();
    expect(iteration.next() >= 0).toBe(stale);
  });

  it('leads from the last spare bucket to bucket 0, whose number marks it as the last', () => {
    const { map } = tried(new ChosenHashes(200, (key) => (key < 100 ? 5 : 0)), { types: INLINE, hint: 60 });
    assignAll(map, 0, 23);
    const iteration = map.iterate({ first: 5, slot: 0 });
    for (let key = 0; key < 17; key++) expect(iteration.next()).toBe(key);
    map.clear();
    map.assign(100);
    // Once there, and once more where the range comes to bucket 0.
    expect([iteration.next(), iteration.next(), iteration.next()]).toEqual([100, 100, -1]);
  });
});
