import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bucketwise } from './bucketwise.ts';
import { temporaryTree } from './temporary-tree.ts';

const MODULE = { 'go.mod': 'module m\n\ngo 1.22\n', 'a.go': 'package m\n\nvar m = map[int]int{1: 1}[1]\n' };

// With Go: test/go/verify-types.go-suite.ts.
describe('check --verify-types', () => {
  it('says that there is no Go', async () => {
    const root = temporaryTree(MODULE);
    expect(await bucketwise(root, ['check', '--verify-types'], { PATH: root })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'bucketwise: --verify-types needs Go: there is no go command on PATH\n',
    });
  });

  it('says that a path does not exist before it looks for Go', async () => {
    const { status, stderr } = await bucketwise(temporaryTree(MODULE), ['check', '--verify-types', 'b.go']);
    expect(status).toBe(2);
    expect(stderr).toBe('bucketwise: b.go does not exist\n');
  });

  it.runIf(process.platform !== 'win32')('says that Go is too old', async () => {
    const root = temporaryTree({ ...MODULE, 'bin/go': '#!/bin/sh\necho go1.21.13\n' });
    chmodSync(join(root, 'bin/go'), 0o755);
    const { status, stderr } = await bucketwise(root, ['check', '--verify-types'], {
      PATH: join(root, 'bin'),
    });
    expect(status).toBe(2);
    expect(stderr).toBe(`bucketwise: --verify-types needs Go 1.22 or later; ${root} uses go1.21.13\n`);
  });

  it('says in its help that it executes the go command', async () => {
    const { stdout } = await bucketwise('.', ['check', '--help']);
    expect(stdout).toContain('--verify-types');
    expect(stdout).toContain('executes "go list"');
  });
});
