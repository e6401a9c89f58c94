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

function widthOf(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => line.length));
}

/** `2.0 kB`, so that figures below each other have the same digits. */
export function formatBytesInColumn(bytes: number): string {
  return formatBytes(bytes).replace(/^(\d) (?!B)/, '$1.0 ');
}

/** How one number of the totals is found, shown and compared. */
interface TotalRow {
  readonly name: string;
  /** The name where lines are short. */
  readonly short?: string;
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
  {
    name: 'most moved by one operation',
    short: 'most moved at once',
    value: mostMoved,
    show: formatCount,
  },
  { name: 'allocations', value: (totals) => totals.allocations, show: formatCount },
  { name: 'bytes allocated', value: (totals) => totals.bytes, show: formatBytesInColumn },
  { name: 'most bytes held', value: (totals) => totals.peakBytes, show: formatBytesInColumn },
  { name: 'bytes held at the end', value: (totals) => totals.finalBytes, show: formatBytesInColumn },
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

/** A table with a heading of its own, unless that is empty. */
export interface TitledTable {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A row of the totals, ready to be shown. */
interface ShownTotal {
  readonly name: string;
  readonly short: string;
  /** One a run. */
  readonly values: readonly string[];
  /** Empty where there is nothing to compare. */
  readonly difference: string;
}

/**
 * The totals of one run, or of two with the difference: side by side, or one below the other where lines of `width` cells
 * are too short for that.
 */
export function totalsTables(
  runs: readonly SimulationRun[],
  titles: readonly string[],
  glyphs: Glyphs,
  width: number,
): readonly TitledTable[] {
  const rows = shownTotals(runs, glyphs);
  const named: Column = { title: '', align: 'left' };
  if (runs.length === 1) {
    const lines = alignTable(
      [named, { title: '', align: 'right' }],
      rows.map(({ name, values }) => [name, ...values]),
    );
    return [{ title: '', lines: lines.slice(1) }];
  }
  const columns = [named, ...[...titles, 'difference'].map((title): Column => ({ title, align: 'right' }))];
  for (const nameOf of [({ name }: ShownTotal) => name, ({ short }: ShownTotal) => short]) {
    const [title = '', ...lines] = alignTable(
      columns,
      rows.map((row) => [nameOf(row), ...row.values, row.difference]),
    );
    if (widthOf([title, ...lines]) <= width) return [{ title, lines }];
  }
  const list = (title: string, cell: (row: ShownTotal) => string): TitledTable => {
    const cells = rows.map((row) => [row.short, cell(row)]).filter(([, text]) => text !== '');
    return { title, lines: alignTable([named, { title: '', align: 'right' }], cells).slice(1) };
  };
  return [
    ...titles.map((title, at) => list(title, ({ values }) => values[at] ?? '')),
    list('difference', ({ difference: text }) => text),
  ];
}

function shownTotals(runs: readonly SimulationRun[], { none }: Glyphs): readonly ShownTotal[] {
  const rows: ShownTotal[] = [];
  for (const { name, short = name, value, show, rare } of TOTAL_ROWS) {
    const values = runs.map(({ totals }) => value(totals));
    if (values.every((each) => each === null || (rare === true && each === 0))) continue;
    const [first = null, second = null] = values;
    rows.push({
      name,
      short,
      values: values.map((each) => (each === null ? none : show(each))),
      difference: difference(first, second),
    });
  }
  return rows;
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

/** The columns of the growth table that the shortest lines still have: when, what, how many entries moved. */
const NEEDED_COLUMNS = 3;

/**
 * The growths of a run as a table, with `unit` for what an operation is called. Where lines of `width` cells are too
 * short, columns are left out from the right, and then the rest is said in fewer words; no number is ever cut.
 */
export function growthTable(
  run: SimulationRun,
  unit: string,
  glyphs: Glyphs,
  width: number,
): readonly string[] {
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
  const shown = rows.slice(0, MAX_ROWS);
  const cells = shown.map((row) => [
    range(row, glyphs),
    growth(row, glyphs),
    formatCount(row.movedEntries),
    formatBytesInColumn(row.allocatedBytes),
    last(row, glyphs),
  ]);
  let table: readonly string[] = [];
  for (let kept = columns.length; kept >= NEEDED_COLUMNS; kept--) {
    table = alignTable(
      columns.slice(0, kept),
      cells.map((row) => row.slice(0, kept)),
    );
    if (widthOf(table) <= width) break;
  }
  if (widthOf(table) > width) {
    table = alignTable(
      columns.slice(0, NEEDED_COLUMNS),
      shown.map((row) => [beginning(row, glyphs), shortGrowth(row, glyphs), formatCount(row.movedEntries)]),
    );
  }
  const more = rows.length - MAX_ROWS;
  return more > 0 ? [...table, `and ${formatCount(more)} more rows; --format json has every growth`] : table;
}

function range({ firstOperation, lastOperation }: GrowthRow, { to }: Glyphs): string {
  const first = formatCount(firstOperation);
  return firstOperation === lastOperation ? first : `${first}${to}${formatCount(lastOperation)}`;
}

/** As `range`, without the end. */
function beginning({ firstOperation, lastOperation }: GrowthRow, { to }: Glyphs): string {
  return `${formatCount(firstOperation)}${firstOperation === lastOperation ? ' ' : to}`;
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

/** As `growth`, without what the row before has said. */
function shortGrowth(row: GrowthRow, glyphs: Glyphs): string {
  const { kind, count, toSlots } = row;
  const often = count === 1 ? '' : `${formatCount(count)} ${glyphs.times} `;
  switch (kind) {
    case 'doubling':
      return `${often}${glyphs.arrow} ${formatCount(toSlots / SLOTS_PER_BUCKET)}`;
    case 'same-size':
      return `${often}same size`;
    case 'table-created':
    case 'table-grown':
      return `${often}table of ${formatCount(toSlots)}`;
    case 'table-split':
      return growth(row, glyphs);
  }
}

function last({ tables, finishedAt }: GrowthRow, { arrow }: Glyphs): string {
  if (tables === null) return finishedAt === null ? 'not finished' : formatCount(finishedAt);
  const [before, after] = tables;
  return before === after ? formatCount(after) : `${formatCount(before)} ${arrow} ${formatCount(after)}`;
}
