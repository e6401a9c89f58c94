import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { GoDocument, type DocumentChange } from '../../syntax/document.ts';
import type { GoGrammar } from '../../syntax/grammar.ts';
import { TreeCache } from '../../syntax/tree-cache.ts';
import { directoryOf, normalizeUri } from './file-access.ts';

/** Trees kept at most: more than people have visible, about 30 MB of wasm memory for usual files. */
const KEPT_TREES = 24;

/** A document the client has open. `text` follows every change; the syntax is only made when somebody asks. */
export interface OpenDocument {
  /** As the client spells it: answers must use the same spelling. */
  readonly uri: string;
  readonly text: TextDocument;
}

interface Entry extends OpenDocument {
  syntax: GoDocument | undefined;
}

/** The client's open documents and their syntax. */
export class OpenDocuments {
  readonly #grammar: GoGrammar;
  readonly #trees = new TreeCache(KEPT_TREES);
  readonly #entries = new Map<string, Entry>();

  constructor(grammar: GoGrammar) {
    this.#grammar = grammar;
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.close(uri);
    this.#entries.set(normalizeUri(uri), {
      uri,
      text: TextDocument.create(uri, languageId, version, text),
      syntax: undefined,
    });
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const entry = this.#entries.get(normalizeUri(uri));
    if (entry === undefined) return;
    TextDocument.update(entry.text, [...changes], version);
    if (entry.syntax === undefined) return;
    entry.syntax.applyChanges(changes.map(toDocumentChange));
    // Lines end at a lone CR for the protocol but not for Go; then the tree starts over rather than drift.
    if (entry.syntax.text !== entry.text.getText()) entry.syntax.replaceText(entry.text.getText());
  }

  close(uri: string): void {
    const key = normalizeUri(uri);
    const entry = this.#entries.get(key);
    if (entry?.syntax !== undefined) this.#trees.drop(entry.syntax);
    this.#entries.delete(key);
  }

  get(uri: string): OpenDocument | undefined {
    return this.#entries.get(normalizeUri(uri));
  }

  all(): readonly OpenDocument[] {
    return [...this.#entries.values()];
  }

  /** Open Go files of a directory, saved or not. */
  inDirectory(directoryUri: string): readonly OpenDocument[] {
    return this.all().filter(({ uri }) => {
      const normal = normalizeUri(uri);
      return normal.endsWith('.go') && directoryOf(normal) === directoryUri;
    });
  }

  /** The document's syntax holder, parsed when it is asked. Undefined when the document is not open. */
  syntaxOf(uri: string): GoDocument | undefined {
    const entry = this.#entries.get(normalizeUri(uri));
    if (entry === undefined) return undefined;
    entry.syntax ??= GoDocument.open(this.#grammar, entry.text.getText());
    this.#trees.touch(entry.syntax);
    return entry.syntax;
  }
}

function toDocumentChange(change: TextDocumentContentChangeEvent): DocumentChange {
  return 'range' in change ? { range: change.range, text: change.text } : { text: change.text };
}
