import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FindingsDocument } from '../../src/report/json.ts';
import { bucketwise } from './bucketwise.ts';
import { temporaryTree } from './temporary-tree.ts';

/** One finding of missing-capacity-hint, which is certain. */
function source(name: string): string {
  return `package ${name}

func Index(names []string) map[int]string {
	byID := make(map[int]string)
	for i := range names {
		byID[i] = names[i]
	}
	return byID
}
`;
}

const FILES = {
  'go.mod': 'module shop\n\ngo 1.24\n',
  'a/a.go': source('a'),
  'b/b.go': source('b'),
  'b/zz_generated.go': source('b').replace('Index', 'Generated'),
  'b/b_test.go': source('b').replace('Index', 'Tested'),
};

async function check(files: Readonly<Record<string, string | Uint8Array>>, ...args: string[]) {
  const root = temporaryTree({ ...FILES, ...files });
  return checkRoot(root, ...args);
}

async function checkRoot(root: string, ...args: string[]) {
  const { status, stdout, stderr } = await bucketwise(root, ['check', '--format', 'json', ...args]);
  if (stdout === '') return { status, stderr, found: [], document: undefined };
  const document = JSON.parse(stdout) as FindingsDocument;
  const found = document.findings.map(({ path, severity }) => `${path} ${severity}`);
  return { status, stderr, found, document };
}

const ALL = ['a/a.go information', 'b/b.go information', 'b/zz_generated.go information'];
const OFF = '{"rules": {"missing-capacity-hint": "off"}}';

describe('a project file', () => {
  it('decides for its folder, and the nearest one alone', async () => {
    const result = await check({
      '.bucketwise.json': '{"rules": {"missing-capacity-hint": "error"}, "includeTests": true}',
      'a/.bucketwise.json': '{ /* its own */ }',
    });
    expect(result).toMatchObject({ status: 1, stderr: '' });
    expect(result.found).toEqual([
      'a/a.go information',
      'b/b.go error',
      'b/b_test.go error',
      'b/zz_generated.go error',
    ]);
  });

  it('counts from above the folder that is scanned', async () => {
    const root = temporaryTree({ ...FILES, '.bucketwise.json': OFF });
    expect(await checkRoot(join(root, 'a'))).toMatchObject({ status: 0, found: [] });
    expect(await checkRoot(root, 'b/b.go')).toMatchObject({ status: 0, found: [] });
  });

  it('loses against options', async () => {
    const files = { '.bucketwise.json': OFF.replace('}}', '}, "minEntries": 10, "hotOnly": true}') };
    expect((await check(files)).found).toEqual([]);
    expect((await check(files, '--rule', 'missing-capacity-hint')).found).toEqual([]);
    expect((await check(files, '--all')).found).toEqual(expect.arrayContaining(['a/a.go information']));
    const notHot = { '.bucketwise.json': OFF };
    expect((await check(notHot, '--rule', 'missing-capacity-hint')).found).toEqual(ALL);
    const large = { '.bucketwise.json': '{"minBytes": 1000000}' };
    expect((await check(large)).found).toEqual([]);
    expect((await check(large, '--min-bytes', '1kB')).found).toEqual(ALL);
  });

  it('sets the Go version of its folder, and --go wins', async () => {
    const root = temporaryTree({ ...FILES, 'a/.bucketwise.json': '{"goVersion": "1.23"}' });
    const priced = async (...args: string[]): Promise<string | undefined> => {
      const { stdout } = await bucketwise(root, ['check', ...args]);
      return /^Priced for .*$/m.exec(stdout)?.[0];
    };
    expect(await priced()).toBe(
      'Priced for Go 1.23 (.bucketwise.json) (1 directory); Go 1.24 (go line) (1 directory).',
    );
    expect(await priced('--go', '1.26')).toBe('Priced for Go 1.26 (--go).');
    expect(await priced('--no-config')).toBe('Priced for Go 1.24 (go line).');
  });

  it('is left alone with --no-config, and another one is taken with --config', async () => {
    const root = temporaryTree({
      ...FILES,
      '.bucketwise.json': OFF,
      'a/.bucketwise.json': 'nonsense',
      'ci/strict.json': '{"rules": {"missing-capacity-hint": "warning"}, "exclude": ["b/"]}',
      'strict.json': '{"exclude": ["b/"]}',
    });
    expect(await checkRoot(root, '--no-config')).toMatchObject({ status: 1, stderr: '', found: ALL });
    expect(await checkRoot(root, '--config', 'ci/strict.json')).toMatchObject({
      status: 1,
      stderr: '',
      // Its patterns are relative to the working directory, wherever it is kept.
      found: ['a/a.go warning'],
    });
    expect((await checkRoot(join(root, 'b'), '--config', '../ci/strict.json', '..')).found).toEqual(
      ['../a/a.go', '../b/b.go', '../b/zz_generated.go'].map((path) => `${path} warning`),
    );
    expect((await checkRoot(root, '--config', 'strict.json')).found).toEqual(['a/a.go information']);
    expect(await checkRoot(root, '--config', 'ci/nothing.json')).toMatchObject({
      status: 2,
      stderr: 'bucketwise: there is no file ci/nothing.json\n',
      document: undefined,
    });
    expect((await checkRoot(root, '--config', 'ci')).stderr).toBe(
      'bucketwise: ci is a folder: --config takes a file\n',
    );
    expect((await checkRoot(root, '--config', '')).stderr).toContain(
      '--config takes the path of a project file, and got nothing',
    );
  });
});

