import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { temporaryTree } from '../../test/cli/temporary-tree.ts';
import { analysisOf } from '../../test/support/replacing.ts';
import type { AnalyzePackage } from '../analysis/node/package-scan.ts';
import type { CheckOptions } from './arguments.ts';
import { check } from './check.ts';

/** Reports each `bad` with a safe fix that needs a second line. */
const findBad: AnalyzePackage = (files, _go, _options, _cancellation, judged) => ({
  files: files.filter(({ path }) => judged.has(path)).map((file) => analysisOf(file, 'bad', 'good\nfine')),
});

async function checkTree(
  root: string,
  options: Partial<CheckOptions>,
  analyze: AnalyzePackage = findBad,
  interrupted = { isCancellationRequested: false },
) {
  let stdout = '';
  let stderr = '';
  const status = await check(
    {
      paths: ['.'],
      format: 'text',
      fix: 'none',
      given: { goVersion: { major: 1, minor: 26, patch: 0 }, maxFileSize: 1000 },
      only: undefined,
      everything: false,
      projectFile: 'nearest',
      ...options,
    },
    {
      arguments: [],
      cwd: root,
      env: {},
      stdout: { write: (text) => void (stdout += text), isTerminal: false, isClosed: false },
      stderr: { write: (text) => void (stderr += text), isTerminal: false, isClosed: false },
      readGrammar: () => Promise.reject(new Error('not used')),
      readPage: () => Promise.reject(new Error('not used')),
      writeFile: () => Promise.reject(new Error('not used')),
      readOperandProgram: () => Promise.reject(new Error('not used')),
      startServer: () => undefined,
      interrupted,
      now: () => 0,
    },
    analyze,
    undefined,
    '1.2.3',
  );
  return { status, stdout, stderr };
}

describe('--fix', () => {
  it.each([
    ['LF', 'package a\nbad\n', 'package a\ngood\nfine\n'],
    ['CRLF', 'package a\r\nbad\r\n', 'package a\r\ngood\r\nfine\r\n'],
    ['a byte order mark', '\uFEFFpackage a\nbad\n', '\uFEFFpackage a\ngood\nfine\n'],
    ['a byte order mark and CRLF', '\uFEFFbad\r\nbad', '\uFEFFgood\r\nfine\r\ngood\r\nfine'],
  ])('keeps %s', async (_, before, after) => {
    const root = temporaryTree({ 'a.go': before });
    const { status, stdout, stderr } = await checkTree(root, { fix: 'write' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Fixed \d findings? in 1 file\.\nNo findings in 1 file/);
    expect(readFileSync(join(root, 'a.go'), 'utf8')).toBe(after);
  });

  it('leaves a file alone that somebody changed meanwhile, and reports what was found', async () => {
    const root = temporaryTree({ 'a.go': 'bad', 'b.go': 'bad' });
    const analyze: AnalyzePackage = (...args) => {
      writeFileSync(join(root, 'a.go'), 'mine');
      return findBad(...args);
    };
    const { status, stdout, stderr } = await checkTree(root, { fix: 'write' }, analyze);
    expect(status).toBe(1);
    expect(stderr).toBe('bucketwise: a.go: not fixed: changed on disk during the scan\n');
    expect(stdout).toContain('a.go:1:1: info: Replace it. [a-rule]');
    expect(stdout).toContain('Fixed 1 finding in 1 file.');
    expect(readFileSync(join(root, 'a.go'), 'utf8')).toBe('mine');
    expect(readFileSync(join(root, 'b.go'), 'utf8')).toBe('good\nfine');
  });
});

describe('--diff', () => {
  it.each([
    ['LF', 'package a\n\nbad\n'],
    ['CRLF', 'package a\r\n\r\nbad\r\n'],
    ['a byte order mark', '\uFEFFbad\npackage a'],
  ])('writes a patch that applies to a file with %s, and nothing else', async (_, before) => {
    const root = temporaryTree({ 'dir/a.go': before });
    const { status, stdout, stderr } = await checkTree(root, { fix: 'preview' });
    expect(status).toBe(1);
    expect(stderr).toBe('--fix would fix 1 finding in 1 file\n');
    expect(stdout).toMatch(/^--- a\/dir\/a\.go\n\+\+\+ b\/dir\/a\.go\n@@ /);
    expect(readFileSync(join(root, 'dir/a.go'), 'utf8')).toBe(before);

    await checkTree(root, { fix: 'write' });
    const after = readFileSync(join(root, 'dir/a.go'), 'utf8');
    expect(after).not.toBe(before);
    expect(applyPatch(before, stdout, { autoConvertLineEndings: false })).toBe(after);
  });

  it('is empty when there is nothing to fix', async () => {
    const root = temporaryTree({ 'a.go': 'package a' });
    expect(await checkTree(root, { fix: 'preview' })).toEqual({
      status: 0,
      stdout: '',
      stderr: '--fix would fix 0 findings in 0 files\n',
    });
  });
});

describe('on the way', () => {
  it('says once what went wrong, and goes on', async () => {
    const root = temporaryTree({ 'a/a.go': 'bad', 'b/b.go': 'fine', 'go.mod': 'go nonsense' });
    const analyze: AnalyzePackage = (...args) => ({
      files: findBad(...args).files.map((file) => ({
        ...file,
        failures: file.path === 'a/a.go' ? [{ ruleId: 'b-rule', message: 'no such\u001B[2J field' }] : [],
      })),
    });
    const { status, stdout, stderr } = await checkTree(root, {}, analyze);
    expect(status).toBe(1);
    expect(stderr).toBe(
      'bucketwise: go.mod: line 1: "nonsense" is not a Go version\n' +
        'bucketwise: a/a.go: the rule b-rule failed and was left out: no such\uFFFD[2J field\n',
    );
    expect(stdout).toContain('1 finding in 2 files');
  });

  it('keeps JSON free of anything else', async () => {
    const root = temporaryTree({ 'a.go': 'bad', 'go.mod': 'go nonsense' });
    const { stdout } = await checkTree(root, { format: 'json' });
    expect(JSON.parse(stdout)).toMatchObject({ tool: { version: '1.2.3' }, summary: { findings: 1 } });
  });

  it('stops when interrupted, with no half a report', async () => {
    const root = temporaryTree({ 'a/a.go': 'bad', 'b/b.go': 'bad' });
    const interrupted = { isCancellationRequested: false };
    const analyze: AnalyzePackage = (...args) => {
      interrupted.isCancellationRequested = true;
      return findBad(...args);
    };
    expect(await checkTree(root, { format: 'json' }, analyze, interrupted)).toEqual({
      status: 130,
      stdout: '',
      stderr: 'bucketwise: interrupted after 1 file\n',
    });
  });

  it('takes a file as it is when its turn comes', async () => {
    const root = temporaryTree({ 'a/a.go': 'fine', 'b/b.go': 'bad', 'b/c.go': 'bad' });
    const analyze: AnalyzePackage = (...args) => {
      writeFileSync(join(root, 'b/b.go'), new Uint8Array(2000));
      return findBad(...args);
    };
    const { status, stdout } = await checkTree(root, {}, analyze);
    expect(status).toBe(1);
    expect(stdout).toContain('1 finding in 2 files');
    expect(stdout).toContain('Skipped 1:\n  b/b.go: larger than 1,000 bytes (2,000)\n');
  });
});
