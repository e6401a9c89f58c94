import type { Pen } from '../../shared/canvas.tsx';
import { strokeBox } from '../../shared/stroke-box.ts';
import type { Theme } from '../../shared/theme.ts';
import { SLOTS_PER_CONTAINER as SLOTS } from '../../../simulator/index.ts';
import type { SlotRole } from './columns.ts';
import { drawDirectory } from './directory-draw.ts';
import { drawHeat } from './heat-draw.ts';
import type { Strip, StructureScene } from './scene.ts';
import { MARK_HEIGHT, MOST_MARKS, columnHeight, cornerOf } from './strip-layout.ts';

/** A column a reader has chosen, by the id of its array. */
export interface Chosen {
  readonly id: string;
  readonly column: number;
}

/** Colours of the slots that are drawn, in the order they are drawn in. What is empty is the ground of a column. */
const DRAWN: readonly (readonly [
  SlotRole,
  keyof Theme & ('blue' | 'green' | 'purple' | 'orange'),
  number,
])[] = [
  ['full', 'blue', 1],
  ['moved', 'green', 1],
  ['evacuated', 'purple', 0.55],
  ['deleted', 'orange', 1],
];

/** How dense the ground is on which entries stand. */
export const GROUND_ALPHA = 0.1;

/** Draws a map's memory. */
export function drawStructure(
  pen: Pen,
  scene: StructureScene,
  theme: Theme,
  chosen: Chosen | undefined,
): void {
  pen.save();
  pen.font = `${scene.fontSize}px ${theme.fontFamily}`;
  if (scene.directory !== undefined) drawDirectory(pen, scene.directory, scene, theme);
  for (const strip of scene.strips) {
    drawLabel(pen, strip, scene, theme);
    if (strip.layout.mode === 'slots') drawSlots(pen, strip, theme);
    else drawHeat(pen, strip, theme);
    drawMark(pen, strip, theme);
    drawProbe(pen, strip, theme);
    if (chosen?.id === strip.columns.id) drawChosen(pen, strip, chosen.column, theme);
  }
  pen.restore();
}

function drawLabel(pen: Pen, { columns, layout }: Strip, scene: StructureScene, theme: Theme): void {
  pen.fillStyle = theme.muted;
  pen.textAlign = 'left';
  pen.textBaseline = 'top';
  const { top } = layout.box;
  pen.fillText(columns.label, 0, top);
  pen.fillText(columns.count.toLocaleString('en-US'), 0, top + scene.fontSize * 1.3);
}

/** Slots of one role that lie above each other are one rectangle; lines of the background part them afterwards. */
function drawSlots(pen: Pen, { columns, layout }: Strip, theme: Theme): void {
  const { from, count, slotHeight, cellWidth } = layout;
  const width = cellWidth - 1;
  pen.fillStyle = theme.foreground;
  pen.globalAlpha = GROUND_ALPHA;
  eachRow(layout, (x, y, columnsHere) => {
    pen.fillRect(x, y, columnsHere * cellWidth - 1, columnHeight(layout));
  });
  for (const [role, colour, alpha] of DRAWN) {
    pen.fillStyle = theme[colour];
    pen.globalAlpha = alpha;
    for (let column = from; column < from + count; column++) {
      let first = -1;
      for (let slot = 0; slot <= SLOTS; slot++) {
        const isRole = slot < SLOTS && columns.roleAt(column, slot) === role;
        if (isRole && first < 0) first = slot;
        if (isRole || first < 0) continue;
        const { x, y } = cornerOf(layout, column);
        pen.fillRect(x, y + first * slotHeight, width, (slot - first) * slotHeight - 1);
        first = -1;
      }
    }
  }
  pen.globalAlpha = 1;
  partSlots(pen, layout, theme);
  drawOverflow(pen, { columns, layout }, theme);
}

/** Lines of the background between slots and between columns. */
function partSlots(pen: Pen, layout: Strip['layout'], theme: Theme): void {
  const { slotHeight, cellWidth } = layout;
  pen.fillStyle = theme.background;
  eachRow(layout, (x, y, columnsHere) => {
    for (let slot = 1; slot < SLOTS; slot++) {
      pen.fillRect(x, y + slot * slotHeight - 1, columnsHere * cellWidth, 1);
    }
    for (let column = 1; column < columnsHere; column++) {
      pen.fillRect(x + column * cellWidth - 1, y, 1, columnHeight(layout));
    }
  });
}

/** Calls `draw` for each row of columns with its upper left corner and the columns in it. */
function eachRow(layout: Strip['layout'], draw: (x: number, y: number, columns: number) => void): void {
  for (let done = 0; done < layout.count; done += layout.perRow) {
    const { x, y } = cornerOf(layout, layout.from + done);
    draw(x, y, Math.min(layout.perRow, layout.count - done));
  }
}

/** A mark under a bucket for each of its overflow buckets, as far as there is room. */
function drawOverflow(pen: Pen, { columns, layout }: Pick<Strip, 'columns' | 'layout'>, theme: Theme): void {
  pen.fillStyle = theme.orange;
  for (let column = layout.from; column < layout.from + layout.count; column++) {
    const marks = Math.min(MOST_MARKS, columns.overflowAt(column));
    if (marks === 0) continue;
    const { x, y } = cornerOf(layout, column);
    for (let mark = 0; mark < marks; mark++) {
      const top = y + columnHeight(layout) + 1 + mark * MARK_HEIGHT;
      pen.fillRect(x, top, layout.cellWidth - 1, MARK_HEIGHT - 1);
    }
  }
}

/** The evacuation mark, left of the first bucket that waits in order. */
function drawMark(pen: Pen, { columns, layout }: Strip, theme: Theme): void {
  const { mark } = columns;
  if (mark === undefined || mark < layout.from || mark >= layout.from + layout.count) return;
  const { x, y } = cornerOf(layout, mark);
  pen.fillStyle = theme.accent;
  pen.fillRect(x - 2, y - 3, 2, columnHeight(layout) + 6);
}

/** Outlines what the operation looked into, and joins it in order where it went on to another group. */
function drawProbe(pen: Pen, { layout, probed }: Strip, theme: Theme): void {
  const inView = probed.filter((column) => column >= layout.from && column < layout.from + layout.count);
  pen.strokeStyle = theme.yellow;
  pen.lineWidth = 1.5;
  for (const column of inView) outline(pen, layout, column);
  for (const [index, column] of inView.slice(1).entries()) {
    const before = inView[index];
    if (before !== undefined) join(pen, layout, before, column);
  }
}

function join(pen: Pen, layout: Strip['layout'], from: number, to: number): void {
  const a = cornerOf(layout, from);
  const b = cornerOf(layout, to);
  const middle = layout.cellWidth / 2;
  pen.beginPath();
  pen.moveTo(a.x + middle, a.y - 2);
  pen.quadraticCurveTo((a.x + b.x) / 2 + middle, Math.min(a.y, b.y) - 14, b.x + middle, b.y - 2);
  pen.stroke();
}

function drawChosen(pen: Pen, { layout }: Strip, column: number, theme: Theme): void {
  if (column < layout.from || column >= layout.from + layout.count) return;
  pen.strokeStyle = theme.foreground;
  pen.lineWidth = 2;
  outline(pen, layout, column);
}

function outline(pen: Pen, layout: Strip['layout'], column: number): void {
  const { x, y } = cornerOf(layout, column);
  strokeBox(pen, x - 1, y - 1, x + layout.cellWidth, y + columnHeight(layout) + 1);
}
