import { formatBytes, formatBytesChange, formatCount, plural } from '../../base/format.ts';
import { safeSaving } from '../../base/safe-saving.ts';
import type { ExportedSite } from './model.ts';

/**
 * Sites as a Markdown page: what they come to, and a table.
 * @param there Go release they are priced on as well, where there is one
 */
export function renderSitesMarkdown(sites: readonly ExportedSite[], there: string | undefined): string {
  const head = ['place', 'name', 'type', 'entries', 'growths', 'allocations', 'bytes'];
  if (there !== undefined) head.push(`bytes on Go ${there}`, 'change');
  head.push('safe fixes save', 'heat', 'findings');
  const isNumber = (name: string): boolean => /^(?:entries|growths|allocations|bytes|change|safe)/.test(name);
  const rule = head.map((name) => (isNumber(name) ? '---:' : '---'));
  const rows = sites.map((site) => cellsOf(site, there !== undefined));
  const table = [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `# Maps\n\n${summaryOf(sites, there).join('\n')}\n\n${table.join('\n')}\n`;
}

function summaryOf(sites: readonly ExportedSite[], there: string | undefined): readonly string[] {
  const sum = (numberOf: (site: ExportedSite) => number): number =>
    sites.reduce((total, site) => total + numberOf(site), 0);
  const maps = sites.filter(({ type }) => type !== null);
  const assumed = maps.filter(({ entriesKnown }) => !entriesKnown).length;
  const bytes = sum(({ price }) => price?.bytes ?? 0);
  const lines = [
    `- ${plural(maps.length, 'map')}, ${plural(
      sum(({ findings }) => findings.length),
      'finding',
    )}`,
    `- filling them allocates ${formatBytes(bytes)} in ${plural(
      sum(({ price }) => price?.allocations ?? 0),
      'piece',
    )}`,
    `- ${plural(
      sum((site) => safeSaving(site.findings).fixes),
      'safe fix',
      'safe fixes',
    )}, each priced by itself, save ${formatBytes(sum((site) => safeSaving(site.findings).bytes))} and ${plural(
      sum((site) => safeSaving(site.findings).allocations),
      'allocation',
    )}`,
    `- priced for the entries that the code shows${assumed === 0 ? '' : `; for ${plural(assumed, 'map')} it shows none, and 1,000 are assumed (in italics)`}`,
  ];
  if (there !== undefined) {
    lines.push(`- on Go ${there} they allocate ${formatBytes(sum(({ there: price }) => price?.bytes ?? 0))}`);
  }
  return lines;
}

function cellsOf(site: ExportedSite, withThere: boolean): readonly string[] {
  const { price, there, findings } = site;
  const { fixes, bytes } = safeSaving(findings);
  const entries = formatCount(site.entries);
  return [
    escape(`${site.path}:${site.line}`),
    site.name === null ? '' : code(site.name),
    site.type === null ? 'made elsewhere' : code(site.type),
    price === null ? '' : site.entriesKnown ? entries : `_${entries}_`,
    price === null ? '' : formatCount(price.growths),
    price === null ? '' : formatCount(price.allocations),
    price === null ? '' : formatBytes(price.bytes),
    ...(withThere
      ? [
          there === null ? '' : formatBytes(there.bytes),
          price === null || there === null ? '' : formatBytesChange(there.bytes - price.bytes),
        ]
      : []),
    bytes > 0 ? formatBytes(bytes) : fixes > 0 ? 'a fix' : '',
    site.heat === 'plain' ? '' : site.heat,
    findings.map(({ rule }) => rule).join(', '),
  ];
}

/** Source text as code in a cell, whatever back ticks and bars are in it. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const inside = text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
  return longest === 0 ? `${fence}${inside}${fence}` : `${fence} ${inside} ${fence}`;
}

function escape(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|~]/g, '\\$&').replaceAll(/\s+/g, ' ');
}
