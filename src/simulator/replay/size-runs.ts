import { EventLog } from '../event-log.ts';
import { RandomWords, SeededHashes } from '../hash.ts';
import { initialB } from '../hmap/arrays.ts';
import { ClassicMap } from '../hmap/map.ts';
import { memoryLayout } from '../layout.ts';
import type { MapOptions } from '../map.ts';
import type { MapRuntime } from '../model.ts';
import { SwissMap } from '../swiss/map.ts';
import { initialTables } from '../swiss/tables.ts';
import type { RecordedFills, SizeRow } from './size-table.ts';

/** Reads a column of a size table off a map, one of those it has (`knownColumns`). */
export type ColumnReader = (column: string) => number;

const COLUMNS = {
  classic: [
    ...['B', 'mainBuckets', 'growing', 'nevacuate', 'noverflow', 'maxNoverflowSeen', 'exactOverflow'],
    ...['doublings', 'sameSizeGrows', 'bytes', 'mallocs'],
  ],
  swiss: [
    ...['capacity', 'tables', 'dirLen', 'globalDepth', 'minLocalDepth', 'growthLeft', 'evGrowToSmall'],
    ...['evGrowToTable', 'evTableGrow', 'evTableSplit', 'evDirDouble', 'bytes', 'mallocs'],
  ],
} as const;

/** The columns a map of this runtime has. */
export function knownColumns({ layout }: MapRuntime): readonly string[] {
  return COLUMNS[layout];
}

/** Called for each row and seed, when the map holds the row's entries. */
export type RowVisitor = (row: SizeRow, seed: number, read: ColumnReader) => void;

/** How many seeds rows up to a size are simulated with; no row gets fewer than 20. */
const SEEDS: readonly (readonly [entries: number, seeds: number])[] = [
  [2100, 300],
  [20_000, 100],
  [60_000, 60],
  [Number.POSITIVE_INFINITY, 20],
];

const MOST_SEEDS = Math.max(...SEEDS.map(([, seeds]) => seeds));

/** Seeds a row of so many entries is simulated with. */
export function seedsFor(entries: number): number {
  return SEEDS.find(([most]) => entries <= most)?.[1] ?? 0;
}

/**
 * Fills simulated maps to the sizes of the rows. What a hint changes is the memory `make` takes, so that a fill with
 * one hint is the beginning of every longer fill whose hint takes the same memory: one run serves many rows.
 */
export function simulateFills(runtime: MapRuntime, fills: RecordedFills, visit: RowVisitor): void {
  for (const [group, rows] of rowsByBeginning(runtime, fills).entries()) {
    const seeds = Math.max(...rows.map((row) => seedsFor(row.entries)));
    for (let seed = 0; seed < seeds; seed++) {
      const reached = rows.filter((row) => seed < seedsFor(row.entries));
      const entries = reached.at(-1)?.entries ?? 0;
      const options: MapOptions = {
        runtime,
        types: fills.types,
        hint: fills.hinted ? entries : undefined,
        // Hashes of its own for each group: the fewer rows have luck in common, the more do they say together.
        hashes: new SeededHashes(group * MOST_SEEDS + seed, entries),
        random: new RandomWords(group * MOST_SEEDS + seed),
        log: new EventLog(),
      };
      const run = runtime.layout === 'classic' ? fillClassic : fillSwiss;
      run(options, reached, (row, read) => {
        visit(row, seed, read);
      });
    }
  }
}

