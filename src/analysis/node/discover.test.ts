import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryTree } from '../../../test/cli/temporary-tree.ts';
import { discover } from './discover.ts';

const SOURCE = 'package p\n';

async function judgedFiles(paths: readonly string[], cwd: string): Promise<string[]> {
  const { directories } = await discover(paths, cwd);
  return directories.flatMap(({ shown, judged }) => [...judged].map((name) => join(shown, name)));
}

describe('what is scanned', () => {
  it('goes through all directories in order, leaving out other people’s code and what Go ignores', async () => {
    const root = temporaryTree({
      'main.go': SOURCE,
      'b/b.go': SOURCE,
      'a/z.go': SOURCE,
      'a/y.go': SOURCE,
      'a/_off.go': SOURCE,
      'a/.hidden.go': SOURCE,
      'a/readme.md': '',
      'vendor/x/x.go': SOURCE,
      'a/node_modules/x.go': SOURCE,
      'a/testdata/x.go': SOURCE,
      '.git/x.go': SOURCE,
      '_old/x.go': SOURCE,
      'empty/none.txt': '',
    });
    expect(await judgedFiles(['.'], root)).toEqual(['main.go', 'a/y.go', 'a/z.go', 'b/b.go']);
  });

  it('takes a path that is given, whatever its name', async () => {
    const root = temporaryTree({ 'vendor/x/x.go': SOURCE, '_a/_b.go': SOURCE, '.c/.d/e.go': SOURCE });
    expect(await judgedFiles(['vendor', '_a/_b.go', '.c/.d'], root)).toEqual([
      'vendor/x/x.go',
      '_a/_b.go',
      '.c/.d/e.go',
    ]);
  });

  it.each([
    ['./...', 'a/a.go'],
    ['...', 'a/a.go'],
    ['a/...', 'a/a.go'],
    ['./a', 'a/a.go'],
    ['a/', 'a/a.go'],
    ['./a/a.go', 'a/a.go'],
    ['../', join('..', 'ROOT', 'a/a.go')],
  ])('shows %s as given, joined with what is below', async (path, shown) => {
    const root = temporaryTree({ 'a/a.go': SOURCE });
    const name = root.slice(root.lastIndexOf('/') + 1);
    const files = await judgedFiles([path === '../' ? `../${name}` : path], root);
    expect(files).toEqual([shown.replace('ROOT', name)]);
  });

  it('keeps absolute paths absolute', async () => {
    const root = temporaryTree({ 'a/a.go': SOURCE });
    expect(await judgedFiles([root], '/')).toEqual([join(root, 'a/a.go')]);
  });

  it('reads the neighbours of a named file without judging them', async () => {
    const root = temporaryTree({ 'a/a.go': SOURCE, 'a/b.go': SOURCE, 'a/c.go': SOURCE });
    const { directories } = await discover(['a/c.go', 'a/a.go'], root);
    expect(directories).toMatchObject([
      { shown: 'a', files: ['a.go', 'b.go', 'c.go'], judged: new Set(['c.go', 'a.go']) },
    ]);
  });

  it('lists a file once, however often it is named', async () => {
    const root = temporaryTree({ 'a/a.go': SOURCE, 'a/b/b.go': SOURCE });
    symlinkSync('a', join(root, 'link'));
    expect(await judgedFiles(['a/a.go', 'a/b', '.', './...', 'link'], root)).toEqual(['a/a.go', 'a/b/b.go']);
  });
});

describe('odd entries', () => {
  it('does not follow links in circles, and says so', async () => {
    const root = temporaryTree({ 'a/a.go': SOURCE });
    symlinkSync('..', join(root, 'a/up'));
    symlinkSync('.', join(root, 'a/self.go'));
    symlinkSync('knot.go', join(root, 'a/knot.go'));
    const { directories, skipped } = await discover(['.'], root);
    expect(directories).toMatchObject([{ shown: 'a', files: ['a.go'] }]);
    expect(skipped).toEqual([
      { path: 'a/knot.go', reason: 'symbolic links lead in a circle' },
      { path: 'a/self.go', reason: 'symbolic link to a directory, not followed' },
      { path: 'a/up', reason: 'symbolic link to a directory, not followed' },
    ]);
  });

  it('follows a linked directory that is given itself', async () => {
    const root = temporaryTree({ 'a/a.go': SOURCE });
    symlinkSync('a', join(root, 'link'));
    expect(await judgedFiles(['link'], root)).toEqual(['link/a.go']);
  });

  it('reads linked files as Go does, but reports on none twice', async () => {
    const root = temporaryTree({ 'a/a.go': SOURCE, 'b/b.go': SOURCE, 'outside/x.txt': SOURCE });
    symlinkSync('../a/a.go', join(root, 'b/same.go'));
    symlinkSync('../outside/x.txt', join(root, 'b/x.go'));
    symlinkSync('nowhere', join(root, 'b/gone.go'));
    const { directories, skipped } = await discover(['.'], root);
    expect(directories.find(({ shown }) => shown === 'b')).toMatchObject({
      files: ['b.go', 'same.go', 'x.go'],
      judged: new Set(['b.go', 'x.go']),
    });
    expect(skipped).toEqual([
      { path: 'b/gone.go', reason: 'symbolic link to nothing' },
      { path: 'b/same.go', reason: 'symbolic link to ../a/a.go, which is scanned itself' },
    ]);
  });

  it('takes a directory named like a file for a directory, and leaves pipes alone', async () => {
    const root = temporaryTree({ 'x.go/inside.go': SOURCE });
    execFileSync('mkfifo', [join(root, 'pipe.go')]);
    const { directories, skipped } = await discover(['.'], root);
    expect(directories).toMatchObject([{ shown: 'x.go', files: ['inside.go'] }]);
    expect(skipped).toEqual([{ path: 'pipe.go', reason: 'not a regular file' }]);
  });

  it('names what does not exist and what is no Go file', async () => {
    const root = temporaryTree({ 'notes.txt': '', 'a.go': SOURCE });
    expect(await discover(['gone', 'gone/...', 'notes.txt', 'a.go/b.go'], root)).toEqual({
      directories: [],
      skipped: [
        { path: 'notes.txt', reason: 'not a Go file: its name does not end in .go' },
        { path: 'a.go/b.go', reason: 'part of the path is not a directory' },
      ],
      missing: ['gone', 'gone/...'],
    });
  });

  it.skipIf(process.getuid?.() === 0)('goes on past a directory it may not read', async () => {
    const root = temporaryTree({ 'b/b.go': SOURCE });
    mkdirSync(join(root, 'a'));
    chmodSync(join(root, 'a'), 0o000);
    const { directories, skipped } = await discover(['.'], root);
    expect(directories).toMatchObject([{ shown: 'b' }]);
    expect(skipped).toEqual([{ path: 'a', reason: 'no permission' }]);
  });
});
