import { describe, expect, it } from 'vitest';
import { RandomWords, SeededHashes } from '../hash.ts';
import { bytes, classic, INT64, STRING } from '../testing.ts';
import { assignAll, ChosenHashes, crowded, GENERIC, keysIn, tophashes, tried } from './testing.ts';

/** Lets every overflow bucket be counted where `incrnoverflow` draws by lot. */
class CountingEach extends RandomWords {
  constructor() {
    super(1);
  }

  override next(): number {
    return 0;
  }
}

const FULL = 100;
const sameBucket = (keys: number): ChosenHashes => new ChosenHashes(keys, () => 0);
const byKey = (keys: number): ChosenHashes => new ChosenHashes(keys, (key) => key);

describe('assignment', () => {
  it('makes the first bucket, and takes the first empty cell', () => {
    const { map } = tried(sameBucket(8));
    expect(map.slots).toBe(0);
    expect([map.assign(3), map.assign(1), map.assign(2)]).toEqual([true, true, true]);
    map.delete(1);
    map.assign(7);
    expect(keysIn(map.state().buckets, 0)).toEqual([[3, 7, 2]]);
    expect(map.slots).toBe(8);
  });

  it('overwrites without a new entry or an allocation', () => {
    const { map } = tried(sameBucket(8));
    map.assign(3);
    const { allocations } = map.ledger;
    expect(map.assign(3)).toBe(false);
    expect(map.count).toBe(1);
    expect(map.ledger.allocations).toBe(allocations);
  });

  it('keeps tophash bytes out of the way of the cell states', () => {
    const { map } = tried(
      new ChosenHashes(
        6,
        () => 0,
        (key) => key << 24,
      ),
    );
    assignAll(map, 0, 5);
    expect(tophashes(map.state().buckets, 0)[0]!.slice(0, 6)).toEqual([5, 6, 7, 8, 9, 5]);
  });

  it('takes the tophash of a 32-bit target from its 32-bit hash', () => {
    const { map } = tried(new ChosenHashes(1, () => 0x4200_0000), {
      runtime: { ...classic(23), architecture: '386' },
    });
    map.assign(0);
    expect(tophashes(map.state().buckets, 0)[0]![0]).toBe(0x42);
  });

  it('appends overflow buckets, spare ones first', () => {
    const { map } = tried(sameBucket(100), { types: { key: INT64, elem: INT64 }, hint: 60 });
    const made = map.ledger.allocations;
    const after = (last: number): readonly unknown[] => {
      assignAll(map, 0, last);
      return [map.overflowBuckets, map.state().nextSpare, map.ledger.allocations - made];
    };
    expect(after(7)).toEqual([0, 16, 0]);
    // The list of overflow buckets is made with the first, and reallocated at 1, 2 and 4.
    expect(after(8)).toEqual([1, 17, 2]);
    expect(after(16)).toEqual([2, undefined, 3]);
    expect(after(24)).toEqual([3, undefined, 5]);
    expect(after(32)).toEqual([4, undefined, 6]);
    expect(map.state().noverflow).toBe(4);
  });
});

