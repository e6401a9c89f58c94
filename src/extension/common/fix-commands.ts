import * as vscode from 'vscode';

const FIX_ALL_KIND = vscode.CodeActionKind.SourceFixAll.append('bucketwise');

/** Applies all safe fixes of the file in front; `running` tells whether the server can be asked, and the user when not. */
export async function fixAll(running: () => Promise<boolean>): Promise<void> {
  const edit = await allSafeFixes(running);
  if (edit !== undefined) await apply(edit);
}

/** The same, but VS Code shows the changes first and lets one take some and leave others. */
export async function previewFixAll(running: () => Promise<boolean>): Promise<void> {
  const edit = await allSafeFixes(running);
  if (edit === undefined) return;
  const metadata: vscode.WorkspaceEditEntryMetadata = {
    needsConfirmation: true,
    label: vscode.l10n.t('Safe Map Fixes'),
    iconPath: new vscode.ThemeIcon('lightbulb-autofix'),
  };
  const preview = new vscode.WorkspaceEdit();
  for (const [uri, edits] of edit.entries()) {
    preview.set(
      uri,
      edits.map((each): [vscode.TextEdit, vscode.WorkspaceEditEntryMetadata] => [each, metadata]),
    );
  }
  // Declining the preview is no failure to speak of.
  await vscode.workspace.applyEdit(preview, { isRefactoring: true });
}

async function allSafeFixes(running: () => Promise<boolean>): Promise<vscode.WorkspaceEdit | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'go') {
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
