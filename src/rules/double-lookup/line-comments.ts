import type { Span } from '../../base/text.ts';
import type { RuleContext } from '../rule.ts';

/**
 * True when a comment ends a line that the span begins or ends on and gofmt may have aligned it with one of the lines
 * beside: an edit would leave it out of line.
 */
export function isCommentAligned<Kind extends string>(context: RuleContext<Kind>, span: Span): boolean {
  return [span.start, span.end].some((offset) => {
    const line = lineAt(context, offset);
    if (!endsInComment(context, line)) return false;
    const before = lineAt(context, line.start - 1);
    const after = lineAt(context, line.end + 1);
    return endsInComment(context, before) || endsInComment(context, after);
  });
}

/** The line around an offset, empty outside the text. */
function lineAt<Kind extends string>({ file }: RuleContext<Kind>, offset: number): Span {
  const { text } = file.syntax;
  if (offset < 0 || offset > text.length) return { start: 0, end: 0 };
  const newline = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: newline === -1 ? text.length : newline };
}

/** True for code with a comment behind it; a comment that has the line to itself is aligned with nothing. */
function endsInComment<Kind extends string>(context: RuleContext<Kind>, line: Span): boolean {
  return context
    .commentsIn(line)
    .some(
      (comment) =>
        comment.start > line.start && context.file.syntax.text.slice(line.start, comment.start).trim() !== '',
    );
}
