import type { ListedSite } from '../../src/protocol/requests.ts';

/** A site for tests. */
export function listedSite(changes: Partial<ListedSite> = {}): ListedSite {
  return {
    uri: 'file:///w/users/users.go',
    range: { start: { line: 10, character: 9 }, end: { line: 10, character: 31 } },
    name: 'byID',
    owner: 'local',
    type: 'map[int]User',
    function: 'ByID',
    hint: null,
    entries: null,
    pricedEntries: 1000,
    growths: 8,
    allocations: 22,
    bytes: 109_000,
    heat: 'plain',
    savedBytes: 0,
    findings: [],
    ...changes,
  };
}
