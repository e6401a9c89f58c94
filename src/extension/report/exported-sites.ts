import { parseGoVersion } from '../../base/go-version.ts';
import type { WireRange } from '../../protocol/requests.ts';
import type { ExportedSite, SitePosition, SitePrice } from '../../report/sites/model.ts';
import { estimateFill, runtimeFor, type MapRuntime } from '../../simulator/index.ts';
import type { StoredRow } from './report-store.ts';

/**
 * Rows as exports tell of them.
 * @param go release to price them on as well, for example `1.26`
 */
export function exportedSites(rows: readonly StoredRow[], go: string | null): readonly ExportedSite[] {
  const version = go === null ? undefined : parseGoVersion(go);
  const runtime = version && runtimeFor(version);
  return rows.map((row) => exportedSite(row, runtime));
}

function exportedSite(row: StoredRow, runtime: MapRuntime | undefined): ExportedSite {
  const { file, site } = row;
  const { fill, bytes, allocations, growths } = site;
  return {
    path: file.path,
    ...positionOf(site.range.start),
    packageName: file.packageName,
    name: site.name,
    type: site.type,
    owner: site.owner,
    function: site.function,
    hint: site.hint,
    entries: site.pricedEntries,
    entriesKnown: site.entries !== null,
    price: fill === null ? null : { bytes, allocations, growths },
    there: runtime === undefined ? null : priceOn(row, runtime),
    heat: site.heat,
    go: file.goVersion,
    findings: site.findings.map(
      ({ rule, severity, message, range, fixable, savedBytes, savedAllocations }) => ({
        ...{ rule, severity, message, fixable, savedBytes, savedAllocations },
        ...placesOf(range),
      }),
    ),
  };
}

function priceOn({ file, site: { fill } }: StoredRow, runtime: MapRuntime): SitePrice | null {
  const types = fill === null ? undefined : file.types[fill.types];
  if (fill === null || types === undefined) return null;
  const { bytes, allocations, growths } = estimateFill({
    runtime,
    types,
    hint: fill.hint ?? undefined,
    entries: fill.entries,
  });
  return { bytes, allocations, growths };
}

function placesOf({ start, end }: WireRange): { readonly start: SitePosition; readonly end: SitePosition } {
  return { start: positionOf(start), end: positionOf(end) };
}

function positionOf({ line, character }: WireRange['start']): SitePosition {
  return { line: line + 1, column: character + 1 };
}
