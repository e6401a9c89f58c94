import { beginsLine, lineAt, type Span } from '../base/text.ts';
import type { RuleContext } from './rule.ts';
import { areAligned, isCommentAligned } from './line-comments.ts';

/**
 * The lines of a statement that a fix takes out, as gofmt would leave the rest: with a blank line that would come to stand
 * at an end of the block or of the file, or beside another one. Undefined where the statement shares a line, or where the
 * comments of other lines would have to be aligned anew.
 */
export function linesOf<Kind extends string>(context: RuleContext<Kind>, statement: Span): Span | undefined {
  const { text } = context.file.syntax;
  const start = lineAt(text, statement.start).start;
  // The last line need not have an end.
  const afterLine = (line: Span): number => Math.min(line.end + 1, text.length);
  const end = afterLine(lineAt(text, statement.end));
  if (!beginsLine(text, statement.start) || text.slice(statement.end, end).trim() !== '') return undefined;
  const before = lineAt(text, start - 1);
  const after = lineAt(text, end);
  if (isCommentAligned(context, statement)) return undefined;
  if (areAligned(context, before, after)) return undefined;
  const isBlank = (line: Span): boolean => text.slice(line.start, line.end).trim() === '';
  const codeEnd = context.commentsIn(before)[0]?.start ?? before.end;
  const opens = /[{(]$/.test(text.slice(before.start, codeEnd).trimEnd());
  const endsThere = (at: number): boolean =>
    at >= text.length || /^[ \t]*[})]/.test(text.slice(at, lineAt(text, at).end));
  const takesBlankBehind = isBlank(after) && (isBlank(before) || opens || endsThere(afterLine(after)));
  const removedEnd = takesBlankBehind ? afterLine(after) : end;
  const takesBlankBefore = isBlank(before) && endsThere(removedEnd);
  return { start: takesBlankBefore ? before.start : start, end: removedEnd };
}
