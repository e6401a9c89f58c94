import { EventLog } from './event-log.ts';
import type { SimulatedMap } from './map.ts';
import type { MapPicture } from './picture.ts';
import type { OperationKind, RunRecorder } from './run-recorder.ts';
import type { Scenario } from './workload.ts';
import type { WorkloadPlan } from './workload-plan.ts';
import { planWorkload } from './workload-plan.ts';
import { WorkloadRun } from './workload-run.ts';

/** The inside of a map at any operation of a run. */
export interface Playback {
  /** Number of the operation it stands at. */
  readonly operation: number;
  /**
   * Goes to an operation and pictures the map after it; 0 is the first `make`. Forwards the run goes on from where it
   * is, backwards it starts anew.
   * @throws RangeError where the run has no such operation.
   */
  seek(operation: number): MapPicture;
}

/**
 * Prepares to play back a scenario; its operations are those of `simulate`.
 * @throws RangeError naming the field, when a number of the scenario is outside its range or the run would be too long.
 */
export function createPlayback(scenario: Scenario): Playback {
  return new ScenarioPlayback(scenario, planWorkload(scenario));
}

class ScenarioPlayback implements Playback {
  readonly #scenario: Scenario;
  readonly #plan: WorkloadPlan;
  #recorder = new PlaybackRecorder();
  #program: Generator<undefined, void, undefined>;
  #run: WorkloadRun;

  constructor(scenario: Scenario, plan: WorkloadPlan) {
    this.#scenario = scenario;
    this.#plan = plan;
    this.#run = new WorkloadRun(scenario, plan, this.#recorder);
    this.#program = program(this.#run, scenario);
  }

  get operation(): number {
    return this.#recorder.operation;
  }

  seek(operation: number): MapPicture {
    if (!Number.isInteger(operation) || operation < 0 || operation > this.#plan.operations) {
      throw new RangeError(`operation must be from 0 to ${this.#plan.operations}, not ${operation}`);
    }
    if (operation < this.#recorder.operation) this.#restart();
    if (operation > this.#recorder.operation) {
      this.#recorder.pauseAt = operation;
      this.#program.next();
    }
    // The plan may count more operations than there are.
    if (operation > this.#recorder.operation) {
      throw new RangeError(`operation must be from 0 to ${this.#recorder.operation}, not ${operation}`);
    }
    return this.#run.map.picture(this.#recorder);
  }

  #restart(): void {
    this.#recorder = new PlaybackRecorder();
    this.#run = new WorkloadRun(this.#scenario, this.#plan, this.#recorder);
    this.#program = program(this.#run, this.#scenario);
  }
}

function* program(run: WorkloadRun, { steps }: Scenario): Generator<undefined, void, undefined> {
  for (const step of steps) yield* run.run(step);
}

/** Remembers of a run what its last operation was. */
class PlaybackRecorder implements RunRecorder {
  readonly log = new EventLog();
  operation = 0;
  pauseAt = 0;
  kind: OperationKind = 'make';
  key: number | undefined;

  begin(): void {
    this.log.operation = this.operation + 1;
  }

  record(_map: SimulatedMap, kind: OperationKind, _probes: number, key?: number): void {
    this.operation = this.log.operation;
    this.kind = kind;
    this.key = key;
  }

  retire(): void {
    // The account of memory is not kept here.
  }

  dropRetired(): void {
    // As above.
  }
}
