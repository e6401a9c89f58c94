import * as vscode from 'vscode';
import type { ChosenFixesAnswer } from '../../protocol/report-requests.ts';
import type { FixedTexts } from '../common/fixed-text.ts';
import { toRange } from '../common/wire-range.ts';
import type { FixPlan, PlannedFile } from './fix-plan.ts';

/** Condition of the commands that answer a preview. */
const IS_PREVIEWED = 'bucketwise.fixesPreviewed';

type Answer = 'apply' | 'discard' | 'replace';

/** A preview that waits for its answer. */
interface OpenPreview {
  readonly title: string;
  readonly answer: (answer: Answer) => void;
  readonly answered: Promise<Answer>;
}

export interface PreviewOutcome {
  /** `replaced`: another preview was asked for before this one was answered. */
  readonly kind: 'applied' | 'discarded' | 'replaced' | 'refused';
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
  #open: OpenPreview | undefined;

  constructor(texts: FixedTexts) {
    this.#texts = texts;
    const { registerCommand } = vscode.commands;
    this.#subscriptions = [
      registerCommand('bucketwise.applyPreviewedFixes', () => this.#open?.answer('apply')),
      registerCommand('bucketwise.discardPreviewedFixes', () => this.#open?.answer('discard')),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        const open = this.#open;
        if (open !== undefined && closed.some((tab) => isShownIn(tab, open))) open.answer('discard');
      }),
    ];
  }

  async show(
    plan: FixPlan<vscode.TextDocument>,
    { title, question }: { readonly title: string; readonly question: string },
  ): Promise<PreviewOutcome> {
    const before = this.#open;
    this.#open = undefined;
    if (before !== undefined) {
      before.answer('replace');
      // Two previews of as many fixes have the same title: what is closed must be the old one, before the new one is there.
      await closeTabs(before);
    }
    await this.#texts.compareAll(
      title,
      plan.files.map(({ document, answer }) => ({ document, edits: editsOf(answer) })),
    );
    const preview = newPreview(title);
    this.#open = preview;
    const answer = await this.#ask(preview, question);
    if (answer === 'replace') return { kind: 'replaced', changed: 0 };
    await closeTabs(preview);
    return answer === 'apply' ? apply(plan.files) : { kind: 'discarded', changed: 0 };
  }

  dispose(): void {
    this.#open?.answer('discard');
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Waits for an answer from wherever it comes: the message, the title of the preview, the palette, or its being closed. */
  async #ask(preview: OpenPreview, question: string): Promise<Answer> {
    const make = vscode.l10n.t('Apply');
    const discard = vscode.l10n.t('Discard');
    await vscode.commands.executeCommand('setContext', IS_PREVIEWED, true);
    void vscode.window.showInformationMessage(question, make, discard).then((choice) => {
      // A message that was only put away leaves the buttons in the title.
      if (choice !== undefined) preview.answer(choice === make ? 'apply' : 'discard');
    });
    const answer = await preview.answered;
    if (this.#open === preview) {
      this.#open = undefined;
      await vscode.commands.executeCommand('setContext', IS_PREVIEWED, false);
    }
    return answer;
  }
}

function newPreview(title: string): OpenPreview {
  let answer: OpenPreview['answer'] = () => undefined;
  const answered = new Promise<Answer>((resolve) => {
    answer = resolve;
  });
  return { title, answer, answered };
}

/** The editor puts the number of files behind a title, in its own language. */
function isShownIn({ label, input }: vscode.Tab, { title }: OpenPreview): boolean {
  return !(input instanceof vscode.TabInputText) && label.startsWith(title);
}

async function closeTabs(preview: OpenPreview): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter((tab) => isShownIn(tab, preview));
  if (shown.length > 0) await vscode.window.tabGroups.close(shown, true);
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
