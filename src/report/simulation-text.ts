import { formatBytes, formatCount, plural } from '../base/format.ts';
import { MAX_TIMELINE_ENTRIES } from '../simulator/index.ts';
import { cutColumns, layOut, withoutControls } from './columns.ts';
import type { Paint } from './paint.ts';
import { type ChartScale, renderChart, stepNames } from './simulation-chart.ts';
import type { Glyphs } from './simulation-glyphs.ts';
import type { SimulatedProgram, Simulation, SimulationRun } from './simulation-model.ts';
import { growthTable, totalsTables } from './simulation-table.ts';

/** How a terminal wants its text. */
export interface TextStyle {
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  /** Cells of a line. */
  readonly width: number;
}

/** Tables are laid out for lines of so many cells at least. */
const MIN_WIDTH = 40;

/** More than the address space of a 32-bit process. */
const BYTES_OF_32_BITS = 2 ** 32;

/**
 * A simulation for a terminal: what ran, the totals, the growths and the course of each run. `goSource` says which Go was
 * taken where the user named none.
 */
export function renderSimulation(
  simulation: Simulation,
  goSource: string | undefined,
  style: TextStyle,
): string {
  const { runs, program } = simulation;
  const { paint, glyphs } = style;
  const width = Math.max(MIN_WIDTH, style.width);
  const titles = runTitles(runs);
  const lines: string[] = [];
  const add = (added: readonly string[], dress: (text: string) => string = (text) => text): void => {
    for (const line of added) lines.push(dress(fitted(line, width, glyphs)));
  };

  add(wrapped(subject(simulation), width), paint.strong);
  for (const note of notes(simulation, titles, goSource)) add(wrapped(note, width), paint.quiet);
  for (const { title, lines: rows } of totalsTables(runs, titles, glyphs, width)) {
    add(['']);
    if (title !== '') add([title], paint.strong);
    add(rows);
  }

  const unit = stepNames(program).length === 1 ? 'insert' : 'operation';
  const scale = scaleOf(runs);
  for (const [at, run] of runs.entries()) {
    if (run.timeline === undefined) continue;
    const title = runs.length === 1 ? '' : `, ${titles[at] ?? ''}`;
    add(['']);
    add([`Growth${title}`], paint.strong);
    add(growthTable(run, unit, glyphs, width));
    const chart = renderChart(run.timeline, program, scale, glyphs, width);
    if (chart.length === 0) continue;
    add(['']);
    add([`Course${title}`], paint.strong);
    add(chart);
  }
  return `${lines.join('\n')}\n`;
}

/** What sets two runs apart; of one run nothing has to be said. */
function runTitles(runs: Simulation['runs']): readonly string[] {
  const [first, second] = runs;
  if (second === undefined) return [''];
  return [first, second].map((run) =>
    first.go === second.go && first.experiment === second.experiment ? hintText(run) : buildText(run),
  );
}

function hintText({ hint }: SimulationRun): string {
  return hint === null ? 'no hint' : `hint ${formatCount(hint)}`;
}

function buildText({ go, experiment }: SimulationRun): string {
  return `Go ${go}${experiment === null ? '' : ` ${experiment}`}`;
}

function subject({ key, elem, runs }: Simulation): string {
  const [first, second] = runs;
  const map = withoutControls(`map[${key.type}]${elem.type}`);
  const builds = [buildText(first)];
  if (second !== undefined && buildText(second) !== builds[0]) builds.push(buildText(second));
  return `${map} on ${builds.join(' and ')}, ${first.architecture}`;
}

function notes(
  simulation: Simulation,
  titles: readonly string[],
  goSource: string | undefined,
): readonly string[] {
  const { runs, key, elem, program } = simulation;
  const [first, second] = runs;
  const sizes = `Key ${formatBytes(key.size)}, element ${formatBytes(elem.size)}.`;
  const containers = new Set(runs.map(containerText));
  const tooLarge =
    first.architecture === '386' &&
    runs.some(({ totals }) => (totals.peakBytes ?? totals.finalBytes) >= BYTES_OF_32_BITS);
  return [
    `${programText(simulation)}.`,
    ...emptyChurn(program),
    `${sizes} ${[...containers].join(' ')}`,
    ...notCounted(simulation),
    ...(goSource === undefined ? [] : [`Which Go: ${goSource}.`]),
    ...ignoredHints(runs),
    first.growth === null
      ? `An estimate: ${whyEstimated(program)}. What depends on the hash is an average.`
      : `Simulated with seed ${program.seed}; what depends on the hash differs a little with each.`,
    ...(tooLarge ? ['That is more memory than a 32-bit process has.'] : []),
    ...(second === undefined ? [] : [`Difference: ${titles[1] ?? ''} against ${titles[0] ?? ''}.`]),
  ];
}

