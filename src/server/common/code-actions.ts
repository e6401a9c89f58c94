import * as l10n from '@vscode/l10n';
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type Range,
  type SnippetTextEdit,
  type TextEdit as WireTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span, TextEdit } from '../../base/text.ts';
import type { SiteAtParams } from '../../protocol/requests.ts';
import type { Finding, Fix } from '../../rules/model.ts';
import { SOURCE, toDiagnostic, toRange, toSpan } from './diagnostics.ts';
import { ignoreCommentEdit } from './ignore-comment.ts';
import { snippetOf, type DraftEdit } from './snippets.ts';

/** Fixes everything in a file that is safe to fix. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.${SOURCE}`;

export const CODE_ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, FIX_ALL_KIND];

/** What the client can do with code actions. */
export interface CodeActionClient {
  /** It asks for `edit` when an action is chosen. */
  readonly resolvesEdit: boolean;
  /** It takes `documentChanges`, so that an edit names the version it was made for. */
  readonly documentChanges: boolean;
  /** It takes snippets in them, so that what is left to write can be selected. */
  readonly snippetEdits: boolean;
  /** Command that opens the growth simulator, where the client has one. */
  readonly simulateCommand: string | undefined;
  /** Command that shows a rule's page, where there is one. */
  readonly explainCommand: string | undefined;
}

/** Names an edit so that `codeAction/resolve` can make it. */
export type ActionData = { readonly uri: string; readonly version: number } & (
  | { readonly edit: 'fix'; readonly rule: string; readonly start: number; readonly fix: number }
  | { readonly edit: 'ignore'; readonly rule: string; readonly start: number }
  | { readonly edit: 'fixAll' }
);

export interface CodeActionRequest {
  readonly document: TextDocument;
  readonly findings: readonly Finding[];
  readonly range: Range;
  readonly context: CodeActionContext;
  readonly client: CodeActionClient;
  /** Edits of all safe fixes together; asked only when an action needs them. */
  readonly fixAll: () => readonly TextEdit[];
}

/** True when an action of `kind` is wanted: kinds are dotted prefixes of each other. */
export function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return (
    only === undefined ||
    only.some((prefix) => kind === prefix || kind.startsWith(`${prefix}.`) || prefix === '')
  );
}

const touches = (span: Span, range: Span): boolean => span.start <= range.end && range.start <= span.end;

const hasSafeFix = (finding: Finding): boolean => finding.fixes.some((fix) => fix.applicability === 'safe');

/** All actions for a range, the most useful first: fixes, then simulate, ignore and explain. */
export function codeActions(request: CodeActionRequest): CodeAction[] {
  const { document, findings, range, context } = request;
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, context.only)) {
    const wanted = toSpan(document, range);
    const here = findings.filter((finding) => touches(finding.span, wanted));
    for (const finding of here) actions.push(...fixActions(request, finding));
    if (here.some(hasSafeFix) && findings.filter(hasSafeFix).length > 1)
      actions.push(fixAllQuickly(request, here));
    // A comment cannot be simulated, and one more that hides what is wrong with it makes nothing better.
    const ofCode = here.filter(({ group }) => group !== 'hygiene');
    for (const finding of ofCode) actions.push(...simulateAction(request, finding));
    for (const finding of ofCode) actions.push(ignoreAction(request, finding));
    for (const finding of onePerRule(here)) actions.push(...explainAction(request, finding));
  }
  // A source action is only for who asks for it by name: it is not about the place the cursor is at.
  if (context.only !== undefined && isWanted(FIX_ALL_KIND, context.only) && findings.some(hasSafeFix)) {
    actions.push(
      withEdit(
        request,
        { title: l10n.t('Apply all safe map fixes in this file'), kind: FIX_ALL_KIND },
        { edit: 'fixAll' },
      ),
    );
  }
  return actions;
}

/** The edit an action stands for; undefined when its finding is no longer there. */
export function resolveEdit(
  data: ActionData,
  document: TextDocument,
  findings: readonly Finding[],
  fixAll: () => readonly TextEdit[],
): readonly DraftEdit[] | undefined {
  switch (data.edit) {
    case 'fixAll':
      return fixAll();
    case 'ignore':
      return [ignoreCommentEdit(document.getText(), data.start, data.rule)];
    case 'fix': {
      const finding = findings.find(({ ruleId, span }) => ruleId === data.rule && span.start === data.start);
      return finding?.fixes[data.fix]?.edits;
    }
  }
}

/** Edits by positions, with the line ends of the document. */
export function wireEdits(document: TextDocument, edits: readonly TextEdit[]): WireTextEdit[] {
  const crlf = document.getText().includes('\r\n');
  return edits.map(({ span, newText }) => ({
    range: toRange(document, span),
    newText: crlf ? newText.replace(/\r?\n/g, '\r\n') : newText,
  }));
}

