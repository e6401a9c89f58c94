import { describe, expect, it } from 'vitest';
import type { CodeAction, Range, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits } from '../../base/text.ts';
import { REASON_PLACEHOLDER } from '../../rules/directive.ts';
import type { Finding, Fix } from '../../rules/model.ts';
import {
  codeActions,
  FIX_ALL_KIND,
  isActionData,
  isWanted,
  resolveEdit,
  workspaceEdit,
  type CodeActionClient,
  type CodeActionRequest,
} from './code-actions.ts';
import { toDiagnostic } from './diagnostics.ts';

const TEXT = `package p

func f(xs []string) {
	seen := map[string]int{}
	for _, x := range xs {
		seen[x]++
	}
}
`;

const document = TextDocument.create('file:///p/f.go', 'go', 7, TEXT);

function spanOf(text: string): { start: number; end: number } {
  const start = TEXT.indexOf(text);
  return { start, end: start + text.length };
}

const hint: Fix = {
  title: 'Add the hint',
  applicability: 'safe',
  edits: [{ span: spanOf('map[string]int{}'), newText: 'make(map[string]int, len(xs))' }],
};
const rewrite: Fix = {
  title: 'Rewrite the loop',
  applicability: 'review',
  edits: [{ span: spanOf('seen[x]++'), newText: 'seen[x] += 1' }],
};

function finding(changes: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'missing-capacity-hint',
    kind: 'unhinted',
    group: 'cost',
    span: spanOf('map[string]int{}'),
    severity: 'information',
    confidence: 'certain',
    heat: { level: 'plain', reasons: [] },
    message: 'Map grows.',
    estimate: undefined,
    sameAs: [],
    related: [],
    fixes: [rewrite, hint],
    ...changes,
  };
}

const full: CodeActionClient = {
  resolvesEdit: true,
  documentChanges: true,
  snippetEdits: false,
  simulateCommand: 'simulate',
  explainCommand: 'explain',
};
const plain: CodeActionClient = {
  resolvesEdit: false,
  documentChanges: false,
  snippetEdits: false,
  simulateCommand: undefined,
  explainCommand: undefined,
};

const onTheMap: Range = { start: { line: 3, character: 12 }, end: { line: 3, character: 12 } };

function request(changes: Partial<CodeActionRequest> = {}): CodeActionRequest {
  return {
    document,
    findings: [finding()],
    range: onTheMap,
    context: { diagnostics: [] },
    client: full,
    fixAll: () => hint.edits,
    ...changes,
  };
}

const titles = (actions: readonly CodeAction[]): string[] => actions.map(({ title }) => title);

