import { Edit, type Tree } from 'web-tree-sitter';
import { NEVER, type Cancellation } from '../base/cancellation.ts';
import { LineIndex, type Position } from '../base/text.ts';
import type { GoGrammar } from './grammar.ts';
import { copySyntax, type GoSyntax } from './node.ts';
import { parseGo } from './parse.ts';

/** One change of a document, in positions of the text as the change before it left it (LSP's rule). */
export interface DocumentChange {
  /** Undefined replaces the whole text. */
  readonly range?: { readonly start: Position; readonly end: Position } | undefined;
  readonly text: string;
}

/**
 * A Go source text that is edited over time. The tree is parsed when first asked for, patched by incremental changes
 * and dropped by a full one. Holds wasm memory until `releaseTree` or `dispose`.
 */
export class GoDocument {
  readonly #grammar: GoGrammar;
  #text: string;
  #tree: Tree | undefined;
  /** True when `#tree` was edited or parsed for exactly `#text`. */
  #fresh = false;
  #syntax: GoSyntax | undefined;

  private constructor(grammar: GoGrammar, text: string) {
    this.#grammar = grammar;
    this.#text = text;
  }

  static open(grammar: GoGrammar, text: string): GoDocument {
    return new GoDocument(grammar, text);
  }

  get text(): string {
    return this.#text;
  }

  /** True while the document holds wasm memory. */
  get holdsTree(): boolean {
    return this.#tree !== undefined;
  }

  /** Replaces the whole text; nothing of the old tree is kept. */
  replaceText(text: string): void {
    this.releaseTree();
    this.#syntax = undefined;
    this.#text = text;
  }

  /** Applies changes in order. Each is given to the tree with its own end positions. */
  applyChanges(changes: readonly DocumentChange[]): void {
    for (const change of changes) {
      if (change.range === undefined) {
        this.replaceText(change.text);
        continue;
      }
      const lines = new LineIndex(this.#text);
      const startIndex = lines.offsetAt(change.range.start);
      const oldEndIndex = Math.max(startIndex, lines.offsetAt(change.range.end));
      const newEndIndex = startIndex + change.text.length;
      const before = this.#text;
      this.#text = before.slice(0, startIndex) + change.text + before.slice(oldEndIndex);
      this.#syntax = undefined;
      this.#fresh = false;
      if (this.#tree === undefined) continue;
      const start = lines.positionAt(startIndex);
      const oldEnd = lines.positionAt(oldEndIndex);
      const newEnd = endOfInsertion(start, change.text);
      this.#tree.edit(
        new Edit({
          startIndex,
          oldEndIndex,
          newEndIndex,
          startPosition: toPoint(start),
          oldEndPosition: toPoint(oldEnd),
          newEndPosition: toPoint(newEnd),
        }),
      );
    }
  }

  /**
   * The syntax of the current text, parsed incrementally where a tree is at hand.
   * @throws CancelledError when cancelled while parsing; the document stays usable.
   */
  syntax(cancellation: Cancellation = NEVER): GoSyntax {
    if (this.#syntax !== undefined) return this.#syntax;
    if (this.#tree === undefined || !this.#fresh) {
      const previous = this.#tree;
      const tree = parseGo(this.#grammar, this.#text, previous, cancellation);
      previous?.delete();
      this.#tree = tree;
      this.#fresh = true;
    }
    this.#syntax = copySyntax(this.#tree, this.#text);
    return this.#syntax;
  }

  /** Frees the tree; the next `syntax` call after a change parses afresh. */
  releaseTree(): void {
    this.#tree?.delete();
    this.#tree = undefined;
    this.#fresh = false;
  }

  dispose(): void {
    this.releaseTree();
    this.#syntax = undefined;
  }
}

function toPoint(position: Position): { row: number; column: number } {
  return { row: position.line, column: position.character };
}

function endOfInsertion(start: Position, inserted: string): Position {
  const lastBreak = inserted.lastIndexOf('\n');
  if (lastBreak === -1) return { line: start.line, character: start.character + inserted.length };
  let breaks = 0;
  for (let at = inserted.indexOf('\n'); at !== -1; at = inserted.indexOf('\n', at + 1)) breaks++;
  return { line: start.line + breaks, character: inserted.length - lastBreak - 1 };
}
