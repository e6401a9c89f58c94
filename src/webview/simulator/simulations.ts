import type { MapPicture, Scenario } from '../../simulator/index.ts';
import type { RunData } from './run-data.ts';

/** What was simulated for one setup of the page. */
export interface SimulatedRuns {
  readonly shown: RunData;
  readonly other: RunData | undefined;
}

/** Simulates and plays back beside the page, in a worker where one can be started. */
export interface Simulations {
  /**
   * Simulates; a newer call calls off an older one, which then resolves to undefined. Rejects with the simulator's
   * RangeError where a scenario makes no sense.
   */
  run(shown: Scenario, other: Scenario | undefined): Promise<SimulatedRuns | undefined>;
  /**
   * The shown run's map after an operation. Of calls that wait only the newest is answered, the others resolve to
   * undefined, as all do that wait when a new run begins.
   */
  pictureAt(operation: number): Promise<MapPicture | undefined>;
  dispose(): void;
}
