import type { ReportedFinding } from '../../protocol/report-requests.ts';
import type { ViewFile, ViewRow } from '../../protocol/report-view.ts';
import { estimateFill, runtimeFor, type SlotTypes } from '../../simulator/index.ts';
import { Rows, type Row } from './rows.ts';

/** Values for tests. Not part of the page. */

/** `map[string]int` and `map[string]struct{}`. */
export const TYPES: readonly SlotTypes[] = [8, 0].map((size) => ({
  key: { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true },
  elem: { size, align: Math.max(1, size), pointerBytes: 0 },
}));

const RUNTIME = runtimeFor({ major: 1, minor: 23, patch: 0 });

export function finding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: 'missing-capacity-hint',
    severity: 'information',
    message: 'Map grows.',
    range: { start: { line: 10, character: 9 }, end: { line: 10, character: 31 } },
    fixable: true,
    refill: null,
    savedBytes: 0,
    savedAllocations: 0,
    ...changes,
  };
}

export function viewRow(id: number, changes: Partial<ViewRow> = {}): ViewRow {
  const pricedEntries = changes.pricedEntries ?? changes.entries ?? 1000;
  const [slots] = TYPES;
  if (slots === undefined) throw new Error('there are types');
  const { growths, allocations, bytes } = estimateFill({
    runtime: RUNTIME,
    types: slots,
    hint: undefined,
    entries: pricedEntries,
  });
  return {
    id,
    range: { start: { line: id, character: 9 }, end: { line: id, character: 31 } },
    name: `m${id}`,
    owner: 'local',
    type: 'map[string]int',
    function: 'Index',
    hint: null,
    entries: null,
    ...{ pricedEntries, growths, allocations, bytes },
    heat: 'plain',
    fill: { types: 0, hint: null, entries: pricedEntries },
    findings: [],
    ...changes,
  };
}

/** A map that is made elsewhere, of which only a finding is known. */
export function elsewhere(id: number, rule = 'delete-in-range'): ViewRow {
  return viewRow(id, {
    ...{ name: null, type: null, function: null, fill: null, owner: 'none' },
    ...{ growths: 0, allocations: 0, bytes: 0 },
    findings: [finding({ rule })],
  });
}

export function viewFile(rows: readonly ViewRow[], changes: Partial<ViewFile> = {}): ViewFile {
  return {
    file: 1,
    path: 'users/users.go',
    directory: 'users',
    packageName: 'users',
    goVersion: '1.23',
    goVersionAssumed: false,
    layout: 'classic',
    rows,
    ...changes,
  };
}

/** Rows as the page has them. */
export function rowsOf(...files: readonly ViewFile[]): readonly Row[] {
  const rows = new Rows();
  rows.apply({ type: 'files', types: TYPES, files, without: [] });
  return rows.inOrder();
}
