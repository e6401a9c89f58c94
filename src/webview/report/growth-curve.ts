import { estimateFill, type MapRuntime } from '../../simulator/index.ts';
import type { Fill } from './rows.ts';

/** Steps a curve is made of: a sparkline is some 70 pixels wide, and a map that doubles has a dozen steps at most. */
const STEPS = 36;

/** What a map holds while it is filled. */
export interface GrowthCurve {
  /** Entries at each point, from 0 to all. */
  readonly entries: readonly number[];
  /** Bytes held, means over all hashes. */
  readonly bytes: readonly number[];
  readonly growths: readonly number[];
}

/** Curves kept: some screens full. */
const KEPT = 2_000;

const known = new Map<string, GrowthCurve>();
/** Numbers for objects, so that they can be part of a key. */
const numbers = new WeakMap<object, number>();
let lastNumber = 0;

/** The curve of a fill; the same object for the same question. Closed form, so that a screen full is no work. */
export function growthCurve(runtime: MapRuntime, fill: Fill): GrowthCurve {
  const key = `${keyOf(runtime)}/${numberOf(fill.types)}/${fill.hint ?? ''}/${fill.entries}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const curve = curveOf(runtime, fill);
  if (known.size >= KEPT) known.clear();
  known.set(key, curve);
  return curve;
}

function curveOf(runtime: MapRuntime, { types, hint, entries }: Fill): GrowthCurve {
  const steps = Math.max(1, Math.min(STEPS, entries));
  const points = Array.from({ length: steps + 1 }, (_, at) => Math.round((entries * at) / steps));
  const costs = points.map((point) => estimateFill({ runtime, types, hint, entries: point }));
  return {
    entries: points,
    bytes: costs.map(({ finalBytes }) => finalBytes),
    growths: costs.map(({ growths }) => growths),
  };
}

/**
 * An SVG path of the bytes held, in a box of this size.
 * @param most bytes at the upper edge
 */
export function curvePath({ bytes }: GrowthCurve, most: number, width: number, height: number): string {
  const last = Math.max(1, bytes.length - 1);
  const y = (value: number): string => (height - (value / Math.max(1, most)) * height).toFixed(1);
  return bytes
    .map((value, at) => (at === 0 ? `M0 ${y(value)}` : `H${((at / last) * width).toFixed(1)}V${y(value)}`))
    .join('');
}

/** The largest of the bytes held. */
export function peakOf({ bytes }: GrowthCurve): number {
  return bytes.reduce((most, value) => Math.max(most, value), 0);
}

/** A line of the table that says what the picture shows: where the number of growths is another than before. */
export interface GrowthLine {
  readonly entries: number;
  readonly bytes: number;
  readonly growths: number;
}

/** The beginning, the points after which more growths have happened, and the end. */
export function growthLines({ entries, bytes, growths }: GrowthCurve): readonly GrowthLine[] {
  return entries
    .map((count, at): GrowthLine => ({ entries: count, bytes: bytes[at] ?? 0, growths: growths[at] ?? 0 }))
    .filter(
      (line, at, lines) => at === 0 || at === lines.length - 1 || line.growths !== lines[at - 1]?.growths,
    );
}

function keyOf({ layout, minor, architecture, splitGroups }: MapRuntime): string {
  return `${layout}${minor}${architecture}${splitGroups ? 's' : ''}`;
}

function numberOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) {
    number = ++lastNumber;
    numbers.set(object, number);
  }
  return number;
}
