import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FindingsDocument } from '../../src/report/json.ts';
import { bucketwise } from './bucketwise.ts';
import { temporaryTree } from './temporary-tree.ts';

/** Something to find: shows that the scan went on past the bad file. */
const GOOD = `package shop

func index(names []string) map[string]int {
	byName := make(map[string]int)
	for i, name := range names {
		byName[name] = i
	}
	return byName
}
`;

async function scan(files: Readonly<Record<string, string | Uint8Array>>, ...args: string[]) {
  const root = temporaryTree({ 'go.mod': 'module shop\n\ngo 1.24\n', 'good/good.go': GOOD, ...files });
  return scanRoot(root, ...args);
}

async function scanRoot(root: string, ...args: string[]) {
  const { status, stdout, stderr } = await bucketwise(root, ['check', '--format', 'json', ...args, '.']);
  const { findings, summary } = JSON.parse(stdout) as FindingsDocument;
  return { status, stderr, summary, findings: findings.map(({ path, rule }) => `${path} ${rule}`) };
}

const ALL_WELL = { status: 1, stderr: '', findings: ['good/good.go missing-capacity-hint'] };

describe('files that say nothing', () => {
  it.each([
    ['an empty file', ''],
    ['only a package clause', 'package shop'],
    ['a package clause after a byte order mark', '\uFEFFpackage shop\n'],
    ['only a comment', '// nothing here'],
    ['only garbage', '\u007F)))]]}} func map[ := <- \\'],
    ['half a function', 'package shop\n\nfunc f() {\n\tm := make(map[string]in'],
    ['10,000 nested parentheses', `package shop\n\nvar x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n`],
    ['10,000 nested blocks', `package shop\n\nfunc f() {${'{'.repeat(10_000)}${'}'.repeat(10_000)}}\n`],
    ['10,000 nested map types', `package shop\n\nvar x ${'map[int]'.repeat(10_000)}int\n`],
    ['a sum of 10,000 parts', `package shop\n\nvar x = ${'1 + '.repeat(10_000)}1\n`],
    ['10,000 opened parentheses', `package shop\n\nvar x = ${'('.repeat(10_000)}`],
  ])('%s', async (_, text) => {
    const result = await scan({ 'bad/bad.go': text });
    expect(result).toMatchObject(ALL_WELL);
    expect(result.summary).toMatchObject({ files: 2, skipped: [] });
  });
});

