import { describe, expect, it } from 'vitest';
import { InsertTextFormat, type CompletionItem } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { RULES } from '../../rules/index.ts';
import { directiveCompletion, type CompletionClient } from './directive-completion.ts';
import type { ReportedText } from './reported-rules.ts';

const OURS: CompletionClient = { snippets: true, markdown: true, suggestCommand: 'suggest' };
const OTHER: CompletionClient = { snippets: true, markdown: true, suggestCommand: undefined };
const PLAIN: CompletionClient = { snippets: false, markdown: false, suggestCommand: undefined };

/** Completes at the `|` of a text. */
function complete(
  marked: string,
  client: CompletionClient = OURS,
  reported: () => ReportedText | undefined = () => undefined,
): CompletionItem[] | null {
  const at = marked.indexOf('|');
  const document = TextDocument.create('file:///a.go', 'go', 1, marked.replace('|', ''));
  return directiveCompletion(document, document.positionAt(at), reported, client);
}

/** The text once the item with that label is chosen, snippets as they are written. */
function chosen(marked: string, label: string, client?: CompletionClient): string {
  const item = complete(marked, client)?.find((each) => each.label === label);
  if (item?.textEdit === undefined || !('range' in item.textEdit)) throw new Error(`${label} is not offered`);
  return TextDocument.applyEdits(TextDocument.create('', 'go', 1, marked.replace('|', '')), [item.textEdit]);
}

const labels = (items: CompletionItem[] | null): readonly string[] | undefined =>
  items?.map(({ label }) => label);

const sorted = (items: CompletionItem[] | null): readonly string[] =>
  (items ?? [])
    .toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
    .map(({ label }) => label);

describe('away from a directive', () => {
  it.each([
    '|',
    'x := m[a:|]',
    'case 1:|',
    '//|',
    '// bucket|',
    '//build|',
    '//bucketwise:ignore double-lookup it is |',
    '//bucketwise:ignore double-lookup why: |',
    '//bucketwise:size 20|',
    '//bucketwise:ignore all see //b or http://b|',
    's := "http://b|',
    '//bucketwise:Ignore|',
    's := "a //b|',
    's := "a \\" //b|',
    's := `a //b|',
    'f(\'"\', "a //b|',
    '/* //b|',
    'x := 1 /* see //bucketwise:|',
    '// see //b|',
  ])('nothing is offered at %s', (text) => {
    const asked = (): never => {
      throw new Error('nobody should ask');
    };
    expect(complete(text, OURS, asked)).toBeNull();
  });

  it('nothing is offered outside of the text', () => {
    const document = TextDocument.create('file:///a.go', 'go', 1, '//b');
    expect(directiveCompletion(document, { line: 9, character: 9 }, () => undefined, OURS)).toBeNull();
  });
});

it('all is not offered behind other rules', () => {
  expect(labels(complete('//bucketwise:ignore |'))).toContain('all');
  expect(labels(complete('//bucketwise:ignore double-lookup, |'))).not.toContain('all');
});

describe('what a directive tells', () => {
  it('is offered behind the colon', () => {
    const items = complete('\t//bucketwise:|');
    expect(labels(items)).toEqual(['ignore', 'size']);
    expect(items?.[0]).toMatchObject({ detail: '//bucketwise:ignore <rule[,rule]|all> <reason>' });
    expect(items?.[0]?.documentation).toMatch(/^Silences rules/);
  });

  it.each([
    '//b|',
    '\tx := 1 //bucket|',
    'f()//bucketwise|',
    's := "a" //b|',
    's := "http://x" //b|',
    's := `a` + "`" + "\\"" //b|',
    "r := '\"' //b|",
    'x := 1 /* one */ //b|',
  ])('is offered with its beginning at %s', (text) => {
    expect(labels(complete(text))).toEqual(['bucketwise:ignore', 'bucketwise:size']);
    expect(chosen(text, 'bucketwise:ignore')).toBe(text.replace(/b\w*\|/, 'bucketwise:ignore '));
  });

  it('takes the place of what is written', () => {
    expect(chosen('//bucketwise:ig|', 'ignore')).toBe('//bucketwise:ignore ');
    expect(chosen('//bucketwise:i|gnore', 'ignore')).toBe('//bucketwise:ignore ');
    expect(chosen('//buck|etwise:ignore all so', 'bucketwise:size')).toBe('//bucketwise:size all so');
    expect(chosen('//b|\r\n', 'bucketwise:ignore')).toBe('//bucketwise:ignore \r\n');
  });

  it('asks our own editor to suggest rules next', () => {
    const [ignore, size] = complete('//bucketwise:|', OURS) ?? [];
    expect(ignore?.command?.command).toBe('suggest');
    expect(size?.command).toBeUndefined();
    expect(complete('//bucketwise:| all so', OURS)?.[0]?.command).toBeUndefined();
  });

  it('leaves places to fill in where the client knows how', () => {
    expect(chosen('//bucketwise:|', 'ignore', OTHER)).toBe(
      '//bucketwise:ignore ${1:rule} ${0:why this is fine here}',
    );
    expect(chosen('//bucketwise:|', 'size', OURS)).toBe('//bucketwise:size ${0:200_000}');
    expect(complete('//bucketwise:|', OTHER)?.[0]?.insertTextFormat).toBe(InsertTextFormat.Snippet);
    expect(chosen('//bucketwise:|', 'ignore', PLAIN)).toBe('//bucketwise:ignore ');
    expect(complete('//bucketwise:|', PLAIN)?.[0]?.insertTextFormat).toBeUndefined();
  });
});

