import { formatBytes, formatCount } from '../../base/format.ts';
import type { ListedFinding, ListedSite, SiteGroup, SiteOrder } from '../../protocol/requests.ts';
import type { SitesState } from './state.ts';

/** What texts are looked up with: `vscode.l10n`, or a test's. */
export interface L10n {
  readonly t: (message: string, ...args: (string | number)[]) => string;
}

type Severity = ListedFinding['severity'];

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

const ICONS: Readonly<Record<ListedSite['owner'], string>> = {
  local: 'symbol-variable',
  parameter: 'symbol-parameter',
  field: 'symbol-field',
  'package variable': 'symbol-namespace',
  none: 'symbol-value',
};

const COLORS: Readonly<Record<Severity, string>> = {
  error: 'problemsErrorIcon.foreground',
  warning: 'problemsWarningIcon.foreground',
  information: 'problemsInfoIcon.foreground',
  // As quiet as hints are in the editor.
  hint: 'editorHint.foreground',
};

/** The codicon for what holds a map. */
export function iconOf({ owner }: ListedSite): string {
  return ICONS[owner];
}

/** Theme colour of a severity; of icons without one, which would else have the colours of an outline. */
export function colorOf(severity: Severity | undefined): string {
  return severity === undefined ? 'icon.foreground' : COLORS[severity];
}

/** True where a row is to be seen from afar, as the explorer does it with files. */
export function isLoud(severity: Severity): boolean {
  return severity === 'error' || severity === 'warning';
}

/** The worst that was found about a map. */
export function worstOf({ findings }: ListedSite): Severity | undefined {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
}

/** The rules of its findings, each once. */
export function rulesOf({ findings }: ListedSite): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}

/** The name of a map, or what comes nearest to one; of a map that is made elsewhere only the finding is known. */
export function labelOf({ name, function: where, type, uri, findings }: ListedSite): string {
  return name ?? where ?? type ?? findings[0]?.rule ?? fileOf(uri);
}

/** `users/users.go:11`, counted from 1 as editors do. */
export function placeOf({ range }: ListedSite, path: string): string {
  return `${path}:${range.start.line + 1}`;
}

/**
 * What stands behind a map's name: what filling it costs, how often its code seems to run, and last, as it may be long, its
 * type. A map that is made elsewhere has a place instead.
 */
export function describeSite(site: ListedSite, path: string, l10n: L10n): string {
  const label = labelOf(site);
  const { type } = site;
  const parts =
    type === null
      ? [...rulesOf(site), placeOf(site, fileOf(path))]
      : [...priceOf(site, l10n), ...heatOf(site, l10n), type];
  return parts.filter((part) => part !== label).join(' · ');
}

/** The same, and the place where maps of all files stand in one list. */
export function describeInFlatList(site: ListedSite, path: string, l10n: L10n): string {
  const described = describeSite(site, path, l10n);
  return site.type === null ? described : `${described} · ${placeOf(site, fileOf(path))}`;
}

function priceOf({ bytes, pricedEntries, growths }: ListedSite, l10n: L10n): string[] {
  const price = l10n.t('{0} at {1}', formatBytes(bytes), formatCount(pricedEntries));
  return growths > 0 ? [price, l10n.t('grows {0}×', formatCount(growths))] : [price];
}

function heatOf({ heat }: ListedSite, l10n: L10n): string[] {
  switch (heat) {
    case 'hot':
      return [l10n.t('hot')];
    case 'cold':
      return [l10n.t('cold')];
    case 'plain':
      return [];
  }
}

/** The path of a package; of the one in the workspace folder itself, which has none, its name. */
export function labelOfGroup({ packageName, label }: SiteGroup): string {
  return label === '.' ? packageName : label;
}

export function describeGroup(group: SiteGroup, l10n: L10n): string {
  const { packageName, sites, findings } = group;
  const parts = [countSites(sites, l10n)];
  if (findings > 0) parts.push(countFindings(findings, l10n));
  // The name is news only where it is not the folder's.
  if (packageName !== fileOf(labelOfGroup(group))) parts.unshift(l10n.t('package {0}', packageName));
  return parts.join(' · ');
}

export function countSites(count: number, l10n: L10n): string {
  return count === 1 ? l10n.t('1 site') : l10n.t('{0} sites', formatCount(count));
}

export function countFindings(count: number, l10n: L10n): string {
  return count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', formatCount(count));
}

