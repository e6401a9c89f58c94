import type { GoType } from '../semantics/go-type.ts';
import type { Cost } from '../simulator/model.ts';

/** A part of what a rule's page says of costs: Markdown, or a table whose figures nobody types. */
export type CostPart = string | MeasuredTable | SimulatedTable;

/** Figures of benchmarks under bench/go, out of costs.json. Each column is shown for each Go version that was measured. */
export interface MeasuredTable {
  readonly kind: 'measured';
  /** What the first column says. */
  readonly head: string;
  /** One name for each figure of a row, in Markdown. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly [label: string, ...figures: (Figure | undefined)[]])[];
}

/** One figure of a benchmark, named as `go test` names it without `Benchmark`: `CopyMap/clone/1000`. */
export interface Figure {
  readonly of: string;
  /** `ns`, `bytes` and `allocs`, or the unit of a metric that the benchmark reports itself. */
  readonly unit: string;
  /** The figure is a ratio to the same unit of this benchmark. */
  readonly over?: string;
  /** The figure is a range that ends with this unit of the benchmark. */
  readonly to?: string;
}

/** What filling maps of some types takes, from the simulator, for the Go versions that are measured too. */
export interface SimulatedTable {
  readonly kind: 'simulated';
  readonly entries: readonly number[];
  readonly columns: readonly SimulatedColumn[];
}

/** One figure of a fill. */
export interface SimulatedColumn {
  readonly title: string;
  readonly key: GoType;
  readonly elem: GoType;
  /** With a hint of exactly the entries. */
  readonly hinted: boolean;
  readonly show: keyof Cost & ('growths' | 'movedEntries' | 'allocations' | 'bytes' | 'finalBytes');
}

/** A table of what was measured. */
export function measured(
  head: string,
  columns: MeasuredTable['columns'],
  rows: MeasuredTable['rows'],
): MeasuredTable {
  return { kind: 'measured', head, columns, rows };
}

/** A table of what is simulated. */
export function simulated(
  entries: SimulatedTable['entries'],
  columns: SimulatedTable['columns'],
): SimulatedTable {
  return { kind: 'simulated', entries, columns };
}

/** How long it takes. */
export function time(of: string): Figure {
  return { of, unit: 'ns' };
}

/** How many times as long it takes as something else. */
export function ratio(of: string, over: string): Figure {
  return { of, over, unit: 'ns' };
}

/** How often it allocates. */
export function allocations(of: string): Figure {
  return { of, unit: 'allocs' };
}

/** How much it allocates. */
export function memory(of: string): Figure {
  return { of, unit: 'bytes' };
}

/** A range between two metrics that the benchmark reports. */
export function between(of: string, unit: string, to: string): Figure {
  return { of, unit, to };
}
