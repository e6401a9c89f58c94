import { RandomWords, SeededHashes } from './hash.ts';
import type { HashBits, KeyHashes } from './hash.ts';
import type { MapIteration, SimulatedMap } from './map.ts';
import type { MapLayout } from './model.ts';
import { newMap } from './new-map.ts';
import type { OperationKind, RunRecorder } from './run-recorder.ts';
import type { DeleteStep, HashDistribution, Scenario, Step } from './workload.ts';
import { deletions, sharedKeys } from './workload.ts';
import { keySource, LiveKeys, shuffle } from './workload-keys.ts';
import type { WorkloadPlan } from './workload-plan.ts';

/** Takes the choices of the program apart from those of the runtime: other runtimes then run the same program. */
const PROGRAM_SEED = 0x5bd1_e995;

/** Where a run waits, each time after an operation. */
type Pauses = Generator<undefined, void, undefined>;

/** A program under way: takes one map, or one after another, through the steps of a scenario. */
export class WorkloadRun {
  readonly #scenario: Scenario;
  readonly #plan: WorkloadPlan;
  readonly #recorder: RunRecorder;
  /** For the choices of the program, and for those of the runtime. */
  readonly #program: RandomWords;
  readonly #runtime: RandomWords;
  /** Undefined where no step has to choose among the entries of the map: that is half the work of a fill. */
  readonly #live: LiveKeys | undefined;
  #hashes: KeyHashes;
  #map: SimulatedMap;
  /** All keys that were ever used are below this one. */
  #nextKey = 0;
  #nextAbsentKey = 0;

  constructor(scenario: Scenario, plan: WorkloadPlan, recorder: RunRecorder) {
    const { seed, hashing, runtime, steps, hint } = scenario;
    this.#scenario = scenario;
    this.#plan = plan;
    this.#recorder = recorder;
    this.#program = new RandomWords(seed ^ PROGRAM_SEED);
    this.#runtime = new RandomWords(seed);
    if (steps.some(choosesEntries)) this.#live = new LiveKeys(plan.keys);
    this.#hashes = new SeededHashes(
      seed,
      plan.keys + plan.absentKeys,
      differingBits(hashing, runtime.layout),
    );
    this.#map = this.#make(hint);
    recorder.record(this.#map, 'make', 0);
  }

  /** The map the program works on now. */
  get map(): SimulatedMap {
    return this.#map;
  }

  /**
   * Runs the next step. Yields after the operation at which the recorder wants a pause, which it may move on before
   * the run is resumed.
   */
  run(step: Step): Pauses {
    switch (step.kind) {
      case 'fill':
        return this.#fill(step.entries);
      case 'put':
        return this.#put(step);
      case 'overwrite':
        return this.#overwrite(step.operations);
      case 'delete':
        return this.#deleteStep(step);
      case 'churn':
        return this.#churn(step);
      case 'lookup':
        return this.#lookUp(step);
      case 'iterate':
        return this.#iterateStep(step.times);
      case 'clear':
        return this.#clear();
      case 'rebuild':
        return this.#rebuild();
      case 'clone':
        return this.#clone();
      case 'bulk-put':
        return this.#bulkPut(step);
    }
  }