describe('excluded files', () => {
  it('are not judged, and the summary counts them', async () => {
    const root = temporaryTree({ ...FILES, '.bucketwise.json': '{"exclude": ["zz_*.go", "/a/"]}' });
    expect((await checkRoot(root)).found).toEqual(['b/b.go information']);
    const { stdout } = await bucketwise(root, ['check']);
    expect(stdout).toMatch(/^1 finding in 2 files/m);
    expect(stdout).toContain('\nNothing is reported in 2 excluded files.\n');
  });

  it('are still read for what they declare', async () => {
    const result = await check({
      '.bucketwise.json': '{"exclude": ["types.go"]}',
      'c/types.go': 'package c\n\ntype Table map[int]string\n',
      'c/c.go': source('c').replace('make(map[int]string)', 'make(Table)'),
    });
    expect(result.found).toContain('c/c.go information');
  });

  it('are judged where they are named, or their folder is not under the patterns', async () => {
    const files = { 'b/.bucketwise.json': '{"exclude": ["*"]}' };
    expect((await check(files)).found).toEqual(['a/a.go information']);
    expect((await check(files, 'a', 'b/b.go')).found).toEqual(['a/a.go information', 'b/b.go information']);
  });

  it('are no failure where they are all there is', async () => {
    const root = temporaryTree({ ...FILES, '.bucketwise.json': '{"exclude": ["a/"]}' });
    const { status, stdout, stderr } = await bucketwise(root, ['check', 'a']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe('Nothing was scanned.\nNothing is reported in 1 excluded file.\n');
  });

  it('are not fixed', async () => {
    const root = temporaryTree({ ...FILES, '.bucketwise.json': '{"exclude": ["zz_*"]}' });
    await bucketwise(root, ['check', '--fix']);
    expect(readFileSync(join(root, 'b/b.go'), 'utf8')).toContain('len(names))');
    expect(readFileSync(join(root, 'b/zz_generated.go'), 'utf8')).toBe(FILES['b/zz_generated.go']);
  });
});

describe('what is wrong in a project file', () => {
  it('is told once, and the rest counts', async () => {
    const result = await check({
      '.bucketwise.json': `{
  "rules": { "missing-capacity-hit": "off", "copy-loop": "loud" },
  "minByte": 3,
  "exclude": ["/a/"]
}`,
    });
    expect(result).toMatchObject({ status: 1, found: ALL.slice(1) });
    expect(result.stderr).toBe(
      [
        '2:14: rules: no rule is called missing-capacity-hit; did you mean missing-capacity-hint?',
        '2:58: rules.copy-loop must be off, hint, information, warning or error, not "loud"',
        '3:3: minByte is not known; did you mean minBytes?',
        '',
      ]
        .map((line) => (line === '' ? '' : `bucketwise: .bucketwise.json:${line}`))
        .join('\n'),
    );
  });

  it.each([
    ['no JSON', '{"minBytes": ', 'b/.bucketwise.json:1:14: a value is expected here'],
    ['no object', '[]', 'b/.bucketwise.json:1:1: the file must hold an object: { … }'],
    ['not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 'b/.bucketwise.json: cannot be read: not valid UTF-8'],
  ])('ends the run before anything is fixed where the file is %s', async (_, content, problem) => {
    const root = temporaryTree({ ...FILES, 'b/.bucketwise.json': content });
    const result = await checkRoot(root, '--fix');
    expect(result).toMatchObject({ status: 2, document: undefined, stderr: `bucketwise: ${problem}\n` });
    expect(readFileSync(join(root, 'a/a.go'), 'utf8')).toBe(FILES['a/a.go']);
    expect(await checkRoot(root, 'a')).toMatchObject({ status: 1, stderr: '' });
  });

  it('says so of a Go version whose maps nobody knows', async () => {
    const { status, stderr } = await check({ '.bucketwise.json': '{"goVersion": "1.99"}' });
    expect(status).toBe(1);
    expect(stderr).toBe(
      'bucketwise: .bucketwise.json asks for Go 1.99; Bucketwise knows the maps of Go 1.18 to 1.27 and takes 1.27\n',
    );
  });
});

it('the help of check tells it all', async () => {
  const { status, stdout } = await bucketwise('/', ['check', '--help']);
  expect(status).toBe(0);
  await expect(stdout).toMatchFileSnapshot(new URL('golden/check-help.txt', import.meta.url).pathname);
});
