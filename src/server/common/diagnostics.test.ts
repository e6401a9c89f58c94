import { describe, expect, it } from 'vitest';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../rules/model.ts';
import { ResultIds, toDiagnostic } from './diagnostics.ts';

const finding: Finding = {
  ruleId: 'delete-in-range',
  kind: 'clear-all',
  group: 'cost',
  span: { start: 7, end: 9 },
  severity: 'hint',
  confidence: 'likely',
  heat: { level: 'plain', reasons: [] },
  message: 'Says it.',
  estimate: undefined,
  sameAs: [],
  related: [{ span: { start: 0, end: 1 }, message: 'the loop' }],
  fixes: [],
};

describe('toDiagnostic', () => {
  it('counts columns in UTF-16 units', () => {
    const document = TextDocument.create('file:///a.go', 'go', 1, '// é𝒳\nab𝒳');
    expect(toDiagnostic(finding, document)).toEqual({
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } },
      severity: DiagnosticSeverity.Hint,
      source: 'bucketwise',
      code: 'delete-in-range',
      codeDescription: {
        href: 'https://github.com/bucketwise/bucketwise/blob/main/docs/rules/delete-in-range.md',
      },
      message: 'Says it.',
      data: { rule: 'delete-in-range', kind: 'clear-all' },
      relatedInformation: [
        {
          location: {
            uri: 'file:///a.go',
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
          },
          message: 'the loop',
        },
      ],
    });
  });
});

describe('what can go', () => {
  const document = TextDocument.create('file:///a.go', 'go', 1, '//bucketwise:ignore all');

  it('is tagged, and nothing else is', () => {
    expect(toDiagnostic({ ...finding, removable: true }, document).tags).toEqual([DiagnosticTag.Unnecessary]);
    expect(toDiagnostic(finding, document)).not.toHaveProperty('tags');
  });
});

describe('ResultIds', () => {
  const document = TextDocument.create('file:///a.go', 'go', 1, 'package p\n');
  const one = [toDiagnostic(finding, document)];

  it('gives the same id for the same diagnostics only', () => {
    const ids = new ResultIds('s');
    const first = ids.idFor('a', one);
    expect(ids.idFor('a', structuredClone(one))).toBe(first);
    const second = ids.idFor('a', []);
    expect(second).not.toBe(first);
    expect(ids.idFor('a', one)).not.toBe(first);
    expect(ids.idFor('b', [])).not.toBe(second);
  });

  it('never repeats an id of another session', () => {
    expect(new ResultIds('s').idFor('a', one)).not.toBe(new ResultIds('t').idFor('a', one));
  });
});
