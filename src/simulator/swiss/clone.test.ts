import { describe, expect, it } from 'vitest';
import { SeededHashes } from '../hash.ts';
import { swissDigest } from './digest.ts';
import { bytes, INT64, swiss } from '../testing.ts';
import { assignAll, byLeadingBits, inGroups, tried } from './testing.ts';

describe('clone from Go 1.25 on', () => {
  it('copies capacity and tombstones with the entries', () => {
    const { map } = tried(
      inGroups(2000, (key) => key % 100),
      { hint: 896 },
    );
    assignAll(map, 0, 895);
    for (let key = 10; key < 896; key++) map.delete(key);
    const copy = map.clone();
    expect(swissDigest(copy.state(), 26)).toBe(swissDigest(map.state(), 26));
    expect([copy.count, copy.slots, copy.tables, copy.tombstones]).toEqual([10, 1024, 1, map.tombstones]);
    expect(map.tombstones).toBeGreaterThan(0);
    // Header, directory, table and 128 groups of 136 bytes, which is 17,408 and takes 18,432.
    expect([copy.ledger.allocations, copy.ledger.allocatedBytes]).toEqual([4, 48 + 8 + 32 + 18_432]);
  });

  it('makes a map that changes apart', () => {
    const { map } = tried(inGroups(100, (key) => key));
    assignAll(map, 0, 20);
    const before = swissDigest(map.state(), 26);
    const copy = map.clone();
    copy.delete(3);
    assignAll(copy, 21, 60);
    expect(swissDigest(map.state(), 26)).toBe(before);
    expect([map.count, map.has(3), map.has(50), copy.count, copy.has(3)]).toEqual([
      21,
      true,
      false,
      60,
      false,
    ]);
  });

  it('keeps a table listed several times one table', () => {
    const { map } = tried(byLeadingBits(2000, 11));
    assignAll(map, 0, 896);
    const copy = map.clone();
    expect([copy.state().dirLen, copy.state().tables.length]).toEqual([4, 3]);
    expect(swissDigest(copy.state(), 26)).toBe(swissDigest(map.state(), 26));
    assignAll(copy, 0, 1999);
    expect(copy.count).toBe(2000);
  });

  it('allocates what lies behind pointers anew', () => {
    const { map } = tried(
      inGroups(10, (key) => key),
      { types: { key: INT64, elem: bytes(300) } },
    );
    assignAll(map, 0, 4);
    map.delete(0);
    const { ledger } = map.clone();
    expect([ledger.allocations, ledger.liveBytes]).toEqual([2 + 4, 48 + 144 + 4 * 320]);
  });

  it('of a map without a group makes a header only', () => {
    const copy = tried(inGroups(1, () => 0)).map.clone();
    expect([copy.slots, copy.ledger.allocations]).toEqual([0, 1]);
  });
});

describe('clone in Go 1.24', () => {
  it('makes a new map for as many entries, under a new seed', () => {
    const hashes = new SeededHashes(7, 1000);
    const { map } = tried(hashes, { runtime: swiss(24) });
    assignAll(map, 0, 895);
    for (let key = 20; key < 896; key++) map.delete(key);
    const copy = map.clone();
    expect([map.slots, copy.count, copy.slots, copy.tombstones]).toEqual([1024, 20, 32, 0]);
    for (let key = 0; key < 20; key++) expect(copy.has(key)).toBe(true);
    copy.delete(0);
    expect([map.has(0), map.count]).toEqual([true, 20]);
  });
});
