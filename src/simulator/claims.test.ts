import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  changingRanges,
  firstKeyShares,
  insertingRange,
  lookups,
  popWork,
  rangeWork,
} from './claims/access.ts';
import {
  churnGrowths,
  growingInserts,
  hintedGrowths,
  hintsThatGrow,
  movesOfInserts,
  overwriteOfEight,
  unfinishedGrowth,
} from './claims/growth.ts';
import {
  churned,
  containerBytes,
  deleteShare,
  halved,
  hintedBytes,
  hintEffect,
  lastUnfinished,
  leftAfter,
  memoryRatio,
} from './claims/memory.ts';
import { CLAIM_TABLES } from './claims/tables.ts';
import { filled, go } from './claims/trial.ts';
import { crowded, tophashes } from './hmap/testing.ts';
import type { MapRuntime } from './model.ts';
import { runtimeFor } from './runtime.ts';
import { SwissMap } from './swiss/map.ts';

const noSwissMap = (minor: number): MapRuntime =>
  runtimeFor({ major: 1, minor, patch: 0 }, { noSwissMap: true });
const CLASSIC = [...[18, 19, 20, 21, 22, 23].map(go), ...[24, 25].map(noSwissMap)];
const SWISS = [24, 25, 26, 27].map(go);
const named = (runtimes: readonly MapRuntime[]): (readonly [string, MapRuntime])[] =>
  runtimes.map((runtime) => [`1.${runtime.minor}, ${runtime.layout}`, runtime]);

// One test for each verdict of docs/map-claims.md, in its order.
describe('growth', () => {
  it.each(named(CLASSIC))('doubles at 9, 14, 27, …, in 1.21 earlier (%s)', (_, runtime) => {
    expect(growingInserts(runtime)).toEqual(
      runtime.minor === 21 ? [9, 13, 25, 49, 97, 193, 385, 769] : [9, 14, 27, 53, 105, 209, 417, 833],
    );
  });

  it.each(named(SWISS))('doubles at seven eighths of the slots (%s)', (_, runtime) => {
    expect(growingInserts(runtime).slice(0, 8)).toEqual([9, 15, 29, 57, 113, 225, 449, 897]);
  });

  it.each(named(CLASSIC))('is not finished by one write, and reads do none of it (%s)', (_, runtime) => {
    const growth = unfinishedGrowth(runtime, 8);
    expect(growth).toMatchObject({ oldBuckets: 256, byReads: 0 });
    expect(growth.afterOneWrite).toBeLessThanOrEqual(growth.atStart + 2);
    // One bucket by each, once that of the key itself is done; inserts also take the bucket they go to.
    expect(growth.overwrites).toBeGreaterThanOrEqual(256 - 4);
    expect(growth.inserts).toBeGreaterThan(256 / 2);
    expect(growth.inserts).toBeLessThan(growth.overwrites);
  });

  it.each(named(CLASSIC))('is of the same size where overflow buckets are the cause (%s)', (_, runtime) => {
    const growths = churnGrowths(runtime, 20_000);
    expect(growths).toMatchObject({ doublings: 0, buckets: 16 });
    expect(growths.sameSize).toBeGreaterThan(0);
  });

  it('moves two old buckets with a write, or one table', () => {
    for (const runtime of CLASSIC) expect(movesOfInserts(runtime, 20_000)).toMatchObject({ mostBuckets: 2 });
    for (const runtime of SWISS) {
      expect(movesOfInserts(runtime, 20_000)).toMatchObject({ most: 896, mostBuckets: 0 });
    }
  });

  it('comes with an overwrite of a full small map in 1.24 to 1.26', () => {
    expect([...CLASSIC, go(27)].map(overwriteOfEight)).toEqual(Array.from({ length: 9 }, () => 0));
    expect([24, 25, 26].map((minor) => overwriteOfEight(go(minor)))).toEqual([328, 328, 328]);
  });
});

describe('hints', () => {
  it.each(named(CLASSIC))('keep buckets from growing (%s)', (_, runtime) => {
    expect(hintsThatGrow(runtime, 500)).toBe(0);
  });

  it.each(named(SWISS))('keep tables from growing for most numbers (%s)', (_, runtime) => {
    expect(hintsThatGrow(runtime, 896)).toBe(0);
    expect(hintedGrowths(runtime, 897)).toMatchObject({ tables: 2, slots: 1_024, growths: { min: 1 } });
    expect(hintedGrowths(runtime, 1_793)).toMatchObject({ tables: 4, slots: 2_048, growths: { min: 1 } });
    expect(hintedGrowths(runtime, 3_584).growths.mean).toBeGreaterThan(1);
    expect(hintedGrowths(runtime, 10_000).growths.max).toBe(0);
  });

  it('up to eight change nothing, and those too large cost', () => {
    for (const runtime of [go(23), go(26)]) {
      const none = hintEffect(runtime, 1_000, undefined);
      const exact = hintEffect(runtime, 1_000, 1_000);
      const large = hintEffect(runtime, 1_000, 100_000);
      expect(hintEffect(runtime, 1_000, 8)).toEqual(none);
      expect(exact.allocated).toBeLessThan(0.51 * none.allocated);
      expect(large.allocated).toBeGreaterThan(27 * none.allocated);
      expect(large.visited).toBeGreaterThan(60 * exact.visited);
    }
  });
});