describe('codeActions', () => {
  it('offers safe fixes first, then those to review, then the rest', () => {
    const actions = codeActions(request());
    expect(titles(actions)).toEqual([
      'Add the hint',
      'Rewrite the loop (review)',
      'Simulate this map',
      'Ignore here (bucketwise:ignore missing-capacity-hint)',
      'Explain missing-capacity-hint',
    ]);
    expect(actions.map(({ isPreferred }) => isPreferred)).toEqual([
      true,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('prefers none of several safe fixes', () => {
    const two = finding({ fixes: [hint, { ...hint, title: 'Another' }] });
    expect(codeActions(request({ findings: [two] })).some(({ isPreferred }) => isPreferred)).toBe(false);
  });

  it('says nothing away from the finding', () => {
    const range = { start: { line: 5, character: 3 }, end: { line: 5, character: 3 } };
    expect(codeActions(request({ range }))).toEqual([]);
  });

  it('leaves edits to be resolved where the client asks later, and fills them in where not', () => {
    const [later] = codeActions(request());
    expect(later?.edit).toBeUndefined();
    expect(isActionData(later?.data)).toBe(true);
    const actions = codeActions(request({ client: plain }));
    expect(titles(actions)).toEqual([
      'Add the hint',
      'Rewrite the loop (review)',
      'Ignore here (bucketwise:ignore missing-capacity-hint)',
    ]);
    expect(actions[0]?.edit?.changes?.[document.uri]).toEqual([
      {
        range: { start: { line: 3, character: 9 }, end: { line: 3, character: 25 } },
        newText: 'make(map[string]int, len(xs))',
      },
    ]);
    expect(actions.every(({ data }) => data === undefined)).toBe(true);
  });

  it('names the version an edit was made for', () => {
    const edit = workspaceEdit(document, hint.edits, full);
    expect(edit.documentChanges).toMatchObject([{ textDocument: { uri: document.uri, version: 7 } }]);
  });

  it('connects a fix with the diagnostic the client sent', () => {
    const sent = { ...toDiagnostic(finding(), document), message: 'as the client has it' };
    const [action] = codeActions(request({ context: { diagnostics: [sent] } }));
    expect(action?.diagnostics).toEqual([sent]);
  });

  it('offers nothing but the fix and the page for a wrong directive', () => {
    const wrong = finding({ group: 'hygiene', ruleId: 'faulty-directive', fixes: [hint] });
    expect(titles(codeActions(request({ findings: [wrong] })))).toEqual([
      'Add the hint',
      'Explain faulty-directive',
    ]);
  });

  it('fixes all only for who asks for a source action', () => {
    const source = codeActions(request({ context: { diagnostics: [], only: ['source.fixAll'] } }));
    expect(source.map(({ kind }) => kind)).toEqual([FIX_ALL_KIND]);
    expect(codeActions(request()).some(({ kind }) => kind === FIX_ALL_KIND)).toBe(false);
    const unsafe = finding({ fixes: [rewrite] });
    const context = { diagnostics: [], only: [FIX_ALL_KIND] };
    expect(codeActions(request({ findings: [unsafe], context }))).toEqual([]);
  });

  it('offers to fix all beside the fix of one of several', () => {
    const findings = [finding(), finding({ span: spanOf('seen[x]++') })];
    expect(titles(codeActions(request({ findings })))).toContain('Apply all 2 safe map fixes in this file');
    expect(titles(codeActions(request())).some((title) => title.startsWith('Apply all'))).toBe(false);
  });

  it('keeps the line endings of the document', () => {
    const crlf = TextDocument.create('file:///p/f.go', 'go', 1, TEXT.replaceAll('\n', '\r\n'));
    const edit = workspaceEdit(crlf, [{ span: { start: 0, end: 0 }, newText: 'a\nb\r\n' }], plain);
    expect(edit.changes?.[crlf.uri]?.[0]?.newText).toBe('a\r\nb\r\n');
  });
});

describe('resolveEdit', () => {
  const base = { uri: document.uri, version: 7, rule: 'missing-capacity-hint', start: finding().span.start };

  it('finds the fix again', () => {
    expect(resolveEdit({ ...base, edit: 'fix', fix: 1 }, document, [finding()], () => [])).toBe(hint.edits);
    expect(resolveEdit({ ...base, edit: 'fix', fix: 9 }, document, [finding()], () => [])).toBeUndefined();
    expect(resolveEdit({ ...base, edit: 'fix', fix: 1 }, document, [], () => [])).toBeUndefined();
  });

  it('writes the directive above the line, indented like it', () => {
    const edits = resolveEdit({ ...base, edit: 'ignore' }, document, [finding()], () => []) ?? [];
    expect(applyEdits(TEXT, edits)).toContain(
      `{\n\t//bucketwise:ignore missing-capacity-hint ${REASON_PLACEHOLDER}\n\tseen := map`,
    );
  });
});

describe('a fix for review', () => {
  it('says in its title what to look at', () => {
    const reviewed: Fix = { ...rewrite, review: 'the order changes' };
    expect(titles(codeActions(request({ findings: [finding({ fixes: [reviewed] })] })))[0]).toBe(
      'Rewrite the loop (review: the order changes)',
    );
  });
});

describe('the reason that is left to write', () => {
  const edits = [{ span: { start: 0, end: 0 }, newText: '\t// {$a}: why\n', placeholder: 'why' }];
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const written = ({ documentChanges }: WorkspaceEdit): unknown =>
    documentChanges?.flatMap((change) => ('edits' in change ? change.edits : []));

  it('is selected where the client takes snippets', () => {
    expect(written(workspaceEdit(document, edits, { ...full, snippetEdits: true }))).toEqual([
      { range, snippet: { kind: 'snippet', value: '\t// {\\$a\\}: ${0:why}\n' } },
    ]);
  });

  it('is plain text elsewhere', () => {
    const newText = '\t// {$a}: why\n';
    expect(written(workspaceEdit(document, edits, full))).toEqual([{ range, newText }]);
    expect(workspaceEdit(document, edits, { ...plain, snippetEdits: true }).changes).toEqual({
      [document.uri]: [{ range, newText }],
    });
  });
});

describe('what a client sends back', () => {
  it.each([
    undefined,
    null,
    'fixAll',
    {},
    { uri: 'a', version: 1 },
    { uri: 'a', version: 1, edit: 'fix', rule: 'r', start: 0 },
    { uri: 'a', version: '1', edit: 'fixAll' },
    { uri: 'a', version: 1, edit: 'ignore', rule: 3, start: 0 },
  ])('is not taken for ours: %j', (value) => {
    expect(isActionData(value)).toBe(false);
  });
});

describe('isWanted', () => {
  it.each([
    ['quickfix', undefined, true],
    ['quickfix', ['quickfix'], true],
    ['quickfix.bucketwise', ['quickfix'], true],
    ['quickfix', [''], true],
    ['quickfix', ['source'], false],
    ['quickfixes', ['quickfix'], false],
    ['quickfix', [], false],
  ])('%s for %j: %s', (kind, only, wanted) => {
    expect(isWanted(kind, only)).toBe(wanted);
  });
});
