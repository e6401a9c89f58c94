import type { Pen } from '../shared/canvas.tsx';
import type { Theme } from '../shared/theme.ts';
import type { BinnedSeries } from './timeline-bins.ts';
import { drawTimelineWords } from './timeline-labels.ts';
import type { TrackId } from './timeline-layout.ts';
import { DASH, crisp, frameOf, line } from './timeline-pen.ts';
import type { RunScene, TimelineScene } from './timeline-scene.ts';

const WIDEST_BAR = 6;

/** Draws the timeline but for its playhead, which moves while all else stands. */
export function drawTimeline(pen: Pen, scene: TimelineScene, theme: Theme): void {
  pen.save();
  pen.font = `${scene.layout.fontSize}px ${theme.fontFamily}`;
  pen.lineJoin = 'round';
  drawEvacuations(pen, scene, theme);
  drawSteps(pen, scene, theme);
  drawBaselines(pen, scene, theme);
  drawMoved(pen, scene, theme);
  drawSlots(pen, scene, theme);
  drawBurden(pen, scene, theme);
  drawBytes(pen, scene, theme);
  drawTimelineWords(pen, scene, theme);
  pen.restore();
}

function drawEvacuations(pen: Pen, scene: TimelineScene, theme: Theme): void {
  const top = frameOf(scene, 'moved').top;
  const bottom = frameOf(scene, 'bytes').bottom;
  pen.fillStyle = theme.purple;
  pen.globalAlpha = 0.1;
  for (const { from, to } of scene.evacuations) {
    const left = scene.x(from);
    pen.fillRect(left, top, Math.max(1, scene.x(to) - left), bottom - top);
  }
  pen.globalAlpha = 1;
}