describe('memory', () => {
  it('of Swiss maps is less for large slots and more for small elements', () => {
    const mean = (types: Parameters<typeof memoryRatio>[2]): number =>
      memoryRatio(go(26), go(23), types).mean;
    expect(mean('int64→int64')).toBeLessThan(0.9);
    expect(mean('string→int64')).toBeLessThan(0.9);
    expect(mean('string→bool')).toBeGreaterThan(1.1);
    expect(mean('int64→struct{}')).toBeGreaterThan(1.4);
  });

  it('of struct{} and bool differs in buckets alone', () => {
    for (const key of ['int64', 'int32', 'string'] as const) {
      const saved = (runtime: MapRuntime): number =>
        containerBytes(runtime, `${key}→bool`) - containerBytes(runtime, `${key}→struct{}`);
      expect(CLASSIC.map(saved)).toEqual(CLASSIC.map(() => 8));
      const splitGroups = runtimeFor({ major: 1, minor: 27, patch: 0 }, { mapSplitGroup: true });
      expect([...SWISS, splitGroups].map(saved)).toEqual([0, 0, 0, 0, 0]);
      for (const runtime of SWISS) {
        const [bool, empty] = (['bool', 'struct{}'] as const).map((elem) =>
          hintedBytes(runtime, `${key}→${elem}`, 100_000),
        );
        expect(empty).toBe(bool);
      }
    }
  });

  it('of elements up to 128 bytes stays when they are deleted, that of larger ones goes', () => {
    for (const runtime of [go(21), go(23), ...SWISS]) {
      const [full = 0, emptied = 0, fullIndirect = 0, emptiedIndirect = 0] = (
        ['int64→[128]byte', 'int64→[136]byte'] as const
      ).flatMap((types) =>
        [[], [deleteShare(1)]].map((steps) => leftAfter(runtime, 10_000, steps, types).bytes),
      );
      expect(emptied).toBe(full);
      expect(fullIndirect - emptiedIndirect).toBe(10_000 * 144);
    }
  });

  it('comes back through a new map, and through maps.Clone up to 1.24', () => {
    for (const runtime of [go(22), go(23), ...SWISS]) {
      const full = leftAfter(runtime, 100_000, []);
      expect(leftAfter(runtime, 100_000, [deleteShare(1)])).toMatchObject({ entries: 0, slots: full.slots });
      expect(leftAfter(runtime, 100_000, [{ kind: 'clear' }])).toMatchObject({
        slots: full.slots,
        tombstones: 0,
      });
      const cloned = leftAfter(runtime, 100_000, [deleteShare(0.99), { kind: 'clone' }]);
      expect(cloned.slots).toBe(runtime.minor >= 25 ? full.slots : 2_048);
      const rebuilt = leftAfter(runtime, 100_000, [deleteShare(0.99), { kind: 'rebuild' }]);
      expect(rebuilt).toMatchObject({ entries: 1_000, slots: 2_048, tombstones: 0 });
    }
  });

  it('comes back through deletes where they finish a growth', () => {
    expect(halved(go(21), 98_304)).toEqual({ full: 2_725_904, half: 2_725_904 });
    const { full, half } = halved(go(21), 98_305);
    // The array of 16,384 buckets of 144 bytes with its 1,024 spare ones, and what overflow buckets it had besides.
    expect(full - half).toBeGreaterThan((16_384 + 1_024) * 144);
    expect(full - half).toBeLessThan(1.1 * (16_384 + 1_024) * 144);
    const { min, max } = lastUnfinished(go(21), 98_305);
    expect(min).toBeGreaterThan(109_400);
    expect(max).toBeLessThan(109_900);
  });

  it('grows in Swiss maps though the number of entries stays', () => {
    expect(churned(go(23), 100, 'int64→int64')).toMatchObject({ first: 128, last: { max: 128 } });
    expect(churned(go(24), 100, 'int64→int64')).toMatchObject({ first: 128, last: { min: 512, max: 512 } });
    for (const runtime of [go(25), go(26), go(27)]) {
      for (const types of ['int64→int64', 'string→int64'] as const) {
        expect(churned(runtime, 100, types)).toMatchObject({ last: { min: 256, max: 256 } });
      }
      const pointers = churned(runtime, 100, '*T→int64').last.max;
      expect(pointers).toBe(runtime.minor === 27 ? 256 : 512);
      expect(churned(runtime, 100, '[16]byte→int64')).toMatchObject({ last: { min: 512, max: 512 } });
    }
  });
});

