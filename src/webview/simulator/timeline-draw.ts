import type { Pen } from '../shared/canvas.tsx';
import type { Theme } from '../shared/theme.ts';
import type { BinnedSeries } from './timeline-bins.ts';
import type { TrackFrame } from './timeline-layout.ts';
import type { TimelineScene } from './timeline-scene.ts';

const DASH = [5, 3] as const;
const WIDEST_BAR = 6;
/** Pixels between a line and the words above or below it. */
const LABEL_LIFT = 3;
/** Length of the piece of line beside its name, and the space between, pixels. */
const SAMPLE_WIDTH = 14;
const SAMPLE_GAP = 5;

/** Draws the timeline with its playhead at an operation. */
export function drawTimeline(pen: Pen, scene: TimelineScene, theme: Theme, playhead: number): void {
  pen.save();
  pen.font = `${scene.layout.fontSize}px ${theme.fontFamily}`;
  pen.lineJoin = 'round';
  drawEvacuations(pen, scene, theme);
  drawBaselines(pen, scene, theme);
  drawMoved(pen, scene, theme);
  drawSlots(pen, scene, theme);
  drawBytes(pen, scene, theme);
  drawAxis(pen, scene, theme);
  drawLabels(pen, scene, theme);
  drawPlayhead(pen, scene, theme, playhead);
  pen.restore();
}

function frame(scene: TimelineScene, id: TrackFrame['id']): TrackFrame {
  const found = scene.layout.tracks.find((track) => track.id === id);
  if (found === undefined) throw new RangeError(`no track ${id} in the layout`);
  return found;
}

function drawEvacuations(pen: Pen, scene: TimelineScene, theme: Theme): void {
  const top = frame(scene, 'moved').top;
  const bottom = frame(scene, 'bytes').bottom;
  pen.fillStyle = theme.purple;
  pen.globalAlpha = 0.1;
  for (const { from, to } of scene.evacuations) {
    const left = scene.x(from);
    pen.fillRect(left, top, Math.max(1, scene.x(to) - left), bottom - top);
  }
  pen.globalAlpha = 1;
}

function drawBaselines(pen: Pen, scene: TimelineScene, theme: Theme): void {
  pen.strokeStyle = theme.line;
  pen.lineWidth = 1;
  pen.globalAlpha = 0.6;
  for (const { bottom } of scene.layout.tracks)
    line(pen, scene.layout.left, scene.layout.right, crisp(bottom));
  pen.globalAlpha = 1;
}

function drawMoved(pen: Pen, scene: TimelineScene, theme: Theme): void {
  const { bins, moved, x, y } = scene;
  const { left, right } = scene.layout;
  const column = (right - left) / bins.count;
  const width = Math.min(WIDEST_BAR, Math.max(1, Math.floor(column * 0.7)));
  const bottom = frame(scene, 'moved').bottom;
  const aggregated = bins.count <= scene.entries;
  pen.fillStyle = theme.red;
  for (let bin = 0; bin < bins.count; bin++) {
    const most = moved.max[bin] ?? 0;
    if (most === 0) continue;
    const top = y.moved(most);
    // On whole pixels, where bars one pixel wide keep their colour and neighbours touch.
    const at = aggregated ? left + bin * column : x(bins.starts[bin] ?? 0) - width / 2;
    pen.fillRect(Math.round(at), top, width, bottom - top);
  }
}

function drawSlots(pen: Pen, scene: TimelineScene, theme: Theme): void {
  pen.lineWidth = 1.5;
  pen.strokeStyle = theme.blue;
  pen.beginPath();
  traceSteps(pen, scene, scene.slots, scene.y.slots);
  pen.stroke();
  pen.strokeStyle = theme.green;
  pen.beginPath();
  pen.moveTo(scene.x(0), scene.y.slots(0));
  pen.lineTo(scene.x(scene.entries), scene.y.slots(scene.entries));
  pen.stroke();
}

function drawBytes(pen: Pen, scene: TimelineScene, theme: Theme): void {
  const { bottom } = frame(scene, 'bytes');
  pen.beginPath();
  traceSteps(pen, scene, scene.liveBytes, scene.y.bytes);
  pen.lineTo(scene.layout.right, bottom);
  pen.lineTo(scene.layout.left, bottom);
  pen.closePath();
  pen.fillStyle = theme.purple;
  pen.globalAlpha = 0.25;
  pen.fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = theme.purple;
  pen.lineWidth = 1.5;
  pen.beginPath();
  traceSteps(pen, scene, scene.liveBytes, scene.y.bytes);
  pen.stroke();
  pen.strokeStyle = theme.yellow;
  pen.setLineDash([...DASH]);
  pen.beginPath();
  traceSteps(pen, scene, scene.otherLiveBytes, scene.y.bytes);
  pen.stroke();
  pen.setLineDash([]);
}

/**
 * A path along the values of the bins. A value holds from its operation to the next; a bin of many operations goes
 * through its lowest and highest, so that nothing between two pixels is lost.
 */
