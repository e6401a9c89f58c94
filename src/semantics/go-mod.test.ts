import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseModuleFile } from './go-mod.ts';

describe('go.mod', () => {
  it('gives module path, language version and toolchain', () => {
    expect(parseModuleFile('module example.com/shop\n\ngo 1.22\n\ntoolchain go1.24.3\n', 'go.mod')).toEqual({
      module: 'example.com/shop',
      go: { major: 1, minor: 22, patch: 0 },
      toolchain: { major: 1, minor: 24, patch: 3 },
      use: [],
      require: [],
      replace: [],
      problems: [],
    });
  });

  it('reads through a byte order mark, CRLF, comments, quotes and blocks of other directives', () => {
    const text = [
      '\uFEFF// Deprecated: use v2',
      'module "example.com/shop" // the shop',
      'go 1.21.5 // why not',
      'require (',
      '\tgolang.org/x/mod v0.1.0 // indirect',
      '\t`golang.org/x/net` v0.2.0',
      ')',
      'replace golang.org/x/mod => ../mod',
      'retract [v1.0.0, v1.2.0]',
      'tool golang.org/x/tools/cmd/stringer',
      'toolchain go1.22.0-custom',
      '',
    ].join('\r\n');
    const facts = parseModuleFile(text, 'go.mod');
    expect(facts.problems).toEqual([]);
    expect(facts.module).toBe('example.com/shop');
    expect(facts.go).toEqual({ major: 1, minor: 21, patch: 5 });
    expect(facts.toolchain).toEqual({ major: 1, minor: 22, patch: 0 });
    expect(facts.require).toEqual([
      { path: 'golang.org/x/mod', version: 'v0.1.0' },
      { path: 'golang.org/x/net', version: 'v0.2.0' },
    ]);
    expect(facts.replace).toEqual([
      { path: 'golang.org/x/mod', version: undefined, by: '../mod', byVersion: undefined },
    ]);
  });

  it('takes "toolchain default" as no toolchain', () => {
    const facts = parseModuleFile('module m\ngo 1.22\ntoolchain default\n', 'go.mod');
    expect(facts).toMatchObject({ toolchain: undefined, problems: [] });
  });

  it('accepts directives in parentheses on one line and over several', () => {
    expect(parseModuleFile('module ( m )\ngo 1.22', 'go.mod')).toMatchObject({ module: 'm', problems: [] });
    expect(parseModuleFile('module (\n\tm\n)\ngo 1.22', 'go.mod')).toMatchObject({
      module: 'm',
      problems: [],
    });
  });

  it.each([
    ['go banana', 'line 1: "banana" is not a Go version'],
    ['go go1.22', 'line 1: "go1.22" is not a Go version'],
    ['go', 'line 1: "go" needs one version'],
    ['go 1.22 1.23', 'line 1: "go" needs one version'],
    ['go 1.22\ngo 1.23', 'line 2: a second "go" line'],
    ['toolchain 1.22', 'line 1: "1.22" is not a Go version'],
    ['module', 'line 1: "module" needs one path'],
    ['module a\nmodule b', 'line 2: a second "module" line'],
    ['module "a', 'line 1: a string is not closed'],
    ['\nrequire (\n\ta v1.0.0', 'line 2: the block is not closed'],
    ['<<<<<<< HEAD', 'line 1: "<<<<<<<" is not a directive of go.mod'],
    ['use ./a', 'line 1: "use" is not a directive of go.mod'],
    ['x'.repeat(50), `line 1: "${'x'.repeat(40)}…" is not a directive of go.mod`],
  ])('names the problem of %j', (text, problem) => {
    expect(parseModuleFile(text, 'go.mod').problems).toEqual([problem]);
  });

  it('keeps what it understood of a malformed file', () => {
    const facts = parseModuleFile('module m\n%%%\ngo 1.23\nrequire (\n', 'go.mod');
    expect(facts).toMatchObject({ module: 'm', go: { major: 1, minor: 23, patch: 0 } });
    expect(facts.problems).toHaveLength(2);
  });

  it('never throws, and numbers every problem', () => {
    const word = fc.constantFrom(
      'go',
      'module',
      'toolchain',
      'use',
      '(',
      ')',
      '"',
      '`',
      '//',
      '1.22',
      '\n',
      ' ',
      '\\',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 30 }), (words) => {
        for (const problem of parseModuleFile(words.join(''), 'go.mod').problems) {
          expect(problem).toMatch(/^line \d+: /);
        }
      }),
    );
  });
});

describe('go.work', () => {
  it('gives the used directories', () => {
    const text =
      'go 1.25\n\ntoolchain go1.26.1\n\nuse ./api\nuse (\n\t./tools // helpers\n\t"./with blank"\n)\n';
    expect(parseModuleFile(text, 'go.work')).toEqual({
      module: undefined,
      go: { major: 1, minor: 25, patch: 0 },
      toolchain: { major: 1, minor: 26, patch: 1 },
      use: ['./api', './tools', './with blank'],
      require: [],
      replace: [],
      problems: [],
    });
  });

  it('does not take a module line', () => {
    expect(parseModuleFile('module m', 'go.work')).toMatchObject({
      module: undefined,
      problems: ['line 1: "module" is not a directive of go.work'],
    });
  });
});
