import { describe, expect, it } from 'vitest';
import { bytes, swiss } from '../testing.ts';
import { assignAll, byLeadingBits, groupOf, inGroups, tried } from './testing.ts';

describe('a small map', () => {
  it('has no group before the first entry, then one of eight slots filled from the left', () => {
    const { map } = tried(inGroups(10, () => 0));
    expect([map.slots, map.state().small]).toEqual([0, undefined]);
    assignAll(map, 0, 4);
    expect([map.count, map.slots, map.tables]).toEqual([5, 8, 0]);
    expect(groupOf(map.state().small)).toBe('0 1 2 3 4 - - -');
    expect(map.probes).toBe(1);
  });

  it('empties the slot of a deleted key, even when all eight were full, and fills the first one again', () => {
    const { map } = tried(inGroups(10, () => 0));
    assignAll(map, 0, 7);
    expect([map.delete(5), map.delete(2), map.delete(5)]).toEqual([true, true, false]);
    expect([map.tombstones, map.has(5), map.has(7)]).toEqual([0, false, true]);
    map.assign(9);
    expect(groupOf(map.state().small)).toBe('0 1 9 3 4 - 6 7');
  });

  it('draws a new seed when its last entry goes', () => {
    const hashes = inGroups(10, () => 0);
    const { map } = tried(hashes);
    assignAll(map, 0, 1);
    map.delete(0);
    expect(hashes.seeds).toBe(0);
    map.delete(1);
    expect(hashes.seeds).toBe(1);
    expect(map.delete(1)).toBe(false);
    expect(hashes.seeds).toBe(1);
  });

  it.each([24, 25, 26, 27])('becomes a table of 16 slots with its ninth entry (1.%i)', (minor) => {
    const { map, log } = tried(
      inGroups(10, (key) => key % 2),
      { runtime: swiss(minor) },
    );
    assignAll(map, 0, 8);
    const [table] = map.state().tables;
    expect([map.count, map.slots, map.tables, table?.growthLeft]).toEqual([9, 16, 1, 5]);
    expect([groupOf(table, 0), groupOf(table, 1)]).toEqual(['0 2 4 6 8 - - -', '1 3 5 7 - - - -']);
    expect([log.growths, log.movedEntries]).toEqual([1, 8]);
    expect(log.at(0)).toEqual({ kind: 'table-created', operation: 0, capacity: 16, movedEntries: 8 });
  });

  it.each([
    [24, 16],
    [25, 16],
    [26, 16],
    [27, 8],
  ])('overwritten when it has eight entries: Go 1.%i has %i slots then', (minor, slots) => {
    const { map, log } = tried(
      inGroups(10, () => 0),
      { runtime: swiss(minor) },
    );
    assignAll(map, 0, 7);
    expect(map.assign(3)).toBe(false);
    expect([map.count, map.slots, log.growths]).toEqual([8, slots, slots === 16 ? 1 : 0]);
  });

  it('stays small when seven entries are overwritten', () => {
    const { map } = tried(inGroups(10, () => 0));
    assignAll(map, 0, 6);
    assignAll(map, 0, 6);
    expect([map.count, map.slots]).toEqual([7, 8]);
  });
});

describe('probing', () => {
  const full = (): ReturnType<typeof tried> => {
    const result = tried(
      inGroups(40, () => 0),
      { hint: 28 },
    );
    assignAll(result.map, 0, 24);
    return result;
  };

  it('goes on to the groups 1, 1 + 2 and 1 + 2 + 3 behind the first', () => {
    const { map } = full();
    const [table] = map.state().tables;
    expect([0, 1, 2, 3].map((group) => groupOf(table, group))).toEqual([
      '0 1 2 3 4 5 6 7',
      '8 9 10 11 12 13 14 15',
      '24 - - - - - - -',
      '16 17 18 19 20 21 22 23',
    ]);
    const probes = [3, 11, 19, 24, 30].map((key) => [map.has(key), map.probes]);
    expect(probes).toEqual([
      [true, 1],
      [true, 2],
      [true, 3],
      [true, 4],
      [false, 4],
    ]);
  });

  it('leaves a tombstone in a full group and an empty slot in any other', () => {
    const { map } = full();
    map.delete(3);
    map.delete(10);
    expect([map.tombstones, map.state().tables[0]?.growthLeft]).toEqual([2, 3]);
    map.delete(24);
    const [table] = map.state().tables;
    expect([map.tombstones, table?.growthLeft, table?.used]).toEqual([2, 4, 22]);
    expect([groupOf(table, 0), groupOf(table, 2)]).toEqual(['0 1 2 x 4 5 6 7', '- - - - - - - -']);
    expect([map.has(19), map.has(3)]).toEqual([true, false]);
  });

  it('puts a new key into the first tombstone on its way, at no cost of growth', () => {
    const { map } = full();
    map.delete(10);
    map.delete(6);
    map.delete(4);
    map.assign(30);
    const [table] = map.state().tables;
    expect([groupOf(table, 0), groupOf(table, 1)]).toEqual(['0 1 2 3 30 5 x 7', '8 9 x 11 12 13 14 15']);
    expect([map.tombstones, table?.growthLeft, map.probes]).toEqual([2, 3, 4]);
  });

  it('finds an overwritten key behind a tombstone', () => {
    const { map } = full();
    map.delete(2);
    expect([map.assign(19), map.count, map.tombstones]).toEqual([false, 24, 1]);
  });

  it.each([
    [24, false],
    [25, true],
  ])('remembers that there were tombstones from Go 1.25 on (1.%i: %s)', (minor, remembered) => {
    const { map } = tried(
      inGroups(40, () => 0),
      { hint: 28, runtime: swiss(minor) },
    );
    assignAll(map, 0, 8);
    map.delete(8);
    expect(map.state().tombstonePossible).toBe(false);
    map.delete(0);
    expect(map.state().tombstonePossible).toBe(remembered);
    expect(map.tombstones).toBe(1);
  });
});

