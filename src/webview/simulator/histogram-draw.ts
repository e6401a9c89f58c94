import type { Pen } from '../shared/canvas.tsx';
import { strokeBox } from '../shared/stroke-box.ts';
import type { Theme } from '../shared/theme.ts';

/** Bars over 0, 1, 2 … and what they are expected to be. */
export interface Histogram {
  /** How often each number came, from `first` on. */
  readonly counts: ArrayLike<number>;
  /** How often it was to be expected; undefined where nothing honest can be said. */
  readonly expected: ArrayLike<number> | undefined;
  /** The number the first bar stands for. */
  readonly first: number;
}

/** Height of the picture of a histogram, CSS pixels. */
export const HISTOGRAM_HEIGHT = 104;
const AXIS_HEIGHT = 16;
/** Share of a bar's place that it fills. */
const BAR_SHARE = 0.72;
const WIDEST_PLACE = 34;

/** Number of bars, those of no height and those that are only expected included. */
export function barsOf({ counts, expected }: Histogram): number {
  return Math.max(counts.length, expected?.length ?? 0);
}

/** The bar at a place of a histogram so wide; there may be none of that number. */
export function barAt(histogram: Histogram, x: number, width: number): number {
  return Math.floor(x / placeWidth(barsOf(histogram), width));
}

function placeWidth(bars: number, width: number): number {
  return Math.min(WIDEST_PLACE, width / bars);
}

/** Draws a histogram, and the expected counts as a line over it. @param chosen bar to outline */
export function drawHistogram(
  pen: Pen,
  histogram: Histogram,
  theme: Theme,
  width: number,
  chosen?: number,
): void {
  const { counts, expected, first } = histogram;
  const places = barsOf(histogram);
  if (places === 0) return;
  const bottom = HISTOGRAM_HEIGHT - AXIS_HEIGHT;
  const place = placeWidth(places, width);
  const most = Math.max(1, ...Array.from(counts), ...Array.from(expected ?? []));
  const y = (count: number): number => bottom - (count / most) * (bottom - 4);
  const middle = (at: number): number => (at + 0.5) * place;
  pen.save();
  pen.fillStyle = theme.blue;
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0;
    if (count === 0) continue;
    // One entry among thousands is still to be seen.
    const top = Math.min(y(count), bottom - 1);
    pen.fillRect(middle(at) - (place * BAR_SHARE) / 2, top, place * BAR_SHARE, bottom - top);
  }
  if (expected !== undefined) {
    pen.strokeStyle = theme.yellow;
    pen.lineWidth = 2;
    pen.lineJoin = 'round';
    pen.beginPath();
    for (let at = 0; at < expected.length; at++) {
      if (at === 0) pen.moveTo(middle(at), y(expected[at] ?? 0));
      else pen.lineTo(middle(at), y(expected[at] ?? 0));
    }
    pen.stroke();
  }
  pen.strokeStyle = theme.line;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(0, bottom + 0.5);
  pen.lineTo(places * place, bottom + 0.5);
  pen.stroke();
  drawNumbers(pen, first, places, place, width, theme);
  if (chosen !== undefined) outline(pen, theme, chosen * place, place, bottom);
  pen.restore();
}

/** Outlines what stands in a place from the top down to `bottom`. */
function outline(pen: Pen, theme: Theme, left: number, width: number, bottom: number): void {
  pen.strokeStyle = theme.foreground;
  pen.lineWidth = 2;
  strokeBox(pen, left, 1, left + Math.max(3, width), bottom);
}

function drawNumbers(
  pen: Pen,
  first: number,
  places: number,
  place: number,
  width: number,
  theme: Theme,
): void {
  const size = Math.max(10, Math.round(theme.fontSize * 0.86));
  pen.font = `${size}px ${theme.fontFamily}`;
  pen.fillStyle = theme.muted;
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  // Where numbers would touch, every second or fifth is enough to count by.
  const room = pen.measureText(String(first + places)).width + 6;
  const every = [1, 2, 5, 10, 20, 50].find((step) => step * place >= room) ?? 100;
  for (let at = 0; at < places; at += every) {
    const text = String(first + at);
    const half = pen.measureText(text).width / 2;
    const middle = Math.min(Math.max((at + 0.5) * place, half), Math.max(half, width - half));
    pen.fillText(text, middle, HISTOGRAM_HEIGHT - AXIS_HEIGHT + 3);
  }
}

/** Height of the picture of the hash space, CSS pixels. */
export const HASH_STRIP_HEIGHT = 14;

/**
 * Draws the hash space from its first to its last part, each the denser the more entries have their hash there.
 * @param chosen part to outline
 */
export function drawHashStrip(
  pen: Pen,
  parts: ArrayLike<number>,
  theme: Theme,
  width: number,
  chosen?: number,
): void {
  const most = Math.max(1, ...Array.from(parts));
  pen.save();
  pen.fillStyle = theme.foreground;
  pen.globalAlpha = 0.08;
  pen.fillRect(0, 0, width, HASH_STRIP_HEIGHT);
  pen.fillStyle = theme.blue;
  for (let at = 0; at < parts.length; at++) {
    const count = parts[at] ?? 0;
    if (count === 0) continue;
    pen.globalAlpha = 0.15 + 0.85 * (count / most);
    const left = Math.round((at * width) / parts.length);
    const right = Math.round(((at + 1) * width) / parts.length);
    pen.fillRect(left, 0, right - left, HASH_STRIP_HEIGHT);
  }
  pen.globalAlpha = 1;
  if (chosen !== undefined) {
    outline(pen, theme, (chosen * width) / parts.length, width / parts.length, HASH_STRIP_HEIGHT - 1);
  }
  pen.restore();
}
