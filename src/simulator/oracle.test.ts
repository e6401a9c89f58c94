import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseGoVersion } from '../base/go-version.ts';
import { memoryLayout } from './layout.ts';
import type { Architecture, MapEvent, MapRuntime } from './model.ts';
import { KNOWN, OPERATION } from './replay/operations.ts';
import type { TraceOperations } from './replay/operations.ts';
import type { Difference, ReplayResult } from './replay/replay.ts';
import { replay } from './replay/replay.ts';
import type { Trace } from './replay/trace.ts';
import { parseTraces } from './replay/trace.ts';
import { runtimeFor } from './runtime.ts';

const FOLDER = join(import.meta.dirname, '../../test/oracle/traces');
const BUILDS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json.gz'))
  .map((name) => name.replace('.json.gz', ''));

const read = new Map<string, readonly Trace[]>();

function tracesOf(build: string): readonly Trace[] {
  const known = read.get(build);
  if (known !== undefined) return known;
  const traces = parseTraces(gunzipSync(readFileSync(join(FOLDER, `${build}.json.gz`))).toString()) ?? [];
  read.set(build, traces);
  return traces;
}

/** The newest recording of a minor release; the suffix names an experiment or an architecture. */
function buildOf(minor: number, suffix = ''): string {
  const found = BUILDS.filter((name) => name.startsWith(`go1.${minor}.`) && name.endsWith(suffix))
    .filter((name) => suffix !== '' || !name.includes('-'))
    .at(-1);
  if (found === undefined) throw new Error(`no recording of 1.${minor} ${suffix}`);
  return found;
}

function traceOf(minor: number, name: string, suffix = ''): Trace {
  const trace = tracesOf(buildOf(minor, suffix)).find((candidate) => candidate.name === name);
  if (trace === undefined) throw new Error(`no trace ${name} of 1.${minor}`);
  return trace;
}

function release(minor: number): MapRuntime {
  const version = parseGoVersion(`1.${minor}`);
  if (version === undefined) throw new Error(`no release 1.${minor}`);
  return runtimeFor(version);
}

/** Names of the runs of one release that differ when another is simulated. */
function differingAs(minor: number, runtime: MapRuntime): readonly string[] {
  return tracesOf(buildOf(minor))
    .filter((trace) => replay(trace, runtime).difference !== undefined)
    .map(({ name }) => name);
}

function inWords(name: string, { operation, action, what, recorded, simulated }: Difference): string {
  return `${name}: operation ${operation}, ${action}: ${what} ${recorded} recorded, ${simulated} simulated`;
}

function events(results: readonly ReplayResult[], kind: MapEvent['kind']): number {
  let count = 0;
  for (const { log } of results) {
    for (let index = 0; index < log.length; index++) if (log.kindAt(index) === kind) count++;
  }
  return count;
}

it('has recordings of every modelled release, both experiments and all architectures', () => {
  const minors = new Set(BUILDS.map((name) => parseGoVersion(name)?.minor));
  expect([...minors].sort()).toEqual([18, 19, 20, 21, 22, 23, 24, 25, 26, 27]);
  expect(buildOf(24, 'noswissmap')).toBeDefined();
  expect(buildOf(25, 'noswissmap')).toBeDefined();
  expect(buildOf(27, 'mapsplitgroup')).toBeDefined();
  const architecturesOf = (build: string): ReadonlySet<Architecture> =>
    new Set(tracesOf(build).map(({ runtime }) => runtime.architecture));
  expect(architecturesOf(buildOf(23))).toEqual(new Set(['amd64']));
  expect(architecturesOf(buildOf(23, '386'))).toEqual(new Set(['386']));
  expect(architecturesOf(buildOf(27, '386'))).toEqual(new Set(['386']));
  expect(architecturesOf(buildOf(26, 'arm64'))).toEqual(new Set(['arm64']));
});

