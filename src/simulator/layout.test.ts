import { describe, expect, it } from 'vitest';
import { describeLayout, keyPath, memoryLayout } from './layout.ts';
import type { KeyType, MapRuntime } from './model.ts';
import { BOOL, bytes, classic, EMPTY, INT32, INT64, POINTER, STRING, swiss, UINT8 } from './testing.ts';

const ANY: KeyType = STRING;

/** Bytes of a bucket and of a group, read from the type descriptors of Go 1.23 and 1.26. */
const MEASURED: readonly (readonly [string, KeyType, KeyType, number, number])[] = [
  ['map[int64]struct{}', INT64, EMPTY, 80, 136],
  ['map[int64]bool', INT64, BOOL, 88, 136],
  ['map[int64]int32', INT64, INT32, 112, 136],
  ['map[int64]int64', INT64, INT64, 144, 136],
  ['map[int32]struct{}', INT32, EMPTY, 48, 72],
  ['map[int32]bool', INT32, BOOL, 56, 72],
  ['map[int32]int64', INT32, INT64, 112, 136],
  ['map[uint8]struct{}', UINT8, EMPTY, 24, 24],
  ['map[uint8]bool', UINT8, BOOL, 32, 24],
  ['map[string]struct{}', STRING, EMPTY, 144, 200],
  ['map[string]bool', STRING, BOOL, 152, 200],
  ['map[string]int64', STRING, INT64, 208, 200],
  ['map[any]any', ANY, ANY, 272, 264],
  ['map[[16]byte]struct{}', bytes(16), EMPTY, 144, 144],
  ['map[[16]byte]bool', bytes(16), BOOL, 152, 144],
  ['map[[20]byte]int64', bytes(20), INT64, 240, 264],
  ['map[int64][128]byte', INT64, bytes(128), 1104, 1096],
  ['map[int64][129]byte', INT64, bytes(129), 144, 136],
  ['map[int64][512]byte', INT64, bytes(512), 144, 136],
  ['map[struct{}]struct{}', EMPTY, EMPTY, 16, 16],
];

describe('describeLayout', () => {
  it.each(MEASURED)('%s has the bucket and group size Go gives it', (_, key, elem, bucket, group) => {
    expect(describeLayout(classic(23), { key, elem }).containerBytes).toBe(bucket);
    expect(describeLayout(swiss(26), { key, elem }).containerBytes).toBe(group);
  });

  it('names the container and the bytes of a slot', () => {
    const types = { key: STRING, elem: BOOL };
    expect(describeLayout(classic(23), types)).toMatchObject({ containerName: 'bucket', slotBytes: 17 });
    expect(describeLayout(swiss(26), types)).toMatchObject({ containerName: 'group', slotBytes: 24 });
  });

  it('stores what is above 128 bytes behind a pointer, which the collector has to follow', () => {
    const inline = describeLayout(swiss(26), { key: INT64, elem: bytes(128) });
    expect(inline).toMatchObject({ indirectKey: false, indirectElem: false, scanned: false });
    const elem = describeLayout(swiss(26), { key: INT64, elem: bytes(129) });
    expect(elem).toMatchObject({ indirectKey: false, indirectElem: true, scanned: true });
    const key = describeLayout(classic(23), { key: bytes(200), elem: INT64 });
    expect(key).toMatchObject({ indirectKey: true, indirectElem: false, scanned: true });
  });
});

describe('keyPath', () => {
  it.each([
    ['int32', INT32, INT64, 'fast32'],
    ['int64', INT64, INT64, 'fast64'],
    ['*T', POINTER, INT64, 'fast64ptr'],
    ['string', STRING, INT64, 'faststr'],
    ['uint8', UINT8, INT64, 'generic'],
    ['[16]byte', bytes(16), INT64, 'generic'],
    ['float64', { ...INT64, comparison: 'other' }, INT64, 'generic'],
    ['int64 with a large element', INT64, bytes(129), 'generic'],
  ] as const)('%s', (_, key, elem, path) => {
    expect(keyPath(swiss(26), { key, elem })).toBe(path);
  });

  it('has paths for pointers of the word size alone', () => {
    const target: MapRuntime = { ...classic(23), architecture: '386' };
    const pointer: KeyType = { size: 4, align: 4, pointerBytes: 4, comparison: 'memory' };
    expect(keyPath(target, { key: pointer, elem: INT64 })).toBe('fast32ptr');
    const pair: KeyType = { size: 8, align: 4, pointerBytes: 4, comparison: 'memory' };
    expect(keyPath(target, { key: pair, elem: INT64 })).toBe('generic');
  });
});

describe('memoryLayout', () => {
  it('counts the allocations each entry makes for indirect storage', () => {
    const both = memoryLayout(swiss(26), { key: bytes(200), elem: bytes(300) });
    expect([both.allocationsPerEntry, both.bytesPerEntry]).toEqual([2, 208 + 320]);
    expect(memoryLayout(swiss(26), { key: INT64, elem: INT64 }).allocationsPerEntry).toBe(0);
  });

  it('knows the larger header of classic maps in Go 1.24', () => {
    expect(memoryLayout(classic(23), { key: INT64, elem: INT64 }).headerBytes).toBe(48);
    expect(memoryLayout(classic(24), { key: INT64, elem: INT64 }).headerBytes).toBe(64);
  });
});
