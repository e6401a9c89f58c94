import { describe, expect, it } from 'vitest';
import { replay } from './replay.ts';
import { parseTraces } from './trace.ts';

/** An empty Swiss map of Go 1.26, as section after section of a recording has it. */
const TRACE = {
  go: 'go1.26.8',
  impl: 'swiss',
  mapType: 'map[int64]int64',
  path: 'fast64',
  hint: 0,
  layout: { GroupSize: 136, KeysOff: 8, KeyStride: 16, ElemsOff: 16, ElemStride: 16, Flags: 0, PtrBytes: 0 },
  initDigest: '892911165',
  ops: [
    ['g', 1, 'ff00000000000001', false],
    ['p', 1, 'ff00000000000001', null],
    ['g', 1, 'ff00000000000001', true],
    ['i', 0, '18446744073709551615', '3', 1],
    ['n', 0, -1],
    ['d', 1, 'ff00000000000001', null],
    ['e', null],
  ] as readonly unknown[],
  finalState: { used: 0, dirLen: 0 },
};

const RUN = {
  name: 'one',
  impl: 'swiss',
  types: {
    key: { size: 8, align: 8, pointerBytes: 0, comparison: 'memory' },
    elem: { size: 8, align: 8, pointerBytes: 0 },
  },
  hint: null,
  layout: TRACE.layout,
  initDigest: 892911165,
  initMemory: [1, 48],
  operations: 'P1~ p1~ g1+~ i0:7:3:1~ n0:-1 d1~ e~',
  hashes: btoa('\x01\0\0\0\0\0\0\xff'),
  digests: '',
  memory: [[0, 1, 144]],
  checkpoints: [
    {
      operations: 2,
      state: ['used=1 globalDepth=0 dirLen=0 tombstonePossible=0 clearSeq=0', '0180808080808080 1'],
    },
  ],
  finalState: {},
};

function listed(changes: object): string {
  return JSON.stringify({ ...TRACE, ...changes });
}

function packed(changes: object): string {
  return JSON.stringify({ go: 'go1.26.8', runs: [{ ...RUN, ...changes }] });
}

describe('a file of traces', () => {
  it('may hold one trace with its operations as lists', () => {
    const [trace] = parseTraces(listed({})) ?? [];
    expect(trace?.operations.length).toBe(7);
    expect(trace?.runtime).toMatchObject({ layout: 'swiss', minor: 26, splitGroups: false });
    expect(trace?.types.key).toMatchObject({ size: 8, comparison: 'memory', needKeyUpdate: false });
    expect(trace && replay(trace).difference).toBeUndefined();
  });

  it('may hold several runs with their operations in words', () => {
    const [trace, ...others] = parseTraces(packed({})) ?? [];
    expect(others).toEqual([]);
    expect(trace).toMatchObject({ name: 'one', hint: undefined });
    expect(trace?.operations.low[0]).toBe(1);
    expect(trace?.operations.high[0]).toBe(0xff00_0000);
    expect(trace && replay(trace).difference).toBeUndefined();
  });

  it('says on which architecture it was recorded, or was on amd64', () => {
    const of = (changes: object): string | undefined =>
      parseTraces(listed(changes))?.[0]?.runtime.architecture;
    expect(of({})).toBe('amd64');
    expect(of({ goarch: 'arm64' })).toBe('arm64');
    expect(of({ arch: '386' })).toBe('386');
    expect(() => of({ goarch: 'riscv64' })).toThrow('file.goarch is not an architecture that is modelled');
    const runs = JSON.stringify({ go: 'go1.26.8', goarch: '386', runs: [RUN] });
    expect(parseTraces(runs)?.[0]?.runtime.architecture).toBe('386');
  });

  it('without types has those of its architecture', () => {
    const texts = parseTraces(
      listed({ goarch: '386', path: 'faststr', layout: { ...TRACE.layout, Flags: 1 } }),
    )?.[0]?.types;
    expect(texts?.key).toEqual({
      size: 8,
      align: 4,
      pointerBytes: 0,
      comparison: 'string',
      needKeyUpdate: true,
    });
    expect(texts?.elem).toEqual({ size: 8, align: 4, pointerBytes: 0 });
  });

  it('names experiments, or shows them by its layout', () => {
    const split = { KeysOff: 8, KeyStride: 8, ElemsOff: 72, ElemStride: 8, GroupSize: 136 };
    const shown = parseTraces(listed({ go: 'go1.27.4', layout: split }))?.[0];
    const named = parseTraces(listed({ go: 'go1.27.4-X:mapsplitgroup' }))?.[0];
    expect(shown?.runtime.splitGroups).toBe(true);
    expect(named?.runtime.splitGroups).toBe(true);
    const classic = {
      impl: 'classic',
      layout: { KeySize: 8, ElemSize: 8, BucketSize: 144, Flags: 4, PtrBytes: 0 },
    };
    const withoutSwiss = parseTraces(listed({ go: 'go1.25.12 X:noswissmap', ...classic }))?.[0];
    expect(withoutSwiss?.runtime).toMatchObject({ layout: 'classic', minor: 25 });
  });

  it.each([
    ['fast64ptr', 8, 4, { size: 8, pointerBytes: 8, comparison: 'memory', needKeyUpdate: false }],
    ['faststr', 16, 12, { size: 16, pointerBytes: 8, comparison: 'string', needKeyUpdate: true }],
    ['generic', 16, 24, { size: 16, pointerBytes: 8, comparison: 'other', needKeyUpdate: true }],
    ['generic', 24, 4, { size: 24, pointerBytes: 8, comparison: 'other', needKeyUpdate: false }],
  ])('tells keys of the path %s from the layout', (path, KeySize, Flags, key) => {
    const layout = { KeySize, ElemSize: 8, BucketSize: 144, Flags, PtrBytes: 144 };
    const trace = parseTraces(listed({ go: 'go1.21.13', impl: 'classic', path, layout }))?.[0];
    expect(trace?.types.key).toMatchObject(key);
  });

  it('is nothing to replay when it is JSON of another kind', () => {
    expect(parseTraces('{"go":"go1.26.8","runs":10}')).toBeUndefined();
    expect(parseTraces('[1, 2]')).toBeUndefined();
  });
});

