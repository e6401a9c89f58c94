import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Fix } from '../../rules/model.ts';
import { chosenFixes, isChosenFixesParams } from './chosen-fixes.ts';
import { toRange } from './diagnostics.ts';

const TEXT = 'package p\n\nvar a = map[int]int{}\nvar b = map[int]int{}\n';
const document = TextDocument.create('file:///p/f.go', 'go', 7, TEXT);

function edit(from: number, length: number, newText: string): Fix['edits'][number] {
  return { span: { start: from, end: from + length }, newText };
}

const A = TEXT.indexOf('map');
const B = TEXT.lastIndexOf('map');

function fix(at: number, applicability: Fix['applicability'] = 'safe'): Fix {
  return { title: 'Fix', applicability, edits: [edit(at, 13, 'make(map[int]int, 9)')] };
}

function finding(at: number, fixes: readonly Fix[], ruleId = 'missing-capacity-hint'): Finding {
  return {
    ruleId,
    kind: 'unhinted',
    group: 'cost',
    span: { start: at, end: at + 13 },
    severity: 'information',
    confidence: 'certain',
    heat: { level: 'plain', reasons: [] },
    message: 'Map grows.',
    estimate: undefined,
    sameAs: [],
    related: [],
    fixes,
  };
}

const chosen = (of: Finding): { rule: string; range: ReturnType<typeof toRange> } => ({
  rule: of.ruleId,
  range: toRange(document, of.span),
});

describe('chosenFixes', () => {
  it('makes the fixes that were chosen and no others', () => {
    const [a, b] = [finding(A, [fix(A)]), finding(B, [fix(B)])];
    const answer = chosenFixes(document, [a, b], [chosen(b)]);
    expect(answer).toEqual({
      version: 7,
      edits: [{ range: toRange(document, b.span), newText: 'make(map[int]int, 9)' }],
      answers: ['fixed'],
    });
  });

  it('says of each why it is not made', () => {
    const gone = finding(A, [fix(A)], 'copy-loop');
    const review = finding(A, [fix(A, 'review')], 'bool-map-as-set');
    const several = finding(B, [fix(B), fix(B)], 'map-search');
    const first = finding(B, [fix(B)]);
    const touching = finding(B, [fix(B)], 'wrong-capacity-hint');
    const present = [review, several, first, touching];
    const answer = chosenFixes(document, present, [gone, review, several, first, touching].map(chosen));
    expect(answer.answers).toEqual(['gone', 'notSafe', 'several', 'fixed', 'overlaps']);
    expect(answer.edits).toHaveLength(1);
  });

  it('takes no finding of the same rule at another place', () => {
    const a = finding(A, [fix(A)]);
    const { rule, range } = chosen(a);
    const moved = { ...range, start: { ...range.start, character: 0 } };
    expect(chosenFixes(document, [a], [{ rule, range: moved }]).answers).toEqual(['gone']);
  });

  it('makes a fix once that was chosen twice, in the line endings of the text', () => {
    const crlf = TextDocument.create('file:///p/f.go', 'go', 1, TEXT.replaceAll('\n', '\r\n'));
    const at = crlf.getText().indexOf('map');
    const two: Fix = { title: '', applicability: 'safe', edits: [edit(at, 13, 'x\ny')] };
    const of = finding(at, [two]);
    const wanted = { rule: of.ruleId, range: toRange(crlf, of.span) };
    const answer = chosenFixes(crlf, [of], [wanted, wanted]);
    expect([answer.answers, answer.edits.map(({ newText }) => newText)]).toEqual([
      ['fixed', 'fixed'],
      ['x\r\ny'],
    ]);
  });
});

describe('isChosenFixesParams', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  it('takes what our client sends', () =>
    expect(
      isChosenFixesParams({ textDocument: { uri: 'file:///a.go' }, findings: [{ rule: 'x', range }] }),
    ).toBe(true));
  it.each([
    [null],
    [{}],
    [{ textDocument: { uri: 1 }, findings: [] }],
    [{ textDocument: { uri: 'a' }, findings: [{ rule: 'x' }] }],
    [{ textDocument: { uri: 'a' }, findings: [{ rule: 1, range }] }],
    [{ textDocument: { uri: 'a' }, findings: [null] }],
  ])('refuses %j', (value) => expect(isChosenFixesParams(value)).toBe(false));
});
