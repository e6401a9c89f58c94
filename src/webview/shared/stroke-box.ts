import type { Pen } from './canvas.tsx';

/** Outlines a box with the pen's stroke. */
export function strokeBox(pen: Pen, left: number, top: number, right: number, bottom: number): void {
  pen.beginPath();
  pen.moveTo(left, top);
  pen.lineTo(right, top);
  pen.lineTo(right, bottom);
  pen.lineTo(left, bottom);
  pen.closePath();
  pen.stroke();
}
