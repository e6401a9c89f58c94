import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryTree } from '../../../test/cli/temporary-tree.ts';
import { createProjectFileFinder, readProjectFile } from './project-files.ts';

function finderIn(root: string) {
  return createProjectFileFinder((path) => relative(root, path));
}

describe('the project file of a directory', () => {
  it('is the nearest one, and nothing is taken from those above it', async () => {
    const root = temporaryTree({
      '.bucketwise.json': '{"minBytes": 1, "minEntries": 2}',
      'inner/.bucketwise.json': '{"minBytes": 3}',
      'inner/deep/er/x.go': '',
      'other/x.go': '',
    });
    const find = finderIn(root);
    const [top, inner, deep, other] = await Promise.all(
      ['', 'inner', 'inner/deep/er', 'other'].map((path) => find(join(root, path))),
    );
    expect(top).toMatchObject({ directory: root, file: { path: '.bucketwise.json', problems: [] } });
    expect(inner?.file.configuration).toEqual({ minBytes: 3 });
    expect(inner?.directory).toBe(join(root, 'inner'));
    expect(deep).toBe(inner);
    expect(other).toBe(top);
  });

  it('is not a folder of that name', async () => {
    const root = temporaryTree({ '.bucketwise.json': '{"minBytes": 1}', 'a/.bucketwise.json/x': '' });
    expect((await finderIn(root)(join(root, 'a')))?.directory).toBe(root);
  });

  it.each([
    ['that is not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 'not valid UTF-8'],
    ['that is UTF-16', Uint8Array.of(0xff, 0xfe, 0x7b, 0x00), 'binary: it holds a NUL byte'],
    ['of more than 1 MB', ' '.repeat(1_000_001), 'larger than 1,000,000 bytes (1,000,001)'],
  ])('says why one %s counts for nothing, and still hides those above', async (_, content, reason) => {
    const root = temporaryTree({ '.bucketwise.json': '{"minBytes": 1}', 'a/.bucketwise.json': content });
    expect((await finderIn(root)(join(root, 'a')))?.file).toMatchObject({
      isBroken: true,
      configuration: {},
      problems: [`a/.bucketwise.json: cannot be read: ${reason}`],
    });
  });

  it('may be a link, and says so where that leads in a circle', async () => {
    const root = temporaryTree({ 'shared.json': '{"minBytes": 7}' });
    mkdirSync(join(root, 'a'));
    symlinkSync('../shared.json', join(root, 'a/.bucketwise.json'));
    symlinkSync('.bucketwise.json', join(root, '.bucketwise.json'));
    const find = finderIn(root);
    expect((await find(join(root, 'a')))?.file.configuration).toEqual({ minBytes: 7 });
    expect((await find(root))?.file.problems).toEqual([
      '.bucketwise.json: cannot be read: symbolic links lead in a circle',
    ]);
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    const root = temporaryTree();
    const path = join(root, '.bucketwise.json');
    execFileSync('mkfifo', [path]);
    expect((await readProjectFile(path, 'it'))?.problems).toEqual([
      'it: cannot be read: it is not a regular file',
    ]);
  });
});