describe('a damaged file', () => {
  it.each([
    ['{"go": "go1.26', /not JSON/],
    [listed({ go: 'gopher' }), /unknown Go version gopher/],
    [listed({ impl: 'classic' }), /file\.impl is not swiss, as go1\.26\.8 has it/],
    [listed({ path: 'fast' }), /file\.path is not a known path/],
    [listed({ initDigest: null }), /file\.initDigest is not a whole number/],
    [listed({ layout: {} }), /file\.layout is not complete/],
    [listed({ ops: [['g', 1, 'ff', true], ['x']] }), /operation 2 is of no known kind/],
    [listed({ ops: [['p', 1, 'not hexadecimal', null]] }), /operation 1 has no hash/],
    [listed({ ops: [['p', 1, 'ff', 2 ** 32]] }), /operation 1 has no digest/],
    [listed({ ops: [['p', -1, 'ff', null]] }), /operation 1 has no key/],
    [listed({ ops: [['g', 1, 'ff', null]] }), /operation 1 does not say whether/],
    [listed({ ops: [['i', 0, 'left', '1', 3]] }), /operation 1 does not say where the range starts/],
    [packed({ operations: 'P1 ?' }), /operation 2 is of no known kind|digests is too short/],
    [packed({ operations: 'P1~ P2~' }), /runs\[0\]\.hashes is too short/],
    [packed({ operations: 'e~' }), /hashes or digests are left over/],
    [packed({ hashes: 'AAAA' }), /runs\[0\]\.hashes is cut off/],
    [packed({ digests: '*' }), /runs\[0\]\.digests is not base64/],
    [packed({ types: { key: RUN.types.key, elem: {} } }), /elem\.size is not a whole number/],
    [packed({ memory: [[0]] }), /memory\[0\] is not allocations and bytes/],
    [packed({ checkpoints: 3 }), /checkpoints is not a list/],
  ])('is refused with the place: %.60s', (text, message) => {
    expect(() => parseTraces(text)).toThrow(message);
  });
});

describe('a difference', () => {
  it('tells operation, both values and the simulated state', () => {
    const ops = TRACE.ops.map((op, index) => (index === 1 ? ['p', 1, 'ff00000000000001', 5] : op));
    const [trace] = parseTraces(listed({ ops })) ?? [];
    const { difference, operations } =
      trace === undefined ? { difference: undefined, operations: 0 } : replay(trace);
    expect(operations).toBe(2);
    expect(difference).toMatchObject({ operation: 2, action: 'assign 1', what: 'digest', recorded: '5' });
    expect(difference?.recordedState).toBeUndefined();
    expect(difference?.simulatedState).toEqual([
      'used=1 globalDepth=0 dirLen=0 tombstonePossible=0 clearSeq=0',
      '0180808080808080 1',
    ]);
  });

  it.each([
    ['a seed kept where the simulation draws one', 'P1~ d1~ p2~ e~', 'hash seed'],
    ['a range that never began', 'P1~ n2:1 e~', 'range'],
  ])('may be %s', (_, operations, what) => {
    const [trace] = parseTraces(packed({ operations, memory: null, checkpoints: [] })) ?? [];
    expect(trace && replay(trace).difference?.what).toBe(what);
  });

  it('may be the header at the end', () => {
    const [trace] = parseTraces(listed({ finalState: { used: 1 } })) ?? [];
    expect(trace && replay(trace).difference).toMatchObject({ operation: 7, what: 'used at the end' });
  });
});
