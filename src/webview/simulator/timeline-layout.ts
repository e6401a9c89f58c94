/**
 * A track of the timeline: entries moved, slots and entries, overflow buckets or tombstones, bytes.
 */
export type TrackId = 'moved' | 'slots' | 'burden' | 'bytes';

/** Where one track lies, CSS pixels from the top of the picture. */
export interface TrackFrame {
  readonly id: TrackId;
  /** Top of the track with its label, where labels stand above. */
  readonly labelTop: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where everything in the timeline lies, in CSS pixels. */
export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  /** Left and right end of the operations. */
  readonly left: number;
  readonly right: number;
  readonly tracks: readonly TrackFrame[];
  /** Baseline of the numbers under the lowest track. */
  readonly axisTop: number;
  /** Labels stand left of their track, or above it where the place is narrow. */
  readonly labels: 'left' | 'above';
  readonly fontSize: number;
}

/** Below this width in multiples of the font size a column of labels would take too much of the picture. */
const NARROW_EMS = 46;
const TRACK_HEIGHTS: Readonly<Record<TrackId, number>> = {
  moved: 76,
  slots: 100,
  burden: 44,
  bytes: 88,
};
/** A narrow panel stands beside the code and is as high as the window: its whole timeline should be on the screen. */
const NARROW_TRACK_HEIGHTS: Readonly<Record<TrackId, number>> = {
  moved: 54,
  slots: 72,
  burden: 36,
  bytes: 64,
};
const TRACK_GAP = 18;
/** Room above the first track for the handle of the playhead. */
const HANDLE_ROOM = 14;
const RIGHT_PADDING = 14;

/** The tracks of a run, from top to bottom: that of overflow buckets or tombstones only where there are any. */
export function tracksOf(hasBurden: boolean): readonly TrackId[] {
  return hasBurden ? ['moved', 'slots', 'burden', 'bytes'] : ['moved', 'slots', 'bytes'];
}

/** Lays the timeline out for a width and the reader's font size, both in CSS pixels. */
export function layoutTimeline(
  width: number,
  readerFontSize: number,
  ids: readonly TrackId[],
): TimelineLayout {
  const fontSize = Math.max(10, Math.round(readerFontSize * 0.86));
  const narrow = width < NARROW_EMS * fontSize;
  const left = narrow ? 2 : Math.round(fontSize * 7.2);
  const labelRoom = narrow ? Math.round(fontSize * 1.5) : 0;
  const heights = narrow ? NARROW_TRACK_HEIGHTS : TRACK_HEIGHTS;
  let y = HANDLE_ROOM;
  const tracks = ids.map((id): TrackFrame => {
    const labelTop = y;
    const top = y + labelRoom;
    const bottom = top + heights[id];
    y = bottom + (narrow ? 8 : TRACK_GAP);
    return { id, labelTop, top, bottom };
  });
  const axisTop = (tracks.at(-1)?.bottom ?? y) + 6;
  return {
    width,
    height: axisTop + Math.round(fontSize * 1.4),
    left,
    right: Math.max(left + 20, width - RIGHT_PADDING),
    tracks,
    axisTop,
    labels: narrow ? 'above' : 'left',
    fontSize,
  };
}
