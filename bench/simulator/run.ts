import type { Scenario, Timeline } from '../../src/simulator/index.ts';
import { runtimeFor, simulate } from '../../src/simulator/index.ts';

/** One measured figure: the median of the runs and the quartiles around it. */
interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

const INSERTS = 1_000_000;
/** Odd, so that the median is a run. The first runs, which compile the code, are not counted. */
const RUNS = 9;
const WARM_UP_RUNS = 2;
const INT64 = { size: 8, align: 8, pointerBytes: 0, comparison: 'memory' } as const;

/** Times a fill of a million entries with its whole timeline, without a hint, on both layouts. */
export function measureRuns(): readonly Row[] {
  return [...measureFill('buckets, Go 1.23', 23), ...measureFill('Swiss tables, Go 1.26', 26)];
}

function measureFill(name: string, minor: number): readonly Row[] {
  const scenario: Scenario = {
    runtime: runtimeFor({ major: 1, minor, patch: 0 }),
    types: { key: INT64, elem: INT64 },
    hint: undefined,
    hashing: 'uniform',
    seed: 1,
    steps: [{ kind: 'fill', entries: INSERTS }],
  };
  const times: number[] = [];
  let timeline: Timeline | undefined;
  for (let run = -WARM_UP_RUNS; run < RUNS; run++) {
    const start = performance.now();
    timeline = simulate(scenario);
    if (run >= 0) times.push(performance.now() - start);
  }
  if (timeline === undefined) return [];
  const label = `1,000,000 inserts, ${name}`;
  return [
    row(`${label}: run`, 'ms', times),
    row(
      `${label}: each`,
      'ns/insert',
      times.map((ms) => (ms * 1e6) / INSERTS),
    ),
    row(`${label}: event log`, 'bytes', [timeline.log.byteLength]),
    row(`${label}: columns`, 'bytes', [columnBytes(timeline)]),
  ];
}

function row(name: string, unit: string, samples: readonly number[]): Row {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? NaN;
  return { name, value: at(0.5), unit, lowerQuartile: at(0.25), upperQuartile: at(0.75) };
}

function columnBytes(timeline: Timeline): number {
  let bytes = 0;
  for (const column of Object.values(timeline)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
  return bytes;
}
