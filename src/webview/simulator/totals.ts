import { formatBytes, formatCount } from '../../base/format.ts';
import type { RunData } from './run-data.ts';
import { containers } from './words.ts';

/** A line of the totals: one quantity of the run, and of the one it is compared with. */
export interface TotalRow {
  readonly label: string;
  readonly shown: string;
  /** Undefined where nothing is compared. */
  readonly other: string | undefined;
  /** What the other run has more or less, `+20%`; a number where a share says nothing; empty where both are equal. */
  readonly difference: string;
  /** True where the other run needs less. */
  readonly otherIsLess: boolean;
}

interface Quantity {
  readonly label: string;
  readonly value: (run: RunData) => number;
  readonly format: (value: number) => string;
  /** Left out where there is none: in either run, or in the shown one, where only its own program asks for it. */
  readonly optional?: 'either' | 'shown';
}

const perEntry = (bytes: number): string => bytes.toFixed(1);
const mean = (probes: number): string => probes.toFixed(2);

const QUANTITIES: readonly Quantity[] = [
  { label: 'growths', value: ({ total }) => total.growths, format: formatCount },
  {
    label: 'same-size rebuilds',
    value: ({ total }) => total.sameSizeGrowths,
    format: formatCount,
    optional: 'either',
  },
  { label: 'entries moved', value: ({ total }) => total.movedEntries, format: formatCount },
  { label: 'most at once', value: ({ most }) => most.moved, format: formatCount },
  { label: 'allocations', value: ({ total }) => total.allocations, format: formatCount },
  { label: 'bytes allocated', value: ({ total }) => total.bytes, format: formatBytes },
  { label: 'peak bytes', value: ({ most }) => most.liveBytes, format: formatBytes },
  { label: 'bytes at the end', value: ({ total }) => total.finalBytes, format: formatBytes },
  {
    label: 'bytes per entry',
    value: (run) => run.total.finalBytes / Math.max(1, run.entries.at(-1) ?? 0),
    format: perEntry,
  },
  {
    label: 'tombstones left',
    value: ({ total }) => total.tombstones,
    format: formatCount,
    optional: 'either',
  },
];

/** How far operations of a kind had to look: said only of those whose cost a reader asked for by a step. */
function probeQuantities(run: RunData): readonly Quantity[] {
  const what = containers(run);
  return [
    {
      label: `${what} per lookup found`,
      value: ({ total }) => total.probes.hit.mean,
      format: mean,
      optional: 'shown',
    },
    {
      label: `${what} per lookup missed`,
      value: ({ total }) => total.probes.miss.mean,
      format: mean,
      optional: 'shown',
    },
    {
      label: `${what} per range`,
      value: ({ total }) => total.probes.range.mean,
      format: formatCount,
      optional: 'shown',
    },
  ];
}

/** The totals of a run beside those of another. */
export function totalRows(shown: RunData, other: RunData | undefined): readonly TotalRow[] {
  return [...QUANTITIES, ...probeQuantities(shown)]
    .map((quantity) => ({ quantity, a: quantity.value(shown), b: other && quantity.value(other) }))
    .filter(
      ({ quantity: { optional }, a, b }) =>
        optional === undefined || a > 0 || (optional === 'either' && (b ?? 0) > 0),
    )
    .map(({ quantity: { label, format }, a, b }) => ({
      label,
      shown: format(a),
      other: b === undefined ? undefined : format(b),
      difference: b === undefined ? '' : differenceText(a, b, format),
      otherIsLess: b !== undefined && format(a) !== format(b) && b < a,
    }));
}

/** Below this share a difference is a rounding of the same. */
const SMALLEST_SHARE = 0.005;

function differenceText(a: number, b: number, format: (value: number) => string): string {
  if (a === b || format(a) === format(b)) return '';
  const sign = b > a ? '+' : '−';
  if (a === 0 || b / a >= 10) return `${sign}${format(b - a)}`;
  const share = Math.abs(b - a) / a;
  return share < SMALLEST_SHARE ? `${sign}${format(Math.abs(b - a))}` : `${sign}${Math.round(share * 100)}%`;
}

/** Totals as a Markdown table under a line that says what was simulated. */
export function totalsMarkdown(
  title: string,
  names: readonly [shown: string, other: string],
  rows: readonly TotalRow[],
): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\u00a0', ' ');
  const isCompared = rows.some(({ other }) => other !== undefined);
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [
    cell(title),
    '',
    line(isCompared ? ['', ...names, 'difference'] : ['', names[0]]),
    isCompared ? '|---|---:|---:|---:|' : '|---|---:|',
    ...rows.map(({ label, shown, other, difference }) =>
      line(other === undefined ? [label, shown] : [label, shown, other, difference]),
    ),
    '',
  ].join('\n');
}
