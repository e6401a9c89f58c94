import { drawsImages, type ImagePen, type Pen } from '../../shared/canvas.tsx';
import { newCanvas } from '../../shared/new-canvas.ts';
import type { Theme } from '../../shared/theme.ts';
import { SLOTS_PER_CONTAINER as SLOTS } from '../../../simulator/index.ts';
import type { Strip } from './scene.ts';
import type { StripLayout } from './strip-layout.ts';

/** Shades a heat map tells apart. */
const SHADES = 8;

/** What a cell of the heat map is coloured by, the most telling first. */
const HUES = ['green', 'orange', 'purple', 'blue'] as const satisfies readonly (keyof Theme)[];

const CODES = HUES.length * (SHADES + 1);

/** For canvases whose pixels are written and read here. */
const IN_MEMORY: CanvasRenderingContext2DSettings = { willReadFrequently: true };

/** Draws each bucket, or a few neighbours together, as a cell that is the denser the more entries it has. */
export function drawHeat(pen: Pen, { columns, layout }: Strip, theme: Theme): void {
  const codes = codesOf({ columns, layout });
  if (drawsImages(pen)) drawCells(pen, layout, codes, theme);
  else fillCells(pen, layout, codes, theme);
}

/** Cells one by one, for pens that take no image. */
function fillCells(pen: Pen, layout: StripLayout, codes: Uint8Array, theme: Theme): void {
  const { box, perRow, cellWidth, slotHeight, rowHeight } = layout;
  // Cells of one colour in one go: changing the pen for each of many thousand would cost more than drawing them.
  const { cells, starts } = sortedByCode(codes);
  for (let code = 0; code < CODES; code++) {
    const first = starts[code] ?? 0;
    const end = starts[code + 1] ?? first;
    if (first === end) continue;
    dip(pen, code, theme);
    for (let at = first; at < end; at++) {
      const cell = cells[at] ?? 0;
      const x = box.left + (cell % perRow) * cellWidth;
      const y = box.top + Math.floor(cell / perRow) * rowHeight;
      pen.fillRect(x, y, cellWidth - 1, slotHeight - 1);
    }
  }
  pen.globalAlpha = 1;
}

/**
 * All cells as one image of a pixel each, parted by lines of the background: of a map that plays, tens of thousands of
 * rectangles a frame would take longer than the frame.
 */
function drawCells(pen: ImagePen, layout: StripLayout, codes: Uint8Array, theme: Theme): void {
  const { box, perRow, cellWidth, rowHeight } = layout;
  const rows = Math.ceil(codes.length / perRow);
  const { canvas, context } = newCanvas(perRow, rows, IN_MEMORY);
  const image = context.createImageData(perRow, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const palette = paletteOf(theme);
  for (let cell = 0; cell < codes.length; cell++) pixels[cell] = palette[codes[cell] ?? 0] ?? 0;
  context.putImageData(image, 0, 0);

  const [width, height] = [perRow * cellWidth, rows * rowHeight];
  pen.save();
  pen.imageSmoothingEnabled = false;
  pen.drawImage(canvas, box.left, box.top, width, height);
  pen.restore();
  pen.fillStyle = theme.background;
  for (let x = cellWidth; x <= width; x += cellWidth) pen.fillRect(box.left + x - 1, box.top, 1, height);
  for (let y = rowHeight; y <= height; y += rowHeight) pen.fillRect(box.left, box.top + y - 1, width, 1);
}

const palettes = new WeakMap<Theme, Uint32Array>();

/** Pixels of all codes, as the browser understands the theme's colours. */
function paletteOf(theme: Theme): Uint32Array {
  const known = palettes.get(theme);
  if (known !== undefined) return known;
  const { context } = newCanvas(CODES, 1, IN_MEMORY);
  for (let code = 0; code < CODES; code++) {
    dip(context, code, theme);
    context.fillRect(code, 0, 1, 1);
  }
  const palette = new Uint32Array(context.getImageData(0, 0, CODES, 1).data.buffer);
  palettes.set(theme, palette);
  return palette;
}

/** Takes the colour of a code. */
function dip(pen: Pen, code: number, theme: Theme): void {
  const shade = code % (SHADES + 1);
  pen.fillStyle = shade === 0 ? theme.foreground : theme[HUES[Math.floor(code / (SHADES + 1))] ?? 'blue'];
  pen.globalAlpha = shade === 0 ? 0.1 : 0.15 + (0.85 * shade) / SHADES;
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
