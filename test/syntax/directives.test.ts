import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar, type IRawGrammar } from 'vscode-textmate';
import { RULES } from '../../src/rules/index.ts';

const GRAMMAR = join(import.meta.dirname, '../../syntaxes/directives.tmLanguage.json');

/** Comments as VS Code's own grammar of Go has them, which takes the slashes before anything else is asked. */
const GO = {
  scopeName: 'source.go',
  repository: {},
  patterns: [
    {
      name: 'comment.line.double-slash.go',
      begin: '(\\/\\/)',
      beginCaptures: { 1: { name: 'punctuation.definition.comment.go' } },
      end: '(?:\\n|$)',
    },
  ],
} as unknown as IRawGrammar;

let grammar: IGrammar;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM({ data: readFileSync(wasm) });
  const directives = parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: (scope) => Promise.resolve(scope === GO.scopeName ? GO : directives),
    getInjections: (scope) => (scope === GO.scopeName ? [directives.scopeName] : []),
  });
  const loaded = await registry.loadGrammar(GO.scopeName);
  if (loaded === null) throw new Error('no grammar');
  grammar = loaded;
});

/** The words of a line that look like more than code or comment, with the first two parts of what they look like. */
function highlights(line: string): readonly string[] {
  return grammar.tokenizeLine(line, INITIAL).tokens.flatMap(({ startIndex, endIndex, scopes }) => {
    const scope = scopes.at(-1) ?? '';
    if (!scope.endsWith('.bucketwise')) return [];
    return [`${line.slice(startIndex, endIndex)} ${scope.split('.').slice(0, 2).join('.')}`];
  });
}

const IGNORE = 'bucketwise:ignore keyword.other';
const SIZE = 'bucketwise:size keyword.other';

describe('directives stand out', () => {
  it.each([
    ['//bucketwise:ignore map-search because', [IGNORE, 'map-search entity.name']],
    ['\tx := 1 //bucketwise:ignore map-search', [IGNORE, 'map-search entity.name']],
    [
      '//bucketwise:ignore map-search,copy-loop, bytes-key: all of it',
      [IGNORE, 'map-search entity.name', 'copy-loop entity.name', 'bytes-key entity.name'],
    ],
    ['//bucketwise:ignore all because', [IGNORE, 'all constant.language']],
    ['//bucketwise:ignore all-rules', [IGNORE, 'all-rules entity.name']],
    ['//bucketwise:ignore', [IGNORE]],
    ['//bucketwise:ignore // because', [IGNORE]],
    ['//bucketwise:size 200_000 as measured', [SIZE, '200_000 constant.numeric']],
    ['//bucketwise:size 2e5, as measured', [SIZE, '2e5 constant.numeric']],
    ['//bucketwise:size 200k', [SIZE]],
  ])('%s', (line, expected) => {
    expect(highlights(line)).toEqual(expected);
  });

  it.each(RULES.map(({ id }) => id))('with %s', (id) => {
    expect(highlights(`//bucketwise:ignore ${id} because`)).toEqual([IGNORE, `${id} entity.name`]);
  });
});

describe('what is none does not', () => {
  it.each([
    '//bucketwise:ignored map-search',
    '//bucketwise:ignore:map-search',
    '// bucketwise:ignore map-search',
    '// see //bucketwise:ignore map-search',
    'bucketwise:ignore',
  ])('%s', (line) => {
    expect(highlights(line)).toEqual([]);
  });
});
