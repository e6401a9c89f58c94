import { indentAt, lineAt, type Span } from '../base/text.ts';
import type { SourceContext } from './rule.ts';

/**
 * True when a comment ends a line that the span lies on and gofmt may have aligned it with one of the lines beside: an
 * edit would leave it out of line.
 */
export function isCommentAligned(context: SourceContext, span: Span): boolean {
  const { text } = context.file.syntax;
  const lines: Span[] = [];
  for (let line = lineAt(text, span.start); ; line = lineAt(text, line.end + 1)) {
    lines.push(line);
    if (line.end >= Math.min(span.end, text.length)) break;
  }
  return (
    lines.filter((line) => endsInComment(context, line)).length > 1 || isAlignedWithOthers(context, span)
  );
}

/** True for lines one after the other whose comments gofmt sets below each other. */
export function areAligned(context: SourceContext, line: Span, next: Span): boolean {
  if (!endsInComment(context, line) || !endsInComment(context, next)) return false;
  // Another depth of indentation begins another column.
  const { text } = context.file.syntax;
  return indentAt(text, line.end) === indentAt(text, next.end);
}

/** True for code with a comment behind it; a comment that has the line to itself is aligned with nothing. */
export function endsInComment(context: SourceContext, line: Span): boolean {
  return context
    .commentsIn(line)
    .some(
      (comment) =>
        comment.start > line.start && context.file.syntax.text.slice(line.start, comment.start).trim() !== '',
    );
}

/** True when a comment behind the first or last line of a statement is aligned with one outside. */
export function isAlignedWithOthers(context: SourceContext, statement: Span): boolean {
  const { text } = context.file.syntax;
  const first = lineAt(text, statement.start);
  const last = lineAt(text, statement.end);
  return (
    areAligned(context, lineAt(text, first.start - 1), first) ||
    areAligned(context, last, lineAt(text, last.end + 1))
  );
}