describe('growth', () => {
  it.each([
    [20, [9, 14, 27, 53]],
    [21, [9, 13, 25, 49]],
    [22, [9, 14, 27, 53]],
    [25, [9, 14, 27, 53]],
  ])('of Go 1.%i begins with the inserts %j', (minor, inserts) => {
    const { map, log } = tried(byKey(60), { runtime: classic(minor) });
    for (let key = 0; key < 60; key++) {
      log.operation = key + 1;
      map.assign(key);
    }
    const starts = log.growthEvents().filter((event) => event.kind === 'growth-start');
    expect(starts.map((event) => event.operation)).toEqual(inserts);
  });

  it('moves entries in order and without holes, by one more bit of the hash', () => {
    const { map, log } = tried(byKey(200), { hint: 13 });
    // Two buckets: even keys and odd ones.
    assignAll(map, 0, 12);
    map.delete(4);
    map.assign(13);
    map.assign(14);
    expect(log.growths).toBe(1);
    const { buckets, oldBuckets } = map.state();
    expect(oldBuckets).toBeUndefined();
    expect([0, 1, 2, 3].map((bucket) => keysIn(buckets, bucket))).toEqual([
      [[0, 8, 12]],
      [[1, 5, 9, 13]],
      [[2, 6, 10, 14]],
      [[3, 7, 11]],
    ]);
    expect(log.movedEntries).toBe(13);
  });

  it('advances with assignments and deletes, by at most two old buckets, and never with lookups', () => {
    const { map, log } = tried(new SeededHashes(1, 8000));
    assignAll(map, 0, 6656);
    expect(map.oldBuckets).toBe(1024);
    const steps = new Set<number>();
    const step = (write: () => void): void => {
      const before = map.evacuatedBuckets;
      write();
      if (map.oldBuckets > 0) steps.add(map.evacuatedBuckets - before);
    };
    const before = map.evacuatedBuckets;
    for (let key = 0; key < 8000; key++) map.has(key);
    expect(map.evacuatedBuckets).toBe(before);
    for (let key = 0; key < 150; key++) step(() => map.delete(key + 7000));
    for (let key = 0; key < 150; key++) step(() => map.assign(key));
    expect(map.count).toBe(6657);
    expect([...steps].sort()).toEqual([1, 2]);
    expect(log.growths).toBe(11);
  });

  it('advances by one old bucket when the same key is written again and again', () => {
    const { map } = tried(new SeededHashes(1, 7000));
    assignAll(map, 0, 6656);
    const left = map.oldBuckets - map.evacuatedBuckets;
    let writes = 0;
    while (map.oldBuckets > 0) {
      map.assign(0);
      writes++;
    }
    expect(Math.abs(writes - left)).toBeLessThanOrEqual(1);
  });

  it('skips the mark over at most 1,024 buckets that are evacuated already', () => {
    const full = 13 * 2 ** 11;
    const hashes = new ChosenHashes(full + 1, (key) => (key === full ? 4095 : key));
    const { map } = tried(hashes, { hint: full });
    assignAll(map, 0, full);
    expect(map.state().nevacuate).toBe(1);
    expect(map.oldBuckets).toBe(4096);
    // Each write evacuates its own old bucket, from 1,501 on, and the one at the mark.
    assignAll(map, 1501, 2999);
    expect(map.state().nevacuate).toBe(1500);
    map.assign(3000);
    expect(map.state().nevacuate).toBe(1501 + 1024);
    expect(map.evacuatedBuckets).toBe(1 + 1 + 2 * 1500);
  });

  it('rebuilds at the same size once there are as many overflow buckets as main ones', () => {
    const { map, log } = crowded(8);
    expect(map.state()).toMatchObject({ noverflow: 8, count: 8 });
    // An overwrite starts nothing.
    map.assign(8);
    expect(map.oldBuckets).toBe(0);
    log.operation = 1;
    map.assign(72);
    expect(log.sameSizeGrowths).toBe(1);
    expect(log.growths).toBe(0);
    expect(log.at(0)).toEqual({ kind: 'growth-start', operation: 1, fromBuckets: 8, toBuckets: 8 });
    expect(log.at(1)).toEqual({
      kind: 'bucket-evacuated',
      operation: 1,
      bucket: 0,
      movedEntries: 1,
      overflowBuckets: 1,
    });
    const { buckets, flags, noverflow, nevacuate } = map.state();
    expect(keysIn(buckets, 0)).toEqual([[8, 72]]);
    expect({ flags, noverflow, nevacuate }).toEqual({ flags: 8, noverflow: 0, nevacuate: 2 });
    expect(map.slots).toBe(64);
  });

  it('samples overflow buckets from 2^16 buckets on', () => {
    const buckets = 2 ** 16;
    const { map } = tried(new ChosenHashes(9 * 2000, (key) => Math.floor(key / 9)), { hint: 6 * buckets });
    expect(map.slots).toBe(8 * buckets);
    assignAll(map, 0, 9 * 2000 - 1);
    expect(map.overflowBuckets).toBe(2000);
    // One of two is counted.
    expect(Math.abs(map.state().noverflow - 1000)).toBeLessThan(100);
  });

  it.each([16, 17])('counts 2^15 overflow buckets as too many for 2^%i buckets too', (b) => {
    const most = 2 ** 15;
    // Nine keys a bucket; the last nine begin a bucket that stays without an overflow bucket.
    const { map, log } = tried(new ChosenHashes(9 * (most + 1), (key) => Math.floor(key / 9)), {
      hint: 6 * 2 ** b,
      random: new CountingEach(),
    });
    const fresh = 9 * most;
    assignAll(map, 0, fresh - 10);
    expect(map.state()).toMatchObject({ b, noverflow: most - 1 });
    map.assign(fresh);
    assignAll(map, fresh - 9, fresh - 1);
    expect(map.state()).toMatchObject({ noverflow: most, oldBuckets: undefined });
    log.operation = 1;
    map.assign(fresh + 1);
    expect(log.at(0)).toEqual({ kind: 'growth-start', operation: 1, fromBuckets: 2 ** b, toBuckets: 2 ** b });
    // The nine entries of the first bucket have an overflow bucket again.
    expect(map.state()).toMatchObject({ b, noverflow: 1, flags: 8 });
  });

  it('gives overflow buckets back one chain at a time where the collector scans buckets', () => {
    for (const [key, given] of [
      [STRING, 2 * 208],
      [bytes(16), 0],
    ] as const) {
      // Nine keys in each of five buckets, and seven in the last; one more bit of the hash parts the chains.
      const hashes = new ChosenHashes(60, (at) => (at < 45 ? Math.floor(at / 9) + 8 * (at % 2) : 7));
      const { map } = tried(hashes, { types: { key, elem: INT64 }, hint: 52 });
      assignAll(map, 0, 52);
      expect([map.oldBuckets, map.evacuatedBuckets, map.overflowBuckets]).toEqual([8, 2, 0]);
      const { liveBytes } = map.ledger;
      map.assign(18);
      expect(map.evacuatedBuckets).toBe(4);
      expect(liveBytes - map.ledger.liveBytes).toBe(given);
    }
  });

  it('lets the old array go with all of its overflow buckets', () => {
    const withPointers = { key: STRING, elem: INT64 };
    for (const types of [GENERIC, withPointers]) {
      const { map } = tried(new SeededHashes(3, 3000), { types });
      assignAll(map, 0, 1664);
      const growing = map.ledger.liveBytes;
      while (map.oldBuckets > 0) map.assign(0);
      const { map: hinted } = tried(new SeededHashes(3, 3000), { types, hint: 1665 });
      assignAll(hinted, 0, 1664);
      expect(growing).toBeGreaterThan(map.ledger.liveBytes);
      // Equal arrays; only which overflow buckets an array needs depends on the order of the entries' coming.
      expect(map.slots).toBe(hinted.slots);
      expect(map.overflowBuckets).toBe(hinted.overflowBuckets);
      expect(map.ledger.liveBytes).toBe(hinted.ledger.liveBytes);
    }
  });
});