describe.each(BUILDS)('%s', (build) => {
  const traces = tracesOf(build);
  const results = traces.map((trace) => replay(trace));

  it('is replayed without a difference', () => {
    const wrong = results.flatMap(({ difference }, index) =>
      difference === undefined ? [] : [inWords(traces[index]?.name ?? '', difference)],
    );
    expect(wrong).toEqual([]);
    expect(traces.length).toBeGreaterThanOrEqual(150);
  });

  it('reaches what its runtime can do', () => {
    const kinds = new Set(traces.flatMap(({ operations }) => [...operations.kinds]));
    const clones = build < 'go1.21' ? [] : [OPERATION.clone];
    const { assign, delete: remove, lookup, clear, range, next, end } = OPERATION;
    expect([...kinds].sort()).toEqual([assign, remove, lookup, clear, ...clones, range, next, end].sort());
    const layout = traces[0]?.runtime.layout;
    const minor = traces[0]?.runtime.minor ?? 0;
    if (layout === 'classic') {
      const sameSize = results.reduce((sum, { log }) => sum + log.sameSizeGrowths, 0);
      expect(sameSize).toBeGreaterThanOrEqual(20);
      expect(events(results, 'bucket-evacuated')).toBeGreaterThan(1000);
    } else {
      expect(events(results, 'table-grown')).toBeGreaterThan(100);
      expect(events(results, 'table-split')).toBeGreaterThanOrEqual(3);
      const pruned = events(results, 'tombstones-pruned');
      if (minor === 24) expect(pruned).toBe(0);
      else expect(pruned).toBeGreaterThanOrEqual(15);
    }
  });
});

describe('a recording replayed as another release', () => {
  it.each([
    [21, 23, 'int64->int64 fill 3000'],
    [23, 21, 'int64->int64 fill 3000'],
    [20, 21, '[16]byte->[32]byte fill 250'],
    [22, 21, 'string->bool churn 24'],
    [24, 25, 'int64->int64 churn 104'],
    [25, 24, 'string->bool churn 48'],
    [24, 25, 'float64->int64 cloning'],
    [25, 24, 'float64->int64 cloning'],
  ])('go1.%i as go1.%i differs by its digests alone: %s', (recorded, simulated, name) => {
    const trace = { ...traceOf(recorded, name), memory: undefined, checkpoints: [] };
    expect(replay(trace).difference).toBeUndefined();
    expect(replay(trace, release(simulated)).difference).toBeDefined();
  });

  it('does not differ where releases behave alike', () => {
    expect(differingAs(22, release(23))).toEqual([]);
    expect(differingAs(18, release(19))).toEqual([]);
    expect(differingAs(25, release(26))).toEqual([]);
  });

  it('differs from 1.26 to 1.27 where a full small map is overwritten, and where pointers are keys', () => {
    const beyondSmall = /(?:churn|colliding|tombstones) [1-9]\d/;
    const large = differingAs(26, release(27)).filter((name) => beyondSmall.test(name));
    expect(large.length).toBeGreaterThan(0);
    expect(large.filter((name) => !name.startsWith('*int64'))).toEqual([]);
    expect(differingAs(26, release(27)).filter((name) => name.includes('mixed 12'))).not.toEqual([]);
  });

  it('differs in the size of groups or of the header where only those changed', () => {
    const split = tracesOf(buildOf(27, 'mapsplitgroup')).find(({ name }) => name === 'string->bool fill 40');
    expect(split && replay(split, release(27)).difference?.what).toBe('bytes of a bucket or group');
    const [classic] = tracesOf(buildOf(24, 'noswissmap'));
    expect(classic && replay(classic, release(23)).difference?.what).toBe('memory taken');
  });
});

