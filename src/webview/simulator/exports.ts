import { formatCount } from '../../base/format.ts';
import type { SiteSummary } from '../../protocol/requests.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { OPERATION_KINDS } from '../../simulator/index.ts';
import { stepText } from './program.ts';
import type { RunData } from './run-data.ts';
import { runNames } from './setup.ts';
import { totalRows, totalsMarkdown } from './totals.ts';
import type { RunPair } from './use-simulations.ts';
import { choiceById } from '../shared/version-choices.ts';
import { eventRows, rowOperations } from './words.ts';

/** One line that says what was simulated. */
export function runTitle({ setup, shown }: RunPair, site: SiteSummary | null): string {
  const where = site === null ? '' : `${site.name ?? site.source}, `;
  const label = choiceById(setup.version)?.label ?? setup.version;
  const { hint } = shown.scenario;
  const made = hint === undefined ? '' : `, hint ${formatCount(hint)}`;
  return `${where}${mapType(setup)} on Go ${label}${made}: ${setup.steps.map(stepText).join(', then ')}`;
}

/** `map[string]int` */
export function mapType({ key, elem }: SimulatorSetup): string {
  return `map[${key.name}]${elem.name}`;
}

/** What to call a file: `map-string-int-go1.26`. */
export function fileName(setup: SimulatorSetup): string {
  const words = `map ${setup.key.name} ${setup.elem.name} go${setup.version}`;
  return words
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
}

/** Events in a report at most: more are no reading, and too much for a clipboard. */
const MAX_EVENTS = 500;

/** Totals and events as Markdown. */
export function runMarkdown(runs: RunPair, site: SiteSummary | null): string {
  const { setup, shown, other } = runs;
  const all = eventRows(shown);
  const events = all
    .slice(0, MAX_EVENTS)
    .map(
      (row) => `| ${rowOperations(row)} | ${row.text.replaceAll('|', '\\|')} | ${formatCount(row.moved)} |`,
    );
  return [
    totalsMarkdown(runTitle(runs, site), runNames(setup), totalRows(shown, other)),
    ...(events.length === 0
      ? []
      : ['| operation | event | entries moved |', '|---:|---|---:|', ...events, '']),
    ...(all.length > MAX_EVENTS ? [`… and ${formatCount(all.length - MAX_EVENTS)} more events.`, ''] : []),
  ].join('\n');
}

const COLUMNS = [
  'entries',
  'moved',
  'probes',
  'slots',
  'liveBytes',
  'allocatedBytes',
  'overflowBuckets',
  'oldBuckets',
  'evacuatedBuckets',
  'tables',
  'tombstones',
] as const satisfies readonly (keyof RunData)[];

/** Lines of a CSV file at most, or so: longer runs keep every n-th operation and those with an event. */
const MAX_LINES = 200_000;

/** A run as comma-separated values, a line for each operation; its number is in the first column. */
export function runCsv(run: RunData): string {
  const every = Math.ceil((run.operations + 1) / MAX_LINES);
  const withEvent = new Set(run.events.map(({ operation }) => operation));
  const lines = [['operation', 'kind', ...COLUMNS.map(snakeCase)].join(',')];
  for (let operation = 0; operation <= run.operations; operation++) {
    if (operation % every !== 0 && operation !== run.operations && !withEvent.has(operation)) continue;
    const kind = OPERATION_KINDS[run.kinds[operation] ?? 0];
    lines.push([operation, kind, ...COLUMNS.map((column) => run[column][operation])].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What was simulated and what came out, as JSON: setup, totals, steps and events of both runs. */
export function runJson({ setup, shown, other }: RunPair): string {
  const part = ({ scenario, operations, steps, total, events }: RunData): object => ({
    hint: scenario.hint ?? null,
    runtime: scenario.runtime,
    operations,
    steps,
    total,
    events,
  });
  const written = { v: 1, setup, run: part(shown), compared: other === undefined ? null : part(other) };
  return `${JSON.stringify(written, null, 2)}\n`;
}
