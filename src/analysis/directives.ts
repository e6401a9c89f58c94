import { LineIndex, type Span } from '../base/text.ts';
import { ignoresAll, type Directive } from '../rules/directive.ts';
import type { GoSyntax } from '../syntax/node.ts';
import { readDirectiveComment, type DirectiveComment } from './directive-words.ts';

/** What the comments of a file tell Bucketwise. */
export interface Directives {
  /** Each directive as it is written, `//nolint` left out, in source order. */
  readonly written: readonly Directive[];
  /** True where a comment hides what a rule has to report. What hides something keeps it in mind. */
  hides(ruleId: string, span: Span): boolean;
  /** Entries promised by `//bucketwise:size N` for a map made on the line of `offset`. */
  sizeAt(offset: number): number | undefined;
}

/** Texts of which a file holds one where a comment tells anything. */
const MENTIONS = ['bucketwise:', 'nolint'];
const NOLINT = /^\/\/\s?nolint(?::([\w,\s-]*))?(?:\s|\/\/|$)/;

const NONE: Directives = { written: [], hides: () => false, sizeAt: () => undefined };

/** A `//` comment. Lines are zero-based. */
interface Comment {
  readonly text: string;
  readonly span: Span;
  readonly line: number;
  /** True where nothing but blanks stands before it. */
  readonly ownLine: boolean;
}

/**
 * Reads `//bucketwise:ignore <rule> <reason>`, `//bucketwise:size <entries>` and `//nolint[:bucketwise]`. A directive
 * behind code is about its own line; one on a line of its own is about the next line that is not a comment, and about
 * the whole declaration (or, above the package clause, the whole file) when one starts there.
 */
export function readDirectives(syntax: GoSyntax): Directives {
  return MENTIONS.some((mention) => syntax.text.includes(mention)) ? new DirectivesOfFile(syntax) : NONE;
}

class DirectivesOfFile implements Directives {
  readonly written: Directive[] = [];
  readonly #syntax: GoSyntax;
  readonly #lines: LineIndex;
  readonly #commentLines = new Set<number>();
  readonly #ignores: {
    readonly directive: Span;
    readonly about: Span;
    readonly hide: (ruleId: string) => boolean;
  }[] = [];
  /** By line. */
  readonly #sizes = new Map<number, number>();

  constructor(syntax: GoSyntax) {
    this.#syntax = syntax;
    this.#lines = new LineIndex(syntax.text);
    for (const comment of this.#lineComments()) {
      const directive = readDirectiveComment(comment.text, comment.span.start);
      if (directive !== undefined) this.#take(directive, comment);
      else if (isNolint(comment.text)) {
        this.#ignores.push({ directive: comment.span, about: this.#ignored(comment), hide: () => true });
      }
    }
  }

  hides(ruleId: string, span: Span): boolean {
    const hiding = this.#ignores.filter(
      ({ directive, about }) =>
        about.start <= span.start &&
        span.start <= about.end &&
        // What is wrong with a directive is not for the directive itself to hide.
        !(directive.start <= span.start && span.start < directive.end),
    );
    // All of them are asked: each is of use, even where another would have been enough.
    return hiding.filter(({ hide }) => hide(ruleId)).length > 0;
  }

  sizeAt(offset: number): number | undefined {
    return this.#sizes.get(this.#lines.positionAt(offset).line);
  }

  /** Those that begin with `//`. All are read first: where a directive points depends on the comments below it. */
  #lineComments(): readonly Comment[] {
    const { text, comments } = this.#syntax;
    return comments.flatMap(({ start, end }) => {
      const { line, character } = this.#lines.positionAt(start);
      const ownLine = this.#lines.lineText(line).slice(0, character).trim() === '';
      if (ownLine) this.#commentLines.add(line);
      const written = text.slice(start, end).trimEnd();
      if (!written.startsWith('//')) return [];
      return [{ text: written, span: { start, end: start + written.length }, line, ownLine }];
    });
  }

  #take({ words, blank }: DirectiveComment, comment: Comment): void {
    const { span } = comment;
    if (blank !== undefined) {
      this.written.push({ kind: 'spaced', span, blank, words });
    } else if (words.kind === 'ignore') {
      const about = this.#ignored(comment);
      const hid = new Set<string>();
      const rules = new Set(words.rules.map(({ text }) => text));
      const isAll = ignoresAll(words);
      const hide = (ruleId: string): boolean => {
        const isMeant = isAll || rules.has(ruleId);
        if (isMeant) hid.add(ruleId);
        return isMeant;
      };
      this.#ignores.push({ directive: span, about, hide });
      this.written.push({ ...words, span, about, hid });
    } else if (words.kind === 'size') {
      const line = this.#lineMeant(comment);
      if (words.entries !== undefined) this.#sizes.set(line, words.entries);
      this.written.push({ ...words, span, about: this.#lineSpan(line) });
    } else this.written.push({ ...words, span });
  }

  #lineMeant({ line, ownLine }: Comment): number {
    return ownLine ? this.#nextCodeLine(line) : line;
  }

  #nextCodeLine(from: number): number {
    let line = from + 1;
    while (
      line < this.#lines.lineCount &&
      (this.#commentLines.has(line) || this.#lines.lineText(line).trim() === '')
    )
      line++;
    return line;
  }

  #lineSpan(line: number): Span {
    const start = this.#lines.offsetAt({ line, character: 0 });
    return { start, end: start + this.#lines.lineText(line).length };
  }

  /** What a comment hides the findings of: with a line of its own, the comments between it and the code too. */
  #ignored(comment: Comment): Span {
    const { start, end } = this.#lineSpan(this.#lineMeant(comment));
    if (!comment.ownLine) return { start, end };
    const from = comment.span.end;
    for (const declaration of this.#syntax.root.children) {
      if (declaration.start < start || declaration.start > end) continue;
      if (declaration.kind === 'package_clause') return { start: 0, end: this.#syntax.text.length };
      return { start: from, end: Math.max(end, declaration.end) };
    }
    return { start: from, end };
  }
}

/** True for a comment that tells all linters, or Bucketwise among them, to be silent. */
function isNolint(comment: string): boolean {
  const nolint = NOLINT.exec(comment);
  if (nolint === null) return false;
  const names = nolint[1]?.split(',').map((name) => name.trim().toLowerCase());
  return names === undefined || names.includes('bucketwise') || names.includes('all');
}
