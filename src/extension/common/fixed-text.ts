import * as vscode from 'vscode';
import { applyEdits } from '../../base/text.ts';

/** Scheme of texts as they would be with their fixes. */
export const FIXED_SCHEME = 'bucketwise-fixed';

/** What fixes would do to a document. */
interface DocumentChange {
  readonly document: vscode.TextDocument;
  readonly edits: readonly vscode.TextEdit[];
}

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
    const fixed = this.#fixed({ document, edits });
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    await vscode.commands.executeCommand(
      'vscode.diff',
      uri,
      fixed,
      vscode.l10n.t('{0}: Safe Map Fixes', name),
    );
  }

  /** The same for several documents in one editor. */
  async compareAll(title: string, changes: readonly DocumentChange[]): Promise<void> {
    await vscode.commands.executeCommand(
      'vscode.changes',
      title,
      changes.map((change) => {
        const { uri } = change.document;
        return [uri, uri, this.#fixed(change)];
      }),
    );
  }

  /** Address of a document as it would be. */
  #fixed({ document, edits }: DocumentChange): vscode.Uri {
    const { uri } = document;
    const fixed = vscode.Uri.from({ scheme: FIXED_SCHEME, path: uri.path, query: uri.toString() });
    this.#texts.set(fixed.toString(), withEdits(document, edits));
    this.#changed.fire(fixed);
    return fixed;
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
