import { describe, expect, it } from 'vitest';
import { analyze } from '../../test/support/analyze.ts';
import { goGrammar } from '../../test/support/grammar.ts';
import { defineRule, type Rule } from '../rules/rule.ts';
import { declarationsOf } from '../semantics/declarations.ts';
import { GoDocument } from '../syntax/document.ts';
import { mapNames, mayConcern } from './prefilter.ts';

const NONE: ReadonlySet<string> = new Set();

async function namesIn(text: string): Promise<readonly string[]> {
  const document = GoDocument.open(await goGrammar(), text);
  const names = mapNames([declarationsOf(document.syntax())]);
  document.dispose();
  return [...names].sort();
}

describe('mapNames', () => {
  it('has all by which another file gets at a map', async () => {
    const names = await namesIn(`package p

type Set map[string]bool

type Store struct {
	index map[int]string
	seen  Set
	size  int
}

var registry = map[string]int{}
var limit = 3

func load() (Set, error) { return nil, nil }
func (s *Store) Index() map[int]string { return s.index }
func (s *Store) Size() int { return s.size }
`);
    expect(names).toEqual(['Index', 'Set', 'index', 'load', 'registry', 'seen']);
  });
});

describe('mayConcern', () => {
  it.each([
    ['m := map[string]int{}', true],
    ['delete(m, k)', true],
    ['t := make(store.Table, 3)', true],
    ['h := http.Header{}', true],
    ['h := http.Header{Name: 1}', false],
    ['func f() { return }', false],
  ])('%s: %s', (text, expected) => {
    expect(mayConcern(text, [], NONE)).toBe(expected);
  });

  it('takes names for whole words only', () => {
    expect(mayConcern('s.index[k] = v', [], new Set(['index']))).toBe(true);
    expect(mayConcern('s.indexes[k] = v', [], new Set(['index']))).toBe(false);
  });
});

describe('rules for functions and files', () => {
  const docs = { summary: '', why: '', bad: '', good: '', cost: '', whenSilent: [], references: [] };
  const rule: Rule = defineRule<'function' | 'file'>({
    id: 'test-rule',
    group: 'hazard',
    since: '0.1.0',
    defaultSeverity: 'warning',
    appliesTo: () => true,
    docs,
    messages: { function: () => 'a function', file: () => 'a file' },
    mentions: ['sync.Map'],
    checkFunction: (declaration, context) => {
      context.report({ kind: 'function', span: declaration, confidence: 'certain' });
    },
    checkFile: (context) => {
      context.report({ kind: 'file', span: context.file.syntax.root, confidence: 'certain' });
    },
  });

  it('are called for each function and once for the file', async () => {
    const text = 'package p\n\nfunc f(m *sync.Map) { go func() { m.Clear() }() }\n';
    const { findings } = await analyze(text, { rules: [rule] });
    expect(findings.map(({ kind }) => kind).sort()).toEqual(['file', 'function', 'function']);
  });

  it('are not called where nothing is mentioned', async () => {
    const { findings } = await analyze('package p\n\nfunc f() {}\n', { rules: [rule] });
    expect(findings).toEqual([]);
  });
});