export function workspaceEdit(
  document: TextDocument,
  edits: readonly DraftEdit[],
  { documentChanges, snippetEdits }: Pick<CodeActionClient, 'documentChanges' | 'snippetEdits'>,
): WorkspaceEdit {
  const wire = wireEdits(document, edits);
  if (!documentChanges) return { changes: { [document.uri]: wire } };
  const changed = wire.map((edit, at): WireTextEdit | SnippetTextEdit => {
    const placeholder = edits[at]?.placeholder;
    return placeholder === undefined || !snippetEdits
      ? edit
      : {
          range: edit.range,
          snippet: { kind: 'snippet', value: snippetOf(edit.newText, placeholder) },
        };
  });
  return {
    documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: changed }],
  };
}

/** True for data made by this server; what a client sends back is not trusted. */
export function isActionData(value: unknown): value is ActionData {
  if (typeof value !== 'object' || value === null) return false;
  const data = value as Partial<Record<string, unknown>>;
  if (typeof data['uri'] !== 'string' || typeof data['version'] !== 'number') return false;
  const named = typeof data['rule'] === 'string' && typeof data['start'] === 'number';
  return (
    data['edit'] === 'fixAll' ||
    (data['edit'] === 'ignore' && named) ||
    (data['edit'] === 'fix' && named && typeof data['fix'] === 'number')
  );
}

type EditName = ActionData extends infer D ? (D extends unknown ? Omit<D, 'uri' | 'version'> : never) : never;

/** Fills in the edit at once, or leaves it to `codeAction/resolve` where the client asks for it later. */
function withEdit(request: CodeActionRequest, action: CodeAction, name: EditName): CodeAction {
  const { document, findings, client, fixAll } = request;
  const data = { uri: document.uri, version: document.version, ...name } as ActionData;
  if (client.resolvesEdit) return { ...action, data };
  const edits = resolveEdit(data, document, findings, fixAll) ?? [];
  return { ...action, edit: workspaceEdit(document, edits, client) };
}

/** The client's own diagnostic for a finding where it sent it, so that the editor connects the two. */
function diagnosticFor({ document, context }: CodeActionRequest, finding: Finding): Diagnostic {
  const own = toDiagnostic(finding, document);
  const { start, end } = own.range;
  const sent = context.diagnostics.find(
    ({ source, code, range }) =>
      source === SOURCE &&
      code === finding.ruleId &&
      range.start.line === start.line &&
      range.start.character === start.character &&
      range.end.line === end.line &&
      range.end.character === end.character,
  );
  return sent ?? own;
}

function fixActions(request: CodeActionRequest, finding: Finding): CodeAction[] {
  const safe = finding.fixes.filter((fix) => fix.applicability === 'safe');
  const order = (fix: Fix): number => (fix.applicability === 'safe' ? 0 : 1);
  return finding.fixes
    .map((fix, index) => ({ fix, index }))
    .sort((a, b) => order(a.fix) - order(b.fix) || a.index - b.index)
    .map(({ fix, index }) => {
      const title = titleOf(fix);
      const action: CodeAction = {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnosticFor(request, finding)],
      };
      // Preferred means "apply without asking": only where there is one safe answer.
      if (safe.length === 1 && safe[0] === fix) action.isPreferred = true;
      return withEdit(request, action, {
        edit: 'fix',
        rule: finding.ruleId,
        start: finding.span.start,
        fix: index,
      });
    });
}

/** With what to look at, where somebody has to: there is no other place where it is read before the fix is made. */
function titleOf({ title, applicability, review }: Fix): string {
  if (applicability === 'safe') return title;
  return review === undefined ? l10n.t('{0} (review)', title) : l10n.t('{0} (review: {1})', title, review);
}

function fixAllQuickly(request: CodeActionRequest, here: readonly Finding[]): CodeAction {
  const count = request.findings.filter(hasSafeFix).length;
  return withEdit(
    request,
    {
      title: l10n.t('Apply all {0} safe map fixes in this file', count),
      kind: CodeActionKind.QuickFix,
      // VS Code lists actions without a diagnostic last.
      diagnostics: here.filter(hasSafeFix).map((finding) => diagnosticFor(request, finding)),
    },
    { edit: 'fixAll' },
  );
}

function simulateAction(request: CodeActionRequest, finding: Finding): CodeAction[] {
  const { document, client } = request;
  if (client.simulateCommand === undefined) return [];
  const at: SiteAtParams = {
    textDocument: { uri: document.uri },
    position: document.positionAt(finding.span.start),
  };
  const title = l10n.t('Simulate this map');
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticFor(request, finding)],
      command: { title, command: client.simulateCommand, arguments: [at] },
    },
  ];
}

function ignoreAction(request: CodeActionRequest, finding: Finding): CodeAction {
  return withEdit(
    request,
    {
      title: l10n.t('Ignore here ({0})', `bucketwise:ignore ${finding.ruleId}`),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticFor(request, finding)],
    },
    { edit: 'ignore', rule: finding.ruleId, start: finding.span.start },
  );
}

function onePerRule(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.ruleId, finding])).values()];
}

function explainAction(request: CodeActionRequest, finding: Finding): CodeAction[] {
  const command = request.client.explainCommand;
  if (command === undefined) return [];
  const title = l10n.t('Explain {0}', finding.ruleId);
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticFor(request, finding)],
      command: { title, command, arguments: [finding.ruleId] },
    },
  ];
}
