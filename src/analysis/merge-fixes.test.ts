import { describe, expect, it } from 'vitest';
import type { TextEdit } from '../base/text.ts';
import type { Applicability, Finding } from '../rules/model.ts';
import { applyEditsKeepingLineEndings, mergeSafeFixes } from './merge-fixes.ts';

function edit(start: number, end: number, newText = 'x'): TextEdit {
  return { span: { start, end }, newText };
}

function finding(
  ...fixes: readonly (readonly [title: string, applicability: Applicability, ...edits: TextEdit[]])[]
): Finding {
  return {
    ruleId: 'missing-capacity-hint',
    kind: 'grows',
    group: 'cost',
    span: { start: 0, end: 1 },
    severity: 'information',
    confidence: 'certain',
    heat: { level: 'plain', reasons: [] },
    message: 'Map grows.',
    estimate: undefined,
    sameAs: [],
    related: [],
    fixes: fixes.map(([title, applicability, ...edits]) => ({ title, applicability, edits })),
  };
}

describe('mergeSafeFixes', () => {
  const titles = (...findings: Finding[]): string[] => mergeSafeFixes(findings).fixes.map((fix) => fix.title);

  it('takes the first safe fix of each finding and sorts the edits', () => {
    const merged = mergeSafeFixes([
      finding(
        ['review', 'review', edit(0, 1)],
        ['b', 'safe', edit(20, 22), edit(30, 31)],
        ['c', 'safe', edit(0, 1)],
      ),
      finding(['a', 'safe', edit(5, 6)]),
      finding(['never', 'review', edit(40, 41)]),
    ]);
    expect(merged.fixes.map((fix) => fix.title)).toEqual(['b', 'a']);
    expect(merged.edits.map((each) => each.span.start)).toEqual([5, 20, 30]);
  });

  it('leaves a fix out whole when one of its edits collides', () => {
    expect(
      titles(finding(['a', 'safe', edit(5, 8)]), finding(['b', 'safe', edit(1, 2), edit(7, 9)])),
    ).toEqual(['a']);
  });

  it('leaves out a fix whose own edits overlap', () => {
    expect(
      titles(finding(['a', 'safe', edit(5, 8), edit(7, 9)]), finding(['b', 'safe', edit(7, 9)])),
    ).toEqual(['b']);
  });

  it('takes nothing beside fixes after which all is judged anew', () => {
    const misspelt = finding(['respell', 'safe', edit(20, 22)]);
    const fixes = misspelt.fixes.map((fix) => ({ ...fix, comesFirst: true }));
    const others = [finding(['a', 'safe', edit(0, 1)]), finding(['b', 'safe', edit(30, 31)])];
    expect(titles(...others, { ...misspelt, fixes })).toEqual(['respell']);
    const forReview = fixes.map((fix) => ({ ...fix, applicability: 'review' as const }));
    expect(titles(...others, { ...misspelt, fixes: forReview })).toEqual(['a', 'b']);
  });

  it('lets neighbours live, but not two insertions at one place', () => {
    expect(titles(finding(['a', 'safe', edit(5, 8)]), finding(['b', 'safe', edit(8, 9)]))).toEqual([
      'a',
      'b',
    ]);
    expect(titles(finding(['a', 'safe', edit(5, 5)]), finding(['b', 'safe', edit(5, 5)]))).toEqual(['a']);
  });
});

describe('applyEditsKeepingLineEndings', () => {
  it('writes CRLF into a file that has CRLF, once', () => {
    expect(applyEditsKeepingLineEndings('a\r\nb\r\n', [edit(3, 4, 'c\nd\r\ne')])).toBe(
      'a\r\nc\r\nd\r\ne\r\n',
    );
  });

  it('writes the text as it is into a file without CRLF', () => {
    expect(applyEditsKeepingLineEndings('a\nb\n', [edit(2, 3, 'c\nd')])).toBe('a\nc\nd\n');
  });
});
