import { useEffect, useMemo, useState } from 'preact/hooks';
import { simulateFill } from '../../simulator/index.ts';
import type { MapRuntime, SlotTypes } from '../../simulator/index.ts';
import { runBoth, whenIdle } from './run-both.ts';
import type { RunPair } from './run-both.ts';
import { scenarioPair } from './view-state.ts';
import type { FillView } from './view-state.ts';

/** The runs a view asks for; while new ones are simulated the old ones stand, marked as busy. */
export function useRuns(
  view: FillView,
  runtime: MapRuntime,
  types: SlotTypes,
): { readonly runs: RunPair | undefined; readonly busy: boolean } {
  const pair = useMemo(
    () => scenarioPair(view, runtime, types),
    // The playhead and the table are part of the view but not of what is simulated.
    [view.entries, view.hint, runtime, types],
  );
  const [finished, setFinished] = useState<{ readonly pair: typeof pair; readonly runs: RunPair }>();
  useEffect(
    () =>
      runBoth(pair, simulateFill, whenIdle, (runs) => {
        setFinished({ pair, runs });
      }),
    [pair],
  );
  return { runs: finished?.runs, busy: finished?.pair !== pair };
}
