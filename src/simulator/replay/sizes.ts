import type { PooledDeviation, PoolRow } from './size-pool.ts';
import { pool } from './size-pool.ts';
import { knownColumns, seedsFor, simulateFills } from './size-runs.ts';
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
  /** Which list it is, as in `go1.26.8 int64_int64 without hint`. */
  readonly name: string;
  readonly rows: number;
  /** Values by how they stand to the recording. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** By column, how far the means are apart over all sizes at which it is random. */
  readonly pooled: ReadonlyMap<string, PooledDeviation>;
  /** One line for each row that differs, and for each column whose pooled means do. */
  readonly differences: readonly string[];
  /** Columns of the recording that nothing is known of, and how many of their values were not compared. */
  readonly unknownColumns: ReadonlyMap<string, number>;
  /** Columns such maps have and no row of the recording does. */
  readonly missingColumns: readonly string[];
}

/**
 * Simulates the fills of one list of a size table and compares every column of every row. What does not depend on the
 * seed has to be equal; see `Verdict` for the rest, and `PooledVerdict` for columns as a whole.
 */
export function checkSizes(
  table: SizeTable,
  fills: RecordedFills,
  { mostEntries }: SizeCheckOptions,
): SizeReport {
  const rows = fills.rows.filter((row) => row.entries <= mostEntries);
  const known = knownColumns(table.runtime);
  const samples = simulatedSamples(table, { ...fills, rows }, known);
  const name = `${table.go} ${fills.name} ${fills.hinted ? 'with hint' : 'without hint'}`;
  const verdicts = { equal: 0, close: 0, plausible: 0, 'by-chance': 0, differs: 0 };
  const unknownColumns = new Map<string, number>();
  const byColumn = new Map<string, PoolRow[]>(known.map((column) => [column, []]));
  const differences: string[] = [];
  for (const row of rows) {
    const wrong: string[] = [];
    for (const [column, recorded] of row.values) {
      const simulated = samples.get(row)?.get(column);
      if (simulated === undefined) {
        unknownColumns.set(column, (unknownColumns.get(column) ?? 0) + 1);
        continue;
      }
      byColumn.get(column)?.push({ recorded, simulated });
      const verdict = judge(recorded, simulated);
      verdicts[verdict]++;
      if (verdict === 'differs')
        wrong.push(`${column} ${recordedText(recorded)}, ${simulatedText(simulated)}`);
    }
    if (wrong.length > 0) differences.push(`${name}, ${row.entries} entries: ${wrong.join('; ')}`);
  }
  const pooled = new Map<string, PooledDeviation>();
  for (const [column, values] of byColumn) {
    const deviation = pool(values, !fills.hinted);
    if (deviation === undefined) continue;
    pooled.set(column, deviation);
    if (deviation.verdict !== 'differs') continue;
    differences.push(`${name}, all sizes together: ${column} simulated ${deviationText(deviation)}`);
  }
  const missingColumns = known.filter((column) => byColumn.get(column)?.length === 0);
  return { name, rows: rows.length, verdicts, pooled, differences, unknownColumns, missingColumns };
}

/** What the simulated runs show, by seed, in the columns that are known. */
function simulatedSamples(
  { runtime }: SizeTable,
  fills: RecordedFills,
  known: readonly string[],
): ReadonlyMap<SizeRow, ReadonlyMap<string, Float64Array>> {
  const samples = new Map(
    fills.rows.map((row) => [
      row,
      new Map(
        [...row.values.keys()]
          .filter((column) => known.includes(column))
          .map((column) => [column, new Float64Array(seedsFor(row.entries))]),
      ),
    ]),
  );
  simulateFills(runtime, fills, (row, seed, read) => {
    for (const [column, sample] of samples.get(row) ?? []) sample[seed] = read(column);
  });
  return samples;
}

/** `+0.02 % ± 0.05 %`: simulated means over recorded ones, and the standard error of that. */
export function deviationText({ deviation, error }: PooledDeviation): string {
  return `${deviation < 0 ? '-' : '+'}${percent(Math.abs(deviation))} ± ${percent(error)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
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
