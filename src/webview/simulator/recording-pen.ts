import type { Pen } from '../shared/canvas.tsx';

/** One stroke, filled shape or word, with the state of the pen when it was made. */
export interface Mark {
  readonly kind: 'fill' | 'stroke' | 'rect' | 'text';
  readonly colour: string;
  readonly alpha: number;
  readonly dashed: boolean;
  /** Corners of a path or rectangle, or where a word stands. */
  readonly points: readonly (readonly [number, number])[];
  readonly text: string;
}

/** A pen that draws nothing and writes down what it was told. Words are 6 pixels a letter wide. For unit tests. */
export function recordingPen(): { readonly pen: Pen; readonly marks: readonly Mark[] } {
  const marks: Mark[] = [];
  let path: (readonly [number, number])[] = [];
  let dash: readonly number[] = [];
  const mark = (kind: Mark['kind'], points: Mark['points'], text = ''): void => {
    const style = kind === 'stroke' ? pen.strokeStyle : pen.fillStyle;
    const colour = typeof style === 'string' ? style : 'no colour';
    marks.push({ kind, colour, alpha: pen.globalAlpha, dashed: dash.length > 0, points, text });
  };
  const pen: Pen = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    lineJoin: 'miter',
    globalAlpha: 1,
    font: '',
    textAlign: 'start',
    textBaseline: 'alphabetic',
    save: () => undefined,
    restore: () => undefined,
    beginPath: () => {
      path = [];
    },
    closePath: () => undefined,
    moveTo: (x, y) => path.push([x, y]),
    lineTo: (x, y) => path.push([x, y]),
    quadraticCurveTo: (_controlX, _controlY, x, y) => path.push([x, y]),
    fill: () => {
      mark('fill', [...path]);
    },
    stroke: () => {
      mark('stroke', [...path]);
    },
    fillRect: (x, y, width, height) => {
      mark('rect', [
        [x, y],
        [x + width, y + height],
      ]);
    },
    fillText: (text, x, y) => {
      mark('text', [[x, y]], text);
    },
    measureText: (text) => ({ width: text.length * 6 }) as TextMetrics,
    setLineDash: (segments) => {
      dash = [...segments];
    },
  };
  return { pen, marks };
}
