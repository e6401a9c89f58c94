import { EventLog } from './event-log.ts';
import type { SimulatedMap } from './map.ts';
import type { Cost, FillScenario, FillTimeline } from './model.ts';
import type { OperationKind } from './run-recorder.ts';
import { OPERATION_KINDS } from './run-recorder.ts';
import type { TimelineColumns } from './timeline-recorder.ts';
import { TimelineRecorder } from './timeline-recorder.ts';
import type { Scenario } from './workload.ts';
import { planWorkload } from './workload-plan.ts';
import { WorkloadRun } from './workload-run.ts';

/** The operations of a step: from number `start + 1` to `end`, so that columns at `start` and `end` enclose it. */
export interface StepRange {
  readonly start: number;
  readonly end: number;
}

/** How far the operations of one kind had to look. */
export interface ProbeTotals {
  readonly operations: number;
  /** Buckets or groups they looked into, on average; 0 without any operation. */
  readonly mean: number;
  /** Buckets or groups the worst of them looked into. */
  readonly longest: number;
}

/** What a whole run cost. Where maps followed each other it is the cost of all, and `finalBytes` that of the last. */
export interface WorkloadCost extends Cost {
  /** Classic: rebuilds at the same size because of too many overflow buckets. */
  readonly sameSizeGrowths: number;
  /** Swiss: tombstones at the end. */
  readonly tombstones: number;
  readonly probes: Readonly<Record<OperationKind, ProbeTotals>>;
}

/**
 * The run of a scenario, operation by operation. `make` and a `range` over all entries are operations like any
 * assignment; a rebuild is a `make`, an insert for each entry, and the `range` over the old map, with which that ends.
 * From its `make` on the columns show the new map.
 */
export interface Timeline extends TimelineColumns {
  readonly scenario: Scenario;
  /** Number of operations. */
  readonly operations: number;
  /** One for each step of the scenario. */
  readonly steps: readonly StepRange[];
  readonly log: EventLog;
  readonly total: WorkloadCost;
}

/**
 * Runs a program operation by operation. Hash and choices are seeded: equal scenarios give equal timelines.
 * @throws RangeError naming the field, when a number of the scenario is outside its range or the run would be too long.
 */
export function simulate(scenario: Scenario): Timeline {
  const plan = planWorkload(scenario);
  const log = new EventLog();
  const recorder = new TimelineRecorder(log, plan.operations);
  const run = new WorkloadRun(scenario, plan, recorder);
  const steps = scenario.steps.map((step) => {
    const start = recorder.operation;
    // A recorder that wants no pause is never given one.
    run.run(step).next();
    return { start, end: recorder.operation };
  });
  const columns = recorder.columns();
  return {
    scenario,
    operations: recorder.operation,
    steps,
    log,
    ...columns,
    total: totalOf(recorder, run.map, columns),
  };
}

/**
 * Runs a fill insert by insert.
 * @throws RangeError when `entries` or `hint` is no whole number or above `MAX_TIMELINE_ENTRIES`.
 */
export function simulateFill(scenario: FillScenario): FillTimeline {
  const { runtime, types, hint, seed, entries } = scenario;
  const steps = [{ kind: 'fill', entries }] as const;
  const run = simulate({ runtime, types, hint, hashing: 'uniform', seed, steps });
  const { growths, movedEntries, allocations, bytes, finalBytes } = run.total;
  return {
    scenario,
    events: run.log.growthEvents(),
    moved: run.moved,
    slots: run.slots,
    liveBytes: run.liveBytes,
    allocatedBytes: run.allocatedBytes,
    overflowBuckets: run.overflowBuckets,
    evacuatedBuckets: run.evacuatedBuckets,
    oldBuckets: run.oldBuckets,
    tables: run.tables,
    total: { growths, movedEntries, allocations, bytes, finalBytes },
  };
}

function totalOf(recorder: TimelineRecorder, map: SimulatedMap, columns: TimelineColumns): WorkloadCost {
  const { log, operation } = recorder;
  return {
    growths: log.growths,
    sameSizeGrowths: log.sameSizeGrowths,
    movedEntries: log.movedEntries,
    allocations: recorder.allocations(map),
    bytes: columns.allocatedBytes[operation] ?? 0,
    finalBytes: columns.liveBytes[operation] ?? 0,
    tombstones: map.tombstones,
    probes: probeTotals(columns),
  };
}

function probeTotals({ kinds, probes }: TimelineColumns): WorkloadCost['probes'] {
  const operations = new Float64Array(OPERATION_KINDS.length);
  const sums = new Float64Array(OPERATION_KINDS.length);
  const longest = new Float64Array(OPERATION_KINDS.length);
  for (let at = 1; at < kinds.length; at++) {
    const kind = kinds[at] ?? 0;
    const looked = probes[at] ?? 0;
    operations[kind] = (operations[kind] ?? 0) + 1;
    sums[kind] = (sums[kind] ?? 0) + looked;
    if (looked > (longest[kind] ?? 0)) longest[kind] = looked;
  }
  const totals = OPERATION_KINDS.map((kind, code): readonly [OperationKind, ProbeTotals] => {
    const count = operations[code] ?? 0;
    const mean = count === 0 ? 0 : (sums[code] ?? 0) / count;
    return [kind, { operations: count, mean, longest: longest[code] ?? 0 }];
  });
  return Object.fromEntries(totals) as Record<OperationKind, ProbeTotals>;
}
