import { describe, expect, it } from 'vitest';
import { type CheckOptions, parseInvocation } from './arguments.ts';

const RULES = ['delete-in-range', 'missing-capacity-hint'];

function parse(line: string) {
  return parseInvocation(line === '' ? [] : line.split(' '), RULES);
}

function checkOptions(line: string): CheckOptions {
  const invocation = parse(`check ${line}`.trim());
  if (invocation.kind !== 'check') throw new Error(JSON.stringify(invocation));
  return invocation.options;
}

describe('check', () => {
  it('scans the current directory by default', () => {
    expect(checkOptions('')).toEqual({
      paths: ['.'],
      format: 'text',
      fix: 'none',
      given: {},
      only: undefined,
      everything: false,
      projectFile: 'nearest',
    });
  });

  it('takes every option', () => {
    const line =
      './a b.go --format json --fix --rule delete-in-range --rule missing-capacity-hint --all --hot-only --tests --go 1.24.3' +
      ' --min-bytes 4kB --min-entries 100 --min-confidence possible --max-file-size 10_000 --config ci.json';
    expect(checkOptions(line)).toEqual({
      paths: ['./a', 'b.go'],
      format: 'json',
      fix: 'write',
      given: {
        goVersion: { major: 1, minor: 24, patch: 3 },
        maxFileSize: 10_000,
        minBytes: 4000,
        minEntries: 100,
        minimumConfidence: 'possible',
        hotOnly: true,
        includeTests: true,
      },
      only: new Set(RULES),
      everything: true,
      projectFile: { path: 'ci.json' },
    });
    expect(checkOptions('--diff').fix).toBe('preview');
    expect(checkOptions('--no-config').projectFile).toBe('none');
    expect(checkOptions('-- --fix').paths).toEqual(['--fix']);
  });

  it('verifies types instead of looking for findings', () => {
    expect(parse('check --verify-types ./a b.go')).toEqual({ kind: 'verifyTypes', paths: ['./a', 'b.go'] });
    expect(parse('check --verify-types')).toEqual({ kind: 'verifyTypes', paths: ['.'] });
  });

  it.each([
    '--fix',
    '--diff',
    '--all',
    '--format json',
    '--rule delete-in-range',
    '--go 1.24',
    '--tests',
    '--config a.json',
  ])('does not verify types together with %s', (other) => {
    const [name = ''] = other.split(' ');
    expect(parse(`check --verify-types ${other}`)).toEqual({
      kind: 'mistake',
      message: `--verify-types reports no findings: leave out ${name}`,
      topic: 'check',
    });
  });

  it.each([
    ['123', 123],
    ['1.5MB', 1_500_000],
    ['2MiB', 2_097_152],
    ['1gb', 1e9],
  ])('reads the size %s', (text, bytes) => {
    expect(checkOptions(`--max-file-size ${text}`).given.maxFileSize).toBe(bytes);
  });

  it.each([
    ['--format xml', '--format is text or json, not "xml"'],
    ['--rule nope', 'no rule is called "nope"; the rules are delete-in-range, missing-capacity-hint'],
    ['--go latest', '--go takes a version like 1.24 or 1.26.1, not "latest"'],
    ['--go 1.17', '--go 1.17: Bucketwise knows the maps of Go 1.18 to 1.27'],
    ['--go 9.99', '--go 9.99: Bucketwise knows the maps of Go 1.18 to 1.27'],
    ['--min-bytes much', '--min-bytes takes a size like 4096, 500kB or 2MB, not "much"'],
    ['--min-entries 1.5', '--min-entries takes a whole number, not "1.5"'],
    ['--min-confidence sure', '--min-confidence is certain, likely or possible, not "sure"'],
    ['--max-file-size 2XB', '--max-file-size takes a size like 4096, 500kB or 2MB, not "2XB"'],
    ['--fix --diff', '--diff only shows what --fix would do: give one of them'],
    ['--diff --format json', '--diff writes a patch and goes with --format text only'],
    [
      '--config a.json --no-config',
      '--config names a project file and --no-config wants none: give one of them',
    ],
    ['--nope', "unknown option '--nope'"],
    ['--fromat json', "unknown option '--fromat'; did you mean --format?"],
    ['--go 1.24 --go 1.25', '--go is given twice'],
    ['--rule', "option '--rule <value>' argument missing"],
    ['--fix=yes', "option '--fix' does not take an argument"],
  ])('refuses %s', (line, message) => {
    expect(parse(`check ${line}`)).toEqual({ kind: 'mistake', message, topic: 'check' });
  });
});

describe('other commands', () => {
  it.each([
    ['--help', { kind: 'help', topic: 'general' }],
    ['-h', { kind: 'help', topic: 'general' }],
    ['help check', { kind: 'help', topic: 'check' }],
    ['check --help', { kind: 'help', topic: 'check' }],
    ['explain -h', { kind: 'help', topic: 'explain' }],
    ['--version', { kind: 'version' }],
    ['lsp --stdio', { kind: 'serve' }],
    ['lsp', { kind: 'serve' }],
    ['lsp --help', { kind: 'help', topic: 'lsp' }],
    ['lsp --port=1', { kind: 'mistake', message: "unknown option '--port'", topic: 'lsp' }],
    [
      'lsp .',
      {
        kind: 'mistake',
        message: 'lsp takes no paths: the editor says which folders are open, not "."',
        topic: 'lsp',
      },
    ],
    ['explain', { kind: 'explain', rule: undefined }],
    ['explain delete-in-range', { kind: 'explain', rule: 'delete-in-range' }],
    ['', { kind: 'mistake', message: 'no command given', topic: 'general' }],
    [
      './src',
      {
        kind: 'mistake',
        message: 'unknown command "./src"; to scan a folder: bucketwise check ./src',
        topic: 'general',
      },
    ],
    [
      'simulat',
      { kind: 'mistake', message: 'unknown command "simulat"; did you mean simulate?', topic: 'general' },
    ],
    [
      '--fix',
      {
        kind: 'mistake',
        message: 'unknown option --fix; options go after the command: bucketwise check --fix',
        topic: 'general',
      },
    ],
    ['explain a b', { kind: 'mistake', message: 'explain takes one rule at a time', topic: 'explain' }],
    [
      'explain nope',
      {
        kind: 'mistake',
        message: 'no rule is called "nope"; the rules are delete-in-range, missing-capacity-hint',
        topic: 'explain',
      },
    ],
  ])('%s', (line, invocation) => {
    expect(parse(line)).toEqual(invocation);
  });
});
