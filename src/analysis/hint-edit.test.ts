import { describe, expect, it } from 'vitest';
import { goContext } from '../../test/support/analyze.ts';
import { goGrammar } from '../../test/support/grammar.ts';
import { applyEdits } from '../base/text.ts';
import { standardPackages } from '../semantics/standard-library.ts';
import { GoDocument } from '../syntax/document.ts';
import { hintEditAt, type HintAnswer } from './hint-edit.ts';

interface Asked {
  readonly hint?: number | 'suggested';
  /** Language version of the module. */
  readonly language?: string;
  /** What was there when the reader saw it; default: what is there. */
  readonly source?: string;
}

/** The answer for the creation between `«` and `»`, and the text with the edit. */
async function ask(
  marked: string,
  { hint = 1000, language = '1.24', source }: Asked = {},
): Promise<{ readonly answer: HintAnswer; readonly text: string }> {
  const text = marked.replace(/[«»]/g, '');
  const span = { start: marked.indexOf('«'), end: marked.indexOf('»') - 1 };
  const grammar = await goGrammar();
  const document = GoDocument.open(grammar, text);
  const seen = { span, source: source ?? text.slice(span.start, span.end) };
  const go = goContext('1.26', language);
  const answer = hintEditAt(document, 'file.go', [], standardPackages(grammar), go, seen, hint);
  document.dispose();
  return { answer, text: answer.kind === 'edit' ? applyEdits(text, answer.edits) : text };
}

/** A function with one line in it. */
const inside = (line: string): string =>
  `package p\n\ntype Table map[string]int\n\nfunc f(n int, names []string, use func(...any)) {\n\t${line}\n}\n`;

describe('a number of entries', () => {
  it.each([
    ['a make without a hint', 'm := «make(map[string]int)»', 'm := make(map[string]int, 1000)'],
    ['a make over two lines', 'm := «make(\n\t\tTable,\n\t)»', 'm := make(\n\t\tTable, 1000,\n\t)'],
    ['a constant hint', 'm := «make(map[string]int, 8)»', 'm := make(map[string]int, 1000)'],
    ['a computed constant', 'm := «make(map[string]int, 1<<4)»', 'm := make(map[string]int, 1000)'],
    ['a hint that is read', 'm := «make(map[string]int, len(names))»', 'm := make(map[string]int, 1000)'],
    ['a parameter as the hint', 'm := «make(map[string]int, n)»', 'm := make(map[string]int, 1000)'],
    ['an empty literal', 'm := «map[string]int{}»', 'm := make(map[string]int, 1000)'],
    ['an empty literal of a named type', 'm := «Table{}»', 'm := make(Table, 1000)'],
    ['an empty literal on two lines', 'm := «map[string]int{\n\t}»', 'm := make(map[string]int, 1000)'],
    ['a literal in parentheses', 'm := («Table{}»)', 'm := (make(Table, 1000))'],
    ['the head of a loop', 'for range («Table{}») {\n\t}', 'for range make(Table, 1000) {\n\t}'],
    ['an argument', 'use(«map[int]bool{}»)', 'use(make(map[int]bool, 1000))'],
    ['an assignment', 'var m Table\n\tm = «make(Table)»', 'var m Table\n\tm = make(Table, 1000)'],
  ])('goes into %s', async (_what, line, expected) => {
    const { answer, text } = await ask(inside(`${line}\n\tuse(names)`));
    expect(answer).toMatchObject({ kind: 'edit', review: undefined });
    expect(text).toBe(inside(`${expected}\n\tuse(names)`));
  });

  it('goes into a variable of the package', async () => {
    const { text } = await ask('package p\n\nvar m = «map[string]int{}»\n');
    expect(text).toBe('package p\n\nvar m = make(map[string]int, 1000)\n');
  });

  it.each([
    [9999, '1.24', '9999'],
    [10_000, '1.24', '10_000'],
    [1_000_000, '1.13', '1_000_000'],
    [1_000_000, '1.12', '1000000'],
  ])('is written so that Go can read it: %i for Go %s', async (hint, language, written) => {
    const { answer, text } = await ask(inside('m := «make(Table)»'), { hint, language });
    expect(text).toBe(inside(`m := make(Table, ${written})`));
    expect(answer).toMatchObject({ title: `Add the capacity hint ${written}` });
  });

  it('says that comments beside have to be aligned', async () => {
    const lines = 'm := «make(Table)» // by name\n\tk := 3             // many';
    expect((await ask(inside(lines))).answer).toMatchObject({
      review: 'the comments on these lines have to be aligned anew, as gofmt does',
    });
  });
});

