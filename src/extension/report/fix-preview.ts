import * as vscode from 'vscode';
import type { ChosenFixesAnswer } from '../../protocol/report-requests.ts';
import type { FixedTexts } from '../common/fixed-text.ts';
import { toRange } from '../common/wire-range.ts';
import type { FixPlan, PlannedFile } from './fix-plan.ts';

/** Condition of the commands that answer a preview. */
const IS_PREVIEWED = 'bucketwise.fixesPreviewed';

export interface PreviewOutcome {
  readonly kind: 'applied' | 'discarded' | 'refused';
  /** Files that were changed while the preview was open, and left alone. */
  readonly changed: number;
}

/**
 * Shows the changes of several files side by side in one editor and makes them when the reader agrees. VS Code's own preview of
 * edits leaves the boxes of edits that need a confirmation empty, so that agreeing to it changes nothing; here nothing is to tick.
 */
export class FixPreview {
  readonly #texts: FixedTexts;
  readonly #subscriptions: readonly vscode.Disposable[];
  /** Answers the preview that is open. */
  #answer: ((apply: boolean) => void) | undefined;
  #title = '';

  constructor(texts: FixedTexts) {
    this.#texts = texts;
    const { registerCommand } = vscode.commands;
    this.#subscriptions = [
      registerCommand('bucketwise.applyPreviewedFixes', () => this.#answer?.(true)),
      registerCommand('bucketwise.discardPreviewedFixes', () => this.#answer?.(false)),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some((tab) => this.#isShownIn(tab))) this.#answer?.(false);
      }),
    ];
  }

  async show(
    plan: FixPlan<vscode.TextDocument>,
    { title, question }: { readonly title: string; readonly question: string },
  ): Promise<PreviewOutcome> {
    this.#answer?.(false);
    this.#title = title;
    await this.#texts.compareAll(
      title,
      plan.files.map(({ document, answer }) => ({ document, edits: editsOf(answer) })),
    );
    const isAccepted = await this.#ask(question);
    await this.#close();
    return isAccepted ? apply(plan.files) : { kind: 'discarded', changed: 0 };
  }

  dispose(): void {
    this.#answer?.(false);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Waits for an answer from wherever it comes: the message, the title of the preview, the palette, or its being closed. */
  async #ask(question: string): Promise<boolean> {
    const make = vscode.l10n.t('Apply');
    const discard = vscode.l10n.t('Discard');
    await vscode.commands.executeCommand('setContext', IS_PREVIEWED, true);
    try {
      return await new Promise<boolean>((resolve) => {
        this.#answer = resolve;
        void vscode.window.showInformationMessage(question, make, discard).then((choice) => {
          // A message that was only put away leaves the buttons in the title.
          if (choice !== undefined) resolve(choice === make);
        });
      });
    } finally {
      this.#answer = undefined;
      await vscode.commands.executeCommand('setContext', IS_PREVIEWED, false);
    }
  }

  /** The editor puts the number of files behind a title, in its own language. */
  #isShownIn({ label, input }: vscode.Tab): boolean {
    return this.#title !== '' && !(input instanceof vscode.TabInputText) && label.startsWith(this.#title);
  }

  async #close(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const shown = tabs.filter((tab) => this.#isShownIn(tab));
    this.#title = '';
    if (shown.length > 0) await vscode.window.tabGroups.close(shown, true);
  }
}

/** Makes all edits as one step, of the files that are still as they were shown. */
async function apply(files: readonly PlannedFile<vscode.TextDocument>[]): Promise<PreviewOutcome> {
  const edit = new vscode.WorkspaceEdit();
  let changed = 0;
  for (const { document, answer } of files) {
    // A document that VS Code has let go of may have any text on disk by now.
    const isAsShown = !document.isClosed && document.version === answer.version;
    if (isAsShown) edit.set(document.uri, editsOf(answer));
    else changed++;
  }
  if (edit.size === 0) return { kind: 'refused', changed };
  // As a refactoring, files that are not open are saved, not left behind changed.
  const isApplied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  return { kind: isApplied ? 'applied' : 'refused', changed };
}

function editsOf({ edits }: ChosenFixesAnswer): vscode.TextEdit[] {
  return edits.map(({ range, newText }) => new vscode.TextEdit(toRange(range), newText));
}
