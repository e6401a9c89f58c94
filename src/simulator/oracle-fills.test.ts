import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseGoVersion } from '../base/go-version.ts';
import { estimateFill } from './estimate.ts';
import { EventLog } from './event-log.ts';
import { RandomWords, SeededHashes } from './hash.ts';
import type { FillTimeline, MapRuntime, SlotTypes, KeyType } from './model.ts';
import { newMap } from './new-map.ts';
import { runtimeFor } from './runtime.ts';
import { simulateFill } from './timeline.ts';

const FOLDER = join(import.meta.dirname, '../../test/oracle/fills');
const SEEDS = Array.from({ length: 21 }, (_, index) => index);
/** Simulated sizes end here, to keep the test quick; estimates are compared at every recorded size. */
const LARGEST_SIMULATED = 2000;
/** A hinted fill costs a run of its own, so only every so many rows have theirs. */
const HINTED_STEP = 8;
/**
 * Ten real runs do not reach the ends of their distribution. A prediction may lie outside their range by this share
 * of its width; where they all agreed the width is 0 and so is the room.
 */
const ROOM = 0.5;
/** Ten runs can also agree by chance on what is random: the share of classic rows that may be outside. */
const CHANCE = 0.005;
/** An estimate is the mean over all hashes; where ten runs agreed, what a rarer one does may move it by this share. */
const ESTIMATE_ROOM = 0.01;
/** Or by more, if so many simulated runs show that the value is random. */
const MANY_SEEDS = 100;

interface RecordedType {
  readonly size: number;
  readonly align: number;
  readonly pointers: boolean;
}