describe('growth', () => {
  it('doubles a table that is full to seven eighths and moves its entries in slot order', () => {
    const { map, log } = tried(inGroups(20, (key) => 3 - (key % 4)));
    assignAll(map, 0, 14);
    const [table] = map.state().tables;
    expect([table?.capacity, table?.growthLeft, map.slots, log.movedEntries]).toEqual([32, 13, 32, 8 + 14]);
    // In the table of 16 the even keys were in group 1 and the odd ones in group 0, each in order.
    expect(groupOf(table, 3)).toBe('0 4 8 12 - - - -');
    expect(log.growthEvents().at(-1)).toEqual({
      kind: 'table-grown',
      operation: 0,
      index: 0,
      fromCapacity: 16,
      toCapacity: 32,
      movedEntries: 14,
    });
  });

  it('drops the tombstones of a table it replaces', () => {
    const { map } = tried(
      inGroups(40, (key) => (key < 8 ? 0 : 1)),
      { hint: 14, runtime: swiss(24) },
    );
    assignAll(map, 0, 13);
    map.delete(0);
    map.delete(1);
    expect(map.tombstones).toBe(2);
    map.assign(14);
    expect([map.count, map.slots, map.tombstones]).toEqual([13, 32, 0]);
  });

  it('splits a full table of 1,024 slots by the next hash bit, and again where all keys share it', () => {
    // 897 keys of 2,048: the first bit of all is 0, the second is 1 from key 512 on.
    const { map, log } = tried(byLeadingBits(897, 11), { hint: 896 });
    assignAll(map, 0, 895);
    expect([map.tables, log.length]).toEqual([1, 0]);
    map.assign(896);
    const { globalDepth, dirLen, tables } = map.state();
    expect([globalDepth, dirLen, map.slots]).toEqual([2, 4, 3 * 1024]);
    expect(tables.map(({ index, localDepth, used }) => [index, localDepth, used])).toEqual([
      [0, 2, 512],
      [1, 2, 385],
      [2, 1, 0],
    ]);
    expect(log.growthEvents().map((event) => event.kind)).toEqual([
      'directory-doubled',
      'table-split',
      'directory-doubled',
      'table-split',
    ]);
    expect([log.growths, log.movedEntries]).toEqual([2, 2 * 896]);
    for (let key = 0; key < 897; key++) expect(map.has(key)).toBe(true);
  });

  it('chooses tables by the low word on a 32-bit target, where hashes have no other', () => {
    const hashes = inGroups(1000, (key) => key % 128);
    for (let key = 0; key < 1000; key++) {
      hashes.low[key] = (hashes.low[key] ?? 0) | (key % 2 === 0 ? 0 : 0x8000_0000);
    }
    const { map } = tried(hashes, { hint: 896, runtime: { ...swiss(26), architecture: '386' } });
    assignAll(map, 0, 896);
    expect(map.state().tables.map(({ used }) => used)).toEqual([449, 448]);
  });

  it('gives up with an error where no number of tables could separate the keys', () => {
    const { map } = tried(inGroups(1000, () => 0));
    expect(() => {
      assignAll(map, 0, 999);
    }).toThrow(RangeError);
  });
});

describe('hints', () => {
  it.each([
    [-5, 0, 0],
    [0, 0, 0],
    [8, 0, 0],
    [9, 1, 16],
    [14, 1, 16],
    [15, 1, 32],
    [896, 1, 1024],
    [897, 2, 1024],
    [898, 2, 2048],
    [1793, 4, 2048],
    [2 ** 46, 0, 0],
  ])('make with %i: %i tables, %i slots in all', (hint, tables, slots) => {
    const { map } = tried(
      inGroups(1, () => 0),
      { hint },
    );
    expect([map.tables, map.slots, map.state().dirLen]).toEqual([tables, slots, tables]);
  });

  it('sends keys to their tables by the leading bit', () => {
    const { map } = tried(byLeadingBits(1000, 10), { hint: 897 });
    assignAll(map, 0, 520);
    expect(map.state().tables.map(({ used, capacity }) => [used, capacity])).toEqual([
      [512, 1024],
      [9, 512],
    ]);
  });
});

describe('memory', () => {
  it('of a map that grows from nothing to a table', () => {
    const { map } = tried(inGroups(10, (key) => key));
    const books = (): readonly number[] => [
      map.ledger.allocations,
      map.ledger.allocatedBytes,
      map.ledger.liveBytes,
    ];
    expect(books()).toEqual([1, 48, 48]);
    map.assign(0);
    expect(books()).toEqual([2, 192, 192]);
    assignAll(map, 1, 8);
    // Directory 8, table header 32, two groups of 136 bytes: 288. The small group is garbage.
    expect(books()).toEqual([5, 520, 48 + 8 + 32 + 288]);
  });

  it('behind pointers comes and goes with each entry, but not with an overwrite', () => {
    const { map } = tried(
      inGroups(10, (key) => key),
      { types: { key: bytes(200), elem: bytes(300) } },
    );
    map.assign(0);
    const { allocations, allocatedBytes, liveBytes } = map.ledger;
    map.assign(1);
    expect(map.ledger.allocations - allocations).toBe(2);
    expect(map.ledger.allocatedBytes - allocatedBytes).toBe(208 + 320);
    map.assign(1);
    map.delete(0);
    expect([map.ledger.allocations - allocations, map.ledger.liveBytes - liveBytes]).toEqual([2, 0]);
    map.clear();
    expect(map.ledger.liveBytes - liveBytes).toBe(-(208 + 320));
  });
});