  get #isDue(): boolean {
    return this.#recorder.operation >= this.#recorder.pauseAt;
  }

  #make(hint: number | undefined): SimulatedMap {
    const { runtime, types } = this.#scenario;
    return newMap({
      runtime,
      types,
      hint,
      hashes: this.#hashes,
      random: this.#runtime,
      log: this.#recorder.log,
    });
  }

  #assign(key: number): void {
    this.#recorder.begin();
    const isNew = this.#map.assign(key);
    if (isNew) this.#live?.add(key);
    this.#recorder.record(this.#map, isNew ? 'insert' : 'overwrite', this.#map.probes, key);
  }

  #delete(key: number | undefined): void {
    if (key === undefined) return;
    this.#recorder.begin();
    this.#map.delete(key);
    this.#live?.remove(key);
    this.#recorder.record(this.#map, 'delete', this.#map.probes, key);
  }

  *#fill(entries: number): Pauses {
    for (let entry = 0; entry < entries; entry++) {
      this.#assign(this.#nextKey++);
      if (this.#isDue) yield;
    }
  }

  *#overwrite(operations: number): Pauses {
    for (let done = 0; done < operations; done++) {
      const key = this.#live?.any(this.#program);
      if (key === undefined) continue;
      this.#assign(key);
      if (this.#isDue) yield;
    }
  }

  *#put({ operations, keys }: Extract<Step, { kind: 'put' }>): Pauses {
    const source = keySource(keys, this.#program);
    for (let done = 0; done < operations; done++) {
      this.#assign(source.next());
      if (this.#isDue) yield;
    }
    this.#nextKey = Math.max(this.#nextKey, keys.space);
  }

  *#deleteStep(step: DeleteStep): Pauses {
    const live = this.#live;
    if (live === undefined) return;
    const count = deletions(step, live.count);
    switch (step.victims) {
      case 'oldest':
      case 'newest':
      case 'random':
        yield* this.#deleteSome(step.victims, count, live);
        break;
      case 'every-nth':
        yield* this.#deleteEvery(step.nth, live);
        break;
      case 'range':
        yield* this.#deleteInRange(count);
    }
  }

  *#deleteSome(victims: 'oldest' | 'newest' | 'random', count: number, live: LiveKeys): Pauses {
    for (let done = 0; done < count; done++) {
      this.#delete(victims === 'random' ? live.any(this.#program) : live[victims]);
      if (this.#isDue) yield;
    }
  }

  *#deleteEvery(nth: number, live: LiveKeys): Pauses {
    let place = 0;
    let key = live.oldest;
    while (key !== undefined) {
      const newer = live.newerThan(key);
      if (++place % nth === 0) {
        this.#delete(key);
        if (this.#isDue) yield;
      }
      key = newer;
    }
  }

  *#deleteInRange(count: number): Pauses {
    const iteration = this.#iterate();
    for (let done = 0; done < count; done++) {
      const key = iteration.next();
      if (key === -1) break;
      this.#delete(key);
      if (this.#isDue) yield;
    }
    // A loop that deletes all it meets runs to its end, past the slots that are empty now.
    if (this.#map.count === 0) iteration.next();
    this.#endRange(iteration);
    if (this.#isDue) yield;
  }

  *#churn({ rounds, victims, first }: Extract<Step, { kind: 'churn' }>): Pauses {
    for (let turn = 0; turn < 2 * rounds; turn++) {
      if ((turn % 2 === 0) === (first === 'insert')) this.#assign(this.#nextKey++);
      else this.#delete(victims === 'oldest' ? this.#live?.oldest : this.#live?.any(this.#program));
      if (this.#isDue) yield;
    }
  }

  *#lookUp({ operations, hits }: Extract<Step, { kind: 'lookup' }>): Pauses {
    for (let done = 0; done < operations; done++) {
      const wantsHit = Math.floor((done + 1) * hits) > Math.floor(done * hits);
      const key = (wantsHit ? this.#live?.any(this.#program) : undefined) ?? this.#absentKey();
      this.#recorder.begin();
      const found = this.#map.has(key);
      this.#recorder.record(this.#map, found ? 'hit' : 'miss', this.#map.probes, key);
      if (this.#isDue) yield;
    }
  }

  #absentKey(): number {
    return this.#plan.keys + (this.#nextAbsentKey++ % this.#plan.absentKeys);
  }

  #iterate(): MapIteration {
    return this.#map.iterate({ first: this.#runtime.next(), slot: this.#runtime.next() });
  }

  *#iterateStep(times: number): Pauses {
    for (let time = 0; time < times; time++) {
      const iteration = this.#iterate();
      while (iteration.next() !== -1);
      this.#endRange(iteration);
      if (this.#isDue) yield;
    }
  }

  #endRange(iteration: MapIteration): void {
    this.#recorder.begin();
    this.#recorder.record(this.#map, 'range', iteration.probes);
  }

  *#clear(): Pauses {
    this.#recorder.begin();
    this.#map.clear();
    this.#live?.clear();
    this.#recorder.record(this.#map, 'clear', 0);
    if (this.#isDue) yield;
  }

  *#rebuild(): Pauses {
    const old = this.#map;
    const iteration = this.#iterate();
    this.#recorder.begin();
    this.#recorder.retire(old);
    this.#hashes = this.#hashes.anew();
    this.#map = this.#make(old.count);
    this.#recorder.record(this.#map, 'make', 0);
    if (this.#isDue) yield;
    for (let key = iteration.next(); key !== -1; key = iteration.next()) {
      this.#recorder.begin();
      this.#map.assign(key);
      this.#recorder.record(this.#map, 'insert', this.#map.probes, key);
      if (this.#isDue) yield;
    }
    this.#recorder.begin();
    this.#replaced('range', iteration.probes);
    if (this.#isDue) yield;
  }

  *#clone(): Pauses {
    this.#recorder.begin();
    const copy = this.#map.clone();
    this.#recorder.retire(this.#map);
    this.#map = copy;
    this.#replaced('clone', 0);
    if (this.#isDue) yield;
  }

  /** Ends the operation after which the old map is garbage. */
  #replaced(kind: OperationKind, probes: number): void {
    this.#recorder.dropRetired();
    this.#recorder.log.push('replaced', this.#map.slots);
    this.#recorder.record(this.#map, kind, probes);
  }

  *#bulkPut(step: Extract<Step, { kind: 'bulk-put' }>): Pauses {
    const shared = sharedKeys(step, this.#live?.count ?? 0);
    const keys = new Uint32Array(step.entries);
    if (this.#live !== undefined) keys.set(this.#live.sample(shared, this.#program));
    for (let at = shared; at < keys.length; at++) keys[at] = this.#nextKey++;
    shuffle(keys, this.#program);
    for (const key of keys) {
      this.#assign(key);
      if (this.#isDue) yield;
    }
  }
}

function choosesEntries(step: Step): boolean {
  switch (step.kind) {
    case 'overwrite':
    case 'delete':
    case 'churn':
      return true;
    case 'lookup':
      return step.hits > 0;
    case 'bulk-put':
      return step.existing > 0;
    case 'fill':
    case 'put':
    case 'iterate':
    case 'clear':
    case 'rebuild':
    case 'clone':
      return false;
  }
}

/** Bits 7–13 choose the group of a Swiss table, which has 128 at most; bits 0–6 are the control byte. */
const SWISS_GROUP = 0x3f80;
const SWISS_CONTROL = 0x7f;
/** The tophash of a classic bucket, in the high word. */
const TOPHASH = 0xff00_0000;

/** Bits of the hash that the keys may differ in. Those of the Swiss directory must: else it would double without end. */
function differingBits(hashing: HashDistribution, layout: MapLayout): HashBits | undefined {
  if (hashing === 'uniform') return undefined;
  const sameTag = hashing === 'one-tophash';
  return layout === 'classic'
    ? { low: 0, high: sameTag ? ~TOPHASH : ~0 }
    : { low: sameTag ? ~(SWISS_GROUP | SWISS_CONTROL) : ~SWISS_GROUP, high: ~0 };
}
