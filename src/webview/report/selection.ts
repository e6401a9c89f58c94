import type { Row } from './rows.ts';

/** Rows that are chosen, by their numbers, and where a range begins. */
export interface Selection {
  readonly rows: ReadonlySet<number>;
  /** The row that was chosen or left out last; ranges go from there. */
  readonly anchor: number | null;
}

export const NOTHING_SELECTED: Selection = { rows: new Set(), anchor: null };

/** Chooses a row, or leaves it out. */
export function toggleRow({ rows }: Selection, row: number): Selection {
  const changed = new Set(rows);
  if (!changed.delete(row)) changed.add(row);
  return { rows: changed, anchor: row };
}

/**
 * Chooses all rows from the anchor to this one, in the order they are shown, or leaves them out where the anchor is left out.
 */
export function toggleRange(selection: Selection, shown: readonly Row[], row: number): Selection {
  const { rows, anchor } = selection;
  const from = shown.findIndex(({ id }) => id === anchor);
  const to = shown.findIndex(({ id }) => id === row);
  if (anchor === null || from === -1 || to === -1) return toggleRow(selection, row);
  const changed = new Set(rows);
  for (const { id } of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (rows.has(anchor)) changed.add(id);
    else changed.delete(id);
  }
  return { rows: changed, anchor };
}

/** Chooses all rows that are shown; where all are chosen already, leaves them out. */
export function toggleAll({ rows, anchor }: Selection, shown: readonly Row[]): Selection {
  const changed = new Set(rows);
  const all = shown.every(({ id }) => rows.has(id));
  for (const { id } of shown) {
    if (all) changed.delete(id);
    else changed.add(id);
  }
  return { rows: changed, anchor };
}

/** How many of the rows shown are chosen. */
export function shareOf({ rows }: Selection, shown: readonly Row[]): 'none' | 'some' | 'all' {
  if (rows.size === 0 || shown.length === 0) return 'none';
  let count = 0;
  for (const { id } of shown) if (rows.has(id)) count++;
  return count === 0 ? 'none' : count === shown.length ? 'all' : 'some';
}

/** Leaves out rows that are gone. The same object where none is. */
export function withoutGone(selection: Selection, rows: readonly Row[]): Selection {
  if (selection.rows.size === 0) return selection;
  const there = new Set(rows.map(({ id }) => id));
  const kept = [...selection.rows].filter((row) => there.has(row));
  return kept.length === selection.rows.size ? selection : { ...selection, rows: new Set(kept) };
}
