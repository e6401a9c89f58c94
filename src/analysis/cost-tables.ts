import { formatBytes, formatCount, formatDuration, formatRatio } from '../base/format.ts';
import type { GoVersion } from '../base/go-version.ts';
import measurements from '../rules/costs.json';
import type { CostPart, Figure, MeasuredTable, SimulatedColumn, SimulatedTable } from '../rules/costs.ts';
import { type MeasuredRelease, rangeOf } from '../rules/measured.ts';
import { PackageIndex } from '../semantics/package-index.ts';
import { estimateFill, runtimeFor } from '../simulator/index.ts';
import { slotTypes } from './pricing.ts';

/** All sub-benchmarks of one Go benchmark, as `npm run docs:costs` measured them. */
interface Benchmark {
  readonly date: string;
  readonly cores: number;
  readonly rounds: number;
  /** The exact version of each release. */
  readonly go: Readonly<Record<MeasuredRelease, string>>;
  readonly results: Readonly<Record<string, Readonly<Record<MeasuredRelease, Metrics>> | undefined>>;
}

type Metrics = Readonly<Record<string, number | undefined>>;

const BENCHMARKS: Readonly<Record<string, Benchmark | undefined>> = measurements;
const RELEASES: readonly MeasuredRelease[] = ['1.23', '1.26'];
const NO_DECLARATIONS = new PackageIndex([]);

/** What a rule costs, as Markdown, with the tables filled in and a line that says where their figures come from. */
export function renderCosts(parts: string | readonly CostPart[]): string {
  const list = typeof parts === 'string' ? [parts] : parts;
  const rendered = list.map((part) => (typeof part === 'string' ? part : renderTable(part)));
  return [...rendered, ...sourcesOf(list)].join('\n\n');
}

/** The Go benchmarks that tables name: `CopyMap`. */
export function benchmarksOf(parts: string | readonly CostPart[]): readonly string[] {
  if (typeof parts === 'string') return [];
  const figures = parts.flatMap((part) =>
    typeof part !== 'string' && part.kind === 'measured' ? part.rows.flatMap(([, ...row]) => row) : [],
  );
  return [...new Set(figures.flatMap((figure) => (figure === undefined ? [] : [split(figure.of).name])))];
}

function renderTable(table: MeasuredTable | SimulatedTable): string {
  const { head, columns, rows } = table.kind === 'measured' ? measuredCells(table) : simulatedCells(table);
  const titles = RELEASES.flatMap((release) =>
    columns.map((column, at) =>
      at > 0 ? column : column === '' ? `Go ${release}` : `Go ${release}: ${column}`,
    ),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const labels = rows.every(([label]) => /^[\d,]+$/.test(label ?? '')) ? '--:' : '---';
  return [line([head, ...titles]), line([labels, ...titles.map(() => '--:')]), ...rows.map(line)].join('\n');
}

interface Cells {
  readonly head: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function measuredCells({ head, columns, rows }: MeasuredTable): Cells {
  return {
    head,
    columns,
    rows: rows.map(([label, ...figures]) => [
      label,
      ...RELEASES.flatMap((release) =>
        figures.map((figure) => (figure === undefined ? '' : show(figure, release))),
      ),
    ]),
  };
}

function show({ of, unit, over, to }: Figure, release: MeasuredRelease): string {
  const value = metricOf(of, unit, release);
  if (over !== undefined) return formatRatio(value / metricOf(over, unit, release));
  const format = FORMATS[unit] ?? formatCount;
  return to === undefined ? format(value) : rangeOf(value, metricOf(of, to, release), format);
}

const FORMATS: Readonly<Record<string, ((value: number) => string) | undefined>> = {
  ns: formatDuration,
  bytes: formatBytes,
  allocs: formatRatio,
};

function metricOf(of: string, unit: string, release: MeasuredRelease): number {
  const { name, rest } = split(of);
  const value = BENCHMARKS[name]?.results[rest]?.[release][unit];
  if (value === undefined)
    throw new Error(`costs.json has no ${unit} of ${of}: npm run docs:costs -- --only ${name}`);
  return value;
}

function split(of: string): { readonly name: string; readonly rest: string } {
  const slash = of.indexOf('/');
  return slash === -1 ? { name: of, rest: '' } : { name: of.slice(0, slash), rest: of.slice(slash + 1) };
}

function simulatedCells({ entries, columns }: SimulatedTable): Cells {
  return {
    head: 'entries',
    columns: columns.map(({ title }) => title),
    rows: entries.map((count) => [
      formatCount(count),
      ...RELEASES.flatMap((release) => columns.map((column) => simulate(column, count, release))),
    ]),
  };
}

function simulate(
  { key, elem, hinted, show }: SimulatedColumn,
  entries: number,
  release: MeasuredRelease,
): string {
  const { types } = slotTypes(key, elem, NO_DECLARATIONS);
  const cost = estimateFill({
    runtime: runtimeFor(versionOf(release)),
    types,
    hint: hinted ? entries : undefined,
    entries,
  });
  const isBytes = show === 'bytes' || show === 'finalBytes';
  return isBytes ? formatBytes(cost[show]) : formatCount(cost[show]);
}

function versionOf(release: MeasuredRelease): GoVersion {
  return { major: 1, minor: Number(release.slice(2)), patch: 0 };
}

/** Where the figures come from: one sentence for each run of the benchmarks. */
function sourcesOf(parts: readonly CostPart[]): string[] {
  const runs = new Map<string, string[]>();
  for (const name of benchmarksOf(parts)) {
    const run = BENCHMARKS[name];
    if (run === undefined) continue;
    const conditions =
      `Measured on ${run.date} with ${run.cores} cores, Go ${run.go['1.23']} and Go ${run.go['1.26']}, ` +
      `medians of ${run.rounds} rounds`;
    runs.set(conditions, [...(runs.get(conditions) ?? []), name]);
  }
  return [...runs].map(
    ([conditions, names]) => `${conditions}: \`npm run docs:costs -- --only '${names.join('|')}'\`.`,
  );
}
