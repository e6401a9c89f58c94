import { InlayHintKind, MarkupKind, type InlayHint } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { MapSite } from '../../analysis/map-site.ts';
import { formatBytes, formatCount, plural } from '../../base/format.ts';
import { spansOverlap, type Span } from '../../base/text.ts';

/** What a hint carries so that its tooltip can be made when somebody wants it. */
export interface InlayData {
  readonly uri: string;
  readonly version: number;
  /** Offset of the creation. */
  readonly start: number;
}

/** Behind each map that is made empty and without a capacity hint: how often it grows. */
export function inlayHints(document: TextDocument, sites: readonly MapSite[], range: Span): InlayHint[] {
  return sites
    .filter((site) => spansOverlap(site.span, range) && growsFromNothing(site, document))
    .map((site) => ({
      position: document.positionAt(site.span.end),
      label: `grows ${formatCount(site.cost.growths)}× to ${formatCount(site.pricedEntries)}`,
      kind: InlayHintKind.Type,
      paddingLeft: true,
      data: { uri: document.uri, version: document.version, start: site.span.start } satisfies InlayData,
    }));
}

/** The hint with its tooltip; unchanged when its map is no longer there. */
export function resolveInlayHint(hint: InlayHint, sites: readonly MapSite[], data: InlayData): InlayHint {
  const site = sites.find(({ span }) => span.start === data.start);
  return site === undefined
    ? hint
    : { ...hint, tooltip: { kind: MarkupKind.Markdown, value: tooltipOf(site) } };
}

export function isInlayData(value: unknown): value is InlayData {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, version, start } = value as Partial<Record<keyof InlayData, unknown>>;
  return typeof uri === 'string' && typeof version === 'number' && typeof start === 'number';
}

function growsFromNothing({ hint, cost, created, span }: MapSite, document: TextDocument): boolean {
  if (hint !== undefined || cost.growths === 0) return false;
  const text = document.getText();
  return created === 'make' || /\{\s*\}$/.test(text.slice(span.start, span.end));
}

function tooltipOf({ type, cost, entries, pricedEntries }: MapSite): string {
  const count = formatCount(pricedEntries);
  const known =
    entries === undefined
      ? `How many entries go in is not known; ${count} is an example. \`//bucketwise:size N\` says how many to expect.`
      : `The code shows that ${plural(entries, 'entry', 'entries')} go in.`;
  return (
    `Filled with ${count} entries, this \`${type}\` grows ${plural(cost.growths, 'time')}, moves ` +
    `${plural(cost.movedEntries, 'entry', 'entries')} and allocates ${formatBytes(cost.bytes)} in ` +
    `${plural(cost.allocations, 'piece')}.\n\n${known}`
  );
}
