import type { Pen } from '../shared/canvas.tsx';
import type { Theme } from '../shared/theme.ts';
import { SLOTS_PER_BUCKET } from './map-state.ts';
import type { MapState } from './map-state.ts';

/** One strip of the structure: an array of buckets, a group, or the tables of a directory. */
export interface Strip {
  readonly label: string;
  /** Width as a share of the picture: two arrays side by side keep their proportion. */
  readonly share: number;
  /** Cells of equal width; 0 when they would be too narrow to tell apart is for the drawing to decide. */
  readonly cells: number;
  /** How full each part is, from left to right. The widths add up to 1. */
  readonly parts: readonly StripPart[];
}

export interface StripPart {
  readonly kind: 'evacuated' | 'entries';
  /** Share of the strip's width. */
  readonly width: number;
  /** Share of its slots that hold an entry, 0…1. */
  readonly load: number;
}

/** Strips for the inside of a map, the old array of an evacuation first. */
export function stripsOf(state: MapState): readonly Strip[] {
  switch (state.kind) {
    case 'bare':
      return [];
    case 'buckets':
      return [whole('buckets', state.buckets, state.entries, state.buckets * SLOTS_PER_BUCKET)];
    case 'evacuating': {
      const left = state.oldBuckets - state.evacuated;
      const waiting = left === 0 ? 0 : Math.min(1, state.waiting / (left * SLOTS_PER_BUCKET));
      return [
        {
          label: `old`,
          share: Math.min(1, state.oldBuckets / state.newBuckets),
          cells: state.oldBuckets,
          parts: [
            { kind: 'evacuated', width: state.evacuated / state.oldBuckets, load: 1 },
            { kind: 'entries', width: left / state.oldBuckets, load: waiting },
          ],
        },
        whole('new', state.newBuckets, state.arrived, state.newBuckets * SLOTS_PER_BUCKET),
      ];
    }
    case 'group':
      return [slotwise(state.entries, state.slots)];
    case 'tables':
      return [whole('tables', state.tables ?? 1, state.entries, state.slots)];
  }
}

function whole(label: string, cells: number, entries: number, slots: number): Strip {
  return {
    label,
    share: 1,
    cells,
    parts: [{ kind: 'entries', width: 1, load: Math.min(1, entries / slots) }],
  };
}

/** A single group shows its slots: the entries fill them from the left. */
function slotwise(entries: number, slots: number): Strip {
  return {
    label: 'group',
    share: 1,
    cells: slots,
    parts: [
      { kind: 'entries', width: entries / slots, load: 1 },
      { kind: 'entries', width: 1 - entries / slots, load: 0 },
    ],
  };
}

const STRIP_HEIGHT = 30;
const STRIP_GAP = 8;
/** Cells narrower than this run together into one bar. */
const NARROWEST_CELL = 4;

/** Height in CSS pixels that the strips of any moment fit: it must not jump while the playhead moves. */
export function structureHeight(layout: 'classic' | 'swiss'): number {
  return layout === 'classic' ? 2 * STRIP_HEIGHT + STRIP_GAP : STRIP_HEIGHT;
}

/** Draws the inside of the map as strips: bars as high as their slots are full on average. */
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
  let at = left;
  for (const part of strip.parts) {
    const partWidth = width * part.width;
    const height = STRIP_HEIGHT * part.load;
    pen.fillStyle = theme.foreground;
    pen.globalAlpha = 0.08;
    pen.fillRect(at, top, partWidth, STRIP_HEIGHT);
    pen.fillStyle = part.kind === 'evacuated' ? theme.purple : theme.blue;
    pen.globalAlpha = part.kind === 'evacuated' ? 0.45 : 1;
    pen.fillRect(at, top + STRIP_HEIGHT - height, partWidth, height);
    pen.globalAlpha = 1;
    at += partWidth;
  }
  const cell = width / strip.cells;
  if (cell >= NARROWEST_CELL) {
    pen.fillStyle = theme.background;
    for (let index = 1; index < strip.cells; index++)
      pen.fillRect(left + index * cell - 0.5, top, 1, STRIP_HEIGHT);
  }
  const mark = strip.parts[0];
  if (mark?.kind === 'evacuated' && mark.width < 1) {
    pen.fillStyle = theme.foreground;
    pen.fillRect(left + width * mark.width - 1, top - 3, 2, STRIP_HEIGHT + 6);
  }
}
