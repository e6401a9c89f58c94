import { parseGoVersion } from '../../base/go-version.ts';
import type { Architecture, KeyType, MapRuntime, SlotTypes } from '../model.ts';
import { runtimeFor, wordBytes } from '../runtime.ts';
import type { RecordedValue } from './size-statistics.ts';

/** What filling real maps of several types cost on one Go build, size by size. */
export interface SizeTable {
  /** The release as the program named it, experiments included. */
  readonly go: string;
  readonly runtime: MapRuntime;
  readonly fills: readonly RecordedFills[];
}

/** All sizes of one type of map, either made with the number of entries as hint or made without. */
export interface RecordedFills {
  /** As in `int64_int64`. */
  readonly name: string;
  readonly types: SlotTypes;
  readonly hinted: boolean;
  /** By number of entries, ascending. */
  readonly rows: readonly SizeRow[];
}

/** What so many runs showed after so many distinct keys had been inserted. */
export interface SizeRow {
  readonly entries: number;
  readonly runs: number;
  readonly values: ReadonlyMap<string, RecordedValue>;
}

/** The keys of a simulated map of so many entries, and the map itself, still fit into memory beside each other. */
const MOST_ENTRIES = 10_000_000;
const MOST_RUNS = 1_000_000;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the format of the size tables: `go`, `impl`, optionally `arch`, and for each pair of types lists of rows under
 * `hint` and `nohint`. A row has `n`, `runs`, `det` (what all runs agreed on) and `rand` (smallest, mean and largest
 * value, with a histogram where there were few different ones).
 * @param fileName tells the experiment where `go` does not
 * @throws Error that says what is wrong with it
 */
export function parseSizeTable(json: unknown, fileName: string): SizeTable {
  const table = objectOf(json, 'the table');
  const go = textOf(table['go'], 'go');
  const runtime = runtimeOf(go, fileName, table);
  const fills: RecordedFills[] = [];
  for (const [name, lists] of Object.entries(table)) {
    if (typeof lists !== 'object' || lists === null || !('hint' in lists || 'nohint' in lists)) continue;
    const types = typesOf(name, runtime);
    for (const [list, rows] of Object.entries(lists)) {
      if (list !== 'hint' && list !== 'nohint') continue;
      fills.push({ name, types, hinted: list === 'hint', rows: rowsOf(rows, `${name} ${list}`) });
    }
  }
  if (fills.length === 0) throw new Error('has no lists of sizes');
  return { go, runtime, fills };
}

function runtimeOf(go: string, fileName: string, table: Json): MapRuntime {
  const version = parseGoVersion(go);
  if (version === undefined) throw new Error(`names no Go version: "${go}"`);
  const layout = textOf(table['impl'], 'impl');
  const runtime = runtimeFor(version, {
    noSwissMap: layout === 'classic',
    mapSplitGroup: `${go} ${fileName}`.includes('mapsplitgroup'),
    architecture: architectureOf(table['arch'] ?? 'amd64'),
  });
  if (runtime.layout !== layout) throw new Error(`says that ${go} has ${layout} maps, which it has not`);
  return runtime;
}

function architectureOf(value: unknown): Architecture {
  if (value === 'amd64' || value === 'arm64' || value === '386') return value;
  throw new Error(`was recorded on a target that is not modelled: ${String(value)}`);
}

function typesOf(name: string, runtime: MapRuntime): SlotTypes {
  const [key, elem, ...rest] = name.split('_');
  if (key === undefined || elem === undefined || rest.length > 0) {
    throw new Error(`"${name}" is no pair of types`);
  }
  return { key: typeOf(key, runtime), elem: typeOf(elem, runtime) };
}

/** The Go types that recordings name. */
function typeOf(name: string, runtime: MapRuntime): KeyType {
  const word = wordBytes(runtime);
  const plain = (size: number, pointerBytes = 0): KeyType => ({
    size,
    align: Math.min(size, word),
    pointerBytes,
    comparison: 'memory',
    needKeyUpdate: false,
  });
  const array = /^\[(\d+)\]byte$/.exec(name);
  if (array !== null) return { ...plain(Number(array[1])), align: 1 };
  if (name.startsWith('*')) return plain(word, word);
  switch (name) {
    case 'int64':
    case 'uint64':
      return plain(8);
    case 'int32':
    case 'uint32':
      return plain(4);
    case 'uint8':
    case 'bool':
      return plain(1);
    case 'string':
      return { ...plain(2 * word, word), comparison: 'string', needKeyUpdate: true };
    case 'struct{}':
      return { ...plain(0), align: 1 };
    default:
      throw new Error(`names a type whose size is not known: "${name}"`);
  }
}

function rowsOf(rows: unknown, where: string): readonly SizeRow[] {
  if (!Array.isArray(rows)) throw new Error(`${where} is no list`);
  return rows
    .map((row, index) => rowOf(objectOf(row, `${where}, row ${index}`), `${where}, row ${index}`))
    .sort((a, b) => a.entries - b.entries);
}

function rowOf(row: Json, where: string): SizeRow {
  const entries = wholeOf(row['n'], [0, MOST_ENTRIES], `n of ${where}`);
  const runs = wholeOf(row['runs'], [1, MOST_RUNS], `runs of ${where}`);
  const values = new Map<string, RecordedValue>();
  for (const [column, value] of Object.entries(objectOf(row['det'], `det of ${where}`))) {
    const constant = numberOf(value, `${column} of ${where}`);
    values.set(column, { runs, min: constant, mean: constant, max: constant, variance: 0 });
  }
  for (const [column, value] of Object.entries(objectOf(row['rand'] ?? {}, `rand of ${where}`))) {
    values.set(column, randomOf(objectOf(value, `${column} of ${where}`), runs, `${column} of ${where}`));
  }
  return { entries, runs, values };
}

function randomOf(value: Json, runs: number, where: string): RecordedValue {
  const mean = numberOf(value['mean'], `mean of ${where}`);
  const min = numberOf(value['min'], `min of ${where}`);
  const max = numberOf(value['max'], `max of ${where}`);
  if (!(min <= mean && mean <= max)) throw new Error(`${where} has its mean not between min and max`);
  const histogram = value['hist'];
  return {
    runs,
    min,
    mean,
    max,
    variance: histogram === undefined ? undefined : varianceOf(objectOf(histogram, `hist of ${where}`), mean),
  };
}

/** Variance of a sample given as counts by value. */
function varianceOf(histogram: Json, mean: number): number {
  let runs = 0;
  let sum = 0;
  for (const [value, count] of Object.entries(histogram)) {
    const times = numberOf(count, 'a histogram');
    runs += times;
    sum += times * (Number(value) - mean) ** 2;
  }
  return sum / Math.max(1, runs - 1);
}

function objectOf(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${what} is no object`);
  }
  return value as Json;
}

function numberOf(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${what} is no number`);
  return value;
}

function wholeOf(value: unknown, [least, most]: readonly [number, number], what: string): number {
  const number = numberOf(value, what);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Error(`${what} is no whole number from ${least} to ${most}: ${number}`);
}

function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Error(`${what} is no text`);
  return value;
}
