import { formatBytes, formatCount } from '../base/format.ts';
import { type GrowthRow, growthRows } from './simulation-growth.ts';
import type { Glyphs } from './simulation-glyphs.ts';
import type { SimulationRun, SimulationTotals } from './simulation-model.ts';

/** A cell's text and to which side it is pushed. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Lines of a table whose columns are as wide as their widest cell, two blanks apart. */
export function alignTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all.map((row) =>
    columns
      .map(({ align }, at) => {
        const cell = row[at] ?? '';
        return align === 'left' ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** How one number of the totals is found, shown and compared. */
interface TotalRow {
  readonly name: string;
  /** Null where a run has no such number; then it is shown only when the other run has one. */
  readonly value: (totals: SimulationTotals) => number | null;
  readonly show: (value: number) => string;
  /** Left out where it is 0 in every run: most programs never make it happen. */
  readonly rare?: true;
}

const TOTAL_ROWS: readonly TotalRow[] = [
  { name: 'growths', value: (totals) => totals.growths, show: formatCount },
  { name: 'same-size growths', value: (totals) => totals.sameSizeGrowths, show: formatCount, rare: true },
  { name: 'entries moved', value: (totals) => totals.movedEntries, show: formatCount },
  { name: 'most moved by one operation', value: mostMoved, show: formatCount },
  { name: 'allocations', value: (totals) => totals.allocations, show: formatCount },
  { name: 'bytes allocated', value: (totals) => totals.bytes, show: formatBytes },
  { name: 'most bytes held', value: (totals) => totals.peakBytes, show: formatBytes },
  { name: 'bytes held at the end', value: (totals) => totals.finalBytes, show: formatBytes },
  { name: 'entries', value: (totals) => totals.entries, show: formatCount },
  { name: 'slots', value: (totals) => totals.slots, show: formatCount },
  { name: 'slots in use', value: load, show: (share) => `${(share * 100).toFixed(1)} %` },
  { name: 'overflow buckets', value: (totals) => totals.overflowBuckets, show: formatCount },
  { name: 'tables', value: (totals) => totals.tables, show: formatCount },
  { name: 'tombstones', value: (totals) => totals.tombstones, show: formatCount, rare: true },
  { name: 'tombstones pruned', value: (totals) => totals.prunedTombstones, show: formatCount, rare: true },
  { name: 'mean probe', value: (totals) => totals.probes?.mean ?? null, show: (mean) => mean.toFixed(2) },
  { name: 'longest probe', value: (totals) => totals.probes?.longest ?? null, show: formatCount },
];

function mostMoved({ largestStall, slots }: SimulationTotals): number | null {
  return slots === null ? null : (largestStall?.movedEntries ?? 0);
}

function load({ entries, slots }: SimulationTotals): number | null {
  return entries === null || slots === null || slots === 0 ? null : entries / slots;
}

/** The totals of one run, or of two side by side with the difference. */
export function totalsTable(
  runs: readonly SimulationRun[],
  titles: readonly string[],
  glyphs: Glyphs,
): readonly string[] {
  const rows: string[][] = [];
  for (const { name, value, show, rare } of TOTAL_ROWS) {
    const values = runs.map(({ totals }) => value(totals));
    if (values.every((each) => each === null || (rare === true && each === 0))) continue;
    const [first = null, second = null] = values;
    rows.push([
      name,
      ...values.map((each) => (each === null ? glyphs.none : show(each))),
      ...(runs.length === 2 ? [difference(first, second)] : []),
    ]);
  }
  const columns: Column[] = [
    { title: '', align: 'left' },
    ...titles.map((title): Column => ({ title, align: 'right' })),
    ...(runs.length === 2 ? [{ title: 'difference', align: 'right' } as const] : []),
  ];
  return alignTable(columns, rows);
}

/** From the first to the second, in per cent of the first; empty where there is nothing to compare with. */
export function difference(first: number | null, second: number | null): string {
  if (first === null || second === null) return '';
  if (first === second) return 'same';
  if (first === 0) return '';
  const percent = ((second - first) / first) * 100;
  const digits = Math.abs(percent) < 10 ? 1 : 0;
  const size = Math.abs(percent).toFixed(digits);
  const sign = percent > 0 ? '+' : '-';
  return Number(size) === 0 ? 'same' : `${sign}${formatDecimal(size)} %`;
}

/** Thousands separated, whatever follows the point. */
function formatDecimal(number: string): string {
  const [whole = '0', ...fraction] = number.split('.');
  return [formatCount(Number(whole)), ...fraction].join('.');
}

/** Rows of the growth table at most; a run that needs more is left to `--format json`. */
const MAX_ROWS = 28;

/** The growths of a run as a table, with `unit` for what an operation is called. */
export function growthTable(run: SimulationRun, unit: string, glyphs: Glyphs): readonly string[] {
  const rows = growthRows(run.growth ?? []);
  if (rows.length === 0) return ['none'];
  const classic = run.layout === 'classic';
  const columns: Column[] = [
    { title: unit, align: 'right' },
    { title: classic ? 'buckets' : 'growth', align: 'left' },
    { title: 'moved', align: 'right' },
    { title: 'allocated', align: 'right' },
    { title: classic ? 'evacuated at' : 'tables', align: 'right' },
  ];
  const table = alignTable(
    columns,
    rows
      .slice(0, MAX_ROWS)
      .map((row) => [
        range(row, glyphs),
        growth(row, glyphs),
        formatCount(row.movedEntries),
        formatBytes(row.allocatedBytes),
        last(row, glyphs),
      ]),
  );
  const more = rows.length - MAX_ROWS;
  return more > 0 ? [...table, `and ${formatCount(more)} more rows; --format json has every growth`] : table;
}

function range({ firstOperation, lastOperation }: GrowthRow, { to }: Glyphs): string {
  const first = formatCount(firstOperation);
  return firstOperation === lastOperation ? first : `${first}${to}${formatCount(lastOperation)}`;
}

const SLOTS_PER_BUCKET = 8;

function growth({ kind, count, fromSlots, toSlots }: GrowthRow, { arrow, times }: Glyphs): string {
  const often = count === 1 ? '' : `${formatCount(count)} ${times} `;
  const to = formatCount(toSlots);
  switch (kind) {
    case 'doubling':
    case 'same-size': {
      const buckets = [fromSlots, toSlots].map((slots) => formatCount(slots / SLOTS_PER_BUCKET));
      return `${often}${buckets.join(` ${arrow} `)}${kind === 'same-size' ? ' (overflow)' : ''}`;
    }
    case 'table-created':
      return `${often}group ${arrow} table of ${to}`;
    case 'table-grown':
      return `${often}table ${formatCount(fromSlots)} ${arrow} ${to}`;
    case 'table-split':
      return `${often}split`;
  }
}

function last({ tables, finishedAt }: GrowthRow, { arrow }: Glyphs): string {
  if (tables === null) return finishedAt === null ? 'not finished' : formatCount(finishedAt);
  const [before, after] = tables;
  return before === after ? formatCount(after) : `${formatCount(before)} ${arrow} ${formatCount(after)}`;
}
