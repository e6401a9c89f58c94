import { SLOTS_PER_CONTAINER as SLOTS } from '../../../simulator/index.ts';

/** A rectangle of the picture, CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A stretch of columns. */
export interface Stretch {
  readonly from: number;
  readonly count: number;
}

/**
 * Where the columns of an array lie: wrapped into rows, each either with its slots one above the other or, where they
 * are too many, as one cell of a heat map.
 */
export interface StripLayout extends Stretch {
  readonly box: Box;
  readonly mode: 'slots' | 'heat';
  /** Columns side by side, or cells of the heat map. */
  readonly perRow: number;
  /** Columns in a cell; 1 where slots are drawn. */
  readonly perCell: number;
  /** Pixels from one column or cell to the next, the gap included. */
  readonly cellWidth: number;
  /** Pixels from one slot to the next below, the gap included; of a heat map the height of a cell. */
  readonly slotHeight: number;
  /** Pixels from one row of columns to the next. */
  readonly rowHeight: number;
}

/** Pixels under the slots of a bucket for marks of its overflow buckets, and marks that fit there. */
export const MARK_HEIGHT = 3;
export const MOST_MARKS = 2;
const MARK_ROOM = MARK_HEIGHT * MOST_MARKS;
const ROW_GAP = 4;

/** Sizes of a column to try, the most legible first: its width and the height of a slot, with their gaps. */
const SLOT_SIZES: readonly (readonly [width: number, height: number])[] = [
  [18, 7],
  [14, 6],
  [11, 6],
  [9, 5],
  [7, 5],
  [6, 4],
  [5, 4],
  [4, 3],
  [3, 3],
  [3, 2],
];

/** Edges of a heat map's cells to try. */
const CELL_SIZES = [7, 6, 5, 4, 3, 2] as const;

/** Finds the most legible way to show a stretch of columns in a box. */
export function layoutStrip({ from, count }: Stretch, box: Box, hasOverflow: boolean): StripLayout {
  const marks = hasOverflow ? MARK_ROOM : 0;
  for (const [cellWidth, slotHeight] of SLOT_SIZES) {
    const rowHeight = SLOTS * slotHeight + marks + ROW_GAP;
    const perRow = Math.max(1, Math.floor(box.width / cellWidth));
    if (Math.ceil(count / perRow) * rowHeight - ROW_GAP <= box.height) {
      return { from, count, box, mode: 'slots', perRow, perCell: 1, cellWidth, slotHeight, rowHeight };
    }
  }
  for (let perCell = 1; ; perCell *= 2) {
    for (const size of CELL_SIZES) {
      const perRow = Math.max(1, Math.floor(box.width / size));
      if (perRow * Math.floor(box.height / size) * perCell >= count) {
        return {
          from,
          count,
          box,
          mode: 'heat',
          perRow,
          perCell,
          cellWidth: size,
          slotHeight: size,
          rowHeight: size,
        };
      }
    }
  }
}

/** Upper left corner of a column, or of the cell it is part of. */
export function cornerOf(layout: StripLayout, column: number): { readonly x: number; readonly y: number } {
  const cell = Math.floor((column - layout.from) / layout.perCell);
  return {
    x: layout.box.left + (cell % layout.perRow) * layout.cellWidth,
    y: layout.box.top + Math.floor(cell / layout.perRow) * layout.rowHeight,
  };
}

/** Pixels a column or cell is high. */
export function columnHeight(layout: StripLayout): number {
  return layout.mode === 'slots' ? SLOTS * layout.slotHeight - 1 : layout.slotHeight - 1;
}

/** The column at a place, undefined where there is none. */
export function columnAt(layout: StripLayout, x: number, y: number): number | undefined {
  const { box, perRow, perCell, cellWidth, rowHeight, from, count } = layout;
  const across = Math.floor((x - box.left) / cellWidth);
  const down = Math.floor((y - box.top) / rowHeight);
  if (across < 0 || across >= perRow || down < 0 || y > box.top + box.height) return undefined;
  const column = from + (down * perRow + across) * perCell;
  return column < from + count ? column : undefined;
}
