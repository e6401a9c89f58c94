import type { JSX, TargetedPointerEvent } from 'preact';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { formatBytes } from '../../base/format.ts';
import { Canvas } from '../shared/canvas.tsx';
import type { Pen } from '../shared/canvas.tsx';
import type { Theme } from '../shared/theme.ts';
import type { RunPair } from './run-both.ts';
import { stepFor } from './steps.ts';
import { drawTimeline } from './timeline-draw.ts';
import { layoutTimeline } from './timeline-layout.ts';
import { operationAt, timelineScene } from './timeline-scene.ts';
import { operationText, runName } from './words.ts';

interface TimelineProps {
  readonly runs: RunPair;
  readonly playhead: number;
  readonly theme: Theme;
  readonly onPlayhead: (operation: number) => void;
  readonly onFocus: (focused: boolean) => void;
}

/** The timeline of a fill, to read and to scrub: one stop for the keyboard, a slider to assistive technology. */
export function TimelineView({ runs, playhead, theme, onPlayhead, onFocus }: TimelineProps): JSX.Element {
  const { shown, other } = runs;
  const [width, setWidth] = useState(0);
  const scrubbing = useRef(false);
  const scene = useMemo(() => {
    const otherLabel = `${runName(other.scenario)}: ${formatBytes(other.total.finalBytes)}`;
    return timelineScene(shown, other, otherLabel, layoutTimeline(width, theme.fontSize));
  }, [shown, other, width, theme.fontSize]);
  const draw = useCallback(
    (pen: Pen) => {
      drawTimeline(pen, scene, theme, playhead);
    },
    [scene, theme, playhead],
  );
  const height = useCallback((at: number) => layoutTimeline(at, theme.fontSize).height, [theme.fontSize]);
  const scrub = (event: TargetedPointerEvent<HTMLDivElement>): void => {
    onPlayhead(operationAt(scene, event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  return (
    <div
      class="timeline"
      role="slider"
      tabIndex={0}
      aria-label="Timeline of inserts"
      aria-valuemin={0}
      aria-valuemax={shown.scenario.entries}
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
    </div>
  );
}