describe('deleting', () => {
  it('writes emptyOne (1), or emptyRest (0) at the end of a chain', () => {
    const { map } = crowded(4, (key) => key < 9);
    map.delete(0);
    expect(tophashes(map.state().buckets, 0)[0]?.[0]).toBe(1);
    map.delete(8);
    expect(tophashes(map.state().buckets, 0)[1]?.[0]).toBe(0);
  });

  it('writes 0x80 into a Swiss group with an empty slot, else 0xFE', () => {
    const { map } = filled(go(26), 100_000);
    if (!(map instanceof SwissMap)) throw new Error('Go 1.26 has Swiss maps');
    for (let key = 0; key < 100_000; key++) map.delete(key);
    const controls = new Set(map.state().tables.flatMap(({ controls }) => Array.from(controls)));
    expect(controls).toEqual(new Set([0x80, 0xfe]));
  });

  it('never begins a growth nor changes the slots', () => {
    for (const runtime of [...CLASSIC, ...SWISS]) {
      const { map, log } = filled(runtime, 1_000);
      const { slots } = map;
      const { growths } = log;
      for (let key = 0; key < 1_000; key++) map.delete(key);
      expect([map.count, map.slots, log.growths, log.sameSizeGrowths]).toEqual([0, slots, growths, 0]);
    }
  });
});

describe('range', () => {
  it.each(named([...CLASSIC, ...SWISS]))('stays right while its body changes the map (%s)', (_, runtime) => {
    const ranges = changingRanges(runtime, 200);
    expect(ranges).toMatchObject({ twice: 0, deletedMet: 0, missed: 0 });
    expect(ranges.insertedMet).toBeGreaterThan(0.1);
    expect(ranges.insertedMet).toBeLessThan(0.9);
  });

  it('ends though its body inserts at each step, after e - 1 times the entries', () => {
    for (const runtime of [go(23), go(26)]) {
      expect(Math.abs(insertingRange(runtime) / 1_000 - (Math.E - 1))).toBeLessThan(0.05);
    }
  });

  it('goes over all slots that ever were', () => {
    for (const runtime of [go(18), go(23), ...SWISS]) {
      const { full, thinned, one, rebuilt } = rangeWork(runtime, 10_000);
      expect([thinned, one]).toEqual([full, full]);
      expect(rebuilt).toBeLessThan(full / 7);
    }
  });

  it('that takes out the first entry costs about the square root of the entries', () => {
    for (const runtime of [go(23), go(26)]) {
      const ratio = popWork(runtime, 100_000) / popWork(runtime, 10_000);
      expect(ratio).toBeGreaterThan(10 ** 0.4);
      expect(ratio).toBeLessThan(10 ** 0.6);
    }
  });

  it('begins with the key inserted first more often than not', () => {
    for (const runtime of [...CLASSIC, ...SWISS]) {
      for (let entries = 1; entries <= 8; entries++) {
        const shares = firstKeyShares(runtime, entries);
        expect(shares).toEqual(shares.map((_, key) => (key === 0 ? (9 - entries) / 8 : 1 / 8)));
      }
    }
  });
});

describe('lookups', () => {
  it('are no faster after deletes', () => {
    for (const runtime of [go(23), go(26)]) {
      const before = lookups(runtime, 106_000);
      const after = lookups(runtime, 106_000, { steps: [deleteShare(0.9)] });
      const rebuilt = lookups(runtime, 106_000, { steps: [deleteShare(0.9), { kind: 'rebuild' }] });
      expect(after.miss).toBeCloseTo(before.miss, 6);
      expect(rebuilt.miss).toBeLessThan(after.miss - 0.1);
    }
  });

  it('take constant time because hashes are seeded', () => {
    for (const runtime of [go(23), go(26)]) {
      expect(lookups(runtime, 1_000).miss).toBeLessThan(1.1);
      expect(lookups(runtime, 1_000, { hashing: 'one-bucket' }).miss).toBeGreaterThan(50);
    }
  });
});

describe('docs/map-claims.md', () => {
  const page = readFileSync(new URL('../../docs/map-claims.md', import.meta.url), 'utf8');
  const marked = new Map(
    [...page.matchAll(/<!-- figures: (\S+) -->([\s\S]*?)<!-- \/figures -->/g)].map(([, name, text]) => [
      name,
      text,
    ]),
  );

  it('has a place for each table', () => {
    expect([...marked.keys()].sort()).toEqual(Object.keys(CLAIM_TABLES).sort());
  });

  // `npm run generate` writes them.
  it.each(Object.entries(CLAIM_TABLES))('says what the simulator says today: %s', (name, table) => {
    expect(cells(marked.get(name) ?? '')).toEqual(cells(table()));
  });
});

/** Text of each line and cell, however wide the columns are. */
function cells(markdown: string): readonly (readonly string[])[] {
  return markdown
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((line) => line.some((cell) => cell !== '' && !/^:?-+:?$/.test(cell)));
}
