import type { Pen } from '../shared/canvas.tsx';

/** A pen that writes SVG. */
export interface SvgPen {
  readonly pen: Pen;
  /** From now on everything is drawn so much further right and down. */
  readonly moveOrigin: (x: number, y: number) => void;
  /** The picture as the text of an SVG file. */
  readonly svg: (width: number, height: number, background: string, title: string) => string;
}

/** Points after the decimal point that are kept: a hundredth of a pixel is nowhere to be seen. */
const DIGITS = 2;

const KEPT = [
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineJoin',
  'globalAlpha',
  'font',
  'textAlign',
  'textBaseline',
] as const satisfies readonly (keyof Pen)[];

const ANCHORS: Readonly<Partial<Record<CanvasTextAlign, string>>> = {
  center: 'middle',
  right: 'end',
  end: 'end',
};
const BASELINES: Readonly<Partial<Record<CanvasTextBaseline, string>>> = {
  top: 'text-before-edge',
  middle: 'central',
  bottom: 'text-after-edge',
};

/**
 * A pen with what pictures of the simulator use of a canvas.
 * @param measure width of a text in a font, pixels
 */
export function svgPen(measure: (text: string, font: string) => number): SvgPen {
  const parts: string[] = [];
  let origin: readonly [number, number] = [0, 0];
  let path = '';
  let dash: readonly number[] = [];
  const saved: (readonly [Partial<Pen>, readonly number[]])[] = [];

  const number = (value: number): string => String(Number(value.toFixed(DIGITS)));
  const at = (x: number, y: number): string => `${number(x + origin[0])} ${number(y + origin[1])}`;
  const colour = (style: Pen['fillStyle']): string => (typeof style === 'string' ? style : 'none');
  const opacity = (): string => (pen.globalAlpha < 1 ? ` opacity="${number(pen.globalAlpha)}"` : '');

  const pen: Pen = {
    fillStyle: '#000',
    strokeStyle: '#000',
    lineWidth: 1,
    lineJoin: 'miter',
    globalAlpha: 1,
    font: '10px sans-serif',
    textAlign: 'start',
    textBaseline: 'alphabetic',
    save: () => {
      saved.push([Object.fromEntries(KEPT.map((key) => [key, pen[key]])), dash]);
    },
    restore: () => {
      const last = saved.pop();
      if (last === undefined) return;
      Object.assign(pen, last[0]);
      dash = last[1];
    },
    beginPath: () => {
      path = '';
    },
    closePath: () => {
      path += 'Z';
    },
    moveTo: (x, y) => {
      path += `M${at(x, y)}`;
    },
    lineTo: (x, y) => {
      path += `L${at(x, y)}`;
    },
    quadraticCurveTo: (controlX, controlY, x, y) => {
      path += `Q${at(controlX, controlY)} ${at(x, y)}`;
    },
    fill: () => {
      parts.push(`<path d="${path}" fill="${escape(colour(pen.fillStyle))}"${opacity()}/>`);
    },
    stroke: () => {
      const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.map(number).join(' ')}"` : '';
      parts.push(
        `<path d="${path}" fill="none" stroke="${escape(colour(pen.strokeStyle))}" stroke-width="${number(pen.lineWidth)}" stroke-linejoin="${pen.lineJoin}"${dashes}${opacity()}/>`,
      );
    },
    fillRect: (x, y, width, height) => {
      const [left, top] = [x + origin[0], y + origin[1]].map(number);
      parts.push(
        `<rect x="${left}" y="${top}" width="${number(width)}" height="${number(height)}" fill="${escape(colour(pen.fillStyle))}"${opacity()}/>`,
      );
    },
    fillText: (text, x, y) => {
      const [left, top] = [x + origin[0], y + origin[1]].map(number);
      const anchor = ANCHORS[pen.textAlign];
      const baseline = BASELINES[pen.textBaseline];
      parts.push(
        `<text x="${left}" y="${top}" style="font:${escape(pen.font)}" fill="${escape(colour(pen.fillStyle))}"` +
          (anchor === undefined ? '' : ` text-anchor="${anchor}"`) +
          (baseline === undefined ? '' : ` dominant-baseline="${baseline}"`) +
          `${opacity()}>${escape(text)}</text>`,
      );
    },
    measureText: (text) => ({ width: measure(text, pen.font) }) as TextMetrics,
    setLineDash: (segments) => {
      dash = [...segments];
    },
  };

  return {
    pen,
    moveOrigin: (x, y) => {
      origin = [origin[0] + x, origin[1] + y];
    },
    svg: (width, height, background, title) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}" role="img">` +
      `<title>${escape(title)}</title>` +
      `<rect width="100%" height="100%" fill="${escape(background)}"/>${parts.join('')}</svg>\n`,
  };
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
