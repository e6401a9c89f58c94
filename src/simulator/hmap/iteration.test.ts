import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededHashes } from '../hash.ts';
import type { MapIteration } from '../map.ts';
import { bytes, classic, INT64, STRING } from '../testing.ts';
import { assignAll, ChosenHashes, crowded, tried } from './testing.ts';

function rest(iteration: MapIteration): readonly number[] {
  const keys: number[] = [];
  for (let key = iteration.next(); key >= 0; key = iteration.next()) keys.push(key);
  return keys;
}

const sorted = (keys: Iterable<number>): readonly number[] => [...keys].sort((a, b) => a - b);

describe('range', () => {
  it('visits buckets from the first on, around the end, and the cells of each from the same slot on', () => {
    const { map } = tried(new ChosenHashes(20, (key) => key), { hint: 20 });
    assignAll(map, 0, 9);
    // Four buckets: 0 4 8, 1 5 9, 2 6, 3 7.
    expect(rest(map.iterate({ first: 2, slot: 1 }))).toEqual([6, 2, 7, 3, 4, 8, 0, 5, 9, 1]);
    expect(rest(map.iterate({ first: 2 + 4, slot: 1 + 8 }))).toEqual([6, 2, 7, 3, 4, 8, 0, 5, 9, 1]);
  });

  it('of an empty map touches nothing', () => {
    const { map } = tried(new ChosenHashes(20, () => 0), { hint: 20 });
    const { allocations } = map.ledger;
    expect(map.iterate({ first: 1, slot: 1 }).next()).toBe(-1);
    expect(map.state().flags).toBe(0);
    expect(map.ledger.allocations).toBe(allocations);
  });

  it('stays at the end', () => {
    const { map } = tried(new ChosenHashes(20, () => 0));
    map.assign(1);
    const iteration = map.iterate({ first: 0, slot: 0 });
    expect([iteration.next(), iteration.next()]).toEqual([1, -1]);
    map.assign(2);
    expect(iteration.next()).toBe(-1);
  });

  it('marks the map, and makes the list of overflow buckets where there are no pointers', () => {
    for (const [key, list] of [
      [INT64, 24 + 24],
      [STRING, 0],
    ] as const) {
      const { map } = tried(new ChosenHashes(20, () => 0), { types: { key, elem: INT64 } });
      map.assign(1);
      const { liveBytes } = map.ledger;
      map.iterate({ first: 0, slot: 0 });
      expect(map.state().flags).toBe(3);
      map.iterate({ first: 0, slot: 0 });
      expect(map.ledger.liveBytes - liveBytes).toBe(list);
    }
  });

  it('of a growing map finds what has not moved in the old buckets, and evacuates none', () => {
    const { map } = tried(new SeededHashes(5, 300));
    assignAll(map, 0, 208);
    const { evacuatedBuckets } = map;
    expect(sorted(rest(map.iterate({ first: 11, slot: 3 })))).toEqual(
      Array.from({ length: 209 }, (_, key) => key),
    );
    expect([map.evacuatedBuckets, map.oldBuckets]).toEqual([evacuatedBuckets, 32]);
  });

  it('looks moved entries up again: deleted ones are left out', () => {
    const { map } = tried(new ChosenHashes(300, (key) => key));
    assignAll(map, 0, 207);
    const iteration = map.iterate({ first: 0, slot: 0 });
    expect(iteration.next()).toBe(0);
    map.assign(208);
    while (map.oldBuckets > 0) map.assign(208);
    map.delete(32);
    map.delete(64);
    const { probes } = iteration;
    expect(iteration.next()).toBe(96);
    // Three lookups by key, each in a bucket.
    expect(iteration.probes - probes).toBe(3);
    expect(map.state().flags).toBe(2);
  });

  it('keeps its old array through a growth: the chains of maps with pointers are not cut', () => {
    for (const looking of [false, true]) {
      const { map } = crowded(8);
      if (looking) map.iterate({ first: 0, slot: 0 });
      map.assign(72);
      expect(map.state().oldBuckets?.next[0]).not.toBe(0);
      const { map: scanned } = tried(new ChosenHashes(300, (key) => key % 8), {
        types: { key: STRING, elem: INT64 },
        hint: 52,
      });
      assignAll(scanned, 0, 71);
      if (looking) scanned.iterate({ first: 0, slot: 0 });
      while (scanned.oldBuckets === 0) scanned.assign(scanned.count);
      expect(scanned.state().oldBuckets?.next[0] === 0).toBe(!looking);
    }
  });

  it('counts the buckets it looks into', () => {
    const { map } = tried(new ChosenHashes(100, () => 0), { hint: 100 });
    assignAll(map, 0, 16);
    const iteration = map.iterate({ first: 0, slot: 0 });
    rest(iteration);
    expect(iteration.probes).toBe(16 + 2);
  });

  const step = fc.record({
    kind: fc.constantFrom('assign', 'assign', 'assign', 'delete', 'next', 'next', 'range'),
    key: fc.nat(250),
    word: fc.nat(2 ** 31),
  });

  it('under any changes gives each key that stays once, none twice that stays, and none that is not there', () => {
    const runtimes = fc.constantFrom(18, 21, 23, 25);
    const keyTypes = fc.constantFrom(INT64, STRING, bytes(16));
    fc.assert(
      fc.property(
        runtimes,
        keyTypes,
        fc.integer(),
        fc.array(step, { maxLength: 900 }),
        (minor, key, seed, steps) => {
          const types = { key, elem: INT64 };
          const { map } = tried(new SeededHashes(seed, 251), { runtime: classic(minor), types });
          const model = new Set<number>();
          let iteration = map.iterate({ first: 0, slot: 0 });
          let owed = new Set<number>();
          let given = new Set<number>();
          const take = (): void => {
            const got = iteration.next();
            if (got < 0) {
              expect(owed.size).toBe(0);
              return;
            }
            expect(model.has(got)).toBe(true);
            expect(given.has(got)).toBe(false);
            given.add(got);
            owed.delete(got);
          };
          for (const { kind, key: changed, word } of steps) {
            if (kind === 'assign') {
              expect(map.assign(changed)).toBe(!model.has(changed));
              model.add(changed);
            } else if (kind === 'delete') {
              expect(map.delete(changed)).toBe(model.delete(changed));
              owed.delete(changed);
              // A key that comes back is a new entry, which may be given again.
              given.delete(changed);
            } else if (kind === 'range') {
              iteration = map.iterate({ first: word, slot: word >>> 20 });
              owed = new Set(model);
              given = new Set();
            } else {
              take();
            }
          }
          expect(map.count).toBe(model.size);
          for (let any = 0; any <= 250; any++) expect(map.has(any)).toBe(model.has(any));
          expect(sorted(rest(map.iterate({ first: seed >>> 0, slot: 5 })))).toEqual(sorted(model));
        },
      ),
      { numRuns: 150, seed: 42 },
    );
  });
});