describe('delete', () => {
  it('leaves a hole where entries follow', () => {
    const { map } = tried(sameBucket(8));
    assignAll(map, 0, 2);
    expect(map.delete(1)).toBe(true);
    expect(tophashes(map.state().buckets, 0)).toEqual([[FULL, 1, FULL, 0, 0, 0, 0, 0]]);
  });

  it('turns the empty cells at the end of a chain into rest, back over its buckets', () => {
    const { map } = tried(sameBucket(40), { hint: 40 });
    assignAll(map, 0, 17);
    for (const key of [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17]) map.delete(key);
    const holes = [1, 1, 1, 1, 1, 1, 1, 1];
    const { buckets } = map.state();
    expect(tophashes(buckets, 0)).toEqual([
      [FULL, FULL, FULL, FULL, FULL, FULL, 1, 1],
      holes,
      [FULL, 0, 0, 0, 0, 0, 0, 0],
    ]);
    map.delete(16);
    const rest = [0, 0, 0, 0, 0, 0, 0, 0];
    expect(tophashes(buckets, 0)).toEqual([[FULL, FULL, FULL, FULL, FULL, FULL, 0, 0], rest, rest]);
    for (const key of [0, 1, 2, 3, 4, 5]) map.delete(key);
    expect(tophashes(buckets, 0)).toEqual([rest, rest, rest]);
    expect(map.state().noverflow).toBe(2);
  });

  it('draws a new seed when the last entry goes', () => {
    const hashes = sameBucket(8);
    const { map } = tried(hashes);
    assignAll(map, 0, 1);
    map.delete(0);
    map.delete(5);
    expect(hashes.seeds).toBe(0);
    map.delete(1);
    expect(hashes.seeds).toBe(1);
    map.delete(1);
    expect(hashes.seeds).toBe(1);
  });

  it('does not advance a growth once the map is empty', () => {
    const { map } = crowded(32, (key) => key === 8);
    map.assign(288);
    map.delete(8);
    map.delete(288);
    expect(map.count).toBe(0);
    expect([map.oldBuckets, map.evacuatedBuckets]).toEqual([32, 4]);
    expect(map.delete(1)).toBe(false);
    expect(map.evacuatedBuckets).toBe(4);
  });

  it('gives back keys and elements that are stored behind pointers', () => {
    const { map } = tried(sameBucket(8), { types: { key: bytes(130), elem: bytes(200) } });
    map.assign(0);
    const { liveBytes, allocations } = map.ledger;
    map.assign(1);
    expect(map.ledger.allocations - allocations).toBe(2);
    expect(map.ledger.liveBytes - liveBytes).toBe(144 + 208);
    map.assign(1);
    expect(map.ledger.allocations - allocations).toBe(2);
    map.delete(1);
    expect(map.ledger.liveBytes).toBe(liveBytes);
  });
});

describe('lookup', () => {
  it('says what is there, while the map grows too', () => {
    const { map } = tried(new SeededHashes(1, 300));
    expect(map.has(0)).toBe(false);
    assignAll(map, 0, 208);
    expect(map.oldBuckets).toBeGreaterThan(0);
    const found = Array.from({ length: 300 }, (_, key) => map.has(key));
    expect(found.lastIndexOf(true)).toBe(208);
    expect(found.filter(Boolean).length).toBe(209);
  });

  it('looks through emptied overflow buckets only where the key has functions of its own', () => {
    const missed = (key: typeof INT64): number => {
      const { map } = tried(sameBucket(40), { types: { key, elem: INT64 }, hint: 40 });
      assignAll(map, 0, 17);
      for (let gone = 5; gone <= 17; gone++) map.delete(gone);
      expect(map.has(30)).toBe(false);
      return map.probes;
    };
    expect(missed(bytes(16))).toBe(1);
    expect(missed(INT64)).toBe(3);
    expect(missed(STRING)).toBe(3);
  });

  it('counts the buckets up to the one that has the key', () => {
    const { map } = tried(sameBucket(40), { hint: 40 });
    assignAll(map, 0, 17);
    const probes = (key: number): number => {
      map.has(key);
      return map.probes;
    };
    expect([0, 8, 17].map(probes)).toEqual([1, 2, 3]);
  });
});
