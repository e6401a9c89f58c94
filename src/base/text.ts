/** A half-open range of UTF-16 code-unit offsets into a document's text. The core speaks offsets only. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces `span` of the text it was made for with `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Zero-based line, and column in UTF-16 code units. Lines end at `\n`, as Go's specification has it. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The line around an offset, without its end; empty outside the text. */
export function lineAt(text: string, offset: number): Span {
  if (offset < 0 || offset > text.length) return { start: 0, end: 0 };
  const newline = text.indexOf('\n', offset);
  return { start: lineStart(text, offset), end: newline === -1 ? text.length : newline };
}

/** The blanks at the beginning of the line, up to the offset. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** True when nothing but blanks stands on the line before the offset. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Translates between offsets and positions of one text. */
export class LineIndex {
  readonly #starts: number[];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (this.#starts[low] ?? 0) };
  }

  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.#starts[position.line];
    if (start === undefined) return this.#text.length;
    const next = this.#starts[position.line + 1] ?? this.#text.length + 1;
    return Math.min(start + Math.max(0, position.character), next - 1);
  }

  /** The line's text without its line ending. */
  lineText(line: number): string {
    const start = this.#starts[line];
    if (start === undefined) return '';
    const next = this.#starts[line + 1];
    const end = next === undefined ? this.#text.length : next - 1;
    return this.#text.slice(start, this.#text[end - 1] === '\r' && end > start ? end - 1 : end);
  }
}

/** True when the spans share at least one code unit, or one is empty and lies strictly inside the other. */
export function spansOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The items of a list in source order whose spans lie inside `span`, found by bisection. */
export function within<T>(items: readonly T[], span: Span, spanOf: (item: T) => Span): readonly T[] {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && spanOf(item).start < span.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  for (let item = items[end]; item !== undefined && spanOf(item).start < span.end; item = items[++end]);
  return items.slice(low, end).filter((item) => spanOf(item).end <= span.end);
}

/**
 * Applies edits that were all made for `text`.
 * @throws RangeError when two edits overlap or leave the text: that is a programming error of whoever made them.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let at = 0;
  for (const { span, newText } of ordered) {
    if (span.start < at || span.end < span.start || span.end > text.length) {
      throw new RangeError(`edit ${span.start}..${span.end} overlaps another or leaves the text`);
    }
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
