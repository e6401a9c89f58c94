import * as vscode from 'vscode';
import { CodeActionRequest, type BaseLanguageClient } from 'vscode-languageclient';
import type { ListedFinding, ListedSite } from '../../protocol/requests.ts';
import { toRange } from '../common/wire-range.ts';

/** What became of a fix. */
export type FixOutcome =
  | 'fixed'
  /** The code is another than when the view was filled. */
  | 'gone'
  /** There are several ways, and the editor's menu offers them. */
  | 'offered';

/**
 * Applies the safe fix of a finding in its document, which is shown so that the change can be seen, and undone.
 * Our own provider is asked, so that no other extension's fix for the same place can slip in.
 */
export async function fixFinding(
  client: BaseLanguageClient,
  site: ListedSite,
  finding: ListedFinding,
): Promise<FixOutcome> {
  const range = toRange(finding.range);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(site.uri));
  const provider = client.getFeature(CodeActionRequest.method).getProvider(document);
  if (provider === undefined) return 'gone';
  const { token } = new vscode.CancellationTokenSource();
  const context: vscode.CodeActionContext = {
    diagnostics: [],
    only: vscode.CodeActionKind.QuickFix,
    triggerKind: vscode.CodeActionTriggerKind.Invoke,
  };
  const given = (await provider.provideCodeActions(document, range, context, token)) ?? [];
  const fixes = given.filter((action) => action instanceof vscode.CodeAction).filter(isFixOf(finding));
  if (fixes.length === 0) return 'gone';
  await vscode.window.showTextDocument(document, { preserveFocus: true, selection: range });
  const preferred = fixes.find(({ isPreferred }) => isPreferred);
  if (preferred === undefined) {
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(range.start, range.start) });
    await vscode.commands.executeCommand('editor.action.quickFix');
    return 'offered';
  }
  const resolved = (await provider.resolveCodeAction?.(preferred, token)) ?? preferred;
  const { edit } = resolved;
  return edit !== undefined && (await vscode.workspace.applyEdit(edit)) ? 'fixed' : 'gone';
}

/** Actions that change the code for a finding: those without a command of their own. */
function isFixOf({ rule }: ListedFinding): (action: vscode.CodeAction) => boolean {
  return ({ command, diagnostics }) =>
    command === undefined &&
    diagnostics?.some(({ code }) => (typeof code === 'object' ? code.value : code) === rule) === true;
}
