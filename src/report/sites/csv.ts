import { safeSaving } from '../../base/safe-saving.ts';
import type { ExportedSite } from './model.ts';

/** Names of the columns; new ones come at the end. */
const HEADER = [
  'path',
  'line',
  'column',
  'package',
  'name',
  'type',
  'owner',
  'function',
  'hint',
  'entries',
  'entries_known',
  'growths',
  'allocations',
  'bytes',
  'safe_fixes',
  'saved_bytes',
  'saved_allocations',
  'heat',
  'go',
  'rules',
  'messages',
];

type Field = string | number | boolean | null | undefined;

/**
 * Sites as comma-separated values (RFC 4180) with a header.
 * @param there Go release they are priced on as well, where there is one
 */
export function renderSitesCsv(sites: readonly ExportedSite[], there: string | undefined): string {
  const more =
    there === undefined ? [] : ['bytes', 'allocations', 'growths'].map((what) => `${what}_on_go_${there}`);
  const rows = sites.map((site) => rowOf(site, there !== undefined));
  return [[...HEADER, ...more], ...rows].map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('');
}

function rowOf(site: ExportedSite, withThere: boolean): readonly Field[] {
  const { price, there, findings } = site;
  const { fixes, bytes, allocations } = safeSaving(findings);
  return [
    site.path,
    site.line,
    site.column,
    site.packageName,
    site.name,
    site.type,
    site.owner,
    site.function,
    site.hint,
    price === null ? null : site.entries,
    price === null ? null : site.entriesKnown,
    price?.growths,
    price?.allocations,
    price?.bytes,
    fixes,
    bytes,
    allocations,
    site.heat,
    site.go,
    findings.map(({ rule }) => rule).join(' '),
    findings.map(({ message }) => message).join('\n'),
    ...(withThere ? [there?.bytes, there?.allocations, there?.growths] : []),
  ];
}

function fieldOf(value: Field): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = guarded(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets run what begins so; names and messages come from source that others wrote. */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
