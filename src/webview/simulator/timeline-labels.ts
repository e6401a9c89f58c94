import type { Pen } from '../shared/canvas.tsx';
import type { Theme } from '../shared/theme.ts';
import type { BinnedSeries } from './timeline-bins.ts';
import { DASH, crisp, frameOf, line } from './timeline-pen.ts';
import type { RunScene, TimelineScene } from './timeline-scene.ts';

/** Pixels between a line and the words above or below it. */
const LABEL_LIFT = 3;
/** Length of the piece of line beside its name, and the space between, pixels. */
const SAMPLE_WIDTH = 14;
const SAMPLE_GAP = 5;
/** Pixels between a step's line and its name. */
const STEP_GAP = 4;

/** Writes the numbers of the axis, the names of tracks, steps and lines. */
export function drawTimelineWords(pen: Pen, scene: TimelineScene, theme: Theme): void {
  drawAxis(pen, scene, theme);
  drawTrackNames(pen, scene, theme);
  drawStepNames(pen, scene, theme);
  drawSeriesNames(pen, scene, theme);
}

function drawAxis(pen: Pen, scene: TimelineScene, theme: Theme): void {
  const { bottom } = frameOf(scene, 'bytes');
  pen.fillStyle = theme.muted;
  pen.strokeStyle = theme.line;
  pen.lineWidth = 1;
  pen.textBaseline = 'top';
  for (const { value, text } of scene.ticks) {
    const at = scene.x(value);
    line(pen, crisp(at), bottom, crisp(at), bottom + 4);
    const half = pen.measureText(text).width / 2;
    pen.textAlign = 'center';
    pen.fillText(text, Math.min(Math.max(at, half), scene.layout.width - half), scene.layout.axisTop);
  }
}

function drawTrackNames(pen: Pen, { layout, labels }: TimelineScene, theme: Theme): void {
  const lineHeight = layout.fontSize * 1.3;
  pen.fillStyle = theme.muted;
  pen.textAlign = 'left';
  pen.textBaseline = 'top';
  for (const track of layout.tracks) {
    const { name, most } = labels[track.id];
    const rest = most === undefined ? [] : [most];
    if (layout.labels === 'above') {
      pen.fillText([name.join(' '), ...rest].join(' · '), layout.left, track.labelTop);
    } else {
      [...name, ...rest].forEach((text, index) => {
        pen.fillText(text, 0, track.top + index * lineHeight);
      });
    }
  }
}

/** Names of steps at the top of their lines, as far as they fit before the next; the event log has them all. */
function drawStepNames(pen: Pen, scene: TimelineScene, theme: Theme): void {
  pen.fillStyle = theme.muted;
  pen.textAlign = 'left';
  pen.textBaseline = 'top';
  // Where tracks have their names above, that line is taken.
  const { labelTop, top } = frameOf(scene, 'moved');
  const y = scene.layout.labels === 'above' ? top : labelTop;
  scene.steps.forEach(({ value, text }, index) => {
    const left = scene.x(value) + STEP_GAP;
    const right = scene.x(scene.steps[index + 1]?.value ?? scene.playable);
    if (left + pen.measureText(text).width <= right) pen.fillText(text, left, y);
  });
}

/** Names the lines where they end. The words are in the text's colour and a sample in the line's: both can be told. */
function drawSeriesNames(pen: Pen, scene: TimelineScene, theme: Theme): void {
  const { x, y, shown, layout } = scene;
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  const name = (text: string, colour: string, left: number, middle: number, dashed: boolean): void => {
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.setLineDash(dashed ? [...DASH] : []);
    line(pen, left, middle, left + SAMPLE_WIDTH, middle);
    pen.setLineDash([]);
    pen.fillStyle = theme.foreground;
    pen.fillText(text, left + SAMPLE_WIDTH + SAMPLE_GAP, middle);
  };
  const leftOf = (text: string): number =>
    Math.max(
      layout.left,
      x(scene.playable) - pen.measureText(text).width - SAMPLE_WIDTH - SAMPLE_GAP - LABEL_LIFT,
    );
  const half = layout.fontSize / 2 + LABEL_LIFT;

  const slotsLeft = leftOf(scene.finalSlots);
  const slotsTop = y.slots(mostFrom(shown, shown.slots, x.invert(slotsLeft)));
  name(scene.finalSlots, theme.blue, slotsLeft, slotsTop - half, false);

  // Entries are never more than slots, so their name lies under their line, as low as it gets there.
  const entriesLeft = leftOf(scene.finalEntries);
  const under = y.slots(leastFrom(shown, x.invert(entriesLeft))) + half;
  const lowest = frameOf(scene, 'slots').bottom - half;
  name(scene.finalEntries, theme.green, entriesLeft, Math.min(under, lowest), false);

  // What was ever allocated only grows, and ends above all that is live.
  const allocatedLeft = leftOf(scene.finalAllocated);
  const from = x.invert(allocatedLeft);
  const most = Math.max(
    mostFrom(shown, shown.allocatedBytes, from),
    scene.other === undefined ? 0 : mostFrom(scene.other, scene.other.liveBytes, from),
  );
  name(scene.finalAllocated, theme.purple, allocatedLeft, y.bytes(most) - half, false);

  if (scene.other === undefined) return;
  const otherLeft = x(0) + 6;
  const otherRight = otherLeft + SAMPLE_WIDTH + SAMPLE_GAP + pen.measureText(scene.otherLabel).width;
  name(scene.otherLabel, theme.yellow, otherLeft, highestUnder(scene, otherRight) - half, true);
}

/** The most of a series from an operation to the end. */
function mostFrom({ bins }: RunScene, series: BinnedSeries, operation: number): number {
  let most = 0;
  for (let bin = bins.count - 1; bin >= 0 && (bins.starts[bin + 1] ?? 0) > operation; bin--) {
    most = Math.max(most, series.max[bin] ?? 0);
  }
  return most;
}

/** Fewest entries from an operation to the end. */
function leastFrom({ bins, entries }: RunScene, operation: number): number {
  let least = Infinity;
  for (let bin = bins.count - 1; bin >= 0 && (bins.starts[bin + 1] ?? 0) > operation; bin--) {
    least = Math.min(least, entries.min[bin] ?? 0);
  }
  return Number.isFinite(least) ? least : 0;
}

/** Top of what the lowest track draws between its left end and `right`: a label above it covers no line. */
function highestUnder(scene: TimelineScene, right: number): number {
  let most = 0;
  const { shown, other } = scene;
  for (const [run, series] of [
    [shown, shown.allocatedBytes],
    [other, other?.liveBytes],
  ] as const) {
    if (run === undefined || series === undefined) continue;
    const { bins } = run;
    for (let bin = 0; bin < bins.count && scene.x(bins.starts[bin] ?? 0) <= right; bin++) {
      most = Math.max(most, series.max[bin] ?? 0);
    }
  }
  return scene.y.bytes(most);
}
