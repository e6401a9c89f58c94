import { parseGoVersion } from '../../base/go-version.ts';
import { LARGEST_INLINE_BYTES } from '../layout.ts';
import type { Architecture, KeyComparison, KeyType, MapRuntime, SlotTypes, StoredType } from '../model.ts';
import { runtimeFor, wordBytes } from '../runtime.ts';
import { JsonValue, TraceError } from './json.ts';
import { readListedOperations } from './listed-operations.ts';
import type { TraceOperations } from './operations.ts';
import { readPackedOperations } from './packed-operations.ts';

/** What a real map did, operation by operation; the format is described in `test/oracle/README.md`. */
export interface Trace {
  /** Which run of the file it is; empty where the file holds one. */
  readonly name: string;
  /** The build it was recorded with, as it names itself: `go1.24.4 X:noswissmap`. */
  readonly go: string;
  readonly runtime: MapRuntime;
  readonly types: SlotTypes;
  readonly hint: number | undefined;
  /** Bytes of one bucket or group, from the map's type descriptor. */
  readonly containerBytes: number;
  readonly initDigest: number;
  readonly operations: TraceOperations;
  /** Undefined where allocations were not recorded. */
  readonly memory: TraceMemory | undefined;
  readonly checkpoints: readonly Checkpoint[];
  /** Fields of the map's header at the end, by name. */
  readonly finalState: Readonly<Record<string, number>>;
}

/** Heap allocations (`MemStats.Mallocs`) and their bytes (`MemStats.TotalAlloc`). */
export interface MemoryUse {
  readonly allocations: number;
  readonly bytes: number;
}

/** What making the map took, and by index what operations took; those not listed allocated nothing. */
export interface TraceMemory {
  readonly made: MemoryUse;
  readonly byOperation: ReadonlyMap<number, MemoryUse>;
}

/** The whole state after so many operations, in the lines of `stateLines`. */
export interface Checkpoint {
  readonly operations: number;
  readonly state: readonly string[];
}

/**
 * Reads a file of traces: one trace, or `runs` of one build. Undefined for JSON of another kind; throws `TraceError`
 * for traces that are damaged.
 */
