import { formatBytes, formatCount } from '../../base/format.ts';
import type { FillTimeline } from '../../simulator/index.ts';
import { worstInsert } from './map-state.ts';

/** A line of the totals: one quantity of both runs. */
export interface TotalRow {
  readonly label: string;
  readonly shown: string;
  readonly other: string;
  /** True where the other run needs less. */
  readonly otherIsLess: boolean;
}

/** The totals of two runs of one fill. */
export function totalRows(shown: FillTimeline, other: FillTimeline): readonly TotalRow[] {
  const row = (
    label: string,
    value: (run: FillTimeline) => number,
    format: (value: number) => string,
  ): TotalRow => ({
    label,
    shown: format(value(shown)),
    other: format(value(other)),
    otherIsLess: value(other) < value(shown),
  });
  return [
    row('growths', (run) => run.total.growths, formatCount),
    row('entries moved', (run) => run.total.movedEntries, formatCount),
    row('most in one insert', worstInsert, formatCount),
    row('allocations', (run) => run.total.allocations, formatCount),
    row('bytes allocated', (run) => run.total.bytes, formatBytes),
    row('bytes at the end', (run) => run.total.finalBytes, formatBytes),
    row('bytes per entry', bytesPerEntry, (bytes) => bytes.toFixed(1)),
  ];
}

function bytesPerEntry(run: FillTimeline): number {
  return run.total.finalBytes / Math.max(1, run.scenario.entries);
}

/** Totals as a Markdown table under a line that says what was simulated. */
export function totalsMarkdown(
  title: string,
  columns: readonly [string, string],
  rows: readonly TotalRow[],
): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  return [
    cell(title),
    '',
    `| | ${cell(columns[0])} | ${cell(columns[1])} |`,
    '|---|---:|---:|',
    ...rows.map((row) => `| ${row.label} | ${row.shown} | ${row.other} |`),
    '',
  ].join('\n');
}