describe('rules', () => {
  it('are offered behind ignore, with what they are about', () => {
    const items = complete('//bucketwise:ignore |');
    expect(labels(items)).toEqual([...RULES.map(({ id }) => id), 'all']);
    const item = items?.find(({ label }) => label === 'map-search');
    expect(item?.detail).toBe(RULES.find(({ id }) => id === 'map-search')?.docs.summary);
    expect(item?.documentation).toMatchObject({ kind: 'markdown' });
    expect(JSON.stringify(item?.documentation)).toContain('docs/rules/map-search.md)');
    expect(complete('//bucketwise:ignore |', PLAIN)?.[0]?.documentation).toMatch(/^https:.*\.md$/);
  });

  it('take the place of the word at the cursor, and leave the reason to write', () => {
    expect(chosen('//bucketwise:ignore map-se|', 'map-search')).toBe(
      '//bucketwise:ignore map-search ${0:why this is fine here}',
    );
    expect(chosen('//bucketwise:ignore map-se|', 'map-search', PLAIN)).toBe('//bucketwise:ignore map-search');
    expect(chosen('//bucketwise:ignore map|-se: so', 'map-search')).toBe(
      '//bucketwise:ignore map-search: so',
    );
  });

  it.each([
    '//bucketwise:ignore map-search,|',
    '//bucketwise:ignore map-search, |',
    '//bucketwise:ignore map-search,all,c|',
  ])('are offered behind a comma too, each once: %s', (text) => {
    expect(labels(complete(text))).toContain('copy-loop');
    expect(labels(complete(text))).not.toContain('map-search');
    expect(chosen(text, 'copy-loop', PLAIN)).toBe(text.replace(/c?\|/, 'copy-loop'));
  });
});

describe('rules reported where the directive would be', () => {
  const BEFORE = 'package p\n\nfunc f() {\n\tone()\n\ttwo()\n}\n';
  const places = (text: string): ReportedText => ({
    text,
    places: [
      { ruleId: 'map-search', span: { start: text.indexOf('one'), end: text.indexOf('one') + 3 } },
      { ruleId: 'never-shrinks', span: { start: text.indexOf('two'), end: text.indexOf('two') + 3 } },
    ],
  });
  const first = (marked: string, reported = places(BEFORE)): readonly string[] =>
    sorted(complete(marked, OURS, () => reported)).slice(0, 2);

  it.each([
    [
      'on the next line',
      BEFORE.replace('\tone', '\t//bucketwise:ignore |\n\tone'),
      ['map-search', 'bool-map-as-set'],
    ],
    [
      'behind other comments',
      BEFORE.replace('\ttwo', '\n\t//bucketwise:ignore |\n\t// Remark.\n\n\ttwo'),
      ['never-shrinks', 'bool-map-as-set'],
    ],
    [
      'on its own line',
      BEFORE.replace('two()', 'two() //bucketwise:ignore |'),
      ['never-shrinks', 'bool-map-as-set'],
    ],
    [
      'in the whole declaration',
      BEFORE.replace('func', '//bucketwise:ignore |\nfunc'),
      ['map-search', 'never-shrinks'],
    ],
    ['in the whole file', `//bucketwise:ignore |\n\n${BEFORE}`, ['map-search', 'never-shrinks']],
    [
      'nowhere',
      BEFORE.replace('\tone', '\t//bucketwise:ignore |\n\tzero()\n\tone'),
      ['bool-map-as-set', 'bytes-key'],
    ],
    ['nowhere at the end', `${BEFORE}//bucketwise:ignore |`, ['bool-map-as-set', 'bytes-key']],
  ])('come first: %s', (_, marked, expected) => {
    expect(first(marked)).toEqual(expected);
    // As they do where the text has been judged as it is.
    expect(first(marked, places(marked.replace('|', '')))).toEqual(expected);
  });

  it('are not guessed at where the text has changed', () => {
    const marked = '\t//bucketwise:ignore |\n\tother()\n';
    expect(first(marked)).toEqual(['bool-map-as-set', 'bytes-key']);
  });
});
