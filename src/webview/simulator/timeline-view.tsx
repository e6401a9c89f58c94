import type { JSX, TargetedPointerEvent } from 'preact';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { Canvas } from '../shared/canvas.tsx';
import type { Pen } from '../shared/canvas.tsx';
import type { Theme } from '../shared/theme.ts';
import { stepFor } from './steps.ts';
import { drawPlayhead, drawTimeline } from './timeline-draw.ts';
import { layoutTimeline, tracksOf } from './timeline-layout.ts';
import { hasBurden, operationAt, timelineScene } from './timeline-scene.ts';
import type { RunPair } from './use-simulations.ts';
import { operationText } from './words.ts';
import { runNames } from './setup.ts';

interface TimelineProps {
  readonly runs: RunPair;
  readonly playhead: number;
  readonly theme: Theme;
  readonly onPlayhead: (operation: number) => void;
  readonly onFocus: (focused: boolean) => void;
}

/** The timeline of a run, to read and to scrub: one stop for the keyboard, a slider to assistive technology. */
export function TimelineView({ runs, playhead, theme, onPlayhead, onFocus }: TimelineProps): JSX.Element {
  const { setup, shown, other } = runs;
  const [width, setWidth] = useState(0);
  const scrubbing = useRef(false);
  const tracks = useMemo(
    () => tracksOf(hasBurden(shown) || (other !== undefined && hasBurden(other))),
    [shown, other],
  );
  const scene = useMemo(
    () => timelineScene(shown, other, runNames(setup)[1], layoutTimeline(width, theme.fontSize, tracks)),
    [shown, other, setup, width, theme.fontSize, tracks],
  );
  const draw = useCallback(
    (pen: Pen) => {
      drawTimeline(pen, scene, theme);
    },
    [scene, theme],
  );
  const drawHead = useCallback(
    (pen: Pen) => {
      drawPlayhead(pen, scene, theme, playhead);
    },
    [scene, theme, playhead],
  );
  const height = useCallback(
    (at: number) => layoutTimeline(at, theme.fontSize, tracks).height,
    [theme.fontSize, tracks],
  );
  const scrub = (event: TargetedPointerEvent<HTMLDivElement>): void => {
    onPlayhead(operationAt(scene, event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  return (
    <div
      class="timeline"
      role="slider"
      tabIndex={0}
      aria-label="Timeline of operations"
      aria-valuemin={0}
      aria-valuemax={shown.operations}
      aria-valuenow={playhead}
      aria-valuetext={operationText(shown, playhead)}
      aria-describedby="timeline-keys"
      onFocus={() => {
        onFocus(true);
      }}
      onBlur={() => {
        onFocus(false);
      }}
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const to = stepFor(event.key, event.shiftKey, shown, playhead);
        if (to === undefined) return;
        event.preventDefault();
        onPlayhead(to);
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        scrubbing.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={(event) => {
        if (scrubbing.current) scrub(event);
      }}
      onPointerUp={() => {
        scrubbing.current = false;
      }}
      onPointerCancel={() => {
        scrubbing.current = false;
      }}
    >
      <Canvas height={height} draw={draw} onWidth={setWidth} />
      <Canvas class="overlay" height={height} draw={drawHead} />
    </div>
  );
}
