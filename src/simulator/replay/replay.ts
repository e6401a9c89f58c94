import { EventLog } from '../event-log.ts';
import { classicDigest } from '../hmap/digest.ts';
import { ClassicMap } from '../hmap/map.ts';
import { memoryLayout, SLOTS_PER_CONTAINER } from '../layout.ts';
import type { IterationStart, MapIteration } from '../map.ts';
import type { MapRuntime } from '../model.ts';
import { swissDigest } from '../swiss/digest.ts';
import { SwissMap } from '../swiss/map.ts';
import { KNOWN, OPERATION, OPERATION_NAMES } from './operations.ts';
import { PinnedWords } from './pinned-words.ts';
import { RecordedHashes } from './recorded-hashes.ts';
import { classicLines, swissLines } from './state-lines.ts';
import type { MemoryUse, Trace } from './trace.ts';

/** The first thing in which a simulated map was not as recorded. */
export interface Difference {
  /** 1-based number of the operation; 0 is `make`. */
  readonly operation: number;
  /** The operation in words: `assign 17`. */
  readonly action: string;
  /** What differs: `digest`, `key of the range`, `allocations` … */
  readonly what: string;
  readonly recorded: string;
  readonly simulated: string;
  /** The recorded state after the operation, undefined where the recording has its digest only. */
  readonly recordedState: readonly string[] | undefined;
  readonly simulatedState: readonly string[];
}

/** How a replay went. */
export interface ReplayResult {
  /** Operations replayed, up to and including the one that differs. */
  readonly operations: number;
  readonly difference: Difference | undefined;
  /** What the map did besides, to see that a recording reaches it. */
  readonly log: EventLog;
}

/**
 * Runs a trace on a simulated map and compares everything recorded: digests, whole states, found keys, steps of ranges,
 * allocations, new seeds and the header at the end. Stops at the first difference.
 *
 * @param runtime the runtime to simulate instead of the one recorded
 */
export function replay(trace: Trace, runtime: MapRuntime = trace.runtime): ReplayResult {
  return new Replay(trace, runtime).run();
}

class Replay {
  readonly #trace: Trace;
  readonly #runtime: MapRuntime;
  readonly #log = new EventLog();
  readonly #checkpoints: ReadonlyMap<number, readonly string[]>;
  readonly #ranges: MapIteration[] = [];
  readonly #random = new PinnedWords(1);
  #hashes: RecordedHashes;
  #map: ClassicMap | SwissMap;
  #allocations = 0;
  #bytes = 0;
  #at = 0;

  constructor(trace: Trace, runtime: MapRuntime) {
    this.#trace = trace;
    this.#runtime = runtime;
    this.#checkpoints = new Map(trace.checkpoints.map(({ operations, state }) => [operations, state]));
    this.#hashes = new RecordedHashes(trace.operations.largestKey + 1);
    const options = {
      runtime,
      types: trace.types,
      hint: trace.hint,
      hashes: this.#hashes,
      random: this.#random,
      log: this.#log,
    };
    this.#map = runtime.layout === 'classic' ? new ClassicMap(options) : new SwissMap(options);
  }

  run(): ReplayResult {
    let difference = this.#make();
    const { length } = this.#trace.operations;
    while (difference === undefined && this.#at < length) {
      this.#at++;
      this.#log.operation = this.#at;
      difference = this.#tryStep(this.#at - 1);
    }
    return { operations: this.#at, difference: difference ?? this.#end(), log: this.#log };
  }

  #make(): Difference | undefined {
    const { containerBytes, initDigest, memory } = this.#trace;
    const simulated = memoryLayout(this.#runtime, this.#trace.types).containerBytes;
    if (simulated !== containerBytes)
      return this.#differs('bytes of a bucket or group', containerBytes, simulated);
    return (memory && this.#compareMemory(memory.made)) ?? this.#compareDigest(initDigest);
  }

  /** A map refuses hashes no map of its runtime can have, which the recording of another runtime holds. */
  #tryStep(index: number): Difference | undefined {
    try {
      return this.#step(index);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.#differs('operation', 'possible', error.message);
    }
  }

  /** Performs one operation and compares what it leaves behind. */
  #step(index: number): Difference | undefined {
    const { memory, operations } = this.#trace;
    const difference = this.#perform(index);
    if (difference !== undefined) return difference;
    const took = memory && this.#compareMemory(memory.byOperation.get(index));
    if (took !== undefined) return took;
    if (((operations.known[index] ?? 0) & KNOWN.digest) !== 0) {
      const digest = this.#compareDigest(operations.digests[index] ?? 0);
      if (digest !== undefined) return digest;
    }
    const state = this.#checkpoints.get(this.#at);
    return state && this.#compareState(state);
  }

