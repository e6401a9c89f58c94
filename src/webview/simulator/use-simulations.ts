import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import type { MapPicture } from '../../simulator/index.ts';
import type { RunData } from './run-data.ts';
import { otherScenario, shownScenario } from './setup.ts';
import { createSimulations } from './simulations.ts';

/** The run of a setup, and the one it is compared with. */
export interface RunPair {
  readonly setup: SimulatorSetup;
  readonly shown: RunData;
  /** Undefined where nothing is compared. */
  readonly other: RunData | undefined;
}

/** What there is to see of a setup. */
export interface Simulated {
  /** While new runs are simulated the old ones stand, marked as busy. */
  readonly runs: RunPair | undefined;
  readonly busy: boolean;
  /** Why the setup cannot be simulated. */
  readonly problem: string | undefined;
  /** The map's memory after the operation under the playhead, or a moment before. */
  readonly picture: MapPicture | undefined;
}

/** From this many operations a run takes long enough to be felt when each step of a slider starts one. */
const FELT_OPERATIONS = 50_000;
/** Pause after the last change before a long run starts, ms. */
const SETTLE_DELAY = 150;

/** Simulates a setup and plays it back at a playhead, beside the page. */
export function useSimulations(setup: SimulatorSetup, playheadOf: (runs: RunPair) => number): Simulated {
  const simulations = useMemo(createSimulations, []);
  useEffect(() => () => simulations.dispose(), [simulations]);

  const [finished, setFinished] = useState<RunPair>();
  const [failed, setFailed] = useState<{ readonly setup: SimulatorSetup; readonly problem: string }>();
  useEffect(() => {
    let isStale = false;
    const delay = (finished?.shown.operations ?? 0) >= FELT_OPERATIONS ? SETTLE_DELAY : 0;
    const timer = setTimeout(() => {
      simulations.run(shownScenario(setup), otherScenario(setup)).then(
        (pair) => {
          if (!isStale && pair !== undefined) setFinished({ setup, ...pair });
        },
        (error: unknown) => {
          if (!isStale) setFailed({ setup, problem: describe(error) });
        },
      );
    }, delay);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
    // The last run only says how long the next may take.
  }, [simulations, setup]);

  const [pictured, setPictured] = useState<{ readonly pair: RunPair; readonly picture: MapPicture }>();
  const current = useRef(finished);
  current.current = finished;
  const playhead = finished === undefined ? undefined : playheadOf(finished);
  useEffect(() => {
    if (playhead === undefined || finished === undefined) return;
    simulations.pictureAt(playhead).then(
      // While a run plays, an answer is always a moment late: it is shown all the same, as long as it is of this run.
      (next) => {
        if (next !== undefined && current.current === finished)
          setPictured({ pair: finished, picture: next });
      },
      (error: unknown) => {
        if (current.current === finished) setFailed({ setup: finished.setup, problem: describe(error) });
      },
    );
  }, [simulations, finished, playhead]);

  // The memory of another map would stand under this one's legend.
  const picture = pictured?.pair === finished ? pictured?.picture : undefined;

  const problem = failed?.setup === setup ? failed.problem : undefined;
  return { runs: finished, busy: finished?.setup !== setup && problem === undefined, problem, picture };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
