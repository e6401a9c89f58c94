import { expect, it } from 'vitest';
import { swiss } from '../testing.ts';
import { swissDigest } from './digest.ts';
import type { SwissState } from './state.ts';
import { assignAll, inGroups, tried } from './testing.ts';

/** FNV-1a over bytes, written without regard to speed. */
function fnv1a(bytes: readonly number[]): number {
  let digest = 2_166_136_261n;
  for (const byte of bytes) digest = ((digest ^ BigInt(byte)) * 16_777_619n) % 2n ** 32n;
  return Number(digest);
}

it('covers the header, the control bytes and the keys of a small map', () => {
  const { map } = tried(inGroups(300, () => 0));
  map.assign(5);
  map.assign(258);
  const header = [0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0];
  const controls = [5, 2, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80];
  const keys = [5, 0, 0, 0, 2, 1, 0, 0];
  expect(swissDigest(map.state(), 26)).toBe(fnv1a([...header, ...controls, ...keys]));
});

it('covers each table', () => {
  const { map } = tried(
    inGroups(20, () => 1),
    { hint: 9 },
  );
  map.assign(7);
  const header = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
  const table = [0, 0, 0, 0, 0, 16, 0, 1, 0, 13, 0];
  const empty = Array.from({ length: 7 }, () => 0x80);
  expect(swissDigest(map.state(), 26)).toBe(
    fnv1a([...header, ...table, 0x80, ...empty, 7, ...empty, 7, 0, 0, 0]),
  );
});

it('takes the tombstone flag of the releases that have it', () => {
  const { map } = tried(
    inGroups(20, () => 0),
    { hint: 14, runtime: swiss(25) },
  );
  assignAll(map, 0, 8);
  map.delete(0);
  const state = map.state();
  const without: SwissState = { ...state, tombstonePossible: false };
  expect(state.tombstonePossible).toBe(true);
  expect(swissDigest(state, 25)).not.toBe(swissDigest(without, 25));
  expect(swissDigest(state, 24)).toBe(swissDigest(without, 24));
});
