import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryTree } from '../../../test/cli/temporary-tree.ts';
import { createGoContextFinder } from './go-modules.ts';
import { type DiskFile, readSourceFile, replaceSourceFile } from './source-file.ts';

const LIMIT = 1000;

async function reasonFor(content: string | Uint8Array): Promise<string> {
  const root = temporaryTree({ 'a.go': content });
  const result = await readSourceFile(join(root, 'a.go'), 'a.go', LIMIT);
  if (result.kind === 'read') throw new Error('was read');
  expect(result.skipped.path).toBe('a.go');
  return result.skipped.reason;
}

async function read(root: string, name: string): Promise<DiskFile> {
  const result = await readSourceFile(join(root, name), name, LIMIT);
  if (result.kind === 'skipped') throw new Error(result.skipped.reason);
  return result.file;
}

describe('reading', () => {
  it('keeps CRLF and leaves a byte order mark out of the text', async () => {
    const root = temporaryTree({ 'a.go': '\uFEFFpackage a\r\n' });
    expect(await read(root, 'a.go')).toMatchObject({ text: 'package a\r\n', byteOrderMark: true, bytes: 14 });
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    const root = temporaryTree();
    for (const name of ['a.go', 'go.mod']) execFileSync('mkfifo', [join(root, name)]);
    expect(await readSourceFile(join(root, 'a.go'), 'a.go', LIMIT)).toEqual({
      kind: 'skipped',
      skipped: { path: 'a.go', reason: 'it is not a regular file' },
    });
    const { problems } = await createGoContextFinder({ setting: undefined, env: {} }).contextOf(root);
    expect(problems.join()).toContain('it is not a regular file');
  });

  it('reads an empty file', async () => {
    const root = temporaryTree({ 'a.go': '' });
    expect(await read(root, 'a.go')).toMatchObject({ text: '', byteOrderMark: false, bytes: 0 });
  });

  it('skips what cannot be analysed, with the reason', async () => {
    expect(await reasonFor(`package a // ${'x'.repeat(LIMIT)}`)).toBe('larger than 1,000 bytes (1,013)');
    expect(await reasonFor(Uint8Array.of(0x70, 0, 0x61))).toBe('binary: it holds a NUL byte');
    expect(await reasonFor(Uint8Array.of(0x70, 0xc3, 0x28))).toBe('not valid UTF-8');
    // A UTF-16 surrogate written as three bytes is not UTF-8 either.
    expect(await reasonFor(Uint8Array.of(0xed, 0xa0, 0x80))).toBe('not valid UTF-8');
  });

  it('skips what is gone and what is a directory', async () => {
    const root = temporaryTree({ 'x.go/y.txt': '' });
    const reasons = await Promise.all(
      ['gone.go', 'x.go'].map((name) => readSourceFile(join(root, name), name, LIMIT)),
    );
    expect(reasons).toEqual([
      { kind: 'skipped', skipped: { path: 'gone.go', reason: 'no longer exists' } },
      { kind: 'skipped', skipped: { path: 'x.go', reason: 'is a directory' } },
    ]);
  });
});

describe('writing', () => {
  it('replaces the content, keeping mode and byte order mark, and leaves nothing behind', async () => {
    const root = temporaryTree({ 'a.go': '\uFEFFpackage a\r\n' });
    chmodSync(join(root, 'a.go'), 0o664);
    const file = await read(root, 'a.go');
    expect(await replaceSourceFile(file, 'package b\r\n')).toBeUndefined();
    expect(readFileSync(join(root, 'a.go'), 'utf8')).toBe('\uFEFFpackage b\r\n');
    expect(statSync(join(root, 'a.go')).mode & 0o777).toBe(0o664);
    expect(readdirSync(root)).toEqual(['a.go']);
  });

  it('replaces the target of a link, not the link', async () => {
    const root = temporaryTree({ 'real/a.go': 'package a\n' });
    symlinkSync('real/a.go', join(root, 'link.go'));
    expect(await replaceSourceFile(await read(root, 'link.go'), 'package b\n')).toBeUndefined();
    expect(readFileSync(join(root, 'real/a.go'), 'utf8')).toBe('package b\n');
    expect(readdirSync(root)).toEqual(['link.go', 'real']);
    expect(readdirSync(join(root, 'real'))).toEqual(['a.go']);
  });

  it('does not overwrite what somebody else wrote meanwhile', async () => {
    const root = temporaryTree({ 'a.go': 'package a\n' });
    const file = await read(root, 'a.go');
    writeFileSync(join(root, 'a.go'), 'package mine\n');
    expect(await replaceSourceFile(file, 'package b\n')).toBe('changed on disk during the scan');
    expect(readFileSync(join(root, 'a.go'), 'utf8')).toBe('package mine\n');
    expect(readdirSync(root)).toEqual(['a.go']);
  });

  it('does not bring back what was deleted', async () => {
    const root = temporaryTree({ 'a.go': 'package a\n' });
    const file = await read(root, 'a.go');
    rmSync(join(root, 'a.go'));
    expect(await replaceSourceFile(file, 'package b\n')).toBe('no longer exists');
    expect(readdirSync(root)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('respects a read-only file', async () => {
    const root = temporaryTree({ 'a.go': 'package a\n' });
    chmodSync(join(root, 'a.go'), 0o444);
    expect(await replaceSourceFile(await read(root, 'a.go'), 'package b\n')).toBe('no permission');
  });
});