function traceSteps(
  pen: Pen,
  scene: TimelineScene,
  series: BinnedSeries,
  y: TimelineScene['y'][TrackFrame['id']],
): void {
  const { bins, x } = scene;
  let before = series.min[0] ?? 0;
  pen.moveTo(x(0), y(before));
  for (let bin = 0; bin < bins.count; bin++) {
    const low = series.min[bin] ?? 0;
    const high = series.max[bin] ?? 0;
    const last = series.last[bin] ?? 0;
    if (low === before && high === before) continue;
    const at = x(bins.starts[bin] ?? 0);
    pen.lineTo(at, y(before));
    if (low !== high) {
      pen.lineTo(at, y(low));
      pen.lineTo(at, y(high));
    }
    pen.lineTo(at, y(last));
    before = last;
  }
  pen.lineTo(scene.layout.right, y(before));
}

function drawAxis(pen: Pen, scene: TimelineScene, theme: Theme): void {
  const { bottom } = frame(scene, 'bytes');
  pen.fillStyle = theme.muted;
  pen.strokeStyle = theme.line;
  pen.lineWidth = 1;
  pen.textBaseline = 'top';
  for (const { value, text } of scene.ticks) {
    const at = scene.x(value);
    pen.beginPath();
    pen.moveTo(crisp(at), bottom);
    pen.lineTo(crisp(at), bottom + 4);
    pen.stroke();
    const half = pen.measureText(text).width / 2;
    pen.textAlign = 'center';
    pen.fillText(text, Math.min(Math.max(at, half), scene.layout.width - half), scene.layout.axisTop);
  }
}

function drawLabels(pen: Pen, scene: TimelineScene, theme: Theme): void {
  const { layout, labels } = scene;
  const lineHeight = layout.fontSize * 1.3;
  pen.fillStyle = theme.muted;
  pen.textAlign = 'left';
  pen.textBaseline = 'top';
  for (const track of layout.tracks) {
    const { name, most } = labels[track.id];
    const rest = most === undefined ? [] : [most];
    if (layout.labels === 'above') {
      pen.fillText([name.join(' '), ...rest].join(' · '), layout.left, track.labelTop);
    } else
      [...name, ...rest].forEach((text, index) => pen.fillText(text, 0, track.top + 4 + index * lineHeight));
  }
  drawSeriesNames(pen, scene, theme);
}

/** Names the lines where they end. The words are in the text's colour and a sample in the line's: both can be told. */
function drawSeriesNames(pen: Pen, scene: TimelineScene, theme: Theme): void {
  const { x, y, layout } = scene;
  pen.textBaseline = 'middle';
  const name = (text: string, colour: string, left: number, middle: number, dashed: boolean): void => {
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.setLineDash(dashed ? [...DASH] : []);
    line(pen, left, left + SAMPLE_WIDTH, middle);
    pen.setLineDash([]);
    pen.fillStyle = theme.foreground;
    pen.fillText(text, left + SAMPLE_WIDTH + SAMPLE_GAP, middle);
  };
  const leftOf = (text: string): number =>
    layout.right - pen.measureText(text).width - SAMPLE_WIDTH - SAMPLE_GAP;
  const half = layout.fontSize / 2 + LABEL_LIFT;

  const last = scene.slots.last.at(-1) ?? 0;
  name(scene.finalSlots, theme.blue, leftOf(scene.finalSlots), y.slots(last) - half, false);

  // The line of entries rises to the right, so its name lies under it where the name begins.
  const entriesLeft = leftOf(scene.finalEntries);
  const under = y.slots(Math.max(0, x.invert(entriesLeft))) + half;
  const lowest = frame(scene, 'slots').bottom - half;
  name(scene.finalEntries, theme.green, entriesLeft, Math.min(under, lowest), false);

  const otherLeft = x(0) + 6;
  const otherRight = otherLeft + SAMPLE_WIDTH + SAMPLE_GAP + pen.measureText(scene.otherLabel).width;
  name(scene.otherLabel, theme.yellow, otherLeft, highestUnder(scene, otherRight) - half, true);
}

/** Top of what the lowest track draws between its left end and `right`: a label above it covers no line. */
function highestUnder(scene: TimelineScene, right: number): number {
  let most = 0;
  for (let bin = 0; bin < scene.bins.count && scene.x(scene.bins.starts[bin] ?? 0) <= right; bin++) {
    most = Math.max(most, scene.liveBytes.max[bin] ?? 0, scene.otherLiveBytes.max[bin] ?? 0);
  }
  return scene.y.bytes(most);
}

function drawPlayhead(pen: Pen, scene: TimelineScene, theme: Theme, playhead: number): void {
  const at = scene.x(playhead);
  const top = frame(scene, 'moved').labelTop;
  pen.strokeStyle = theme.accent;
  pen.fillStyle = theme.accent;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(at, top - 6);
  pen.lineTo(at, frame(scene, 'bytes').bottom);
  pen.stroke();
  pen.beginPath();
  pen.moveTo(at - 6, top - 14);
  pen.lineTo(at + 6, top - 14);
  pen.lineTo(at + 6, top - 8);
  pen.lineTo(at, top - 2);
  pen.lineTo(at - 6, top - 8);
  pen.closePath();
  pen.fill();
}

function line(pen: Pen, left: number, right: number, y: number): void {
  pen.beginPath();
  pen.moveTo(left, y);
  pen.lineTo(right, y);
  pen.stroke();
}

/** Lets a line one pixel wide fall on one row of pixels. */
function crisp(coordinate: number): number {
  return Math.round(coordinate) + 0.5;
}
