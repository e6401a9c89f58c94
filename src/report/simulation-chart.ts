import { formatCount } from '../base/format.ts';
import type { Timeline } from '../simulator/index.ts';
import type { Glyphs } from './simulation-glyphs.ts';
import type { SimulatedProgram } from './simulation-model.ts';
import { formatBytesInColumn } from './simulation-table.ts';

/** What the bars of a chart measure themselves by, so that charts of two runs can be compared. */
export interface ChartScale {
  readonly heldBytes: number;
  readonly movedEntries: number;
}

/** Cells of the labels to the left of the bars, and lines of bars. */
const LABEL = 16;
const HELD_LINES = 4;
const MOVED_LINES = 3;
/** Wider bars tell no more, and a line is easier to take in. */
const MAX_COLUMNS = 120;

/**
 * A run from left to right in at most `width` cells: bytes held by the map, and the most entries that one operation
 * moved. Each column stands for as many operations and shows the largest of them; no line for a run without any.
 */
export function renderChart(
  timeline: Timeline,
  program: SimulatedProgram,
  scale: ChartScale,
  glyphs: Glyphs,
  width: number,
): readonly string[] {
  const { operations } = timeline;
  const columns = Math.min(MAX_COLUMNS, width - LABEL - 1);
  if (operations === 0 || columns < 1) return [];
  const held = bars(largest(timeline.liveBytes, operations, columns), scale.heldBytes, HELD_LINES, glyphs);
  const moved =
    scale.movedEntries === 0
      ? []
      : bars(largest(timeline.moved, operations, columns), scale.movedEntries, MOVED_LINES, glyphs);
  const ends = `operation 1${formatCount(operations).padStart(columns - 'operation 1'.length)}`;
  return [
    ...labelled(['bytes held', `to ${formatBytesInColumn(scale.heldBytes)}`], held, glyphs),
    ...labelled(['moved by one', 'operation,', `to ${formatCount(scale.movedEntries)}`], moved, glyphs),
    ' '.repeat(LABEL) + floor(timeline, program, columns, glyphs),
    ' '.repeat(LABEL + 1) + ends,
  ].map((line) => line.trimEnd());
}

/** The largest value of each column's operations. */
function largest(values: Float64Array | Uint32Array, operations: number, columns: number): readonly number[] {
  return Array.from({ length: columns }, (_, column) => {
    const first = Math.floor((column * operations) / columns) + 1;
    const last = Math.max(first, Math.floor(((column + 1) * operations) / columns));
    let most = 0;
    for (let at = first; at <= last; at++) most = Math.max(most, values[at] ?? 0);
    return most;
  });
}

/** Bars in so many lines, the uppermost first. What is not 0 can be seen. */
function bars(values: readonly number[], full: number, lines: number, { blocks }: Glyphs): readonly string[] {
  const steps = blocks.length - 1;
  const heights = values.map((value) =>
    value === 0 || full === 0 ? 0 : Math.max(1, Math.round((value / full) * lines * steps)),
  );
  return Array.from({ length: lines }, (_, line) => {
    const below = (lines - 1 - line) * steps;
    return heights.map((height) => blocks[Math.min(steps, Math.max(0, height - below))] ?? '').join('');
  });
}

/** The labels, from the uppermost line on, say what is shown and how much its top is. */
function labelled(labels: readonly string[], lines: readonly string[], { axis }: Glyphs): readonly string[] {
  return lines.map((line, at) => `${(labels[at] ?? '').padEnd(LABEL)}${axis}${line}`);
}

/** The line below the bars, with the name of each step where it begins. */
function floor(timeline: Timeline, program: SimulatedProgram, columns: number, glyphs: Glyphs): string {
  const names = stepNames(program);
  let line = '';
  for (const [at, { start }] of timeline.steps.entries()) {
    const column = Math.round((start * columns) / timeline.operations);
    if (column < line.length || column >= columns) continue;
    line = line.padEnd(column, glyphs.floor) + (names[at] ?? '');
  }
  return glyphs.corner + line.slice(0, columns).padEnd(columns, glyphs.floor);
}

/** The steps of a program that are run, in order. */
export function stepNames({ delete: share, churn }: SimulatedProgram): readonly string[] {
  return ['fill', ...(share > 0 ? ['delete'] : []), ...(churn > 0 ? ['churn'] : [])];
}