describe('what the rules suggest', () => {
  const filled = (line: string): string =>
    inside(`${line}\n\tfor i, name := range names {\n\t\tm[name] = i\n\t}\n\tuse(m)`);

  it.each([
    ['m := «make(Table)»', 'm := make(Table, len(names))'],
    ['m := «map[string]int{}»', 'm := make(map[string]int, len(names))'],
    // What a comment hides is still known.
    [
      '//bucketwise:ignore missing-capacity-hint small\n\tm := «make(Table)»',
      '//bucketwise:ignore missing-capacity-hint small\n\tm := make(Table, len(names))',
    ],
  ])('goes into %s', async (line, expected) => {
    const { answer, text } = await ask(filled(line), { hint: 'suggested' });
    expect(answer).toMatchObject({
      kind: 'edit',
      title: 'Add the capacity hint len(names)',
      review: undefined,
    });
    expect(text).toBe(filled(expected));
  });

  it('comes with what a person has to look at', async () => {
    const source = inside(
      'm := «make(Table)»\n\tfor i, name := range names {\n\t\tif i%2 == 0 {\n\t\t\tm[name] = i\n\t\t}\n\t}\n\tuse(m)',
    );
    const { answer } = await ask(source, { hint: 'suggested' });
    expect(answer).toMatchObject({ kind: 'edit', review: 'far fewer entries may go in' });
  });

  it('is nothing where nothing is known', async () => {
    const { answer } = await ask(inside('use(«make(Table)»)'), { hint: 'suggested' });
    expect(answer).toEqual({ kind: 'refused', why: 'no suggestion' });
  });
});

describe('a hint is refused', () => {
  const afterwards = (line: string): string => inside(`${line}\n\tuse(m, names)`);
  it.each([
    ['a literal with entries', afterwards('m := «map[string]int{"a": 1}»'), 'entries'],
    ['a literal with a comment', afterwards('m := «map[string]int{ /* none yet */ }»'), 'comment'],
    ['the address of a literal', afterwards('m := &«Table{}»'), 'address'],
    ['the address of one in parentheses', afterwards('m := &(«Table{}»)'), 'address'],
    ['another make', afterwards('make := 3\n\tm := «Table{}»\n\tuse(make)'), 'make'],
    ['a hint that is called', afterwards('m := «make(Table, pick(names))»'), 'call'],
    ['a hint that is received', afterwards('m := «make(Table, <-ch)»'), 'call'],
    ['the last use of a variable', afterwards('size := n\n\tm := «make(Table, size)»'), 'last use'],
    [
      'the last use of a variable that is given values only',
      afterwards('size := n\n\tsize += 2\n\tm := «make(Table, size)»'),
      'last use',
    ],
    [
      'the last use of a package',
      'package p\n\nimport "math"\n\nvar m = «make(map[int]int, math.MaxInt8)»\n',
      'last use',
    ],
    ['the same hint', afterwards('m := «make(Table, 1_000)»'), 'same'],
    ['a parameter', 'package p\n\nfunc f(«m» map[int]int) {}\n', 'made elsewhere'],
    ['a type', 'package p\n\ntype T «map[int]int»\n', 'made elsewhere'],
    ['a slice', afterwards('m := «make([]int, 3)»'), 'made elsewhere'],
    ['code that does not parse', afterwards('m := «make(map[string]int, +)»'), 'made elsewhere'],
    [
      'generated code',
      '// Code generated by gen. DO NOT EDIT.\n\npackage p\n\nvar m = «map[int]int{}»\n',
      'generated',
    ],
  ])('for %s', async (_what, source, why) => {
    expect((await ask(source)).answer).toEqual({ kind: 'refused', why });
  });

  it('for code that has changed', async () => {
    const { answer } = await ask(afterwards('m := «make(Table, 5)»'), { source: 'make(Table)' });
    expect(answer).toEqual({ kind: 'refused', why: 'changed' });
  });
});
