/** The stretch of rows that is drawn, and the room the others take. */
export interface RowWindow {
  readonly first: number;
  /** Behind the last. */
  readonly end: number;
}

/** Rows drawn beyond both edges: a fast wheel stays within them. */
const BEYOND = 12;

/**
 * Rows to draw so that the place scrolled to is filled.
 * @param scrollTop pixels above the upper edge
 * @param height of the place the rows are seen in, pixels
 */
export function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - BEYOND);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + BEYOND);
  return { first: Math.min(first, Math.max(0, count - 1)), end: Math.max(end, 0) };
}

/**
 * Where to scroll so that a row is in sight; where it is already, nowhere.
 * @param height of the place the rows are seen in, pixels
 */
export function scrollToRow(row: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? Math.max(0, top + rowHeight - height) : scrollTop;
}