/** Rows in groups that one run can serve, each by number of entries, ascending. */
function rowsByBeginning(runtime: MapRuntime, fills: RecordedFills): readonly (readonly SizeRow[])[] {
  const layout = memoryLayout(runtime, fills.types);
  const beginningOf = (hint: number | undefined): string => {
    if (runtime.layout === 'classic') return `2^${initialB(layout, hint)}`;
    const initial = initialTables(layout, hint);
    return initial === undefined ? 'small' : `${initial.tables} × ${initial.capacity}`;
  };
  const groups = new Map<string, SizeRow[]>();
  for (const row of fills.rows) {
    const beginning = beginningOf(fills.hinted ? row.entries : undefined);
    const group = groups.get(beginning);
    if (group === undefined) groups.set(beginning, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function fillClassic(
  options: MapOptions,
  rows: readonly SizeRow[],
  visit: (row: SizeRow, read: ColumnReader) => void,
): void {
  const { log } = options;
  const map = new ClassicMap(options);
  let overflowBuckets = 0;
  let mostCounted = 0;
  let key = 0;
  for (const row of rows) {
    for (; key < row.entries; key++) {
      log.operation = key + 1;
      map.assign(key);
      if (map.overflowBuckets === overflowBuckets) continue;
      overflowBuckets = map.overflowBuckets;
      mostCounted = Math.max(mostCounted, map.state().noverflow);
    }
    visit(row, (column) => classicColumn(column, map, log, mostCounted));
  }
}

function classicColumn(column: string, map: ClassicMap, log: EventLog, mostCounted: number): number {
  const { b, noverflow, nevacuate, buckets, oldBuckets } = map.state();
  switch (column) {
    case 'B':
      return b;
    case 'mainBuckets':
      return buckets?.mainBuckets ?? 0;
    case 'growing':
      return oldBuckets === undefined ? 0 : 1;
    case 'nevacuate':
      return nevacuate;
    case 'noverflow':
      return noverflow;
    case 'maxNoverflowSeen':
      return mostCounted;
    case 'exactOverflow':
      return map.overflowBuckets;
    case 'doublings':
      return log.growths;
    case 'sameSizeGrows':
      return log.sameSizeGrowths;
    case 'bytes':
      return map.ledger.allocatedBytes;
    case 'mallocs':
      return map.ledger.allocations;
    default:
      throw new Error(`no column of such maps: ${column}`);
  }
}

/** Events of a Swiss fill so far, by kind. */
class SwissEvents {
  readonly #log: EventLog;
  readonly #counts = new Map<string, number>();
  #read = 0;

  constructor(log: EventLog) {
    this.#log = log;
  }

  count(kind: 'table-created' | 'table-grown' | 'table-split' | 'directory-doubled'): number {
    for (; this.#read < this.#log.length; this.#read++) {
      const read = this.#log.kindAt(this.#read) ?? '';
      this.#counts.set(read, (this.#counts.get(read) ?? 0) + 1);
    }
    return this.#counts.get(kind) ?? 0;
  }
}

function fillSwiss(
  options: MapOptions,
  rows: readonly SizeRow[],
  visit: (row: SizeRow, read: ColumnReader) => void,
): void {
  const { log } = options;
  const map = new SwissMap(options);
  const events = new SwissEvents(log);
  let smallGroups = 0;
  let key = 0;
  for (const row of rows) {
    for (; key < row.entries; key++) {
      log.operation = key + 1;
      map.assign(key);
      if (key === 0 && map.tables === 0) smallGroups++;
    }
    visit(row, (column) => (column === 'evGrowToSmall' ? smallGroups : swissColumn(column, map, events)));
  }
}

function swissColumn(column: string, map: SwissMap, events: SwissEvents): number {
  const { globalDepth, dirLen, tables } = map.state();
  switch (column) {
    case 'capacity':
      return map.slots;
    case 'tables':
      return tables.length;
    case 'dirLen':
      return dirLen;
    case 'globalDepth':
      return globalDepth;
    case 'minLocalDepth':
      return tables.reduce((least, table) => Math.min(least, table.localDepth), globalDepth);
    case 'growthLeft':
      return tables.reduce((sum, table) => sum + table.growthLeft, 0);
    case 'evGrowToTable':
      return events.count('table-created');
    case 'evTableGrow':
      return events.count('table-grown');
    case 'evTableSplit':
      return events.count('table-split');
    case 'evDirDouble':
      return events.count('directory-doubled');
    case 'bytes':
      return map.ledger.allocatedBytes;
    case 'mallocs':
      return map.ledger.allocations;
    default:
      throw new Error(`no column of such maps: ${column}`);
  }
}
