import { describe, expect, it } from 'vitest';
import type { MapIteration } from '../map.ts';
import { assignAll, byLeadingBits, inGroups, tried } from './testing.ts';

function rest(iteration: MapIteration): readonly number[] {
  const keys: number[] = [];
  for (let key = iteration.next(); key >= 0; key = iteration.next()) keys.push(key);
  return keys;
}

describe('a range over a small map', () => {
  const small = (last: number): ReturnType<typeof tried> => {
    const result = tried(inGroups(100, (key) => key));
    assignAll(result.map, 0, last);
    return result;
  };

  it('begins at the chosen slot and wraps around', () => {
    const { map } = small(7);
    expect(rest(map.iterate({ first: 0, slot: 5 }))).toEqual([5, 6, 7, 0, 1, 2, 3, 4]);
    expect(rest(map.iterate({ first: 0, slot: 0xffff_fff9 }))).toEqual([1, 2, 3, 4, 5, 6, 7, 0]);
  });

  it('ends at once when the map was empty, whatever comes later', () => {
    const { map } = tried(inGroups(10, () => 0));
    const iteration = map.iterate({ first: 0, slot: 0 });
    map.assign(1);
    expect([iteration.next(), iteration.probes]).toEqual([-1, 0]);
  });

  it('leaves out what is deleted and may meet what is added', () => {
    const { map } = small(5);
    const iteration = map.iterate({ first: 0, slot: 0 });
    expect([iteration.next(), iteration.next()]).toEqual([0, 1]);
    map.delete(0);
    map.delete(3);
    assignAll(map, 10, 11);
    expect(rest(iteration)).toEqual([2, 11, 4, 5]);
  });

  it('goes on over the old group when the map becomes a table, and looks each key up', () => {
    const { map } = small(7);
    const iteration = map.iterate({ first: 0, slot: 2 });
    expect(iteration.next()).toBe(2);
    assignAll(map, 8, 20);
    map.delete(4);
    map.delete(0);
    expect(rest(iteration)).toEqual([3, 5, 6, 7, 1]);
    expect(iteration.next()).toBe(-1);
  });

  it('ends when the map is cleared', () => {
    const { map } = small(7);
    const iteration = map.iterate({ first: 0, slot: 0 });
    iteration.next();
    map.clear();
    expect(iteration.next()).toBe(-1);
  });
});

describe('a range over tables', () => {
  it('visits each entry once, from any start', () => {
    const { map } = tried(byLeadingBits(1000, 10), { hint: 3000 });
    assignAll(map, 0, 999);
    for (const [first, slot] of [
      [0, 0],
      [3, 700],
      [0xffff_ffff, 0xffff_ffff],
    ] as const) {
      const keys = rest(map.iterate({ first, slot }));
      expect(keys).toHaveLength(1000);
      expect(new Set(keys).size).toBe(1000);
    }
  });

  it('begins with the chosen table', () => {
    const { map } = tried(byLeadingBits(1024, 10), { hint: 3000 });
    assignAll(map, 0, 1023);
    const [firstKey] = rest(map.iterate({ first: 2, slot: 9 }));
    expect((firstKey ?? 0) >> 8).toBe(2);
  });

  it('passes over a slot that was filled after it had looked ahead', () => {
    const { map } = tried(
      inGroups(20, () => 0),
      { hint: 9 },
    );
    assignAll(map, 0, 3);
    map.delete(0);
    map.delete(2);
    const iteration = map.iterate({ first: 0, slot: 0 });
    // Slot 0 is empty, so the whole group is searched: slot 1 is next and slot 3 the one after it.
    expect(iteration.next()).toBe(1);
    assignAll(map, 4, 5);
    expect(map.state().tables[0]?.keys[2]).toBe(5);
    expect(rest(iteration)).toEqual([3]);
  });

  it('tries the next slot by itself while slots are full, and so meets what was just added', () => {
    const { map } = tried(
      inGroups(20, () => 0),
      { hint: 9 },
    );
    assignAll(map, 0, 1);
    const iteration = map.iterate({ first: 0, slot: 0 });
    expect([iteration.next(), iteration.next()]).toEqual([0, 1]);
    map.assign(2);
    expect(rest(iteration)).toEqual([2]);
  });

  it('walks a table that was replaced as it was, without what is gone and what is new', () => {
    const { map } = tried(inGroups(40, (key) => key % 2));
    assignAll(map, 0, 12);
    const iteration = map.iterate({ first: 0, slot: 0 });
    expect([iteration.next(), iteration.next()]).toEqual([0, 2]);
    assignAll(map, 13, 20);
    expect(map.slots).toBe(32);
    map.delete(4);
    map.delete(3);
    expect(rest(iteration)).toEqual([6, 8, 10, 12, 1, 5, 7, 9, 11, 13]);
  });

  it('keeps its place when tables split and the directory doubles', () => {
    const { map } = tried(byLeadingBits(2048, 11), { hint: 1792 });
    for (let key = 0; key < 2048; key += 2) if (key !== 1024) map.assign(key);
    const before = new Set(rest(map.iterate({ first: 1, slot: 100 })));
    const iteration = map.iterate({ first: 1, slot: 100 });
    const seen = [iteration.next(), iteration.next(), iteration.next()];
    for (let key = 1; key < 2048; key += 2) map.assign(key);
    expect([map.state().globalDepth, map.tables]).toEqual([2, 4]);
    seen.push(...rest(iteration));
    expect(new Set(seen).size).toBe(seen.length);
    for (const key of before) expect(seen).toContain(key);
    // The table it was in is walked as it was when key 1795 made 897 of its entries and split it.
    expect(seen.filter((key) => key >= 1795 && key % 2 === 1)).toEqual([]);
  });

  it('counts the groups it looks into', () => {
    const { map } = tried(
      inGroups(20, () => 0),
      { hint: 20 },
    );
    map.assign(0);
    const iteration = map.iterate({ first: 0, slot: 0 });
    expect([iteration.next(), iteration.probes]).toEqual([0, 1]);
    expect([iteration.next(), iteration.probes]).toEqual([-1, 4]);
  });
});
