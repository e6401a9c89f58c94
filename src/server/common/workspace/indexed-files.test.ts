import { describe, expect, it } from 'vitest';
import type { ScannedDirectory } from './directory-scan.ts';
import type { FileRecord } from './file-record.ts';
import { IndexedFiles } from './indexed-files.ts';

const record = (uri: string, packageName = 'p'): FileRecord => ({
  uri,
  packageName,
  version: null,
  diagnostics: [],
  sites: [],
  pricing: [],
  go: undefined,
});

function scanned(uris: readonly string[], changes: Partial<ScannedDirectory> = {}): ScannedDirectory {
  return { records: uris.map((uri) => record(uri)), outline: '', imports: new Set(), ...changes };
}

describe('IndexedFiles', () => {
  it('tells which files changed after a revision, each once, also those that are gone', () => {
    const files = new IndexedFiles();
    files.putDirectory('file:///w/a', scanned(['file:///w/a/1.go', 'file:///w/a/2.go']));
    const before = files.revision;
    expect([...files.changedSince(before)]).toEqual([]);
    files.put(record('file:///w/a/1.go', 'other'));
    files.put(record('file:///w/a/1.go', 'another'));
    files.putDirectory('file:///w/a', { ...scanned([]), records: [record('file:///w/a/1.go', 'another')] });
    expect([...files.changedSince(before)].map(({ uri, record: of }) => [uri, of?.packageName])).toEqual([
      ['file:///w/a/1.go', 'another'],
      ['file:///w/a/2.go', undefined],
    ]);
  });

  it('counts files, whichever way they come and go', () => {
    const files = new IndexedFiles();
    files.putDirectory('file:///w/a', scanned(['file:///w/a/1.go', 'file:///w/a/2.go']));
    files.put(record('file:///w/a/new.go'));
    files.put(record('file:///w/unknown/x.go'));
    expect(files.count).toBe(3);
    files.putDirectory('file:///w/a', scanned(['file:///w/a/1.go']));
    expect([files.count, [...files.records()].length]).toEqual([1, 1]);
    files.putDirectory('file:///w/a', undefined);
    expect([files.count, [...files.directories]]).toEqual([0, []]);
  });

  it('tells who follows of files that are others than before, and of no others', async () => {
    const files = new IndexedFiles();
    files.putDirectory('file:///w/a', scanned(['file:///w/a/1.go', 'file:///w/a/2.go']));
    const follower = files.follow();
    expect([...follower.take()]).toEqual([]);
    files.putDirectory('file:///w/a', {
      ...scanned([]),
      records: [record('file:///w/a/1.go'), record('file:///w/a/3.go')],
    });
    await follower.changed();
    expect([...follower.take()].sort()).toEqual(['file:///w/a/2.go', 'file:///w/a/3.go']);
    const waiting = follower.changed();
    follower.wake();
    await waiting;
    expect([...follower.take()]).toEqual([]);
    follower.dispose();
    files.putDirectory('file:///w/a', undefined);
    expect([...follower.take()]).toEqual([]);
  });

  it('knows who imports a directory, at one remove too', () => {
    const files = new IndexedFiles();
    const [a, b, c, d] = ['file:///w/a', 'file:///w/b', 'file:///w/c', 'file:///w/d'] as const;
    files.putDirectory(a, scanned([`${a}/a.go`], { outline: 'type T int' }));
    files.putDirectory(b, scanned([`${b}/b.go`], { imports: new Set([a]) }));
    files.putDirectory(c, scanned([`${c}/c.go`], { imports: new Set([b, c]) }));
    files.putDirectory(d, scanned([`${d}/d.go`]));
    expect(files.putDirectory(a, scanned([`${a}/a.go`], { outline: 'type T int' }))).toBe(false);
    expect(files.putDirectory(a, scanned([`${a}/a.go`], { outline: 'type T string' }))).toBe(true);
    expect([...files.dependentsOf(a)].sort()).toEqual([b, c]);
    expect([...files.dependentsOf(d)]).toEqual([]);
  });

  it('finds what lay in a folder that is gone', () => {
    const files = new IndexedFiles();
    for (const name of ['a', 'a/deep', 'ab']) {
      files.putDirectory(`file:///w/${name}`, scanned([`file:///w/${name}/x.go`]));
    }
    expect(files.below(['file:///w/a'])).toEqual(['file:///w/a', 'file:///w/a/deep']);
    expect(files.below(['file:///w/a/x.go', 'file:///elsewhere'])).toEqual([]);
  });
});
