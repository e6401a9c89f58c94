import type { MapPicture, Scenario } from '../../simulator/index.ts';
import type { RunData } from './run-data.ts';
import { createEngine, openInPage, openWorker } from './simulation-engine.ts';
import type { SimulationEngine } from './simulation-engine.ts';

/** What was simulated for one setup of the page. */
export interface SimulatedRuns {
  readonly shown: RunData;
  readonly other: RunData | undefined;
}

/** Simulates and plays back beside the page, in workers where they can be started. */
export interface Simulations {
  /**
   * Simulates; a newer call calls off an older one, which then resolves to undefined. Rejects with the simulator's
   * RangeError where a scenario makes no sense; the run shown before then stays.
   */
  run(shown: Scenario, other: Scenario | undefined): Promise<SimulatedRuns | undefined>;
  /**
   * The shown run's map after an operation. Of calls that wait only the newest is answered, the others resolve to
   * undefined. A call waits while a run is being simulated, and is then about that run; before the first it resolves to
   * undefined. Rejects with a RangeError where the run has no such operation.
   */
  pictureAt(operation: number): Promise<MapPicture | undefined>;
  /** Whoever still waits gets undefined. */
  dispose(): void;
}

/** Simulations in two workers, or in the page where none can be started. */
export function createSimulations(): Simulations {
  return new NewestFirst(() => createEngine(openWorker, openInPage));
}

interface Task<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer | undefined) => void;
  readonly reject: (problem: unknown) => void;
}

type RunTask = Task<{ readonly shown: Scenario; readonly other: Scenario | undefined }, SimulatedRuns>;
type PictureTask = Task<number, MapPicture>;

/**
 * Gives an engine one question at a time, so that what has been asked since can take the place of what waits. The run that
 * another is compared with has an engine of its own, from the first one on.
 */
export class NewestFirst implements Simulations {
  readonly #createEngine: () => SimulationEngine;
  readonly #engine: SimulationEngine;
  #otherEngine: SimulationEngine | undefined;
  #run: RunTask | undefined;
  #picture: PictureTask | undefined;
  #busy = false;
  #disposed = false;
  /** The last run that was simulated, by its number. */
  #shown: { readonly run: number; readonly scenario: Scenario } | undefined;

  constructor(createEngine: () => SimulationEngine) {
    this.#createEngine = createEngine;
    this.#engine = createEngine();
  }

  run(shown: Scenario, other: Scenario | undefined): Promise<SimulatedRuns | undefined> {
    return new Promise((resolve, reject) => {
      this.#run?.resolve(undefined);
      this.#run = { question: { shown, other }, resolve, reject };
      void this.#work();
    });
  }

  pictureAt(operation: number): Promise<MapPicture | undefined> {
    return new Promise((resolve, reject) => {
      this.#picture?.resolve(undefined);
      this.#picture = { question: operation, resolve, reject };
      void this.#work();
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#engine.dispose();
    this.#otherEngine?.dispose();
    this.#run?.resolve(undefined);
    this.#picture?.resolve(undefined);
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (!this.#disposed) {
      const picture = this.#picture;
      if (this.#run !== undefined) {
        await this.#simulate(this.#run);
      } else if (picture !== undefined) {
        // Taken out, so that no newer call calls it off: a run that plays asks faster than it is answered.
        this.#picture = undefined;
        await this.#settle(picture, () => this.#pictureAt(picture.question));
      } else {
        break;
      }
    }
    this.#busy = false;
  }

  /** Both runs at once. */
  async #simulate(task: RunTask): Promise<void> {
    const { shown, other } = task.question;
    await this.#settle(task, async () => {
      const [shownRun, otherRun] = await both(
        this.#engine.ask('simulate', { scenario: shown }),
        other && this.#other().ask('simulate', { scenario: other }),
      );
      if (this.#run !== task) return undefined;
      this.#shown = { run: (this.#shown?.run ?? 0) + 1, scenario: shown };
      return { shown: shownRun, other: otherRun };
    });
    if (this.#run === task) this.#run = undefined;
  }

  #other(): SimulationEngine {
    return (this.#otherEngine ??= this.#createEngine());
  }

  async #pictureAt(operation: number): Promise<MapPicture | undefined> {
    return this.#shown === undefined ? undefined : this.#engine.ask('picture', { ...this.#shown, operation });
  }

  async #settle<Question, Answer>(
    { resolve, reject }: Task<Question, Answer>,
    answer: () => Promise<Answer | undefined>,
  ): Promise<void> {
    try {
      resolve(await answer());
    } catch (problem) {
      if (this.#disposed) resolve(undefined);
      else reject(problem);
    }
  }
}

/** Waits for both even where one fails, so that no engine is at work any more when the next run is asked for. */
async function both<One, Other>(
  one: Promise<One>,
  other: Promise<Other> | undefined,
): Promise<readonly [One, Other | undefined]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}
