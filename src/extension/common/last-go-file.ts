import * as vscode from 'vscode';
import { FIXED_SCHEME } from './fixed-text.ts';

/**
 * The Go editor that commands are about: the one in front, else the one that was in front last. The walkthrough, a preview
 * or a panel may be in front of it.
 */
export class LastGoFile {
  #last: vscode.TextEditor | undefined;
  readonly #subscription = vscode.window.onDidChangeActiveTextEditor((editor) => this.#note(editor));

  constructor() {
    this.#note(vscode.window.activeTextEditor);
  }

  /** Undefined where none was opened, or its document is closed. */
  get editor(): vscode.TextEditor | undefined {
    this.#note(vscode.window.activeTextEditor);
    return this.#last?.document.isClosed === false ? this.#last : undefined;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #note(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId !== 'go' || editor.document.uri.scheme === FIXED_SCHEME) return;
    this.#last = editor;
  }
}
