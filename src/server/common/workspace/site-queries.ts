import type {
  ListedSite,
  SiteGroup,
  SiteOrder,
  SiteQuery,
  SitesOfParams,
  SitesOfResult,
} from '../../../protocol/requests.ts';
import { displayPath } from '../file-access.ts';
import type { FileRecord } from './file-record.ts';

/** Directories in order, each with its files. */
export type IndexedFiles = Iterable<readonly [directory: string, files: Iterable<FileRecord>]>;

/** Sites in one answer at most. */
const MAX_LIMIT = 5_000;

/** True for what our client sends; anybody may send anything. */
export function isSiteQuery(value: unknown): value is SiteQuery {
  if (typeof value !== 'object' || value === null) return false;
  const { filter, order } = value as Partial<Record<keyof SiteQuery, unknown>>;
  return typeof filter === 'string' && typeof order === 'string' && Object.hasOwn(COMPARE, order);
}

/** The packages that have sites of the kind wanted, in the order of the query. */
export function siteGroups(files: IndexedFiles, query: SiteQuery, folders: readonly string[]): SiteGroup[] {
  const matches = matcher(query);
  const groups: SiteGroup[] = [];
  for (const [directory, records] of files) {
    const label = labelOf(directory, folders);
    const byPackage = new Map<string, ListedSite[]>();
    for (const { packageName, sites } of records) {
      const wanted = sites.filter((site) => matches(site, label));
      if (wanted.length > 0) byPackage.set(packageName, [...(byPackage.get(packageName) ?? []), ...wanted]);
    }
    for (const [packageName, sites] of byPackage) {
      groups.push({
        id: groupId(directory, packageName),
        directory,
        label,
        packageName,
        sites: sites.length,
        findings: sites.reduce((sum, site) => sum + site.findings.length, 0),
        savedBytes: sites.reduce((sum, site) => sum + site.savedBytes, 0),
      });
    }
  }
  const byPrice = (a: SiteGroup, b: SiteGroup): number =>
    b.savedBytes - a.savedBytes || b.findings - a.findings;
  return query.order === 'price' || query.order === 'heat' ? groups.sort(byPrice) : groups;
}

/** A stretch of the sites wanted. */
export function sitesOf(
  files: IndexedFiles,
  query: SitesOfParams,
  folders: readonly string[],
): SitesOfResult {
  const matches = matcher(query);
  const found: ListedSite[] = [];
  for (const [directory, records] of files) {
    if (typeof query.group === 'string' && !query.group.startsWith(`${directory} `)) continue;
    const label = labelOf(directory, folders);
    for (const { packageName, sites } of records) {
      if (typeof query.group === 'string' && query.group !== groupId(directory, packageName)) continue;
      for (const site of sites) if (matches(site, label)) found.push(site);
    }
  }
  found.sort(COMPARE[query.order]);
  const offset = wholeNumber(query.offset);
  const limit = Math.min(MAX_LIMIT, wholeNumber(query.limit));
  return { total: found.length, sites: found.slice(offset, offset + limit) };
}

function wholeNumber(value: number): number {
  return Math.max(0, Math.trunc(Number.isFinite(value) ? value : 0));
}

/** A directory below its workspace folder; where there are several folders, with the folder's name before it. */
export function labelOf(directory: string, folders: readonly string[]): string {
  const path = displayPath(directory);
  const roots = folders.map((folder) => displayPath(folder).replace(/(?<=[^/])\/+$/, ''));
  // Folders may lie in each other; then the nearer one is meant.
  const [root] = roots
    .filter((candidate) => path === candidate || path.startsWith(`${candidate}/`))
    .sort((a, b) => b.length - a.length);
  if (root === undefined) return path;
  const inner = path.slice(root.length + 1);
  if (folders.length < 2) return inner === '' ? '.' : inner;
  const name = root.slice(root.lastIndexOf('/') + 1);
  return inner === '' ? name : `${name}/${inner}`;
}

function groupId(directory: string, packageName: string): string {
  return `${directory} ${packageName}`;
}

/** Whether a site is wanted: each word of the filter occurs somewhere in what is shown of it. */
function matcher({ filter, onlyWithFindings }: SiteQuery): (site: ListedSite, label: string) => boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return (site, label) => {
    if (onlyWithFindings && site.findings.length === 0) return false;
    if (words.length === 0) return true;
    const file = site.uri.slice(site.uri.lastIndexOf('/') + 1);
    const shown = [label, file, site.name, site.type, site.function, site.owner, site.hint];
    const text = [...shown, ...site.findings.map(({ rule }) => rule)].join(' ').toLowerCase();
    // As a part of other words these two would find a photo, or a scold.
    return words.every((word) => (isHeat(word) ? site.heat === word : text.includes(word)));
  };
}

const HEATS: readonly ListedSite['heat'][] = ['hot', 'plain', 'cold'];

const isHeat = (word: string): boolean => word === 'hot' || word === 'cold';

type Compare = (a: ListedSite, b: ListedSite) => number;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byPlace: Compare = (a, b) =>
  byText(a.uri, b.uri) ||
  a.range.start.line - b.range.start.line ||
  a.range.start.character - b.range.start.character;

/** What a fix saves comes before what only is large. */
const byPrice: Compare = (a, b) =>
  b.savedBytes - a.savedBytes || b.findings.length - a.findings.length || b.bytes - a.bytes || byPlace(a, b);

const COMPARE: Readonly<Record<SiteOrder, Compare>> = {
  place: byPlace,
  price: byPrice,
  heat: (a, b) => HEATS.indexOf(a.heat) - HEATS.indexOf(b.heat) || byPrice(a, b),
  name: (a, b) => byText(sortName(a), sortName(b)) || byPlace(a, b),
};

/** What lists show as the name. */
function sortName({ name, function: where, type, findings }: ListedSite): string {
  return (name ?? where ?? type ?? findings[0]?.rule ?? '').toLowerCase();
}
