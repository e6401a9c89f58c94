import type { Pen } from '../../shared/canvas.tsx';
import type { Theme } from '../../shared/theme.ts';
import { SLOTS_PER_CONTAINER as SLOTS } from '../../../simulator/index.ts';
import type { Strip } from './scene.ts';

/** Shades a heat map tells apart. */
const SHADES = 8;

/** What a cell of the heat map is coloured by, the most telling first. */
const HUES = ['green', 'orange', 'purple', 'blue'] as const satisfies readonly (keyof Theme)[];

const CODES = HUES.length * (SHADES + 1);

/** Draws each bucket, or a few neighbours together, as a cell that is the denser the more entries it has. */
export function drawHeat(pen: Pen, { columns, layout }: Strip, theme: Theme): void {
  const { box, perRow, cellWidth, slotHeight, rowHeight } = layout;
  const codes = codesOf({ columns, layout });
  // Cells of one colour in one go: changing the pen for each of many thousand would cost more than drawing them.
  const { cells, starts } = sortedByCode(codes);
  for (let code = 0; code < CODES; code++) {
    const first = starts[code] ?? 0;
    const end = starts[code + 1] ?? first;
    if (first === end) continue;
    const shade = code % (SHADES + 1);
    pen.fillStyle = shade === 0 ? theme.foreground : theme[HUES[Math.floor(code / (SHADES + 1))] ?? 'blue'];
    pen.globalAlpha = shade === 0 ? 0.1 : 0.15 + (0.85 * shade) / SHADES;
    for (let at = first; at < end; at++) {
      const cell = cells[at] ?? 0;
      const x = box.left + (cell % perRow) * cellWidth;
      const y = box.top + Math.floor(cell / perRow) * rowHeight;
      pen.fillRect(x, y, cellWidth - 1, slotHeight - 1);
    }
  }
  pen.globalAlpha = 1;
}

/** Hue and shade of each cell in one number. */
function codesOf({ columns, layout }: Pick<Strip, 'columns' | 'layout'>): Uint8Array {
  const { from, count, perCell } = layout;
  const codes = new Uint8Array(Math.ceil(count / perCell));
  for (let cell = 0; cell < codes.length; cell++) {
    const first = from + cell * perCell;
    const last = Math.min(first + perCell, from + count);
    let entries = 0;
    let hue = HUES.length - 1;
    for (let column = first; column < last; column++) {
      entries += columns.entriesAt(column);
      hue = Math.min(hue, hueOf(columns, column));
    }
    const load = Math.min(1, entries / (SLOTS * (last - first)));
    codes[cell] = hue * (SHADES + 1) + Math.ceil(load * SHADES);
  }
  return codes;
}

/** The cells in the order of their codes; those of code c are at `starts[c]` up to, not including, `starts[c + 1]`. */
function sortedByCode(codes: Uint8Array): { readonly cells: Uint32Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(CODES + 1);
  for (const code of codes) starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  for (let code = 0; code < CODES; code++) starts[code + 1] = (starts[code + 1] ?? 0) + (starts[code] ?? 0);
  const next = starts.slice();
  const cells = new Uint32Array(codes.length);
  for (const [cell, code] of codes.entries()) {
    const at = next[code] ?? 0;
    cells[at] = cell;
    next[code] = at + 1;
  }
  return { cells, starts };
}

function hueOf(columns: Strip['columns'], column: number): number {
  switch (columns.roleAt(column, 0)) {
    case 'moved':
      return 0;
    case 'evacuated':
      return 2;
    default:
      return columns.overflowAt(column) > 0 ? 1 : 3;
  }
}
