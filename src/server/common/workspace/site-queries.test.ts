import { describe, expect, it } from 'vitest';
import type { ListedSite, SitesOfParams } from '../../../protocol/requests.ts';
import type { FileRecord } from './file-record.ts';
import { labelOf, siteGroups, sitesOf, type IndexedFiles } from './site-queries.ts';

const FOLDER = 'file:///w';

function site(uri: string, line: number, changes: Partial<ListedSite> = {}): ListedSite {
  return {
    uri,
    range: { start: { line, character: 1 }, end: { line, character: 20 } },
    name: `m${line}`,
    owner: 'local',
    type: 'map[string]int',
    function: 'Index',
    hint: null,
    entries: null,
    pricedEntries: 1000,
    growths: 8,
    allocations: 20,
    bytes: 1000 * line,
    heat: 'plain',
    savedBytes: 0,
    findings: [],
    ...changes,
  };
}

function indexed(files: Record<string, readonly ListedSite[]>, packageName = 'p'): IndexedFiles {
  const directories = new Map<string, FileRecord[]>();
  for (const [uri, sites] of Object.entries(files)) {
    const directory = uri.slice(0, uri.lastIndexOf('/'));
    const record = { uri, packageName, version: null, diagnostics: [], sites, pricing: [], go: undefined };
    directories.set(directory, [...(directories.get(directory) ?? []), record]);
  }
  return directories;
}

const found = {
  rule: 'missing-capacity-hint',
  severity: 'information' as const,
  message: '',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  fixable: true,
};
const A = `${FOLDER}/a/a.go`;
const B = `${FOLDER}/b/b.go`;
const FILES = indexed({
  [A]: [site(A, 2, { name: 'seen', heat: 'hot' }), site(A, 1)],
  [B]: [site(B, 3, { findings: [found], savedBytes: 5000, name: 'Ünicode' }), site(B, 9, { heat: 'cold' })],
});

function names(query: Partial<SitesOfParams>): (string | null)[] {
  const { sites } = sitesOf(
    FILES,
    { filter: '', order: 'place', onlyWithFindings: false, group: null, offset: 0, limit: 100, ...query },
    [FOLDER],
  );
  return sites.map(({ name }) => name);
}

describe('sitesOf', () => {
  it('sorts by place, price, heat and name', () => {
    expect(names({ order: 'place' })).toEqual(['m1', 'seen', 'Ünicode', 'm9']);
    // What a fix saves first, then what is large.
    expect(names({ order: 'price' })).toEqual(['Ünicode', 'm9', 'seen', 'm1']);
    expect(names({ order: 'heat' })).toEqual(['seen', 'Ünicode', 'm1', 'm9']);
    expect(names({ order: 'name' })).toEqual(['m1', 'm9', 'seen', 'Ünicode']);
  });

  it('finds words anywhere in what is shown, in any case', () => {
    expect(names({ filter: 'hot SEEN a.go' })).toEqual(['seen']);
    expect(names({ filter: 'ünicode capacity' })).toEqual(['Ünicode']);
    expect(names({ filter: 'map[string]int index' })).toHaveLength(4);
    expect(names({ filter: 'seen cold' })).toEqual([]);
    const uri = `${FOLDER}/hot/photos.go`;
    const query = {
      filter: 'hot',
      order: 'place',
      onlyWithFindings: false,
      group: null,
      offset: 0,
      limit: 9,
    } as const;
    expect(sitesOf(indexed({ [uri]: [site(uri, 1)] }), query, [FOLDER]).total).toBe(0);
  });

  it('keeps to a group, a stretch and to findings', () => {
    expect(names({ group: `${FOLDER}/a p` })).toEqual(['m1', 'seen']);
    expect(names({ group: `${FOLDER}/a other` })).toEqual([]);
    expect(names({ offset: 1, limit: 2 })).toEqual(['seen', 'Ünicode']);
    expect(names({ onlyWithFindings: true })).toEqual(['Ünicode']);
    expect(names({ offset: -5, limit: 0.5 })).toEqual([]);
  });

  it('answers on 50,000 sites', () => {
    const many: Record<string, ListedSite[]> = {};
    for (let file = 0; file < 1000; file++) {
      const uri = `${FOLDER}/d${file % 100}/f${file}.go`;
      many[uri] = Array.from({ length: 50 }, (_, line) => site(uri, line));
    }
    const query = { filter: 'm7', order: 'price', onlyWithFindings: false } as const;
    const result = sitesOf(indexed(many), { ...query, group: null, offset: 0, limit: 500 }, [FOLDER]);
    expect([result.total, result.sites.length]).toEqual([1000, 500]);
    expect(siteGroups(indexed(many), { ...query, filter: '' }, [FOLDER])).toHaveLength(100);
  });
});

describe('siteGroups', () => {
  it('counts and adds up', () => {
    const groups = siteGroups(FILES, { filter: '', order: 'price', onlyWithFindings: false }, [FOLDER]);
    expect(groups).toEqual([
      {
        id: `${FOLDER}/b p`,
        directory: `${FOLDER}/b`,
        label: 'b',
        packageName: 'p',
        sites: 2,
        findings: 1,
        savedBytes: 5000,
      },
      {
        id: `${FOLDER}/a p`,
        directory: `${FOLDER}/a`,
        label: 'a',
        packageName: 'p',
        sites: 2,
        findings: 0,
        savedBytes: 0,
      },
    ]);
  });
});

describe('labelOf', () => {
  it('is the way from the folder, with its name where there are several', () => {
    expect(labelOf('file:///w', ['file:///w'])).toBe('.');
    expect(labelOf('file:///w/a/b', ['file:///w/'])).toBe('a/b');
    expect(labelOf('file:///w/one/a', ['file:///w/one', 'file:///w/two'])).toBe('one/a');
    expect(labelOf('file:///w/one', ['file:///w/one', 'file:///w'])).toBe('one');
    expect(labelOf('file:///w/sp%20ace', ['file:///w'])).toBe('sp ace');
    expect(labelOf('file:///elsewhere', ['file:///w'])).toBe('/elsewhere');
  });
});
