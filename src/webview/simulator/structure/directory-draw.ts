import type { Pen } from '../../shared/canvas.tsx';
import { strokeBox } from '../../shared/stroke-box.ts';
import type { Theme } from '../../shared/theme.ts';
import type { DirectoryScene, StructureScene } from './scene.ts';

const ENTRY_HEIGHT = 18;
const TABLE_TOP = 24;
/** A table may fill seven eighths of its slots before it must grow (internal/runtime/maps/table.go). */
const LIMIT = 7 / 8;
/** Tables narrower than this run together, and the line between them would be all there is. */
const NARROWEST = 4;

/** Draws the entries of the directory and under them the tables, each filled as far as its slots are. */
export function drawDirectory(
  pen: Pen,
  { box, parts, chosen }: DirectoryScene,
  { fontSize }: StructureScene,
  theme: Theme,
): void {
  const bottom = box.top + box.height;
  const height = bottom - TABLE_TOP - box.top;
  pen.fillStyle = theme.muted;
  pen.textAlign = 'left';
  pen.textBaseline = 'top';
  pen.fillText('directory', 0, box.top + 3);
  pen.fillText(
    `${parts.length.toLocaleString('en-US')} tables`,
    0,
    box.top + TABLE_TOP + height / 2 - fontSize / 2,
  );

  pen.textAlign = 'center';
  for (const { table, left, width, bits, used, tombstones } of parts) {
    const gap = width >= NARROWEST ? 1 : 0;
    const isChosen = table === chosen;
    pen.fillStyle = isChosen ? theme.accent : theme.foreground;
    pen.globalAlpha = isChosen ? 1 : 0.14;
    pen.fillRect(left, box.top, width - gap, ENTRY_HEIGHT);
    pen.globalAlpha = 0.1;
    pen.fillStyle = theme.foreground;
    pen.fillRect(left, box.top + TABLE_TOP, width - gap, height);
    pen.globalAlpha = 1;
    pen.fillStyle = theme.blue;
    pen.fillRect(left, bottom - used * height, width - gap, used * height);
    pen.fillStyle = theme.orange;
    pen.fillRect(left, bottom - (used + tombstones) * height, width - gap, tombstones * height);
    if (pen.measureText(bits).width + 6 <= width) {
      pen.fillStyle = isChosen ? theme.background : theme.foreground;
      pen.fillText(bits, left + width / 2, box.top + 3);
    }
    if (isChosen) outlineTable(pen, left, box.top + TABLE_TOP, Math.max(2, width - gap), height, theme);
  }
  const limit = Math.round(bottom - LIMIT * height) + 0.5;
  pen.strokeStyle = theme.red;
  pen.lineWidth = 1;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.moveTo(box.left, limit);
  pen.lineTo(box.left + box.width, limit);
  pen.stroke();
  pen.setLineDash([]);
}

function outlineTable(
  pen: Pen,
  left: number,
  top: number,
  width: number,
  height: number,
  theme: Theme,
): void {
  pen.strokeStyle = theme.accent;
  pen.lineWidth = 2;
  strokeBox(pen, left - 1, top - 1, left + width + 1, top + height + 1);
}