describe('large keys in clones of classic maps', () => {
  const classics = BUILDS.filter((build) => tracesOf(build)[0]?.runtime.layout === 'classic');
  const clones = classics.flatMap((build) =>
    tracesOf(build).filter(({ name }) => /^(?:padded|\[9\]string)->int8 cloning/.test(name)),
  );

  it('are shared where they have gaps, and copied where an assignment would replace them', () => {
    expect(clones.length).toBe(4 * 5);
    for (const trace of clones) {
      const { key } = trace.types;
      expect(key).toMatchObject({ comparison: 'other', needKeyUpdate: trace.name.startsWith('[9]string') });
      const types = { ...trace.types, key: { ...key, needKeyUpdate: !key.needKeyUpdate } };
      expect(replay({ ...trace, types }).difference?.what).toBe('memory taken');
    }
  });

  it('say by their flags what the compiler knows of the key, on every build', () => {
    const replaced = new Map<string, Set<boolean>>();
    for (const { name, types } of BUILDS.flatMap(tracesOf)) {
      const [key = ''] = name.split('->');
      const known = replaced.get(key) ?? new Set();
      replaced.set(key, known.add(types.key.needKeyUpdate));
    }
    const keysWith = (update: boolean): string[] =>
      [...replaced].filter(([, known]) => known.has(update)).map(([key]) => key);
    expect(keysWith(true).sort()).toEqual(['[9]string', 'any', 'float64', 'string']);
    expect(keysWith(false).sort()).toEqual(
      ['*int64', '[136]byte', '[16]byte', 'int32', 'int64', 'padded', 'uint8'].sort(),
    );
  });
});

describe('a recording replayed as another architecture', () => {
  const as = (trace: Trace, architecture: Architecture): MapRuntime => ({ ...trace.runtime, architecture });

  it.each([
    [23, '386', 'amd64'],
    [27, '386', 'amd64'],
    [23, '', '386'],
    [27, '', '386'],
  ] as const)('go1.%i %s as %s differs in every run', (minor, recorded, simulated) => {
    const same = tracesOf(buildOf(minor, recorded)).filter(
      (trace) => replay(trace, as(trace, simulated)).difference === undefined,
    );
    expect(same.map(({ name }) => name)).toEqual([]);
  });

  // The tophash is the high end of a word, and so is the index of a directory; a map of one table has no index.
  it.each([
    [23, '386', 'amd64', 'int64->int64 hint 0'],
    [23, '386', 'amd64', 'string->bool churn 12'],
    [23, '', '386', '*int64->int64 mixed 60'],
    [27, '386', 'amd64', 'int64->int64 hint 897'],
    [27, '', '386', 'int64->int64 hint 1000'],
  ] as const)('go1.%i %s as %s differs by its digests alone: %s', (minor, recorded, simulated, name) => {
    const trace = traceOf(minor, name, recorded);
    const runtime = as(trace, simulated);
    const { containerBytes } = memoryLayout(runtime, trace.types);
    const plain = { ...trace, containerBytes, memory: undefined, checkpoints: [] };
    expect(replay(plain, runtime).difference?.what).toBe('digest');
  });

  it('differs where 32-bit hashes leave no table to a full one of 64 bits', () => {
    const trace = traceOf(27, 'int64->int64 split 897', '386');
    const full = {
      ...trace,
      memory: undefined,
      checkpoints: [],
      operations: withoutDigests(trace.operations),
    };
    const { difference } = replay(full, as(trace, 'amd64'));
    expect(difference).toMatchObject({ what: 'operation', recorded: 'possible' });
    expect(replay(full).difference).toBeUndefined();
  });

  it('does not differ between arm64 and amd64', () => {
    const traces = tracesOf(buildOf(26, 'arm64'));
    const different = traces.filter((trace) => replay(trace, as(trace, 'amd64')).difference !== undefined);
    expect(different.map(({ name }) => name)).toEqual([]);
  });
});

