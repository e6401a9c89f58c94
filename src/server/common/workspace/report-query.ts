import type {
  ReportAnswer,
  ReportedFile,
  ReportedSite,
  ReportParams,
  WireFill,
} from '../../../protocol/report-requests.ts';
import type { SlotTypes } from '../../../simulator/model.ts';
import { baseName, directoryOf } from '../file-access.ts';
import type { FileRecord, RecordedFill } from './file-record.ts';
import type { IndexedFiles } from './indexed-files.ts';
import { labelOf } from './site-queries.ts';

/** Sites in one answer at most, and files without any: some megabytes, which both ends handle at once. */
const MAX_LIMIT = 5_000;

/** Said to who asks for nothing that can be told. */
export const NOTHING_CHANGED: ReportAnswer = {
  revision: 0,
  isAnew: false,
  isComplete: true,
  types: [],
  files: [],
  without: [],
};

/** True for what our client sends; anybody may send anything. */
export function isReportParams(value: unknown): value is ReportParams {
  if (typeof value !== 'object' || value === null) return false;
  const { since, limit } = value as Partial<Record<keyof ReportParams, unknown>>;
  return Number.isSafeInteger(since) && Number.isSafeInteger(limit);
}

/** The files that changed since a revision, as many as fit. */
export function reportSince(
  files: Pick<IndexedFiles, 'revision' | 'changedSince'>,
  { since, limit }: ReportParams,
  folders: readonly string[],
): ReportAnswer {
  // A revision that is still to come was given by an earlier server.
  const isAnew = since > files.revision;
  const most = Math.max(1, Math.min(MAX_LIMIT, limit));
  const types = new TypeTable();
  const told: ReportedFile[] = [];
  const without: string[] = [];
  let sites = 0;
  let reached = isAnew ? 0 : since;
  for (const { uri, revision, record } of files.changedSince(reached)) {
    if (sites >= most || without.length >= MAX_LIMIT) {
      return { revision: reached, isAnew, isComplete: false, types: types.list, files: told, without };
    }
    reached = revision;
    const file = record && reportedFile(record, types, folders);
    if (file === undefined || file.sites.length === 0) {
      without.push(record?.uri ?? uri);
      continue;
    }
    told.push(file);
    sites += file.sites.length;
  }
  return { revision: files.revision, isAnew, isComplete: true, types: types.list, files: told, without };
}

function reportedFile(record: FileRecord, types: TypeTable, folders: readonly string[]): ReportedFile {
  const { uri, packageName, go } = record;
  const directory = labelOf(directoryOf(uri), folders);
  const name = baseName(uri);
  return {
    uri,
    path: directory === '.' ? name : `${directory}/${name}`,
    directory,
    packageName,
    goVersion: go?.version ?? '',
    goVersionAssumed: go?.isAssumed ?? true,
    layout: go?.layout ?? 'swiss',
    sites: reportedSites(record, types),
  };
}

function reportedSites({ sites, pricing }: FileRecord, types: TypeTable): ReportedSite[] {
  return sites.map(({ uri: _uri, savedBytes: _saved, findings, ...site }, at) => {
    const { fill, refills } = pricing[at] ?? { fill: undefined, refills: [] };
    return {
      ...site,
      fill: fill === undefined ? null : types.wire(fill),
      findings: findings.map((finding, of) => {
        const refill = refills[of];
        return {
          ...finding,
          refill:
            refill === undefined ? null : { now: types.wire(refill.now), fixed: types.wire(refill.fixed) },
          savedBytes: refill?.savedBytes ?? 0,
          savedAllocations: refill?.savedAllocations ?? 0,
        };
      }),
    };
  });
}

/** Gives each kind of key and element a number. Records share the objects. */
class TypeTable {
  readonly list: SlotTypes[] = [];
  readonly #places = new Map<SlotTypes, number>();

  wire({ types, hint, entries }: RecordedFill): WireFill {
    let place = this.#places.get(types);
    if (place === undefined) {
      place = this.list.push(types) - 1;
      this.#places.set(types, place);
    }
    return { types: place, hint: hint ?? null, entries };
  }
}
