import { describe, expect, it } from 'vitest';
import { listedSite } from '../../../../test/support/listed-site.ts';
import type { ListedSite } from '../../../protocol/requests.ts';
import type { SlotTypes } from '../../../simulator/model.ts';
import type { FileRecord, SitePricing } from './file-record.ts';
import { IndexedFiles } from './indexed-files.ts';
import { isReportParams, reportSince } from './report-query.ts';

const FOLDERS = ['file:///w'];

const TYPES: SlotTypes = {
  key: { size: 8, align: 8, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false },
  elem: { size: 1, align: 1, pointerBytes: 0 },
};
const SET: SlotTypes = { ...TYPES, elem: { size: 0, align: 1, pointerBytes: 0 } };

function record(
  name: string,
  sites: readonly Partial<ListedSite>[],
  pricing: readonly SitePricing[] = [],
): FileRecord {
  const uri = `file:///w/${name}`;
  return {
    uri,
    packageName: 'users',
    version: null,
    diagnostics: [],
    sites: sites.map((site) => listedSite({ uri, ...site })),
    pricing,
    go: { version: '1.24.4', isAssumed: false, layout: 'swiss' },
  };
}

function indexed(...records: readonly FileRecord[]): IndexedFiles {
  const files = new IndexedFiles();
  for (const one of records) put(files, one);
  return files;
}

function put(files: IndexedFiles, ...records: readonly FileRecord[]): void {
  for (const one of records) {
    const directory = one.uri.slice(0, one.uri.lastIndexOf('/'));
    files.putDirectory(directory, { records: [one], outline: '', imports: new Set() });
  }
}

describe('reportSince', () => {
  it('gives files with what their sites have in common, and each kind of types once', () => {
    const fill = { types: TYPES, hint: undefined, entries: 1000 };
    const refill = {
      now: fill,
      fixed: { types: SET, hint: 1000, entries: 1000 },
      savedBytes: 70,
      savedAllocations: 3,
    };
    const finding = {
      rule: 'missing-capacity-hint',
      severity: 'information' as const,
      message: 'Map grows.',
      range: { start: { line: 3, character: 1 }, end: { line: 3, character: 9 } },
      fixable: true,
    };
    const files = indexed(
      record(
        'users/a.go',
        [{ name: 'a', findings: [finding] }, { name: 'b' }],
        [
          { fill, refills: [refill] },
          { fill, refills: [] },
        ],
      ),
    );
    const answer = reportSince(files, { since: 0, limit: 100 }, FOLDERS);
    expect(answer.types).toEqual([TYPES, SET]);
    expect(answer.files).toHaveLength(1);
    const [file] = answer.files;
    expect(file).toMatchObject({
      path: 'users/a.go',
      directory: 'users',
      goVersion: '1.24.4',
      layout: 'swiss',
    });
    expect(file!.sites.map(({ name, fill: told }) => [name, told])).toEqual([
      ['a', { types: 0, hint: null, entries: 1000 }],
      ['b', { types: 0, hint: null, entries: 1000 }],
    ]);
    expect(file!.sites[0]!.findings).toEqual([
      {
        ...finding,
        refill: {
          now: { types: 0, hint: null, entries: 1000 },
          fixed: { types: 1, hint: 1000, entries: 1000 },
        },
        savedBytes: 70,
        savedAllocations: 3,
      },
    ]);
    expect(file!.sites[0]).not.toHaveProperty('uri');
  });

  it('comes in stretches of whole files, and then only tells what changed', () => {
    const files = indexed(
      record('a/a.go', [{}, {}]),
      record('b/b.go', [{}, {}]),
      record('c/c.go', [{}]),
      record('d/d.go', []),
    );
    const paths: string[][] = [];
    let since = 0;
    for (;;) {
      const answer = reportSince(files, { since, limit: 3 }, FOLDERS);
      paths.push(answer.files.map(({ path }) => path));
      since = answer.revision;
      if (answer.isComplete) break;
    }
    expect(paths).toEqual([['a/a.go', 'b/b.go'], ['c/c.go']]);

    expect(reportSince(files, { since, limit: 3 }, FOLDERS)).toMatchObject({ files: [], without: [] });
    put(files, record('a/a.go', [{ name: 'other' }]));
    files.putDirectory('file:///w/b', undefined);
    const answer = reportSince(files, { since, limit: 3 }, FOLDERS);
    expect(answer.files.map(({ path, sites }) => [path, sites.length])).toEqual([['a/a.go', 1]]);
    expect(answer.without).toEqual(['file:///w/b/b.go']);
    expect(answer.isAnew).toBe(false);
  });

  it('begins anew for who was told by an earlier server', () => {
    const files = indexed(record('a.go', [{}]));
    const answer = reportSince(files, { since: 1_000_000, limit: 10 }, FOLDERS);
    expect([answer.isAnew, answer.files.length, answer.files[0]!.path]).toEqual([true, 1, 'a.go']);
  });
});

describe('isReportParams', () => {
  it.each([[null], [7], [{}], [{ since: '0', limit: 1 }], [{ since: 0.5, limit: 1 }], [{ since: 0 }]])(
    'refuses %j',
    (value) => expect(isReportParams(value)).toBe(false),
  );
  it('takes what our client sends', () => expect(isReportParams({ since: 0, limit: 9 })).toBe(true));
});