describe('files that cannot be analysed', () => {
  it.each([
    ['invalid UTF-8', Uint8Array.of(0x70, 0xff, 0xfe), 'not valid UTF-8'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x70, 0x00), 'binary: it holds a NUL byte'],
    ['10 MB', new Uint8Array(10_000_000).fill(0x20), 'larger than 2,000,000 bytes (10,000,000)'],
  ])('%s', async (_, content, reason) => {
    const result = await scan({ 'bad/bad.go': content });
    expect(result).toMatchObject(ALL_WELL);
    expect(result.summary).toMatchObject({ files: 1, skipped: [{ path: 'bad/bad.go', reason }] });
  });

  it('takes a larger file when asked to', async () => {
    const result = await scan(
      { 'bad/bad.go': `package shop\n${'\n'.repeat(2_100_000)}` },
      '--max-file-size',
      '3MB',
    );
    expect(result).toMatchObject(ALL_WELL);
    expect(result.summary).toMatchObject({ files: 2, skipped: [] });
  });

  it('keep silent what holds only where the whole package is in view', async () => {
    const kept = `package bad

//bucketwise:size 50_000
var users = map[string]int{}

func come(name string) { users[name] = 1 }

func leave(name string) { delete(users, name) }
`;
    const found = 'bad/kept.go never-shrinks';
    const whole = await scan({ 'bad/kept.go': kept, 'bad/other.go': 'package bad\n' });
    expect(whole.findings).toContain(found);
    const partly = await scan({ 'bad/kept.go': kept, 'bad/other.go': Uint8Array.of(0x70, 0xff, 0xfe) });
    expect(partly.findings).not.toContain(found);
  });

  it('links in a circle, links to nothing and a directory named like a file', async () => {
    const root = temporaryTree({
      'go.mod': 'module shop\n\ngo 1.24\n',
      'good/good.go': GOOD,
      'x.go/readme': '',
    });
    symlinkSync('.', join(root, 'loop.go'));
    symlinkSync('knot.go', join(root, 'knot.go'));
    symlinkSync('nothing', join(root, 'gone.go'));
    symlinkSync('..', join(root, 'good/up'));
    const result = await scanRoot(root);
    expect(result).toMatchObject(ALL_WELL);
    expect(result.summary.skipped).toEqual([
      { path: 'gone.go', reason: 'symbolic link to nothing' },
      { path: 'knot.go', reason: 'symbolic links lead in a circle' },
      { path: 'loop.go', reason: 'symbolic link to a directory, not followed' },
      { path: 'good/up', reason: 'symbolic link to a directory, not followed' },
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('an unreadable file', async () => {
    const root = temporaryTree({
      'go.mod': 'module shop\n\ngo 1.24\n',
      'good/good.go': GOOD,
      'bad/bad.go': GOOD,
    });
    chmodSync(join(root, 'bad/bad.go'), 0o000);
    const result = await scanRoot(root);
    expect(result).toMatchObject(ALL_WELL);
    expect(result.summary.skipped).toEqual([{ path: 'bad/bad.go', reason: 'no permission' }]);
  });
});

describe('go.mod', () => {
  async function check(goMod: string | undefined, ...args: string[]) {
    const root = temporaryTree({ 'good.go': GOOD, ...(goMod === undefined ? {} : { 'go.mod': goMod }) });
    return bucketwise(root, ['check', ...args, '.']);
  }

  it('missing: the newest Go is assumed, and that is said', async () => {
    const { status, stdout, stderr } = await check(undefined);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('Priced for Go 1.27 (assumed, nothing names a version; --go does).');
  });

  it('malformed: named, and the scan goes on', async () => {
    const { status, stderr } = await check('<<<<<<< HEAD\nmodule shop\nrequire (\n');
    expect(status).toBe(1);
    expect(stderr).toBe(
      'bucketwise: go.mod: line 1: "<<<<<<<" is not a directive of go.mod\n' +
        'bucketwise: go.mod: line 3: the block is not closed\n',
    );
  });

  it('of a future version: priced as the newest known one, and that is said', async () => {
    const { status, stdout, stderr } = await check('module shop\n\ngo 9.99\n');
    expect(status).toBe(1);
    expect(stderr).toBe(
      'bucketwise: go.mod asks for Go 9.99; Bucketwise knows the maps of Go 1.18 to 1.27 and takes 1.27\n',
    );
    expect(stdout).toContain('Priced for Go 1.27 (go line).');
  });

  it('overruled by --go', async () => {
    const { stdout } = await check('module shop\n\ngo 1.22\n', '--go', '1.21');
    expect(stdout).toContain('on Go 1.21 (classic map)');
    expect(stdout).toContain('Priced for Go 1.21 (--go).');
  });
});

describe('nothing to scan', () => {
  it('a path that does not exist', async () => {
    const root = temporaryTree({ 'good.go': GOOD });
    expect(await bucketwise(root, ['check', 'good.go', 'gone', 'example.com/x/...'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'bucketwise: gone does not exist\nbucketwise: example.com/x/... does not exist\n',
    });
  });

  it('a directory without Go files', async () => {
    const root = temporaryTree({ 'readme.md': '' });
    expect(await bucketwise(root, ['check'])).toMatchObject({
      status: 2,
      stderr: 'bucketwise: no Go files in .\n',
    });
  });

  it('only files that cannot be read', async () => {
    const root = temporaryTree({ 'bad.go': Uint8Array.of(0xff) });
    const { status, stdout, stderr } = await bucketwise(root, ['check']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'bucketwise: no Go file could be read\n' });
    expect(stdout).toBe('Nothing was scanned.\nSkipped 1:\n  bad.go: not valid UTF-8\n');
  });

  it('a wrong flag', async () => {
    expect(await bucketwise('/', ['check', '--nope'])).toEqual({
      status: 2,
      stdout: '',
      stderr: "bucketwise: unknown option '--nope'\n\nAll options: bucketwise check --help\n",
    });
  });

  it('no command, with the help at hand', async () => {
    const { status, stdout, stderr } = await bucketwise('/', []);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('bucketwise check [options] [paths...]');
  });
});