  #perform(index: number): Difference | undefined {
    const { kinds, keys, known } = this.#trace.operations;
    const key = keys[index] ?? 0;
    switch (kinds[index]) {
      case OPERATION.assign: {
        const seed = this.#giveHash(index);
        if (seed === undefined) this.#map.assign(key);
        return seed;
      }
      case OPERATION.delete: {
        const seed = this.#giveHash(index);
        if (seed === undefined) this.#map.delete(key);
        return seed;
      }
      case OPERATION.lookup: {
        const seed = this.#giveHash(index);
        if (seed !== undefined) return seed;
        const recorded = ((known[index] ?? 0) & KNOWN.found) !== 0;
        const found = this.#map.has(key);
        return found === recorded ? undefined : this.#differs('found', String(recorded), String(found));
      }
      case OPERATION.clear:
        this.#map.clear();
        return undefined;
      case OPERATION.clone:
        return this.#clone(index);
      case OPERATION.range:
        this.#ranges[this.#iterator(index)] = this.#map.iterate(this.#startOf(index));
        return this.#stepRange(index, key);
      case OPERATION.next:
        return this.#stepRange(index, key);
      default:
        return undefined;
    }
  }

  /** Hands the recorded hash of an operation's key to the map. */
  #giveHash(index: number): Difference | undefined {
    const { keys, low, high, known } = this.#trace.operations;
    const key = keys[index] ?? 0;
    const agrees =
      ((known[index] ?? 0) & KNOWN.hash) === 0
        ? this.#hashes.isKnown(key)
        : this.#hashes.give({ key, low: low[index] ?? 0, high: high[index] ?? 0 });
    return agrees ? undefined : this.#differs('hash seed', 'drawn anew or kept', 'the other way round');
  }

  #clone(index: number): Difference | undefined {
    const given = this.#trace.operations.cloned.get(index) ?? [];
    const [source, sourceHashes] = [this.#map, this.#hashes];
    const starts = clonesInRangeOrder(this.#runtime) ? rangeStarts(source) : [[]];
    const recorded = this.#trace.operations.digests[index];
    for (const start of starts) {
      this.#random.pin(start);
      this.#hashes = sourceHashes.whileCloning(given, () => {
        this.#map = source.clone();
      });
      if (this.#digest() === recorded) break;
    }
    this.#random.pin([]);
    this.#allocations = 0;
    this.#bytes = 0;
    for (const hash of given) {
      if (!this.#hashes.give(hash)) return this.#differs('hash seed of the clone', 'drawn anew', 'kept');
    }
    return undefined;
  }

  #startOf(index: number): IterationStart {
    const { low, high } = this.#trace.operations;
    const [a = 0, b = 0] = [low[index], high[index]];
    return this.#runtime.layout === 'classic' ? { first: a, slot: b } : { first: b, slot: a };
  }

  #iterator(index: number): number {
    return this.#trace.operations.iterators[index] ?? 0;
  }

  #stepRange(index: number, recorded: number): Difference | undefined {
    const range = this.#ranges[this.#iterator(index)];
    if (range === undefined) return this.#differs('range', 'under way', 'never begun');
    const key = range.next();
    return key === recorded ? undefined : this.#differs('key of the range', recorded, key);
  }

  #compareMemory(recorded: MemoryUse | undefined): Difference | undefined {
    const { allocations, allocatedBytes } = this.#map.ledger;
    const took = { allocations: allocations - this.#allocations, bytes: allocatedBytes - this.#bytes };
    this.#allocations = allocations;
    this.#bytes = allocatedBytes;
    const expected = recorded ?? { allocations: 0, bytes: 0 };
    if (took.allocations === expected.allocations && took.bytes === expected.bytes) return undefined;
    return this.#differs('memory taken', memoryText(expected), memoryText(took));
  }

  #compareDigest(recorded: number): Difference | undefined {
    const digest = this.#digest();
    return digest === recorded ? undefined : this.#differs('digest', recorded, digest);
  }

  #digest(): number {
    if (this.#map instanceof ClassicMap) return classicDigest(this.#map.state());
    return swissDigest(this.#map.state(), this.#runtime.minor);
  }

  #compareState(recorded: readonly string[]): Difference | undefined {
    const simulated = this.#lines();
    const length = Math.max(recorded.length, simulated.length);
    for (let line = 0; line < length; line++) {
      if (recorded[line] !== simulated[line]) {
        return this.#differs(
          `line ${line + 1} of the state`,
          recorded[line] ?? 'none',
          simulated[line] ?? 'none',
        );
      }
    }
    return undefined;
  }

  #end(): Difference | undefined {
    for (const [name, simulated] of Object.entries(this.#header())) {
      const recorded = this.#trace.finalState[name];
      if (recorded !== undefined && recorded !== Number(simulated)) {
        return this.#differs(`${name} at the end`, recorded, Number(simulated));
      }
    }
    return undefined;
  }

  #header(): Readonly<Record<string, number | boolean>> {
    if (this.#map instanceof SwissMap) {
      const { used, dirLen, globalDepth, tombstonePossible, clearSeq } = this.#map.state();
      return { used, dirLen, globalDepth, tombstonePossible, clearSeq };
    }
    const { count, flags, b: B, noverflow, nevacuate, buckets, oldBuckets } = this.#map.state();
    const [hasBuckets, growing] = [buckets !== undefined, oldBuckets !== undefined];
    return { count, flags, B, noverflow, nevacuate, hasBuckets, growing };
  }

  #lines(): readonly string[] {
    return this.#map instanceof ClassicMap ? classicLines(this.#map.state()) : swissLines(this.#map.state());
  }

  #differs(what: string, recorded: number | string, simulated: number | string): Difference {
    return {
      operation: this.#at,
      action: this.#action(),
      what,
      recorded: String(recorded),
      simulated: String(simulated),
      recordedState: this.#checkpoints.get(this.#at),
      simulatedState: this.#lines(),
    };
  }

  #action(): string {
    if (this.#at === 0) return 'make';
    const index = this.#at - 1;
    const { kinds, keys } = this.#trace.operations;
    const kind = kinds[index] ?? OPERATION.end;
    const name = OPERATION_NAMES[kind] ?? 'end';
    if (kind <= OPERATION.lookup) return `${name} ${keys[index] ?? 0}`;
    return kind === OPERATION.range || kind === OPERATION.next
      ? `${name} of range ${this.#iterator(index)}`
      : name;
  }
}

/** Go 1.24 clones a Swiss map by a range over it, whose random start nobody can see (`map_swiss.go`, `mapclone2`). */
function clonesInRangeOrder({ layout, minor }: MapRuntime): boolean {
  return layout === 'swiss' && minor === 24;
}

/** All starts a range can have, as slot and directory entry: one of them has to give the recorded clone. */
function* rangeStarts(map: ClassicMap | SwissMap): Generator<readonly [slot: number, first: number]> {
  const state = map instanceof SwissMap ? map.state() : undefined;
  const slots = Math.max(SLOTS_PER_CONTAINER, ...(state?.tables ?? []).map(({ capacity }) => capacity));
  const entries = Math.max(1, state?.dirLen ?? 0);
  for (let first = 0; first < entries; first++) {
    for (let slot = 0; slot < slots; slot++) yield [slot, first];
  }
}

function memoryText({ allocations, bytes }: MemoryUse): string {
  return `${allocations} allocations of ${bytes} bytes`;
}
