import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { savedBytes } from '../../../analysis/ranking.ts';
import type { MapSite } from '../../../analysis/map-site.ts';
import type { FileAnalysis } from '../../../analysis/model.ts';
import { spansOverlap } from '../../../base/text.ts';
import type { ListedFinding, ListedSite } from '../../../protocol/requests.ts';
import type { Finding } from '../../../rules/model.ts';
import { toDiagnostics, toRange, type DiagnosticClient } from '../diagnostics.ts';

/** What the workspace keeps of a file: only what can be asked for later, no syntax and no text. */
export interface FileRecord {
  /** As the client spells it where it is open there. */
  readonly uri: string;
  readonly packageName: string;
  /** Of the open document that was judged, null for a file on disk. */
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly sites: readonly ListedSite[];
}

/** A file that is left alone: generated, excluded, too large. */
export function emptyRecord(uri: string, packageName: string, version: number | null): FileRecord {
  return { uri, packageName, version, diagnostics: [], sites: [] };
}

export function recordOf(
  document: TextDocument,
  packageName: string,
  version: number | null,
  { findings, sites }: FileAnalysis,
  client: DiagnosticClient,
): FileRecord {
  return {
    uri: document.uri,
    packageName,
    version,
    diagnostics: toDiagnostics(findings, document, client),
    sites: listSites(document, sites, findings),
  };
}

/**
 * The sites of a file with the findings about them. A finding belongs to the site it points at or names as a related place;
 * one about a map that is made elsewhere becomes an entry of its own.
 */
function listSites(
  document: TextDocument,
  sites: readonly MapSite[],
  findings: readonly Finding[],
): ListedSite[] {
  const bySite = new Map<MapSite, Finding[]>();
  const others: Finding[] = [];
  for (const finding of findings) {
    const site = siteOf(finding, sites);
    if (site === undefined) others.push(finding);
    else bySite.set(site, [...(bySite.get(site) ?? []), finding]);
  }
  return [
    ...sites.map((site) => listed(document, site, bySite.get(site) ?? [])),
    ...others.map((finding) => elsewhere(document, finding)),
  ];
}

function siteOf(finding: Finding, sites: readonly MapSite[]): MapSite | undefined {
  const places = [finding.span, ...finding.related.map(({ span }) => span)];
  for (const place of places) {
    // The innermost: literals hold other maps.
    const site = sites.findLast(({ span }) => spansOverlap(span, place));
    if (site !== undefined) return site;
  }
  return undefined;
}

function listed(document: TextDocument, site: MapSite, findings: readonly Finding[]): ListedSite {
  const { cost } = site;
  return {
    uri: document.uri,
    range: toRange(document, site.span),
    name: site.name ?? null,
    owner: site.owner,
    type: site.type,
    function: site.function ?? null,
    hint: site.hint ?? null,
    entries: site.entries ?? null,
    pricedEntries: site.pricedEntries,
    growths: cost.growths,
    allocations: cost.allocations,
    bytes: cost.bytes,
    heat: site.heat,
    ...aboutFindings(document, findings),
  };
}

function elsewhere(document: TextDocument, finding: Finding): ListedSite {
  return {
    uri: document.uri,
    range: toRange(document, finding.span),
    ...{ name: null, owner: 'none', type: null, function: null, hint: null, entries: null },
    ...{ pricedEntries: 0, growths: 0, allocations: 0, bytes: 0 },
    heat: finding.heat.level,
    ...aboutFindings(document, [finding]),
  };
}

function aboutFindings(
  document: TextDocument,
  findings: readonly Finding[],
): Pick<ListedSite, 'savedBytes' | 'findings'> {
  return {
    savedBytes: findings.reduce((sum, finding) => sum + savedBytes(finding), 0),
    findings: findings.map((finding): ListedFinding => ({
      rule: finding.ruleId,
      severity: finding.severity,
      message: finding.message,
      range: toRange(document, finding.span),
      fixable: finding.fixes.some(({ applicability }) => applicability === 'safe'),
    })),
  };
}
