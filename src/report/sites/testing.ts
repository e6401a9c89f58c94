import type { ExportedFinding, ExportedSite } from './model.ts';

/** Values for tests. */

export function exportedFinding(changes: Partial<ExportedFinding> = {}): ExportedFinding {
  return {
    rule: 'missing-capacity-hint',
    severity: 'information',
    message: 'Map grows 8 times.',
    start: { line: 11, column: 10 },
    end: { line: 11, column: 32 },
    fixable: true,
    savedBytes: 54_000,
    savedAllocations: 18,
    ...changes,
  };
}

export function exportedSite(changes: Partial<ExportedSite> = {}): ExportedSite {
  return {
    path: 'users/users.go',
    line: 11,
    column: 10,
    packageName: 'users',
    name: 'byID',
    type: 'map[int]User',
    owner: 'local',
    function: 'ByID',
    hint: null,
    entries: 1000,
    entriesKnown: false,
    price: { bytes: 109_000, allocations: 22, growths: 8 },
    there: null,
    heat: 'hot',
    go: '1.24',
    findings: [exportedFinding()],
    ...changes,
  };
}
