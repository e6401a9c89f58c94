import { describe, expect, it } from 'vitest';
import type { FileAccess } from './file-access.ts';
import { ProjectFiles } from './project-files.ts';

/** @param files texts by URI, null for files that are there and cannot be read */
function filesOf(files: Record<string, string | null>): FileAccess & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    readText(uri) {
      reads.push(uri);
      return Promise.resolve(files[uri] ?? undefined);
    },
    list(directory) {
      const inside = Object.keys(files).filter((uri) => uri.startsWith(`${directory}/`));
      return Promise.resolve({
        files: inside.map((uri) => uri.slice(directory.length + 1)),
        directories: [],
      });
    },
  };
}

describe('ProjectFiles', () => {
  it('takes the nearest one above a file, and reads each once until it is cleared', async () => {
    const files = filesOf({
      'file:///w/.bucketwise.json': '{"minBytes": 1}',
      'file:///w/inner/.bucketwise.json': '{"minEntries": 2}',
    });
    const projects = new ProjectFiles(files);
    const top = await projects.of('file:///w/a/b/f.go');
    expect(top).toMatchObject({ directory: 'file:///w', file: { configuration: { minBytes: 1 } } });
    expect(await projects.of('file:///w/g.go')).toBe(top);
    expect((await projects.of('file:///w/inner/c/f.go'))?.file.configuration).toEqual({ minEntries: 2 });
    expect(new Set(files.reads).size).toBe(files.reads.length);
    projects.clear();
    expect(await projects.of('file:///w/g.go')).not.toBe(top);
  });

  it('says so where one is there and cannot be read', async () => {
    const projects = new ProjectFiles(
      filesOf({ 'file:///w/.bucketwise.json': '{"minBytes": 1}', 'file:///w/a/.bucketwise.json': null }),
    );
    expect((await projects.of('file:///w/a/f.go'))?.file).toMatchObject({
      isBroken: true,
      problems: ['.bucketwise.json: cannot be read: it is not UTF-8 text, or larger than 1 MB'],
    });
  });

  it.each(['untitled:Untitled-1', 'file:///f.go', 'vscode-vfs://github/owner/repo/f.go'])(
    'finds none for %s',
    async (uri) => {
      expect(await new ProjectFiles(filesOf({})).of(uri)).toBeUndefined();
    },
  );
});
