import type { SortColumn, SortOrder } from '../../protocol/report-view.ts';
import type { Repricer } from './repricing.ts';
import type { Row } from './rows.ts';

/** The order the report opens in: what a fix saves most comes first. */
export const FIRST_ORDER: SortOrder = { column: 'saved', descending: true };

/** Columns that only exist beside another Go version. */
const THERE: ReadonlySet<SortColumn> = new Set<SortColumn>(['bytesThere', 'difference', 'growthsThere']);

/** True for columns that read best with the largest first. */
export function isDescendingFirst(column: SortColumn): boolean {
  return !['place', 'name', 'type'].includes(column);
}

/** The order after a click on a column's head: turned around, or by that column. */
export function toggledOrder({ column, descending }: SortOrder, clicked: SortColumn): SortOrder {
  return clicked === column
    ? { column, descending: !descending }
    : { column: clicked, descending: isDescendingFirst(clicked) };
}

/** The order that can be kept without another version. */
export function withoutVersion(order: SortOrder): SortOrder {
  return THERE.has(order.column) ? FIRST_ORDER : order;
}

/**
 * Rows in an order; equals stay as they are given, by place.
 * @param rows by place
 */
export function sortRows(
  rows: readonly Row[],
  { column, descending }: SortOrder,
  repricer: Repricer | undefined,
): readonly Row[] {
  if (column === 'place') return descending ? rows.toReversed() : rows;
  const sign = descending ? -1 : 1;
  if (column === 'name' || column === 'type') {
    const keys = new Map(
      rows.map((row) => [row, (column === 'name' ? row.label : (row.type ?? '')).toLowerCase()]),
    );
    const ranks = rankOf(new Set(keys.values()));
    return byNumber(rows, (row) => ranks.get(keys.get(row) ?? '') ?? 0, sign);
  }
  return byNumber(rows, numberOf(column, repricer), sign);
}

/** Sorts by numbers that are worked out once for each row, which is what makes it quick. */
function byNumber(rows: readonly Row[], numberOf: (row: Row) => number, sign: 1 | -1): readonly Row[] {
  const keys = Float64Array.from(rows, (row) => {
    const number = numberOf(row);
    return Number.isNaN(number) ? LAST : sign * number;
  });
  return Array.from(rows.keys())
    .sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
    .flatMap((at) => rows[at] ?? []);
}

/** Names are far fewer than rows. */
function rankOf(texts: ReadonlySet<string>): ReadonlyMap<string, number> {
  const sorted = [...texts].sort();
  return new Map(sorted.map((text, rank) => [text, rank]));
}

const HEAT: Readonly<Record<Row['heat'], number>> = { cold: 0, plain: 1, hot: 2 };

const SEVERITY: Readonly<Record<Row['findings'][number]['severity'], number>> = {
  hint: 1,
  information: 2,
  warning: 3,
  error: 4,
};

/** Findings in one row at most, for the purpose of sorting. */
const MANY = 1000;

/** Of a row that has no such number; it comes last in both directions. */
const NONE = Number.NaN;
const LAST = Number.MAX_VALUE;

function numberOf(column: SortColumn, repricer: Repricer | undefined): (row: Row) => number {
  switch (column) {
    case 'entries':
      return (row) => (row.fill === null ? NONE : row.pricedEntries);
    case 'growths':
      return (row) => (row.fill === null ? NONE : row.growths);
    case 'allocations':
      return (row) => (row.fill === null ? NONE : row.allocations);
    case 'bytes':
      return (row) => (row.fill === null ? NONE : row.bytes);
    case 'saved':
      // What saves nothing that is counted in bytes can still be fixed.
      return ({ safe }) => safe.bytes + Math.min(0.9, safe.fixes / MANY);
    case 'heat':
      return ({ heat }) => HEAT[heat];
    case 'findings':
      return ({ findings }) =>
        Math.max(0, ...findings.map(({ severity }) => SEVERITY[severity])) * MANY + findings.length;
    case 'bytesThere':
      return (row) => repricer?.priceOf(row)?.bytes ?? NONE;
    case 'difference':
      return (row) => {
        const there = repricer?.priceOf(row);
        return there === undefined ? NONE : there.bytes - row.bytes;
      };
    case 'growthsThere':
      return (row) => repricer?.priceOf(row)?.growths ?? NONE;
    case 'place':
    case 'name':
    case 'type':
      throw new RangeError(`${column} is no number`);
  }
}
