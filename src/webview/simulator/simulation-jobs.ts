import { buffersOf, createPlayback, simulate } from '../../simulator/index.ts';
import type { MapPicture, Playback, Scenario } from '../../simulator/index.ts';
import { runData } from './run-data.ts';
import type { RunData } from './run-data.ts';

/** What a page asks to be worked out, and what it gets. */
export interface Jobs {
  readonly simulate: { readonly question: { readonly scenario: Scenario }; readonly answer: RunData };
  readonly picture: {
    readonly question: {
      /** Tells one scenario from the next: pictures of the same run are found by going on from the last. */
      readonly run: number;
      readonly scenario: Scenario;
      readonly operation: number;
    };
    readonly answer: MapPicture;
  };
}

export type JobKind = keyof Jobs;

/** A question with its number, as it goes to a worker. */
export type JobRequest = {
  [Kind in JobKind]: { readonly id: number; readonly kind: Kind } & Jobs[Kind]['question'];
}[JobKind];

/** The answer to the question of that number. */
export type JobResponse =
  | { readonly id: number; readonly answer: Jobs[JobKind]['answer'] }
  | { readonly id: number; readonly error: JobError };

/** What remains of an error when it has crossed to another thread. */
export interface JobError {
  readonly name: string;
  readonly message: string;
}

/** Works out answers one after the other, in a worker or in the page. */
export class SimulationJobs {
  #playback: { readonly run: number; readonly playback: Playback } | undefined;

  /** Never throws. `transfer` is the memory that may be handed over with the response instead of being copied. */
  respond(request: JobRequest): { readonly response: JobResponse; readonly transfer: ArrayBuffer[] } {
    const { id } = request;
    try {
      if (request.kind === 'picture') {
        const answer = this.#picture(request);
        return { response: { id, answer }, transfer: buffersOf(answer) };
      }
      const answer = runData(simulate(request.scenario));
      return { response: { id, answer }, transfer: columnsOf(answer) };
    } catch (problem) {
      const { name, message } = problem instanceof Error ? problem : new Error(String(problem));
      return { response: { id, error: { name, message } }, transfer: [] };
    }
  }

  #picture({ run, scenario, operation }: Jobs['picture']['question']): MapPicture {
    if (this.#playback?.run !== run) this.#playback = { run, playback: createPlayback(scenario) };
    return this.#playback.playback.seek(operation);
  }
}

function columnsOf(run: RunData): ArrayBuffer[] {
  return Object.values(run).flatMap((value: unknown) =>
    ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : [],
  );
}
