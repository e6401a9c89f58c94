import type { JSX } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { Canvas } from '../shared/canvas.tsx';
import type { Pen } from '../shared/canvas.tsx';

interface ChartProps {
  readonly title: string;
  /** `histogram`: what a screen reader calls it. */
  readonly kind: string;
  /** Number of parts that lie side by side. */
  readonly parts: number;
  /** CSS pixels. */
  readonly height: number;
  readonly draw: (pen: Pen, width: number, chosen: number | undefined) => void;
  /** The part at a place, in a chart as wide as this; any number where there is none. */
  readonly partAt: (x: number, width: number) => number;
  /** A part in words. */
  readonly describe: (part: number) => string;
}

/** A chart whose parts are told in words where the arrow keys or the mouse choose one. One stop for the keyboard. */
export function ChartView(props: ChartProps): JSX.Element {
  const { title, kind, parts, height, draw, partAt, describe } = props;
  const [part, setPart] = useState<number>();
  const [isFocused, setFocused] = useState(false);
  const chosen = part !== undefined && part < parts ? part : undefined;
  const drawChosen = useCallback(
    (pen: Pen, width: number) => {
      draw(pen, width, chosen);
    },
    [draw, chosen],
  );
  return (
    <>
      <p class="note">
        {title}
        <span class="part" role="status" aria-live={isFocused ? 'polite' : 'off'}>
          {chosen === undefined ? '' : describe(chosen)}
        </span>
      </p>
      <div
        role="application"
        aria-roledescription={kind}
        aria-label={title}
        tabIndex={0}
        onFocus={() => {
          setFocused(true);
        }}
        onBlur={() => {
          setFocused(false);
        }}
        onKeyDown={(event) => {
          if (event.altKey || event.ctrlKey || event.metaKey || parts === 0) return;
          const next = partAfter(event.key, chosen, parts);
          if (next === 'stay') return;
          event.preventDefault();
          setPart(next);
        }}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const at = partAt(event.clientX - box.left, box.width);
          setPart(at >= 0 && at < parts ? at : undefined);
        }}
      >
        <Canvas height={() => height} draw={drawChosen} />
      </div>
    </>
  );
}

/** The part a key leads to, undefined for none; `stay` for keys that mean nothing here. */
export function partAfter(
  key: string,
  chosen: number | undefined,
  parts: number,
): number | undefined | 'stay' {
  switch (key) {
    case 'ArrowRight':
      return chosen === undefined ? 0 : Math.min(parts - 1, chosen + 1);
    case 'ArrowLeft':
      return chosen === undefined ? parts - 1 : Math.max(0, chosen - 1);
    case 'Home':
      return 0;
    case 'End':
      return parts - 1;
    case 'Escape':
      return chosen === undefined ? 'stay' : undefined;
    default:
      return 'stay';
  }
}
