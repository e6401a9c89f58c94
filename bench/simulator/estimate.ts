import type { MapRuntime, SlotTypes } from '../../src/simulator/index.ts';
import { estimateFill, runtimeFor } from '../../src/simulator/index.ts';
import type { Row } from './measure.ts';
import { row } from './measure.ts';

/** Batches a figure is the median of. The first ones, which compile the code, are not counted. */
const BATCHES = 41;
const WARM_UP_BATCHES = 10;
/** Estimates a batch: the clock is too coarse for one. */
const COLD_BATCH = 100;
const MEMOISED_ROUNDS = 100;

/** Sizes spread evenly on a logarithmic scale, as in growth tables. */
const LEAST_ENTRIES = 9;
const MOST_ENTRIES = 2_000_000;

const RUNTIMES: readonly (readonly [string, MapRuntime])[] = [
  ['buckets, Go 1.23', runtimeFor({ major: 1, minor: 23, patch: 0 })],
  ['Swiss tables, Go 1.26', runtimeFor({ major: 1, minor: 26, patch: 0 })],
];

/** Times `estimateFill`: of a fill that was never asked for before, and of one that was. */
export function measure(): readonly Row[] {
  return RUNTIMES.flatMap(([name, runtime]) => [
    ...[false, true].map((hinted) => measureCold(name, runtime, hinted)),
    measureMemoised(name, runtime, false),
    measureMemoised(name, runtime, true),
  ]);
}

/** Each estimate is of another type, so that neither layout nor cost is known. */
function measureCold(name: string, runtime: MapRuntime, hinted: boolean): Row {
  let batchNumber = 0;
  const samples = timeBatches(COLD_BATCH, () => {
    batchNumber++;
    const fills = Array.from({ length: COLD_BATCH }, (_, index) => {
      const entries = entriesAt(index / COLD_BATCH);
      return { runtime, types: typesOf(batchNumber, index), hint: hinted ? entries : undefined, entries };
    });
    return () => {
      for (const fill of fills) estimateFill(fill);
    };
  });
  return row(`estimate, ${name}, ${hinted ? 'with' : 'without'} hint: cold`, 'µs', samples);
}

/** With the same objects for runtime and types, as in a loop over sizes, or with equal ones made anew. */
function measureMemoised(name: string, runtime: MapRuntime, anew: boolean): Row {
  const types = typesOf(0, 0);
  const fills = Array.from({ length: 64 }, (_, index) => ({
    runtime: anew ? { ...runtime } : runtime,
    types: anew ? typesOf(0, 0) : types,
    hint: undefined,
    entries: entriesAt(index / 64),
  }));
  const copies = (): typeof fills => fills.map((fill) => ({ ...fill, types: { ...fill.types } }));
  const samples = timeBatches(fills.length * MEMOISED_ROUNDS, () => {
    const rounds = Array.from({ length: MEMOISED_ROUNDS }, () => (anew ? copies() : fills));
    return () => {
      for (const round of rounds) for (const fill of round) estimateFill(fill);
    };
  });
  return row(`estimate, ${name}: memoised${anew ? ', equal types made anew' : ''}`, 'µs', samples);
}

/** Microseconds of one call, batch by batch; what `prepare` does itself is not timed. */
function timeBatches(calls: number, prepare: () => () => void): readonly number[] {
  const samples: number[] = [];
  for (let batch = -WARM_UP_BATCHES; batch < BATCHES; batch++) {
    const run = prepare();
    const start = performance.now();
    run();
    if (batch >= 0) samples.push(((performance.now() - start) * 1000) / calls);
  }
  return samples;
}

function entriesAt(part: number): number {
  return Math.round(LEAST_ENTRIES * (MOST_ENTRIES / LEAST_ENTRIES) ** part);
}

/** Types of sizes that no other batch or index has; every other one holds pointers. */
function typesOf(batch: number, index: number): SlotTypes {
  const pointerBytes = index % 2 === 0 ? 0 : 8;
  return {
    key: { size: 8 + (batch % 60), align: 1, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false },
    elem: { size: 8 + index, align: 1, pointerBytes },
  };
}