/** What is left out, and how the list is sorted, where that is not as it is at first. */
export function describeState({ filter, order, onlyWithFindings }: SitesState, l10n: L10n): string {
  const parts = filter === '' ? [] : [l10n.t('Filter: {0}', filter)];
  if (onlyWithFindings) parts.push(l10n.t('Only with findings'));
  if (order !== 'price') parts.push(describeOrder(order, l10n));
  return parts.join(' · ');
}

function describeOrder(order: SiteOrder, l10n: L10n): string {
  switch (order) {
    case 'price':
      return l10n.t('Sorted by price');
    case 'heat':
      return l10n.t('Sorted by heat');
    case 'name':
      return l10n.t('Sorted by name');
    case 'place':
      return l10n.t('Sorted by place');
  }
}

/** What a screen reader says of a map: all that the row shows by colour, icon and sign, in words. */
export function spokenSite(site: ListedSite, path: string, l10n: L10n): string {
  const { type, findings } = site;
  const parts = [labelOf(site)];
  if (type !== null) parts.push(type, ...priceOf(site, l10n), ...heatOf(site, l10n));
  const worst = worstOf(site);
  if (worst !== undefined) {
    parts.push(countFindings(findings.length, l10n), severityName(worst, l10n), ...rulesOf(site));
  }
  return [...new Set([...parts, placeOf(site, path)])].join(', ');
}

/** Everything about a map, in Markdown. Nothing of the source is taken for Markdown. */
export function tooltipOf(
  site: ListedSite,
  path: string,
  explain: (rule: string) => string,
  l10n: L10n,
): string {
  const { name, type, function: where, findings } = site;
  const title = name === null ? codeOf(type ?? labelOf(site)) : codeOf(name);
  const lines = [
    name !== null && type !== null ? `${title} — ${codeOf(type)}` : title,
    where === null ? ownerName(site, l10n) : l10n.t('{0} in {1}', ownerName(site, l10n), codeOf(where)),
    ...(type === null ? [] : costLines(site, l10n)),
    escapeMarkdown(placeOf(site, path)),
  ];
  const remarks = findings.map(({ severity, message, rule, fixable }) => {
    const fix = fixable ? ` _${l10n.t('A safe fix is at hand.')}_` : '';
    return `- **${severityName(severity, l10n)}**: ${escapeMarkdown(message)} (${explain(rule)})${fix}`;
  });
  return [lines.join('  \n'), ...(remarks.length > 0 ? [remarks.join('\n')] : [])].join('\n\n---\n\n');
}

function costLines(site: ListedSite, l10n: L10n): string[] {
  const { hint, savedBytes } = site;
  const lines = [costLine(site, l10n)];
  if (savedBytes > 0) lines.push(l10n.t('The fixes of its findings save {0}', formatBytes(savedBytes)));
  if (hint !== null) lines.push(l10n.t('Made with the capacity hint {0}', codeOf(hint)));
  if (site.heat === 'hot') lines.push(l10n.t('Its code seems to run often'));
  if (site.heat === 'cold') lines.push(l10n.t('Its code seems to run seldom'));
  return lines;
}

/** Figures that may be one stand behind their names. */
function costLine(site: ListedSite, l10n: L10n): string {
  const { entries, pricedEntries, growths } = site;
  const bytes = formatBytes(site.bytes);
  const allocations = formatCount(site.allocations);
  if (entries === 1) return l10n.t('Filled with 1 entry: {0} · allocations: {1}', bytes, allocations);
  const figures = [formatCount(pricedEntries), bytes, allocations, formatCount(growths)] as const;
  return entries === null
    ? l10n.t('Filled with {0} entries (an example): {1} · allocations: {2} · growths: {3}', ...figures)
    : l10n.t('Filled with {0} entries: {1} · allocations: {2} · growths: {3}', ...figures);
}

function ownerName({ owner, type }: ListedSite, l10n: L10n): string {
  if (type === null) return l10n.t('A map that is made elsewhere');
  switch (owner) {
    case 'local':
      return l10n.t('Local variable');
    case 'parameter':
      return l10n.t('Parameter');
    case 'field':
      return l10n.t('Field');
    case 'package variable':
      return l10n.t('Package variable');
    case 'none':
      return l10n.t('Used where it is made');
  }
}

function severityName(severity: Severity, l10n: L10n): string {
  switch (severity) {
    case 'error':
      return l10n.t('Error');
    case 'warning':
      return l10n.t('Warning');
    case 'information':
      return l10n.t('Information');
    case 'hint':
      return l10n.t('Hint');
  }
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!~|<>&$]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

/** Source text as code, whatever back ticks are in it. */
function codeOf(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
