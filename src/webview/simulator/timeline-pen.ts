import type { Pen } from '../shared/canvas.tsx';
import type { TrackFrame, TrackId } from './timeline-layout.ts';
import type { TimelineScene } from './timeline-scene.ts';

/** Lengths of the dashes and gaps of the compared run's lines, pixels. */
export const DASH = [5, 3] as const;

/** Where a track lies. */
export function frameOf(scene: TimelineScene, id: TrackId): TrackFrame {
  const found = scene.layout.tracks.find((track) => track.id === id);
  if (found === undefined) throw new RangeError(`no track ${id} in the layout`);
  return found;
}

/** A straight line. */
export function line(pen: Pen, x1: number, y1: number, x2: number, y2: number): void {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}

/** Lets a line one pixel wide fall on one row of pixels. */
export function crisp(coordinate: number): number {
  return Math.round(coordinate) + 0.5;
}
