import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** What pictures are drawn with: a 2D context, or a recording of one. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineJoin'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'save'
  | 'restore'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'quadraticCurveTo'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'fillText'
  | 'measureText'
  | 'setLineDash'
>;

/** A pen that draws images as well; a recording takes none. */
export type ImagePen = Pen & Pick<CanvasRenderingContext2D, 'drawImage' | 'imageSmoothingEnabled'>;

export function drawsImages(pen: Pen): pen is ImagePen {
  return 'drawImage' in pen;
}

export interface CanvasProps {
  readonly class?: string;
  /** Height in CSS pixels for a width in CSS pixels. */
  readonly height: (width: number) => number;
  /** Draws on a cleared surface; one unit is one CSS pixel. Called when it or the size changes. */
  readonly draw: (pen: Pen, width: number, height: number) => void;
  /** Called with the width in CSS pixels, first and after each change. */
  readonly onWidth?: (width: number) => void;
}

/**
 * A canvas as wide as its place, sharp on any screen and zoom. It is decoration to assistive technology: whoever
 * uses it says in words what it shows.
 */
export function Canvas(props: CanvasProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<{ readonly width: number; readonly ratio: number }>();
  const { draw, onWidth } = props;

  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = (): void => {
      const width = Math.floor(element.clientWidth);
      setSize((old) =>
        old?.width === width && old.ratio === devicePixelRatio ? old : { width, ratio: devicePixelRatio },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // A zoom that leaves the layout as it is changes only the ratio of pixels.
    window.addEventListener('resize', measure);
    measure();
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, []);

  useLayoutEffect(() => {
    if (size !== undefined) onWidth?.(size.width);
  }, [size?.width, onWidth]);

  const width = size?.width ?? 0;
  const height = props.height(width);
  const ratio = size?.ratio ?? 1;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined || width === 0) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw(context, width, height);
  }, [draw, width, height, ratio]);

  return (
    <div class={props.class} ref={place}>
      <canvas
        ref={canvas}
        aria-hidden="true"
        width={Math.round(width * ratio)}
        height={Math.round(height * ratio)}
        style={{ display: 'block', width: `${width}px`, height: `${height}px` }}
      />
    </div>
  );
}
