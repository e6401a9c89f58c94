import type { Pen } from '../shared/canvas.tsx';
import type { Theme } from '../shared/theme.ts';
import { SLOTS_PER_BUCKET } from './map-state.ts';
import type { MapState } from './map-state.ts';

/** One strip of the structure: an array of buckets, a group, or the tables of a directory. */
export interface Strip {
  readonly label: string;
  /** Width as a share of the picture: an old and a new array keep their proportion. */
  readonly share: number;
  /** Buckets, slots or tables side by side. */
  readonly cells: number;
  /** Slots of a cell that can be told apart, one above the other; 0 where there are too many. */
  readonly rows: number;
  /** What the strip holds, from left to right. The widths add up to 1. */
  readonly parts: readonly StripPart[];
}

export interface StripPart {
  readonly kind: 'evacuated' | 'entries';
  /** Share of the strip's width. */
  readonly width: number;
  /** Share of its slots that hold, or held, an entry, 0…1. */
  readonly load: number;
}

/**
 * Strips for the inside of a map, the old array of an evacuation first. A timeline tells how many buckets have been
 * evacuated, not which, so they are drawn in order and all equally full.
 */
export function stripsOf(state: MapState): readonly Strip[] {
  switch (state.kind) {
    case 'bare':
      return [];
    case 'buckets':
      return [
        buckets('buckets', state.buckets, 1, [
          { kind: 'entries', width: 1, load: loadOf(state.entries, state.buckets) },
        ]),
      ];
    case 'evacuating':
      return evacuatingStrips(state);
    case 'group': {
      const used = state.entries / state.slots;
      const parts: readonly StripPart[] = [
        { kind: 'entries', width: used, load: 1 },
        { kind: 'entries', width: 1 - used, load: 0 },
      ];
      return [{ label: 'group', share: 1, cells: state.slots, rows: 1, parts }];
    }
    case 'tables': {
      const parts: readonly StripPart[] = [
        { kind: 'entries', width: 1, load: Math.min(1, state.entries / state.slots) },
      ];
      const label = state.tables === 1 ? 'table' : 'tables';
      return [{ label, share: 1, cells: state.tables, rows: 0, parts }];
    }
  }
}

function evacuatingStrips(state: Extract<MapState, { kind: 'evacuating' }>): readonly Strip[] {
  const { oldBuckets, newBuckets, evacuated, waiting, arrived, moved } = state;
  const done = evacuated / oldBuckets;
  const left = loadOf(waiting, oldBuckets - evacuated);
  // A bucket's entries go to two new ones, at the same place in the lower and in the upper half.
  const half: readonly StripPart[] = [
    { kind: 'entries', width: done / 2, load: loadOf(arrived, 2 * evacuated) },
    { kind: 'entries', width: (1 - done) / 2, load: 0 },
  ];
  return [
    buckets('old', oldBuckets, Math.min(1, oldBuckets / newBuckets), [
      { kind: 'evacuated', width: done, load: loadOf(moved, evacuated) },
      { kind: 'entries', width: 1 - done, load: left },
    ]),
    buckets('new', newBuckets, 1, [...half, ...half]),
  ];
}

function buckets(label: string, cells: number, share: number, parts: readonly StripPart[]): Strip {
  return { label, share, cells, rows: SLOTS_PER_BUCKET, parts };
}

function loadOf(entries: number, bucketCount: number): number {
  return bucketCount === 0 ? 0 : Math.min(1, entries / (bucketCount * SLOTS_PER_BUCKET));
}

/** Eight rows of five pixels: a slot and the line between it and the next. */
const STRIP_HEIGHT = 40;
const STRIP_GAP = 10;
/** Cells narrower than this run together into one bar. */
const NARROWEST_CELL = 4;

/** Height in CSS pixels that the strips of any moment fit: it must not jump while the playhead moves. */
export function structureHeight(layout: 'classic' | 'swiss'): number {
  return layout === 'classic' ? 2 * STRIP_HEIGHT + STRIP_GAP : STRIP_HEIGHT;
}

/** Draws the inside of the map as strips, filled from the top as far as their slots are full on average. */
export function drawStructure(
  pen: Pen,
  strips: readonly Strip[],
  theme: Theme,
  width: number,
  labelWidth: number,
): void {
  pen.save();
  pen.font = `${Math.max(10, Math.round(theme.fontSize * 0.86))}px ${theme.fontFamily}`;
  strips.forEach((strip, index) => {
    const top = index * (STRIP_HEIGHT + STRIP_GAP);
    pen.fillStyle = theme.muted;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    pen.fillText(strip.label, 0, top + STRIP_HEIGHT / 2);
    drawStrip(pen, strip, theme, labelWidth, top, (width - labelWidth) * strip.share);
  });
  pen.restore();
}

function drawStrip(pen: Pen, strip: Strip, theme: Theme, left: number, top: number, width: number): void {
  pen.fillStyle = theme.foreground;
  pen.globalAlpha = 0.1;
  pen.fillRect(left, top, width, STRIP_HEIGHT);
  let at = left;
  for (const part of strip.parts) {
    const partWidth = width * part.width;
    pen.fillStyle = part.kind === 'evacuated' ? theme.purple : theme.blue;
    pen.globalAlpha = part.kind === 'evacuated' ? 0.5 : 1;
    pen.fillRect(at, top, partWidth, STRIP_HEIGHT * part.load);
    at += partWidth;
  }
  pen.globalAlpha = 1;
  pen.fillStyle = theme.background;
  for (let row = 1; row < strip.rows; row++) {
    pen.fillRect(left, top + (row * STRIP_HEIGHT) / strip.rows - 1, width, 1);
  }
  const cell = width / strip.cells;
  for (let index = 1; index < strip.cells && cell >= NARROWEST_CELL; index++) {
    pen.fillRect(Math.round(left + index * cell) - 1, top, 1, STRIP_HEIGHT);
  }
  const [first] = strip.parts;
  if (first?.kind === 'evacuated' && first.width < 1) {
    // The evacuation mark.
    pen.fillStyle = theme.accent;
    pen.fillRect(Math.round(left + width * first.width) - 1, top - 3, 2, STRIP_HEIGHT + 6);
  }
}