/** What the map refers to and does not own has no part in its figures. */
function notCounted({ key, elem }: Simulation): readonly string[] {
  const pointing = [
    ...(key.pointerBytes > 0 ? ['keys'] : []),
    ...(elem.pointerBytes > 0 ? ['elements'] : []),
  ];
  if (pointing.length === 0) return [];
  return [
    `Not counted: what ${pointing.join(' and ')} point to (the bytes of strings, the values behind pointers).`,
  ];
}

function ignoredHints(runs: Simulation['runs']): readonly string[] {
  const texts = runs
    .filter(({ hintIgnored }) => hintIgnored)
    .map((run) => `${buildText(run)} ignores the ${hintText(run)}: no process could have the memory.`);
  return [...new Set(texts)];
}

/** A fill is estimated when it, or what the map is made for, is too large for a run. */
function whyEstimated({ fill }: SimulatedProgram): string {
  return fill > MAX_TIMELINE_ENTRIES
    ? 'so many operations are not simulated one by one'
    : `maps made with a hint above ${formatCount(MAX_TIMELINE_ENTRIES)} are not simulated slot by slot`;
}

function emptyChurn(program: SimulatedProgram): readonly string[] {
  const left = program.fill - Math.round(program.delete * program.fill);
  if (left > 0 || program.churn === 0) return [];
  return ['Those rounds begin with an empty map: the first has nothing to delete, and leaves one entry.'];
}

function programText({ program, runs }: Simulation): string {
  const [first, second] = runs;
  const hint = second === undefined || second.hint === first.hint ? `, ${hintText(first)}` : '';
  const parts = [`Filled with ${plural(program.fill, 'entry', 'entries')}${hint}`];
  if (program.delete > 0) parts.push(`${formatShare(program.delete)} of them deleted at random`);
  if (program.churn > 0) {
    const order = program.churnOrder === 'oldest' ? ', the oldest first' : '';
    parts.push(`${plural(program.churn, 'round')} of one delete and one insert${order}`);
  }
  return parts.join('; then ');
}

function formatShare(share: number): string {
  return `${Number((share * 100).toFixed(3))} %`;
}

function containerText({ layout, container }: SimulationRun): string {
  const { containerName, containerBytes, slotsPerContainer, indirectKey, indirectElem, scanned } = container;
  const behind = [...(indirectKey ? ['key'] : []), ...(indirectElem ? ['element'] : [])];
  const name = layout === 'classic' ? 'Classic map' : 'Swiss map';
  return (
    `${name}: ${slotsPerContainer} slots in a ${containerName} of ${formatBytes(containerBytes)}, ` +
    (behind.length === 0 ? '' : `${behind.join(' and ')} behind a pointer, `) +
    `${scanned ? 'scanned' : 'not scanned'} by the garbage collector.`
  );
}

/** Both runs on one scale. */
function scaleOf(runs: readonly SimulationRun[]): ChartScale {
  return {
    heldBytes: Math.max(...runs.map(({ totals }) => totals.peakBytes ?? 0)),
    movedEntries: Math.max(...runs.map(({ totals }) => totals.largestStall?.movedEntries ?? 0)),
  };
}

function widthOf(line: string): number {
  return layOut(line).columns.at(-1) ?? 0;
}

/** Cut to the width, with a mark where something is missing. */
function fitted(line: string, width: number, { ellipsis }: Glyphs): string {
  if (widthOf(line) <= width) return line;
  return cutColumns(layOut(line), 0, width - ellipsis.length) + ellipsis;
}

/** A blank that a line may be broken at: none between a number and its unit. */
const BREAK = / (?!(?:[kMGT]?B|%)(?:[^A-Za-z]|$))/;

/** Broken between words. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(BREAK)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
