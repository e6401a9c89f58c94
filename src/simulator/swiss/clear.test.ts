import { describe, expect, it } from 'vitest';
import { swiss } from '../testing.ts';
import { assignAll, groupOf, inGroups, tried } from './testing.ts';

describe('clear', () => {
  it('does nothing to a map without entries', () => {
    const hashes = inGroups(10, () => 0);
    const { map, log } = tried(hashes);
    map.clear();
    expect([map.state().clearSeq, log.length, hashes.seeds]).toEqual([0, 0, 0]);
  });

  it('keeps the group of a small map', () => {
    const hashes = inGroups(10, () => 0);
    const { map, log } = tried(hashes);
    assignAll(map, 0, 4);
    map.clear();
    expect([map.count, map.slots, map.state().clearSeq, hashes.seeds]).toEqual([0, 8, 1, 1]);
    expect(log.at(0)).toEqual({ kind: 'cleared', operation: 0, entries: 5 });
    expect([map.has(0), map.assign(0), groupOf(map.state().small)]).toEqual([false, true, '0 - - - - - - -']);
  });

  it('keeps directory and capacity, and takes tombstones away', () => {
    const { map } = tried(
      inGroups(1000, (key) => key % 128),
      { hint: 896 },
    );
    assignAll(map, 0, 895);
    const held = map.ledger.liveBytes;
    map.delete(0);
    map.delete(128);
    map.clear();
    const { used, dirLen, tombstonePossible, tables } = map.state();
    expect([used, dirLen, tombstonePossible, map.slots, map.tombstones]).toEqual([0, 1, false, 1024, 0]);
    expect([tables[0]?.used, tables[0]?.growthLeft, map.ledger.liveBytes]).toEqual([0, 896, held]);
  });

  it.each([
    [24, 8, 0],
    [25, 0, 1],
    [26, 0, 1],
    [27, 0, 1],
  ])('of an emptied map leaves Go 1.%i with %i tombstones', (minor, tombstones, clearSeq) => {
    const { map } = tried(
      inGroups(20, (key) => (key < 8 ? 0 : 1)),
      { hint: 14, runtime: swiss(minor) },
    );
    assignAll(map, 0, 9);
    for (let key = 0; key < 10; key++) map.delete(key);
    expect([map.count, map.tombstones]).toEqual([0, 8]);
    map.clear();
    expect([map.tombstones, map.state().clearSeq]).toEqual([tombstones, clearSeq]);
    map.assign(0);
    expect(groupOf(map.state().tables[0])).toBe(minor === 24 ? '0 x x x x x x x' : '0 - - - - - - -');
  });
});
