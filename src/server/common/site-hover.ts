import * as l10n from '@vscode/l10n';
import { runtimeOf } from '../../analysis/document-analysis.ts';
import type { GoContext } from '../../analysis/model.ts';
import type { DescribedSite } from '../../analysis/site-description.ts';
import { formatBytes, formatCount } from '../../base/format.ts';
import { describeLayout, growthTable, type LayoutDescription } from '../../simulator/index.ts';
import type { StoredType } from '../../simulator/model.ts';

const TABLE_SIZES = [8, 100, 1_000, 10_000, 1_000_000];

/**
 * A wide blank behind an invisible character, so that Markdown does not trim it: the columns of a narrow hover would run
 * into each other.
 */
const GAP = '\u2060\u2003';

/**
 * A hover for a site: a growth table, sizes and storage for the Go version in force. Markdown; `links` are put where
 * they are seen without scrolling.
 */
export function siteHover(site: DescribedSite, go: GoContext, links: readonly string[] = []): string {
  const header = [
    l10n.t('entries'),
    l10n.t('growths'),
    l10n.t('moved'),
    l10n.t('allocations'),
    l10n.t('bytes'),
    l10n.t('with a hint'),
  ];
  const rows = growthTable(runtimeOf(go), site.types, TABLE_SIZES).map(({ entries, now, hinted }) => [
    formatCount(entries),
    formatCount(now.growths),
    formatCount(now.movedEntries),
    formatCount(now.allocations),
    formatBytes(now.bytes),
    formatBytes(hinted.bytes),
  ]);
  // A hover below a diagnostic shows some eight lines: the table is what people look for.
  return [
    [...headingOf(site), ...links].join(' · '),
    '',
    tableRow(header),
    `|${'--:|'.repeat(header.length)}`,
    ...rows.map(tableRow),
    '',
    ...notesOf(site, go).map((note) => `- ${note}`),
  ].join('\n');
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(` | ${GAP}`)} |`;
}

function headingOf(site: DescribedSite): string[] {
  const { name, keyType, elemType, goVersion, goVersionAssumed, layout } = site;
  const type = `\`map[${keyType}]${elemType}\``;
  const parts = [
    name === undefined ? l10n.t('**Map** {0}', type) : l10n.t('**Map** {0} in {1}', type, `\`${name}\``),
    layout === 'swiss' ? l10n.t('Go {0}, Swiss map', goVersion) : l10n.t('Go {0}, classic map', goVersion),
  ];
  if (goVersionAssumed) parts.push(l10n.t('version assumed: nothing says which Go builds this'));
  return parts;
}

function notesOf(site: DescribedSite, go: GoContext): string[] {
  const { types, suggestedHint, heat, assumedTypes } = site;
  const layout = describeLayout(runtimeOf(go), types);
  const notes = [
    `${keyNote(types.key, layout.indirectKey)} · ${elementNote(types.elem, layout.indirectElem)}`,
    containerNote(layout),
    collectorNote(layout),
  ];
  if (suggestedHint !== undefined)
    notes.push(l10n.t('filled by a loop that {0} bounds', `\`${suggestedHint}\``));
  // The reasons are those that findings tell, which are not translated.
  if (heat?.level === 'hot') notes.push(l10n.t('hot: {0}', heat.reasons.join('; ')));
  if (heat?.level === 'cold') notes.push(l10n.t('cold: {0}', heat.reasons.join('; ')));
  if (assumedTypes.length > 0) {
    const names = assumedTypes.map((name) => `\`${name}\``).join(', ');
    notes.push(l10n.t('{0} counted as 8 bytes: the declaration is not in view', names));
  }
  return notes;
}

function keyNote({ size }: StoredType, indirect: boolean): string {
  return indirect
    ? l10n.t('key {0}, behind a pointer, one allocation an entry', formatBytes(size))
    : l10n.t('key {0}, in the slot', formatBytes(size));
}

function elementNote({ size }: StoredType, indirect: boolean): string {
  return indirect
    ? l10n.t('element {0}, behind a pointer, one allocation an entry', formatBytes(size))
    : l10n.t('element {0}, in the slot', formatBytes(size));
}

function containerNote({
  containerName,
  slotsPerContainer,
  slotBytes,
  containerBytes,
}: LayoutDescription): string {
  const sizes = [slotsPerContainer, formatBytes(slotBytes), formatBytes(containerBytes)];
  return containerName === 'group'
    ? l10n.t('{0} slots a group, {1} a slot, {2} a group', ...sizes)
    : l10n.t('{0} slots a bucket, {1} a slot, {2} a bucket', ...sizes);
}

function collectorNote({ containerName, scanned, scannedBytes }: LayoutDescription): string {
  if (!scanned) return l10n.t('the garbage collector does not look into its slots');
  return containerName === 'group'
    ? l10n.t('the garbage collector scans {0} of each group', formatBytes(scannedBytes))
    : l10n.t('the garbage collector scans {0} of each bucket', formatBytes(scannedBytes));
}
