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

/** Size, alignment and pointer bytes of a type. */
type Shape = readonly [size: number, align: number, pointerBytes: number];
/** Bytes of a container and of what the collector scans of it. */
type Container = readonly [bytes: number, scanned: number];

/** What one target does with a map type: classic buckets, Swiss groups, split groups. */
interface MeasuredTarget {
  readonly key: Shape;
  readonly elem: Shape;
  readonly bucket: Container;
  readonly group: Container;
  readonly splitGroup: Container;
}

function target(
  key: Shape,
  elem: Shape,
  bucket: Container,
  group: Container,
  splitGroup: Container,
): MeasuredTarget {
  return { key, elem, bucket, group, splitGroup };
}

/**
 * Read from type descriptors (size and `PtrBytes` of bucket and group) in programs built for amd64, then for 386, with
 * Go 1.23, 1.26 and 1.27 with `mapsplitgroup`. Programs for arm64 print the numbers of amd64.
 */
const MEASURED_ON_TARGETS: readonly (readonly [string, MeasuredTarget, MeasuredTarget])[] = [
  [
    'struct{}]struct{}',
    target([0, 1, 0], [0, 1, 0], [16, 0], [16, 0], [16, 0]),
    target([0, 1, 0], [0, 1, 0], [12, 0], [12, 0], [12, 0]),
  ],
  [
    'uint8][129]byte',
    target([1, 1, 0], [129, 1, 0], [88, 88], [136, 136], [80, 80]),
    target([1, 1, 0], [129, 1, 0], [52, 52], [72, 72], [48, 48]),
  ],
  [
    'bool]*int',
    target([1, 1, 0], [8, 8, 8], [88, 88], [136, 136], [80, 80]),
    target([1, 1, 0], [4, 4, 4], [52, 52], [72, 72], [48, 48]),
  ],
  [
    'int32]struct{}',
    target([4, 4, 0], [0, 1, 0], [48, 0], [72, 0], [48, 0]),
    target([4, 4, 0], [0, 1, 0], [44, 0], [72, 0], [44, 0]),
  ],
  [
    'int64]struct{}',
    target([8, 8, 0], [0, 1, 0], [80, 0], [136, 0], [80, 0]),
    target([8, 4, 0], [0, 1, 0], [76, 0], [104, 0], [76, 0]),
  ],
  [
    'int64]int64',
    target([8, 8, 0], [8, 8, 0], [144, 0], [136, 0], [136, 0]),
    target([8, 4, 0], [8, 4, 0], [140, 0], [136, 0], [136, 0]),
  ],
  [
    'int64]int32',
    target([8, 8, 0], [4, 4, 0], [112, 0], [136, 0], [104, 0]),
    target([8, 4, 0], [4, 4, 0], [108, 0], [104, 0], [104, 0]),
  ],
  [
    'int32]int64',
    target([4, 4, 0], [8, 8, 0], [112, 0], [136, 0], [104, 0]),
    target([4, 4, 0], [8, 4, 0], [108, 0], [104, 0], [104, 0]),
  ],
  [
    'string]bool',
    target([16, 8, 8], [1, 1, 0], [152, 152], [200, 184], [144, 128]),
    target([8, 4, 4], [1, 1, 0], [84, 84], [104, 96], [80, 68]),
  ],
  [
    'string]string',
    target([16, 8, 8], [16, 8, 8], [272, 272], [264, 256], [264, 256]),
    target([8, 4, 4], [8, 4, 4], [140, 140], [136, 132], [136, 132]),
  ],
  [
    '[3]byte]int16',
    target([3, 1, 0], [2, 2, 0], [56, 0], [56, 0], [48, 0]),
    target([3, 1, 0], [2, 2, 0], [52, 0], [56, 0], [48, 0]),
  ],
  [
    '[16]byte]struct{p *int;x [15]byte}',
    target([16, 1, 0], [24, 8, 8], [336, 336], [328, 312], [328, 312]),
    target([16, 1, 0], [20, 4, 4], [300, 300], [296, 280], [296, 280]),
  ],
  [
    'struct{a int64;b int8}]struct{}',
    target([16, 8, 0], [0, 1, 0], [144, 0], [200, 0], [144, 0]),
    target([12, 4, 0], [0, 1, 0], [108, 0], [136, 0], [108, 0]),
  ],
  [
    'struct{p *int;b [17]byte}]bool',
    target([32, 8, 8], [1, 1, 0], [280, 280], [328, 296], [272, 240]),
    target([24, 4, 4], [1, 1, 0], [212, 212], [232, 208], [208, 180]),
  ],
  [
    'int64][128]byte',
    target([8, 8, 0], [128, 1, 0], [1104, 0], [1096, 0], [1096, 0]),
    target([8, 4, 0], [128, 1, 0], [1100, 0], [1096, 0], [1096, 0]),
  ],
  [
    '[200]byte]int64',
    target([200, 1, 0], [8, 8, 0], [144, 144], [136, 128], [136, 72]),
    target([200, 1, 0], [8, 4, 0], [108, 108], [104, 96], [104, 40]),
  ],
  [
    'float64][]byte',
    target([8, 8, 0], [24, 8, 8], [272, 272], [264, 248], [264, 248]),
    target([8, 4, 0], [12, 4, 4], [172, 172], [168, 160], [168, 160]),
  ],
  [
    '*int]struct{x [15]byte;p *int}',
    target([8, 8, 8], [24, 8, 24], [272, 272], [264, 264], [264, 264]),
    target([4, 4, 4], [20, 4, 20], [204, 204], [200, 200], [200, 200]),
  ],
  [
    'struct{a int32;p *int}]int64',
    target([16, 8, 16], [8, 8, 0], [208, 208], [200, 192], [200, 136]),
    target([8, 4, 8], [8, 4, 0], [140, 140], [136, 128], [136, 72]),
  ],
];