export function parseTraces(json: string): readonly Trace[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch (error) {
    throw new TraceError(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
  const file = new JsonValue(document, 'file');
  if (file.field('ops').isList) return [readTrace(file, readBuild(file), '')];
  const runs = file.field('runs');
  if (!runs.isList) return undefined;
  const build = readBuild(file);
  return runs.items().map((run) => readTrace(run, build, run.field('name').text()));
}

/** What a file says of the program that was recorded. */
interface Build {
  readonly go: string;
  readonly architecture: Architecture;
}

function readBuild(file: JsonValue): Build {
  return { go: file.field('go').text(), architecture: readArchitecture(file) };
}

/** `goarch`, or `arch` as in size tables; amd64 where neither is given. */
function readArchitecture(file: JsonValue): Architecture {
  const goarch = file.field('goarch');
  const value = goarch.isMissing ? file.field('arch') : goarch;
  if (value.isMissing) return 'amd64';
  const text = value.text();
  return text === 'amd64' || text === 'arm64' || text === '386'
    ? text
    : value.fail('an architecture that is modelled');
}

function readTrace(trace: JsonValue, build: Build, name: string): Trace {
  const { go } = build;
  const layout = trace.field('layout').numbers();
  const runtime = runtimeOf(trace.field('impl'), build, layout);
  const hint = trace.field('hint');
  const packed = trace.field('operations');
  const { where } = trace;
  return {
    name,
    go,
    runtime,
    types: trace.field('types').isMissing
      ? typesFromLayout(trace, layout, wordBytes(runtime))
      : readTypes(trace.field('types'), layout),
    hint: hint.isMissing ? undefined : hint.whole(),
    containerBytes:
      layout[runtime.layout === 'classic' ? 'BucketSize' : 'GroupSize'] ??
      trace.field('layout').fail('complete'),
    initDigest: trace.field('initDigest').whole(),
    operations: packed.isMissing
      ? readListedOperations(trace.field('ops').list(), where)
      : readPackedOperations(
          {
            operations: packed.text(),
            hashes: textOrEmpty(trace.field('hashes')),
            digests: textOrEmpty(trace.field('digests')),
          },
          where,
        ),
    memory: trace.field('memory').isMissing ? undefined : readMemory(trace),
    checkpoints: trace.field('checkpoints').isMissing
      ? []
      : trace.field('checkpoints').items().map(readCheckpoint),
    finalState: trace.field('finalState').numbers(),
  };
}

/** Go writes an empty column as null. */
function textOrEmpty(value: JsonValue): string {
  return value.isMissing ? '' : value.text();
}

function runtimeOf(
  impl: JsonValue,
  { go, architecture }: Build,
  layout: Readonly<Record<string, number>>,
): MapRuntime {
  const version = parseGoVersion(go);
  if (version === undefined) throw new TraceError(`${impl.where}: unknown Go version ${go}`);
  const { KeysOff = 0, KeyStride = 0, ElemsOff = 0 } = layout;
  const runtime = runtimeFor(version, {
    noSwissMap: impl.text() === 'classic',
    // Where elements begin behind the last key, keys and elements are apart.
    mapSplitGroup: go.includes('mapsplitgroup') || (KeyStride > 0 && ElemsOff >= KeysOff + 8 * KeyStride),
    architecture,
  });
  if (runtime.layout !== impl.text()) impl.fail(`${runtime.layout}, as ${go} has it`);
  return runtime;
}

function readTypes(types: JsonValue, layout: Readonly<Record<string, number>>): SlotTypes {
  const key = types.field('key');
  return {
    key: {
      ...readStored(key),
      comparison: readComparison(key.field('comparison')),
      needKeyUpdate: hasFlag(layout, 'needKeyUpdate'),
    },
    elem: readStored(types.field('elem')),
  };
}

function readStored(type: JsonValue): StoredType {
  return {
    size: type.field('size').whole(),
    align: type.field('align').whole(),
    pointerBytes: type.field('pointerBytes').whole(),
  };
}

function readComparison(value: JsonValue): KeyComparison {
  const text = value.text();
  return text === 'memory' || text === 'string' || text === 'other' ? text : value.fail('a known comparison');
}

/** Flags of the map's type descriptor: those of `abi.OldMapType` (`runtime.maptype` before), and of `abi.MapType`. */
const CLASSIC_FLAGS = { indirectKey: 1, needKeyUpdate: 8 } as const;
const SWISS_FLAGS = { indirectKey: 4, needKeyUpdate: 1 } as const;

/** `KeySize` is of the descriptors of classic maps alone. */
function hasFlag(
  { KeySize, Flags = 0 }: Readonly<Record<string, number>>,
  flag: keyof typeof CLASSIC_FLAGS,
): boolean {
  const flags = KeySize === undefined ? SWISS_FLAGS : CLASSIC_FLAGS;
  return (Flags & flags[flag]) !== 0;
}

/**
 * Traces without types have int64 elements, and say of keys how large they are stored, which functions the compiler
 * calls and whether a bucket or group has pointers: all that a map's control state depends on.
 */
function typesFromLayout(trace: JsonValue, layout: Readonly<Record<string, number>>, word: 4 | 8): SlotTypes {
  const elem: StoredType = { size: 8, align: word, pointerBytes: 0 };
  const path = trace.field('path').text();
  const { KeySize, KeysOff = 0, KeyStride = 0, ElemsOff = 0, PtrBytes = 0 } = layout;
  const indirect = hasFlag(layout, 'indirectKey');
  const between = ElemsOff - KeysOff;
  const stored = KeySize ?? Math.min(KeyStride, between);
  const key = (size: number, comparison: KeyComparison): KeyType => {
    const pointers = PtrBytes > 0 && (comparison !== 'memory' || path.endsWith('ptr'));
    return {
      size,
      align: largestAlign(size, word),
      pointerBytes: pointers ? Math.min(size, word) : 0,
      comparison,
      needKeyUpdate: hasFlag(layout, 'needKeyUpdate'),
    };
  };
  if (path === 'faststr') return { key: key(2 * word, 'string'), elem };
  if (path.startsWith('fast32')) return { key: key(4, 'memory'), elem };
  if (path.startsWith('fast64')) return { key: key(8, 'memory'), elem };
  if (path !== 'generic') return trace.field('path').fail('a known path');
  return { key: key(indirect ? LARGEST_INLINE_BYTES + word : stored, 'other'), elem };
}

function largestAlign(size: number, word: 4 | 8): number {
  for (const align of [word, 4, 2]) if (size % align === 0) return align;
  return 1;
}

function readMemory(trace: JsonValue): TraceMemory {
  const made = trace.field('initMemory').items();
  const byOperation = new Map<number, MemoryUse>();
  for (const item of trace.field('memory').items()) {
    const [operation, allocations, bytes] = item.items();
    if (operation === undefined) return item.fail('an operation with its allocations');
    byOperation.set(operation.whole(), use(item, allocations, bytes));
  }
  return { made: use(trace.field('initMemory'), made[0], made[1]), byOperation };
}

function use(of: JsonValue, allocations: JsonValue | undefined, bytes: JsonValue | undefined): MemoryUse {
  if (allocations === undefined || bytes === undefined) return of.fail('allocations and bytes');
  return { allocations: allocations.whole(), bytes: bytes.whole() };
}

function readCheckpoint(value: JsonValue): Checkpoint {
  return {
    operations: value.field('operations').whole(),
    state: value
      .field('state')
      .items()
      .map((line) => line.text()),
  };
}
