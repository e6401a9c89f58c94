import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { knownColumns } from './replay/size-runs.ts';
import type { RecordedFills, SizeRow, SizeTable } from './replay/size-table.ts';
import { parseSizeTable } from './replay/size-table.ts';
import type { SizeReport } from './replay/sizes.ts';
import { checkSizes } from './replay/sizes.ts';

const FOLDER = join(import.meta.dirname, '../../test/oracle/sizes');
/** Sizes up to here take seconds; all of them, which take minutes, are compared by `npm run test:sizes`. */
const MOST_ENTRIES = 2100;

/** One table of each layout is compared in both pairs of types. */
const IN_ALL_TYPES = ['go1.23.12.json.gz', 'go1.26.8.json.gz'];

function tableOf(file: string): SizeTable {
  return parseSizeTable(JSON.parse(gunzipSync(readFileSync(join(FOLDER, file))).toString()), file);
}

function listOf(table: SizeTable, name: string, hinted: boolean): RecordedFills {
  const fills = table.fills.find((list) => list.name === name && list.hinted === hinted);
  if (fills === undefined) throw new Error(`no list ${name}`);
  return fills;
}

function values({ verdicts }: SizeReport): number {
  return Object.values(verdicts).reduce((sum, count) => sum + count, 0);
}

const FILES = readdirSync(FOLDER);

it('has tables of both layouts', () => {
  const layouts = new Set(FILES.map((file) => tableOf(file).runtime.layout));
  expect(layouts).toEqual(new Set(['classic', 'swiss']));
});

describe.each(FILES)('%s', (file) => {
  const table = tableOf(file);

  it.each(table.fills.filter(({ name }) => IN_ALL_TYPES.includes(file) || name === 'int64_int64'))(
    '$name, hinted $hinted: every column is equal, or as random as it is',
    (fills) => {
      const report = checkSizes(table, fills, { mostEntries: MOST_ENTRIES });
      expect(report.differences).toEqual([]);
      expect(report.unknownColumns.size).toBe(0);
      expect(report.missingColumns).toEqual([]);
      expect(report.rows).toBeGreaterThan(200);
      // Maps without a table have no depth.
      expect(values(report)).toBeGreaterThan(report.rows * (knownColumns(table.runtime).length - 1));
    },
  );
});

describe('a table that was tampered with', () => {
  const table = tableOf('go1.23.12.json.gz');

  /** Changes the mean of one column in all rows in which it is random. */
  function withMeans(fills: RecordedFills, column: string, factor: number): RecordedFills {
    const changed = (row: SizeRow): SizeRow => {
      const value = row.values.get(column);
      if (value === undefined || value.min === value.max) return row;
      return { ...row, values: new Map([...row.values, [column, { ...value, mean: value.mean * factor }]]) };
    };
    return { ...fills, rows: fills.rows.map(changed) };
  }

  it.each([1.02, 0.98])(
    'differs where the means of overflow buckets are times %f, though no row shows it',
    (factor) => {
      const fills = listOf(table, 'int64_int64', true);
      const report = checkSizes(table, withMeans(fills, 'exactOverflow', factor), { mostEntries: 25_000 });
      expect(report.verdicts.differs).toBe(0);
      expect(report.differences).toEqual([
        expect.stringMatching(
          / with hint, all sizes together: exactOverflow simulated [+-][12]\.\d\d % ± 0\.\d\d %$/,
        ),
      ]);
      expect(report.pooled.get('noverflow')?.verdict).not.toBe('differs');
    },
  );

  it('differs in one value of one row', () => {
    const fills = listOf(table, 'string_bool', false);
    const [row] = fills.rows.filter(({ entries }) => entries === 150);
    const value = row?.values.get('mainBuckets');
    if (row === undefined || value === undefined) throw new Error('the table has that row');
    const wrong = { ...value, min: value.min + 1, mean: value.mean + 1, max: value.max + 1 };
    const rows = [{ ...row, values: new Map([...row.values, ['mainBuckets', wrong] as const]) }];
    const report = checkSizes(table, { ...fills, rows }, { mostEntries: MOST_ENTRIES });
    expect(report.differences).toEqual([
      `${table.go} string_bool without hint, 150 entries: mainBuckets 33 in 50 real runs, 32 in 300 simulated ones`,
    ]);
  });
});