describe('describeLayout on 64-bit and 32-bit targets', () => {
  const stored = ([size, align, pointerBytes]: Shape): KeyType => ({
    size,
    align,
    pointerBytes,
    comparison: 'memory',
    needKeyUpdate: false,
  });

  function containerOf(runtime: MapRuntime, measured: MeasuredTarget): Container {
    const { containerBytes, scannedBytes } = describeLayout(runtime, {
      key: stored(measured.key),
      elem: stored(measured.elem),
    });
    return [containerBytes, scannedBytes];
  }

  it.each(MEASURED_ON_TARGETS)('map[%s has the sizes of its type descriptor', (_, on64Bit, on32Bit) => {
    for (const architecture of ['amd64', 'arm64', '386'] as const) {
      const measured = architecture === '386' ? on32Bit : on64Bit;
      expect(containerOf({ ...classic(23), architecture }, measured)).toEqual(measured.bucket);
      expect(containerOf({ ...swiss(26), architecture }, measured)).toEqual(measured.group);
      const split = { ...swiss(27), architecture, splitGroups: true };
      expect(containerOf(split, measured)).toEqual(measured.splitGroup);
    }
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
    ['float64', { ...INT64, comparison: 'other', needKeyUpdate: true }, INT64, 'generic'],
    ['int64 with a large element', INT64, bytes(129), 'generic'],
  ] as const)('%s', (_, key, elem, path) => {
    expect(keyPath(swiss(26), { key, elem })).toBe(path);
  });

  it('has paths for pointers of the word size alone', () => {
    const target: MapRuntime = { ...classic(23), architecture: '386' };
    const pointer: KeyType = { ...POINTER, size: 4, align: 4, pointerBytes: 4 };
    expect(keyPath(target, { key: pointer, elem: INT64 })).toBe('fast32ptr');
    const pair: KeyType = { ...pointer, size: 8 };
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

  it('knows the headers of 32-bit targets', () => {
    const headerBytes = (runtime: MapRuntime): number =>
      memoryLayout({ ...runtime, architecture: '386' }, { key: INT32, elem: INT32 }).headerBytes;
    expect([headerBytes(classic(23)), headerBytes(classic(24)), headerBytes(swiss(26))]).toEqual([
      32, 48, 32,
    ]);
  });
});
