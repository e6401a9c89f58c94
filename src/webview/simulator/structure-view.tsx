import type { JSX } from 'preact';
import { useCallback, useMemo } from 'preact/hooks';
import type { FillTimeline } from '../../simulator/index.ts';
import { Canvas } from '../shared/canvas.tsx';
import type { Pen } from '../shared/canvas.tsx';
import type { Theme } from '../shared/theme.ts';
import { mapStateAt } from './map-state.ts';
import { drawStructure, stripsOf, structureHeight } from './structure-draw.ts';
import { layoutTimeline } from './timeline-layout.ts';
import { stateText } from './words.ts';

interface StructureProps {
  readonly run: FillTimeline;
  readonly playhead: number;
  readonly theme: Theme;
}

/** Ems the names of the strips take where the timeline has no column of labels to align with. */
const NARROW_LABEL_EMS = 3.4;

/** The inside of the map at the playhead. */
export function StructureView({ run, playhead, theme }: StructureProps): JSX.Element {
  const { layout } = run.scenario.runtime;
  const state = useMemo(() => mapStateAt(run, playhead), [run, playhead]);
  const draw = useCallback(
    (pen: Pen, width: number) => {
      const timeline = layoutTimeline(width, theme.fontSize);
      const labelWidth = timeline.labels === 'left' ? timeline.left : theme.fontSize * NARROW_LABEL_EMS;
      drawStructure(pen, stripsOf(state), theme, timeline.right, labelWidth);
    },
    [state, theme],
  );
  const height = useCallback(() => structureHeight(layout), [layout]);
  return (
    <section aria-labelledby="structure-title">
      <div class="title-row">
        <h2 id="structure-title">Structure</h2>
        <span class="note">{stateText(state)}</span>
        <ul class="legend">
          <li class="blue">entries, average fill</li>
          {layout === 'classic' && <li class="purple">evacuated</li>}
        </ul>
      </div>
      <Canvas class="picture" height={height} draw={draw} />
    </section>
  );
}
