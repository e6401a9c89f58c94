import { formatBytes, formatCount, plural } from '../../base/format.ts';
import type { ReportProgress } from '../../protocol/report-view.ts';
import type { Row, RowFinding } from './rows.ts';
import type { RuleMove, Totals } from './totals.ts';

const MINUS = '−';

/** A difference with its sign: `−31`, `+12`, `0`. */
export function formatCountChange(count: number): string {
  if (count === 0) return '0';
  return `${count < 0 ? MINUS : '+'}${formatCount(Math.abs(count))}`;
}

/** `(−12%)`; nothing where there is nothing to be a share of, or less than a half per cent of it. */
export function formatShareChange(change: number, of: number): string {
  const percent = of === 0 ? 0 : Math.round((change / of) * 100);
  return percent === 0 ? '' : `(${percent < 0 ? MINUS : '+'}${Math.abs(percent)}%)`;
}

/** How many rows are shown, for the line beside the filter and for who cannot see the table change. */
export function describeShown(shown: number, all: number): string {
  return shown === all ? plural(all, 'row') : `${formatCount(shown)} of ${plural(all, 'row')}`;
}

/** What numbers of entries bytes and allocations are priced for. */
export function describeEntries({ sites, assumed }: Totals): string {
  const known = sites - assumed;
  if (sites === 0) return '';
  if (assumed === 0) return 'priced for the entries that the code shows';
  if (known === 0) return 'priced for 1,000 entries each, as the code does not say how many go in';
  return `priced for the entries that the code shows of ${plural(known, 'map')}, for 1,000 assumed of ${formatCount(assumed)}`;
}

export function describeProgress({ state, done, directories, problems }: ReportProgress): string {
  const parts = [...problems];
  switch (state) {
    case 'starting':
      parts.unshift('The workspace is about to be read');
      break;
    case 'scanning':
      parts.unshift(`Reading the workspace: ${formatCount(done)} of ${plural(directories, 'package')}`);
      break;
    case 'down':
      parts.unshift('The language server does not run; what is shown may be out of date');
      break;
    case 'complete':
      break;
  }
  return parts.join(' · ');
}

const OWNERS: Readonly<Record<Row['owner'], string>> = {
  local: 'local variable',
  parameter: 'parameter',
  field: 'field',
  'package variable': 'package variable',
  none: 'used where it is made',
};

export function describeOwner({ owner, type }: Row): string {
  return type === null ? 'a map that is made elsewhere' : OWNERS[owner];
}

/** The entries of a row, with what they are. */
export function describeRowEntries({ entries, pricedEntries }: Row): string {
  return entries === null
    ? `${formatCount(pricedEntries)}, assumed`
    : `${formatCount(entries)}, known from the code`;
}

export function describeSeverity({ severity }: RowFinding): string {
  return severity.charAt(0).toUpperCase() + severity.slice(1);
}

/** `grows 8 times, to 37 kB` as a picture of growth is read out. */
export function describeGrowth(growths: number, bytes: number): string {
  const times =
    growths === 0 ? 'never grows' : growths === 1 ? 'grows once' : `grows ${formatCount(growths)} times`;
  return `${times}, holds ${formatBytes(bytes)} at the end`;
}

/** What becomes of a rule's safe fixes on another release. */
export function describeRuleMove({ worth, lost, bytesNow, bytesThere }: RuleMove): string {
  const now = formatBytes(bytesNow);
  if (worth > 0 && lost === worth) {
    return worth === 1
      ? `its one safe fix saves nothing there, ${now} now`
      : `its ${formatCount(worth)} safe fixes save nothing there, ${now} now`;
  }
  const change = `its safe fixes save ${formatBytes(bytesThere)} there, ${now} now`;
  if (lost === 0) return change;
  return `${change}; ${formatCount(lost)} of ${formatCount(worth)} save nothing there`;
}