describe('a recording that was tampered with', () => {
  const trace = traceOf(26, 'string->bool mixed 60');

  it('differs after a flipped bit of one hash', () => {
    const at = indexWith(trace.operations, (index) => trace.operations.kinds[index] === OPERATION.assign);
    const low = trace.operations.low.slice();
    low[at] = (low[at] ?? 0) ^ 1;
    const { difference } = replay({ ...trace, operations: { ...trace.operations, low } });
    expect(difference?.operation).toBe(at + 1);
  });

  it('differs after a dropped operation', () => {
    const at = indexWith(trace.operations, (index) => trace.operations.kinds[index] === OPERATION.assign);
    const plain = { ...trace, memory: undefined, checkpoints: [] };
    expect(replay(plain).difference).toBeUndefined();
    expect(replay({ ...plain, operations: without(trace.operations, at) }).difference).toBeDefined();
  });

  it('differs where a step of a range arrives at another key', () => {
    const ranging = traceOf(23, 'int64->int64 ranging 30');
    const { kinds, keys } = ranging.operations;
    const at = indexWith(
      ranging.operations,
      (index) => kinds[index] === OPERATION.next && keys[index] !== -1,
    );
    const changed = keys.slice();
    changed[at] = (changed[at] ?? 0) + 1;
    const { difference } = replay({ ...ranging, operations: { ...ranging.operations, keys: changed } });
    expect(difference).toMatchObject({ operation: at + 1, what: 'key of the range' });
  });

  it('differs where a lookup finds what it did not', () => {
    const { kinds, known } = trace.operations;
    const at = indexWith(trace.operations, (index) => kinds[index] === OPERATION.lookup);
    const changed = known.slice();
    changed[at] = (changed[at] ?? 0) ^ KNOWN.found;
    const { difference } = replay({ ...trace, operations: { ...trace.operations, known: changed } });
    expect(difference).toMatchObject({ operation: at + 1, what: 'found' });
  });

  it('differs in one slot of a whole state', () => {
    const [first, ...others] = trace.checkpoints;
    if (first === undefined) throw new Error('the trace has a checkpoint');
    const state = first.state.map((line, index) => (index === 2 ? line.replace(/\d+$/, '4242') : line));
    const { difference } = replay({ ...trace, checkpoints: [{ ...first, state }, ...others] });
    expect(difference).toMatchObject({ operation: first.operations, what: 'line 3 of the state' });
    expect(difference?.recordedState).toEqual(state);
  });

  it('differs by one allocation', () => {
    const { memory } = trace;
    const [first] = memory?.byOperation ?? [];
    if (memory === undefined || first === undefined) throw new Error('the trace has allocations');
    const [at, { allocations, bytes }] = first;
    const byOperation = new Map([...memory.byOperation, [at, { allocations: allocations + 1, bytes }]]);
    const { difference } = replay({ ...trace, memory: { ...memory, byOperation } });
    expect(difference).toMatchObject({ operation: at + 1, what: 'memory taken' });
  });
});

/** The middle one of the operations that satisfy a condition and have a hash or a key of their own. */
function indexWith({ length }: TraceOperations, wanted: (index: number) => boolean): number {
  const found = Array.from({ length }, (_, index) => index).filter(wanted);
  const middle = found[found.length >> 1];
  if (middle === undefined) throw new Error('no such operation');
  return middle;
}

function withoutDigests(operations: TraceOperations): TraceOperations {
  const { kinds, keys, low, high, digests, known, iterators, cloned, largestKey, length } = operations;
  const kept = known.map((bits) => bits & ~KNOWN.digest);
  return { kinds, keys, low, high, digests, known: kept, iterators, cloned, largestKey, length };
}

function without(operations: TraceOperations, dropped: number): TraceOperations {
  const keep = (_: unknown, index: number): boolean => index !== dropped;
  const { kinds, keys, low, high, digests, known, iterators, cloned, largestKey, length } = operations;
  return {
    length: length - 1,
    kinds: kinds.filter(keep),
    keys: keys.filter(keep),
    low: low.filter(keep),
    high: high.filter(keep),
    digests: digests.filter(keep),
    known: known.filter(keep),
    iterators: iterators.filter(keep),
    cloned,
    largestKey,
  };
}
