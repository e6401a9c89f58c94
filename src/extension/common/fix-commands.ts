import * as vscode from 'vscode';
import type { FixedTexts } from './fixed-text.ts';

const FIX_ALL_KIND = vscode.CodeActionKind.SourceFixAll.append('bucketwise');

/**
 * Applies all safe fixes of a Go file.
 * @param document the one that the command is about, if there is one
 * @param running tells whether the server can be asked, and the user when not
 */
export async function fixAll(
  document: vscode.TextDocument | undefined,
  running: () => Promise<boolean>,
): Promise<void> {
  const edit = await allSafeFixes(document, running);
  if (edit !== undefined) await apply(edit);
}

/** Shows what {@link fixAll} would do, and does nothing. */
export async function previewFixAll(
  document: vscode.TextDocument | undefined,
  running: () => Promise<boolean>,
  texts: FixedTexts,
): Promise<void> {
  const edit = await allSafeFixes(document, running);
  if (document !== undefined && edit !== undefined) await texts.compare(document, edit.get(document.uri));
}

async function allSafeFixes(
  document: vscode.TextDocument | undefined,
  running: () => Promise<boolean>,
): Promise<vscode.WorkspaceEdit | undefined> {
  if (document === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Bucketwise: open a Go file first.'));
    return undefined;
  }
  if (!(await running())) return undefined;
  const range = new vscode.Range(0, 0, document.lineCount, 0);
  // The last argument asks for the edit of the first action, which the server only makes when asked.
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    FIX_ALL_KIND.value,
    1,
  );
  const edit = actions?.find(({ kind }) => kind !== undefined && FIX_ALL_KIND.contains(kind))?.edit;
  if (edit !== undefined && edit.size > 0) return edit;
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('Bucketwise: nothing in this file can be fixed safely.'),
    6000,
  );
  return undefined;
}

async function apply(edit: vscode.WorkspaceEdit): Promise<void> {
  if (await vscode.workspace.applyEdit(edit)) return;
  void vscode.window.showWarningMessage(
    vscode.l10n.t('The fixes were not applied because the file changed meanwhile. Run the command again.'),
  );
}
