import { describe, expect, it } from 'vitest';
import type { SlotTypes } from '../model.ts';
import { bytes, INT32, INT64, POINTER, STRING, swiss } from '../testing.ts';
import type { TriedMap } from './testing.ts';
import { assignAll, groupOf, INTS, inGroups, tried } from './testing.ts';

/**
 * A table of two groups that took all it can: the first `inFirst` keys start at group 0, which holds eight, the others
 * at group 1. The last `deleted` keys of group 0 have become tombstones.
 */
function exhausted(minor: number, types: SlotTypes, inFirst: number, deleted: number): TriedMap {
  const result = tried(
    inGroups(20, (key) => (key < inFirst ? 0 : 1)),
    { hint: 14, types, runtime: swiss(minor) },
  );
  assignAll(result.map, 0, 13);
  for (let key = 8 - deleted; key < 8; key++) result.map.delete(key);
  return result;
}

describe('pruning', () => {
  it('makes tombstones empty slots when no key lies behind them', () => {
    const { map, log } = exhausted(26, INTS, 8, 3);
    expect([map.tombstones, map.state().tables[0]?.growthLeft]).toEqual([3, 0]);
    map.assign(14);
    const [table] = map.state().tables;
    expect([groupOf(table, 0), groupOf(table, 1)]).toEqual(['0 1 2 3 4 - - -', '8 9 10 11 12 13 14 -']);
    expect([table?.capacity, table?.growthLeft, map.tombstones, log.growths]).toEqual([16, 2, 0, 0]);
    expect(log.at(0)).toEqual({ kind: 'tombstones-pruned', operation: 0, index: 0, tombstones: 3 });
  });

  it('keeps the tombstones that a live key lies behind, and grows', () => {
    const { map, log } = exhausted(26, INTS, 9, 3);
    map.assign(14);
    expect([map.slots, map.tombstones]).toEqual([32, 0]);
    expect(log.growthEvents().map(({ kind }) => kind)).toEqual(['table-grown']);
  });

  it('is not done for less than a tenth of the slots', () => {
    const { map, log } = exhausted(26, INTS, 8, 1);
    map.assign(14);
    expect([map.slots, map.tombstones, log.kindAt(0)]).toEqual([32, 0, 'table-grown']);
  });

  it('is not needed by a key that finds a tombstone on its way', () => {
    const { map } = exhausted(26, INTS, 8, 3);
    map.assign(5);
    const [table] = map.state().tables;
    expect([groupOf(table), map.tombstones, table?.growthLeft]).toEqual(['0 1 2 3 4 5 x x', 2, 0]);
  });

  const minors = [24, 25, 26, 27];

  it.each<readonly [string, SlotTypes, readonly number[]]>([
    ['int64', INTS, [24]],
    ['int32', { key: INT32, elem: INT64 }, [24]],
    ['string', { key: STRING, elem: INT64 }, [24]],
    ['pointer', { key: POINTER, elem: INT64 }, [24, 25, 26]],
    ['[16]byte', { key: bytes(16), elem: INT64 }, minors],
    ['int64, with elements above 128 bytes', { key: INT64, elem: bytes(200) }, minors],
  ])('%s keys: which releases grow instead', (_name, types, growing) => {
    const grew = minors.filter((minor) => {
      const { map } = exhausted(minor, types, 8, 3);
      map.assign(14);
      return map.slots === 32;
    });
    expect(grew).toEqual(growing);
  });
});
