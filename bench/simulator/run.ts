import type { Scenario, Timeline } from '../../src/simulator/index.ts';
import { runtimeFor, simulate } from '../../src/simulator/index.ts';
import type { Row } from './measure.ts';
import { row } from './measure.ts';

const INSERTS = 1_000_000;
const RUNS = 9;
/** The first runs compile the code and are not counted. */
const WARM_UP_RUNS = 2;
const INT64 = { size: 8, align: 8, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false } as const;

/** Times a fill of a million entries with its whole timeline and event log, without a hint, on both layouts. */
export function measure(): readonly Row[] {
  return [...measureFill('buckets of Go 1.23', 23), ...measureFill('Swiss tables of Go 1.26', 26)];
}

function measureFill(layout: string, minor: number): readonly Row[] {
  const scenario: Scenario = {
    runtime: runtimeFor({ major: 1, minor, patch: 0 }),
    types: { key: INT64, elem: INT64 },
    hint: undefined,
    hashing: 'uniform',
    seed: 1,
    steps: [{ kind: 'fill', entries: INSERTS }],
  };
  for (let run = 0; run < WARM_UP_RUNS; run++) simulate(scenario);
  const times: number[] = [];
  const logs: number[] = [];
  const columns: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    const timeline = simulate(scenario);
    times.push(performance.now() - start);
    logs.push(timeline.log.byteLength);
    columns.push(columnBytes(timeline));
  }
  const name = `1,000,000 inserts, ${layout}`;
  const nanoseconds = times.map((time) => (time * 1e6) / INSERTS);
  return [
    row(`${name}: the run`, 'ms', times),
    row(`${name}: one insert`, 'ns', nanoseconds),
    row(`${name}: event log`, 'bytes', logs),
    row(`${name}: columns of the timeline`, 'bytes', columns),
  ];
}

function columnBytes(timeline: Timeline): number {
  let bytes = 0;
  for (const column of Object.values(timeline)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
  return bytes;
}
