import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { savedBytes } from '../../../analysis/ranking.ts';
import type { MapSite } from '../../../analysis/map-site.ts';
import type { FileAnalysis, GoContext } from '../../../analysis/model.ts';
import { formatGoVersion } from '../../../base/go-version.ts';
import { spansOverlap } from '../../../base/text.ts';
import type { ListedFinding, ListedSite } from '../../../protocol/requests.ts';
import type { Finding, PricedFill } from '../../../rules/model.ts';
import { runtimeFor } from '../../../simulator/index.ts';
import type { MapLayout, SlotTypes } from '../../../simulator/model.ts';
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
  /** What it takes to price each of the sites on another release, in their order. */
  readonly pricing: readonly SitePricing[];
  /** The release the prices are of; undefined where nothing is priced. */
  readonly go: PricedGo | undefined;
}

export interface PricedGo {
  /** For example `1.24.4`. */
  readonly version: string;
  readonly isAssumed: boolean;
  readonly layout: MapLayout;
}

export interface SitePricing {
  /** Undefined where the map is made elsewhere. */
  readonly fill: RecordedFill | undefined;
  /** Of the findings of the site, in their order; undefined where a fix changes no price. */
  readonly refills: readonly (Refill | undefined)[];
}

export interface RecordedFill extends PricedFill {
  readonly entries: number;
}

export interface Refill {
  readonly now: RecordedFill;
  readonly fixed: RecordedFill;
  readonly savedBytes: number;
  readonly savedAllocations: number;
}

/** A file that is left alone: generated, excluded, too large. */
export function emptyRecord(uri: string, packageName: string, version: number | null): FileRecord {
  return { uri, packageName, version, diagnostics: [], sites: [], pricing: [], go: undefined };
}

export function recordOf(
  document: TextDocument,
  packageName: string,
  version: number | null,
  { findings, sites }: FileAnalysis,
  go: GoContext,
  client: DiagnosticClient,
): FileRecord {
  const entries = entriesOf(sites, findings);
  return {
    uri: document.uri,
    packageName,
    version,
    diagnostics: toDiagnostics(findings, document, client),
    sites: entries.map((entry) => listed(document, entry)),
    pricing: entries.map(pricingOf),
    go: {
      version: formatGoVersion(go.runtime),
      isAssumed: go.runtimeSource === 'assumed',
      layout: runtimeFor(go.runtime, { noSwissMap: go.noSwissMap }).layout,
    },
  };
}

/** A line of a list: a site with the findings about it, or a finding about a map that is made elsewhere. */
interface Entry {
  readonly site: MapSite | undefined;
  readonly findings: readonly Finding[];
}

/**
 * The sites of a file with the findings about them. A finding belongs to the site it points at or names as a related place;
 * one about a map that is made elsewhere becomes an entry of its own.
 */
function entriesOf(sites: readonly MapSite[], findings: readonly Finding[]): Entry[] {
  const bySite = new Map<MapSite, Finding[]>();
  const others: Finding[] = [];
  for (const finding of findings) {
    const site = siteOf(finding, sites);
    if (site === undefined) others.push(finding);
    else bySite.set(site, [...(bySite.get(site) ?? []), finding]);
  }
  return [
    ...sites.map((site) => ({ site, findings: bySite.get(site) ?? [] })),
    ...others.map((finding) => ({ site: undefined, findings: [finding] })),
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

function listed(document: TextDocument, { site, findings }: Entry): ListedSite {
  const [finding] = findings;
  if (site === undefined) {
    if (finding === undefined) throw new Error('an entry without a site is of a finding');
    return elsewhere(document, finding);
  }
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

function pricingOf({ site, findings }: Entry): SitePricing {
  return {
    fill: site && recordedFill(site.fill, site.pricedEntries),
    refills: findings.map(refillOf),
  };
}

function refillOf(finding: Finding): Refill | undefined {
  const { estimate } = finding;
  const { fixed, refill } = estimate ?? {};
  if (estimate === undefined || fixed === undefined || refill?.fixed === undefined) return undefined;
  return {
    now: recordedFill(refill.now, estimate.entries),
    fixed: recordedFill(refill.fixed, estimate.entries),
    savedBytes: savedBytes(finding),
    savedAllocations: Math.max(0, estimate.now.allocations - fixed.allocations),
  };
}

function recordedFill({ types, hint }: PricedFill, entries: number): RecordedFill {
  return { types: shared(types), hint, entries };
}

/** Kinds of keys and elements seen so far. A workspace has a few hundred, and tens of thousands of maps of them. */
const known = new Map<string, SlotTypes>();

/** More are not what anybody's code has; then it begins anew. */
const MAX_KNOWN = 10_000;

/** One object for all that are alike. */
function shared(types: SlotTypes): SlotTypes {
  const key = JSON.stringify(types);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, types);
  return types;
}
