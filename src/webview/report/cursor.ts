/** A cell of the table; row −1 is the head. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Row of the heads of columns. */
export const HEAD = -1;

/**
 * Where a key leads; undefined for keys that move nothing.
 * @param page rows in sight
 */
export function moveCell(
  { row, column }: Cell,
  key: string,
  withControl: boolean,
  rows: number,
  columns: number,
  page: number,
): Cell | undefined {
  const at = (nextRow: number, nextColumn: number): Cell => ({
    row: Math.max(HEAD, Math.min(rows - 1, nextRow)),
    column: Math.max(0, Math.min(columns - 1, nextColumn)),
  });
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'PageUp':
      return at(row <= 0 ? HEAD : Math.max(0, row - page), column);
    case 'PageDown':
      return at(Math.max(0, row + page), column);
    case 'Home':
      return withControl ? at(0, 0) : at(row, 0);
    case 'End':
      return withControl ? at(rows - 1, columns - 1) : at(row, columns - 1);
    default:
      return undefined;
  }
}
