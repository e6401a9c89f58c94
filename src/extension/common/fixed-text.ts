import * as vscode from 'vscode';
import { applyEdits } from '../../base/text.ts';

/** Scheme of texts as they would be with their fixes. */
export const FIXED_SCHEME = 'bucketwise-fixed';

/** Shows what fixes would make of a document, beside what it is. */
export class FixedTexts implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(FIXED_SCHEME, this);

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  /** Opens a comparison: the document on one side, with these edits on the other. */
  async compare(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): Promise<void> {
    const { uri } = document;
    const fixed = vscode.Uri.from({ scheme: FIXED_SCHEME, path: uri.path, query: uri.toString() });
    this.#texts.set(fixed.toString(), withEdits(document, edits));
    this.#changed.fire(fixed);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    await vscode.commands.executeCommand(
      'vscode.diff',
      uri,
      fixed,
      vscode.l10n.t('{0}: Safe Map Fixes', name),
    );
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

function withEdits(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  return applyEdits(
    document.getText(),
    edits.map(({ range, newText }) => ({
      span: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
      newText,
    })),
  );
}
