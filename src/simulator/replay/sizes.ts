import { seedsFor, simulateFills } from './size-runs.ts';
import type { RecordedValue, Verdict } from './size-statistics.ts';
import { judge, meanOf } from './size-statistics.ts';
import type { RecordedFills, SizeRow, SizeTable } from './size-table.ts';

/** Which rows are simulated. */
export interface SizeCheckOptions {
  /** Rows of more entries are left out. */
  readonly mostEntries: number;
}

/** What comparing the rows of one list found. */
export interface SizeReport {
  readonly rows: number;
  /** Values by how they stand to the recording. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** One line for each row that differs. */
  readonly differences: readonly string[];
  /** Columns of the recording that nothing is known of, so that their values were not compared. */
  readonly unknownColumns: readonly string[];
}

/**
 * Simulates the fills of one list of a size table and compares every column of every row. What does not depend on the
 * seed has to be equal; see `Verdict` for the rest.
 */
export function checkSizes(
  table: SizeTable,
  fills: RecordedFills,
  { mostEntries }: SizeCheckOptions,
): SizeReport {
  const rows = fills.rows.filter((row) => row.entries <= mostEntries);
  const unknownColumns = new Set<string>();
  const samples = new Map(rows.map((row) => [row, samplesOf(row)]));
  simulateFills(table.runtime, { ...fills, rows }, (row, seed, read) => {
    for (const [column, sample] of samples.get(row) ?? []) {
      const value = read(column);
      if (value === undefined) unknownColumns.add(column);
      else sample[seed] = value;
    }
  });
  const verdicts = { equal: 0, close: 0, plausible: 0, 'by-chance': 0, differs: 0 };
  const differences: string[] = [];
  for (const row of rows) {
    const wrong: string[] = [];
    for (const [column, recorded] of row.values) {
      const sample = samples.get(row)?.get(column);
      if (sample === undefined || unknownColumns.has(column)) continue;
      const verdict = judge(recorded, sample);
      verdicts[verdict]++;
      if (verdict === 'differs') wrong.push(`${column} ${recordedText(recorded)}, ${simulatedText(sample)}`);
    }
    if (wrong.length > 0) differences.push(`${rowName(table, fills, row)}: ${wrong.join('; ')}`);
  }
  return { rows: rows.length, verdicts, differences, unknownColumns: [...unknownColumns] };
}

function samplesOf(row: SizeRow): ReadonlyMap<string, Float64Array> {
  const seeds = seedsFor(row.entries);
  return new Map([...row.values.keys()].map((column) => [column, new Float64Array(seeds)]));
}

function rowName({ go }: SizeTable, { name, hinted }: RecordedFills, { entries }: SizeRow): string {
  return `${go} ${name} ${hinted ? 'with hint' : 'without hint'}, ${entries} entries`;
}

function recordedText({ runs, min, mean, max }: RecordedValue): string {
  return min === max
    ? `${min} in ${runs} real runs`
    : `${min}…${max} (mean ${rounded(mean)}) in ${runs} real runs`;
}

function simulatedText(sample: Float64Array): string {
  const min = sample.reduce((least, value) => Math.min(least, value));
  const max = sample.reduce((most, value) => Math.max(most, value));
  const range = min === max ? `${min}` : `${min}…${max} (mean ${rounded(meanOf(sample))})`;
  return `${range} in ${sample.length} simulated ones`;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