interface Recording {
  readonly go: string;
  readonly types: readonly {
    readonly name: string;
    readonly key: RecordedType;
    readonly elem: RecordedType;
    readonly rows: readonly (readonly number[])[];
  }[];
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** One recorded size: the smallest and largest values over the runs. */
interface Row {
  readonly entries: number;
  readonly hint: number | undefined;
  readonly allocations: Range;
  readonly bytes: Range;
  readonly slots: Range;
}

function recordings(): readonly { readonly name: string; readonly recording: Recording }[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json.gz'))
    .map((name) => ({
      name: name.replace('.json.gz', ''),
      recording: JSON.parse(gunzipSync(readFileSync(join(FOLDER, name))).toString()) as Recording,
    }));
}

function runtimeOf(recording: Recording): MapRuntime {
  const version = parseGoVersion(recording.go);
  if (version === undefined) throw new Error(`unknown version ${recording.go}`);
  return runtimeFor(version, { noSwissMap: recording.go.includes('noswissmap') });
}

function typesOf(key: RecordedType, elem: RecordedType): SlotTypes {
  const stored = ({ size, align, pointers }: RecordedType): KeyType => ({
    size,
    align,
    pointerBytes: pointers ? 8 : 0,
    comparison: 'memory',
    needKeyUpdate: false,
  });
  return { key: stored(key), elem: stored(elem) };
}

function rowOf(values: readonly number[]): Row {
  const range = (at: number): Range => ({ min: values[at] ?? NaN, max: values[at + 1] ?? NaN });
  const entries = values[0] ?? NaN;
  return {
    entries,
    hint: values[1] === 1 ? entries : undefined,
    allocations: range(2),
    bytes: range(4),
    slots: range(6),
  };
}

function outside(value: number, { min, max }: Range, leastRoom = 0): boolean {
  const room = Math.max((max - min) * ROOM, leastRoom);
  return !(value >= min - room && value <= max + room);
}

/** True strictly between two different ends, as a mean of random values is. */
function isInside(value: number, { min, max }: Range): boolean {
  return value > min && value < max;
}

/** What simulated runs show of a row that ten real runs may have agreed on by chance. */
function costRanges(
  runtime: MapRuntime,
  types: SlotTypes,
  { hint, entries }: Row,
): Pick<Row, 'allocations' | 'bytes'> {
  const totals = Array.from(
    { length: MANY_SEEDS },
    (_, seed) => simulateFill({ runtime, types, hint, entries, seed }).total,
  );
  const range = (values: readonly number[]): Range => ({
    min: Math.min(...values),
    max: Math.max(...values),
  });
  return {
    allocations: range(totals.map((total) => total.allocations)),
    bytes: range(totals.map((total) => total.bytes)),
  };
}

function label(row: Row): string {
  return `${row.entries} entries${row.hint === undefined ? '' : ' with hint'}`;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** One simulated fill: its timeline, and by number of entries the allocations so far, of which timelines know the sum. */
interface Run {
  readonly timeline: FillTimeline;
  readonly allocations: Float64Array;
}

function disagreements(row: Row, runs: readonly Run[]): readonly string[] {
  const wrong: string[] = [];
  // Single runs have rare exceptions, real or simulated, that ten real runs need not show; the median has not.
  const check = (what: string, values: readonly number[], range: Range): void => {
    const median = medianOf(values);
    if (outside(median, range)) wrong.push(`${label(row)}: ${what} ${median}, not ${range.min}…${range.max}`);
  };
  const valuesOf = (column: (run: Run) => Float64Array | Uint32Array): readonly number[] =>
    runs.map((run) => column(run)[row.entries] ?? NaN);
  check(
    'allocations',
    valuesOf(({ allocations }) => allocations),
    row.allocations,
  );
  check(
    'bytes',
    valuesOf(({ timeline }) => timeline.allocatedBytes),
    row.bytes,
  );
  check(
    'slots',
    valuesOf(({ timeline }) => timeline.slots),
    row.slots,
  );
  return wrong;
}

function runs(
  runtime: MapRuntime,
  types: SlotTypes,
  hint: number | undefined,
  entries: number,
): readonly Run[] {
  return SEEDS.map((seed) => {
    const timeline = simulateFill({ runtime, types, hint, entries, seed });
    const allocations = new Float64Array(entries + 1);
    const hashes = new SeededHashes(seed, entries);
    const map = newMap({ runtime, types, hint, hashes, random: new RandomWords(seed), log: new EventLog() });
    allocations[0] = map.ledger.allocations;
    for (let key = 0; key < entries; key++) {
      map.assign(key);
      allocations[key + 1] = map.ledger.allocations;
    }
    return { timeline, allocations };
  });
}

const RECORDINGS = recordings();

it('has recordings of both layouts', () => {
  const layouts = new Set(RECORDINGS.map(({ recording }) => runtimeOf(recording).layout));
  expect(layouts).toEqual(new Set(['classic', 'swiss']));
});

describe.each(RECORDINGS)('$name', ({ recording }) => {
  const runtime = runtimeOf(recording);
  const allowed = runtime.layout === 'classic' ? CHANCE : 0;

  function expectAlmostNone(wrong: readonly string[], rows: number): void {
    expect(wrong.length > rows * allowed ? wrong : []).toEqual([]);
  }

  it.each(recording.types)('$name: estimates lie in the range of the real runs', ({ key, elem, rows }) => {
    const types = typesOf(key, elem);
    const wrong: string[] = [];
    for (const row of rows.map(rowOf)) {
      const cost = estimateFill({ runtime, types, hint: row.hint, entries: row.entries });
      const bytesAreOff = outside(cost.bytes, row.bytes, row.bytes.max * ESTIMATE_ROOM);
      const allocationsAreOff = outside(
        cost.allocations,
        row.allocations,
        row.allocations.max * ESTIMATE_ROOM,
      );
      if (!bytesAreOff && !allocationsAreOff) continue;
      const many = costRanges(runtime, types, row);
      if (bytesAreOff && !isInside(cost.bytes, many.bytes)) {
        wrong.push(`${label(row)}: ${cost.bytes} bytes, not ${row.bytes.min}…${row.bytes.max}`);
      }
      if (allocationsAreOff && !isInside(cost.allocations, many.allocations)) {
        wrong.push(
          `${label(row)}: ${cost.allocations} allocations, not ${row.allocations.min}…${row.allocations.max}`,
        );
      }
    }
    expectAlmostNone(wrong, rows.length);
  });

  it.each(recording.types)('$name: simulated fills agree with the real runs', ({ key, elem, rows }) => {
    const types = typesOf(key, elem);
    const parsed = rows.map(rowOf).filter((row) => row.entries <= LARGEST_SIMULATED);
    const unhinted = parsed.filter((row) => row.hint === undefined);
    // Without a hint a fill of n entries is the beginning of every longer one.
    const longest = runs(runtime, types, undefined, Math.max(...unhinted.map((row) => row.entries)));
    const wrong = unhinted.flatMap((row) => disagreements(row, longest));
    const hinted = parsed.filter((row, index) => row.hint !== undefined && (index >> 1) % HINTED_STEP === 0);
    for (const row of hinted) wrong.push(...disagreements(row, runs(runtime, types, row.hint, row.entries)));
    expectAlmostNone(wrong, rows.length);
  });
});
