import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { formatCount } from '../../base/format.ts';
import {
  CHOSEN_FIXES,
  type ChosenFixesAnswer,
  type ChosenFixesParams,
} from '../../protocol/report-requests.ts';
import { planFixes, type FixPlan } from './fix-plan.ts';
import type { FixPreview } from './fix-preview.ts';
import { describeFixes, describePlan, describeUnfixed } from './fix-words.ts';
import type { StoredRow } from './report-store.ts';

/** Shows what the safe fixes of rows would change, and makes them if the reader agrees. Gives what became of it in words. */
export async function fixSelected(
  client: BaseLanguageClient,
  rows: readonly StoredRow[],
  preview: FixPreview,
  notice: (text: string) => void,
): Promise<void> {
  const plan = await plannedWithProgress(client, rows);
  if (plan === undefined) return;
  const unfixed = describeUnfixed(plan.unfixed, vscode.l10n);
  if (plan.fixes === 0) {
    notice(unfixed);
    void vscode.window.showWarningMessage(
      [vscode.l10n.t('Bucketwise: nothing of what is selected can be fixed safely.'), unfixed]
        .filter(Boolean)
        .join(' '),
    );
    return;
  }
  const what = describePlan(plan, vscode.l10n);
  notice(vscode.l10n.t('{0}: shown for review, not made yet.', what));
  const { kind, changed } = await preview.show(plan, {
    title: describeFixes(plan.fixes, vscode.l10n),
    question: [`${what}.`, unfixed].filter(Boolean).join(' '),
  });
  // The one that took its place has said so.
  if (kind === 'replaced') return;
  if (kind === 'discarded') {
    notice(vscode.l10n.t('Nothing was fixed.'));
    return;
  }
  const left =
    changed === 0
      ? ''
      : changed === 1
        ? vscode.l10n.t('1 file was left alone as it changed while the preview was open.')
        : vscode.l10n.t(
            '{0} files were left alone as they changed while the preview was open.',
            formatCount(changed),
          );
  if (kind === 'refused') {
    const said = vscode.l10n.t('Bucketwise: the fixes were not made. Select them again.');
    notice([said, left].filter(Boolean).join(' '));
    void vscode.window.showWarningMessage([said, left].filter(Boolean).join(' '));
    return;
  }
  notice([vscode.l10n.t('Made: {0}.', what), left, unfixed].filter(Boolean).join(' '));
}

function plannedWithProgress(
  client: BaseLanguageClient,
  rows: readonly StoredRow[],
): Thenable<FixPlan<vscode.TextDocument> | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking up safe fixes'),
      cancellable: true,
    },
    (progress, token) =>
      planFixes(rows, {
        open: async (uri) => await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)),
        ask: (uri, findings) => {
          const params: ChosenFixesParams = { textDocument: { uri }, findings };
          return client.sendRequest<ChosenFixesAnswer | null>(CHOSEN_FIXES, params, token);
        },
        wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
        isCancelled: () => token.isCancellationRequested,
        progress: (done, files) => {
          progress.report({
            message: vscode.l10n.t('{0} of {1} files', formatCount(done), formatCount(files)),
            increment: 100 / files,
          });
        },
      }),
  );
}
