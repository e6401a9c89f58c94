import { describe, expect, it } from 'vitest';
import { parseSizeTable } from './size-table.ts';

const ROW = { n: 9, runs: 4, det: { bytes: 480 }, rand: {} };
const TABLE = { go: 'go1.23.12', impl: 'classic', int64_int64: { hint: [ROW], nohint: [ROW] } };

function withRow(changed: Readonly<Record<string, unknown>>): unknown {
  return { ...TABLE, int64_int64: { hint: [{ ...ROW, ...changed }] } };
}

describe('parseSizeTable', () => {
  it('reads constants and random values', () => {
    const random = { min: 0, mean: 0.25, max: 1, hist: { 0: 3, 1: 1 } };
    const rows = [
      { ...ROW, n: 14, rand: { exactOverflow: random, mallocs: { min: 3, mean: 4, max: 5 } } },
      ROW,
    ];
    const table = parseSizeTable({ ...TABLE, int64_int64: { nohint: rows } }, 'sizes.json');
    expect(table.runtime).toMatchObject({ layout: 'classic', minor: 23, architecture: 'amd64' });
    expect(table.fills).toHaveLength(1);
    const [fills] = table.fills;
    expect(fills).toMatchObject({ name: 'int64_int64', hinted: false });
    expect(fills?.rows.map((row) => row.entries)).toEqual([9, 14]);
    const values = fills?.rows[1]?.values;
    expect(values?.get('bytes')).toEqual({ runs: 4, min: 480, mean: 480, max: 480, variance: 0 });
    expect(values?.get('exactOverflow')).toEqual({ runs: 4, min: 0, mean: 0.25, max: 1, variance: 0.25 });
    expect(values?.get('mallocs')?.variance).toBeUndefined();
  });

  it.each([
    ['go1.25.12', 'classic', 'x', 'classic 25 false'],
    ['go1.25.12', 'swiss', 'x', 'swiss 25 false'],
    ['go1.27.0-X:mapsplitgroup', 'swiss', 'x', 'swiss 27 true'],
    ['go1.27.0', 'swiss', 'sizes-go1.27-mapsplitgroup.json', 'swiss 27 true'],
    ['go1.27.0', 'swiss', 'x', 'swiss 27 false'],
  ])('knows the runtime of %s with %s maps in %s', (go, impl, file, expected) => {
    const { layout, minor, splitGroups } = parseSizeTable({ ...TABLE, go, impl }, file).runtime;
    expect(`${layout} ${minor} ${splitGroups}`).toBe(expected);
  });

  it('knows the types that recordings name', () => {
    const { runtime, fills } = parseSizeTable(
      { go: 'go1.26.8', impl: 'swiss', arch: '386', 'string_[16]byte': { hint: [ROW] } },
      'x',
    );
    expect(runtime.architecture).toBe('386');
    expect(fills[0]?.types.key).toEqual({
      size: 8,
      align: 4,
      pointerBytes: 4,
      comparison: 'string',
      needKeyUpdate: true,
    });
    expect(fills[0]?.types.elem).toMatchObject({ size: 16, align: 1, pointerBytes: 0 });
  });

  it.each([
    ['is no object', 7],
    ['go is no text', {}],
    ['names no Go version', { ...TABLE, go: 'devel' }],
    ['says that go1.26.8 has classic maps', { ...TABLE, go: 'go1.26.8' }],
    ['target that is not modelled', { ...TABLE, arch: 'wasm' }],
    ['has no lists of sizes', { go: 'go1.23.12', impl: 'classic' }],
    ['"int64" is no pair of types', { ...TABLE, int64: { hint: [] } }],
    ['a type whose size is not known', { ...TABLE, int64_Widget: { hint: [] } }],
    ['int64_int64 hint is no list', { ...TABLE, int64_int64: { hint: {} } }],
    ['runs of int64_int64 hint, row 0 is no number', withRow({ runs: undefined })],
    ['runs of int64_int64 hint, row 0 is no whole number from 1 to 1000000: 0', withRow({ runs: 0 })],
    ['n of int64_int64 hint, row 0 is no whole number from 0 to 10000000: -1', withRow({ n: -1 })],
    ['n of int64_int64 hint, row 0 is no whole number', withRow({ n: 2.5 })],
    ['n of int64_int64 hint, row 0 is no whole number', withRow({ n: 1e12 })],
    [
      'bytes of int64_int64 hint, row 0 has its mean not between min and max',
      withRow({ rand: { bytes: { min: 5, mean: 4, max: 6 } } }),
    ],
  ])('says what is wrong: %s', (message, table) => {
    expect(() => parseSizeTable(table, 'x')).toThrow(message);
  });
});
