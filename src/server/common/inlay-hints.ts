import * as l10n from '@vscode/l10n';
import { InlayHintKind, MarkupKind, type InlayHint } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { MapSite } from '../../analysis/map-site.ts';
import { formatBytes, formatCount } from '../../base/format.ts';
import { spansOverlap, type Span } from '../../base/text.ts';

/** What a hint carries so that its tooltip can be made when somebody wants it. */
export interface InlayData {
  readonly uri: string;
  readonly version: number;
  /** Offset of the creation. */
  readonly start: number;
}

/** Behind each map that is made empty, without a capacity hint, and filled by a loop: how often it grows. */
export function inlayHints(document: TextDocument, sites: readonly MapSite[], range: Span): InlayHint[] {
  return sites
    .filter((site) => spansOverlap(site.span, range) && growsFromNothing(site, document))
    .map((site) => ({
      position: document.positionAt(site.span.end),
      label: l10n.t('grows {0}× to {1}', formatCount(site.cost.growths), formatCount(site.pricedEntries)),
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

function growsFromNothing(site: MapSite, document: TextDocument): boolean {
  const { hint, cost, created, span, entries, filledInLoop } = site;
  if (hint !== undefined || cost.growths === 0) return false;
  // Behind every empty map the figure would be one of nothing but an example.
  if (entries === undefined && !filledInLoop) return false;
  const text = document.getText();
  return created === 'make' || /\{\s*\}$/.test(text.slice(span.start, span.end));
}

/** A map that grows has more than one entry and more than one allocation, so that no number here can be one but the growths. */
function tooltipOf({ type, cost, entries, pricedEntries }: MapSite): string {
  const count = formatCount(pricedEntries);
  const price = l10n.t(
    'Filled with {0} entries, this {1} grows {2}×, moves {3} entries and allocates {4} in {5} pieces.',
    count,
    `\`${type}\``,
    formatCount(cost.growths),
    formatCount(cost.movedEntries),
    formatBytes(cost.bytes),
    formatCount(cost.allocations),
  );
  const known =
    entries === undefined
      ? l10n.t(
          'How many entries go in is not known; {0} is an example. {1} says how many to expect.',
          count,
          '`//bucketwise:size N`',
        )
      : l10n.t('The code shows that {0} entries go in.', formatCount(entries));
  return `${price}\n\n${known}`;
}