/** Thin lines where the steps of a program begin. */
function drawSteps(pen: Pen, scene: TimelineScene, theme: Theme): void {
  pen.strokeStyle = theme.muted;
  pen.lineWidth = 1;
  pen.globalAlpha = 0.5;
  pen.setLineDash([2, 3]);
  for (const { value } of scene.steps) {
    if (value === 0) continue;
    const at = crisp(scene.x(value));
    line(pen, at, frameOf(scene, 'moved').labelTop, at, frameOf(scene, 'bytes').bottom);
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

function drawBaselines(pen: Pen, scene: TimelineScene, theme: Theme): void {
  pen.strokeStyle = theme.line;
  pen.lineWidth = 1;
  pen.globalAlpha = 0.6;
  for (const { bottom } of scene.layout.tracks) {
    line(pen, scene.layout.left, crisp(bottom), scene.layout.right, crisp(bottom));
  }
  pen.globalAlpha = 1;
}

function drawMoved(pen: Pen, scene: TimelineScene, theme: Theme): void {
  if (scene.other !== undefined) {
    // Behind the shown run and paler, so that both can be told where they fall on the same operations.
    pen.globalAlpha = 0.55;
    drawBars(pen, scene, scene.other, theme.yellow);
    pen.globalAlpha = 1;
  }
  drawBars(pen, scene, scene.shown, theme.red);
}

function drawBars(pen: Pen, scene: TimelineScene, { bins, moved }: RunScene, colour: string): void {
  const { x, y } = scene;
  const operations = bins.starts[bins.count] ?? 1;
  const column = (x(operations - 1) - x(0)) / Math.max(1, bins.count - 1);
  const width = Math.min(WIDEST_BAR, Math.max(1, Math.floor(column * 0.7)));
  const { bottom } = frameOf(scene, 'moved');
  const aggregated = bins.count < operations;
  pen.fillStyle = colour;
  for (let bin = 0; bin < bins.count; bin++) {
    const most = moved.max[bin] ?? 0;
    if (most === 0) continue;
    const top = y.moved(most);
    // On whole pixels, where bars one pixel wide keep their colour and neighbours touch.
    const at = x(bins.starts[bin] ?? 0) - (aggregated ? 0 : width / 2);
    pen.fillRect(Math.round(at), top, width, bottom - top);
  }
}

function drawSlots(pen: Pen, scene: TimelineScene, theme: Theme): void {
  const { shown, other, y } = scene;
  if (other !== undefined) strokeDashed(pen, scene, other, other.slots, 'slots', theme.yellow);
  pen.lineWidth = 1.5;
  for (const [series, colour] of [
    [shown.slots, theme.blue],
    [shown.entries, theme.green],
  ] as const) {
    pen.strokeStyle = colour;
    pen.beginPath();
    traceSteps(pen, scene, shown, series, y.slots);
    pen.stroke();
  }
}

function drawBurden(pen: Pen, scene: TimelineScene, theme: Theme): void {
  if (!scene.layout.tracks.some(({ id }) => id === 'burden')) return;
  fillArea(pen, scene, scene.shown.burden, 'burden', theme.orange);
  const { other } = scene;
  if (other !== undefined) strokeDashed(pen, scene, other, other.burden, 'burden', theme.yellow);
}

function drawBytes(pen: Pen, scene: TimelineScene, theme: Theme): void {
  fillArea(pen, scene, scene.shown.liveBytes, 'bytes', theme.purple);
  const { shown, other, y } = scene;
  pen.strokeStyle = theme.purple;
  pen.lineWidth = 1;
  pen.beginPath();
  traceSteps(pen, scene, shown, shown.allocatedBytes, y.bytes);
  pen.stroke();
  if (other !== undefined) strokeDashed(pen, scene, other, other.liveBytes, 'bytes', theme.yellow);
}

function fillArea(pen: Pen, scene: TimelineScene, series: BinnedSeries, id: TrackId, colour: string): void {
  const { bottom } = frameOf(scene, id);
  pen.beginPath();
  traceSteps(pen, scene, scene.shown, series, scene.y[id]);
  pen.lineTo(scene.x(scene.playable), bottom);
  pen.lineTo(scene.layout.left, bottom);
  pen.closePath();
  pen.fillStyle = colour;
  pen.globalAlpha = 0.25;
  pen.fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  traceSteps(pen, scene, scene.shown, series, scene.y[id]);
  pen.stroke();
}

function strokeDashed(
  pen: Pen,
  scene: TimelineScene,
  run: RunScene,
  series: BinnedSeries,
  id: TrackId,
  colour: string,
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.setLineDash([...DASH]);
  pen.beginPath();
  traceSteps(pen, scene, run, series, scene.y[id]);
  pen.stroke();
  pen.setLineDash([]);
}

/**
 * A path along the values of the bins. A value holds from its operation to the next; a bin of many operations goes
 * through its lowest and highest, so that nothing between two pixels is lost.
 */
function traceSteps(
  pen: Pen,
  { x }: TimelineScene,
  { bins }: RunScene,
  series: BinnedSeries,
  y: TimelineScene['y'][TrackId],
): void {
  const aggregated = bins.count < (bins.starts[bins.count] ?? 0);
  let before = series.min[0] ?? 0;
  pen.moveTo(x(0), y(before));
  for (let bin = 0; bin < bins.count; bin++) {
    const low = series.min[bin] ?? 0;
    const high = series.max[bin] ?? 0;
    const last = series.last[bin] ?? 0;
    if (low === before && high === before) continue;
    const at = x(bins.starts[bin] ?? 0);
    pen.lineTo(at, y(before));
    if (aggregated && low !== high) {
      pen.lineTo(at, y(low));
      pen.lineTo(at, y(high));
    }
    pen.lineTo(at, y(last));
    before = last;
  }
  pen.lineTo(x((bins.starts[bins.count] ?? 1) - 1), y(before));
}

/** Draws the playhead at an operation. */
export function drawPlayhead(pen: Pen, scene: TimelineScene, theme: Theme, playhead: number): void {
  const at = scene.x(playhead);
  const top = frameOf(scene, 'moved').labelTop;
  pen.strokeStyle = theme.accent;
  pen.fillStyle = theme.accent;
  pen.lineWidth = 2;
  line(pen, at, top - 6, at, frameOf(scene, 'bytes').bottom);
  pen.beginPath();
  pen.moveTo(at - 6, top - 14);
  pen.lineTo(at + 6, top - 14);
  pen.lineTo(at + 6, top - 8);
  pen.lineTo(at, top - 2);
  pen.lineTo(at - 6, top - 8);
  pen.closePath();
  pen.fill();
}
