import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import { combine, CONFIGURATION_KEYS } from '../../src/analysis/configuration.ts';
import { parseProjectFile } from '../../src/analysis/project-file.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../media/bucketwise.schema.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

/** Words that VS Code gives a meaning and JSON Schema none. */
const WORDS_OF_VSCODE = [
  'allowComments',
  'allowTrailingCommas',
  'markdownDescription',
  'enumDescriptions',
  'patternErrorMessage',
];

const accepts = new Ajv({ allErrors: true, strict: true, keywords: WORDS_OF_VSCODE }).compile(schema);

/** True where the reader has nothing against it. */
function reads(value: unknown): boolean {
  return parseProjectFile(JSON.stringify(value), 'f').problems.length === 0;
}

describe('the schema of project files', () => {
  it.each([
    [{}],
    [{ $schema: 'https://example.com/schema.json' }],
    [{ rules: { 'copy-loop': 'off', 'double-lookup': 'error' } }],
    [{ rules: {} }],
    [{ minimumConfidence: 'possible', minBytes: 0, minEntries: 100, maxFileSize: 1000 }],
    [{ hotOnly: true, includeTests: false }],
    [{ goVersion: '' }],
    [{ goVersion: '1.24' }],
    [{ goVersion: 'go1.24.3' }],
    [{ exclude: [] }],
    [{ exclude: ['*.pb.go', '!a.pb.go', '/gen/', 'a/**/b'] }],
  ])('and the reader take %j', (value) => {
    accepts(value);
    expect(accepts.errors).toBeNull();
    expect(reads(value)).toBe(true);
  });

  it.each([
    [[]],
    ['text'],
    [null],
    [{ $schema: 7 }],
    [{ minByte: 1 }],
    [{ 'trace.server': 'off' }],
    [{ rules: [] }],
    [{ rules: { 'copy-lop': 'off' } }],
    [{ rules: { 'copy-loop': 'loud' } }],
    [{ rules: { 'copy-loop': null } }],
    [{ minimumConfidence: 'sure' }],
    [{ minBytes: -1 }],
    [{ minBytes: 1.5 }],
    [{ minEntries: '9' }],
    [{ maxFileSize: 999 }],
    [{ hotOnly: 'true' }],
    [{ includeTests: null }],
    [{ goVersion: 'latest' }],
    [{ goVersion: 1.24 }],
    [{ exclude: 'gen/' }],
    [{ exclude: [7] }],
    [{ exclude: ['a'.repeat(1001)] }],
    [{ exclude: Array.from({ length: 501 }, () => 'a') }],
  ])('and the reader refuse %j', (value) => {
    expect(accepts(value)).toBe(false);
    expect(reads(value)).toBe(false);
  });

  it('is stricter about spellings of versions, the reader about what takes long to match', () => {
    expect([accepts({ goVersion: ' 1.25rc1 ' }), reads({ goVersion: ' 1.25rc1 ' })]).toEqual([false, true]);
    const exclude = ['a/**/b/**/c/**/d'];
    expect([accepts({ exclude }), reads({ exclude })]).toEqual([true, false]);
  });
});

describe('the settings in the manifest', () => {
  const settings = manifest.contributes.configuration
    .flatMap(({ properties }) =>
      Object.entries<{ readonly scope: string; readonly default?: unknown }>(properties),
    )
    .filter(([, { scope }]) => scope === 'resource');

  it('are the keys of a project file, with the defaults that are in force', () => {
    const defaults = Object.fromEntries(
      settings.map(([name, property]) => [name.replace('bucketwise.', ''), property.default]),
    );
    expect(Object.keys(defaults).sort()).toEqual([...CONFIGURATION_KEYS].sort());
    const { analysis, maxFileSize } = combine();
    expect(defaults).toEqual({
      rules: analysis.levels,
      minimumConfidence: analysis.minConfidence,
      minBytes: analysis.minBytes,
      minEntries: analysis.minEntries,
      hotOnly: analysis.hotOnly,
      includeTests: analysis.includeTests,
      maxFileSize,
      exclude: [],
      goVersion: '',
    });
  });

  it('bring a schema for the file that they call JSON with comments', () => {
    const { jsonValidation, languages } = manifest.contributes;
    expect(jsonValidation).toEqual([
      { fileMatch: '.bucketwise.json', url: './media/bucketwise.schema.json' },
    ]);
    // A configuration here would start the extension with every JSON file.
    expect(languages).toEqual([{ id: 'jsonc', filenames: ['.bucketwise.json'] }]);
  });
});
