import { REASON_PLACEHOLDER } from '../../rules/directive.ts';
import type { DraftEdit } from './snippets.ts';

/** The edit that silences `ruleId` for the line around `offset`: a comment line above it, indented alike. */
export function ignoreCommentEdit(text: string, offset: number, ruleId: string): DraftEdit {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[\t ]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
  const lineEnd = text.indexOf('\n', lineStart);
  const newline = lineEnd > 0 && text[lineEnd - 1] === '\r' ? '\r\n' : '\n';
  return {
    span: { start: lineStart, end: lineStart },
    newText: `${indent}//bucketwise:ignore ${ruleId} ${REASON_PLACEHOLDER}${newline}`,
    placeholder: REASON_PLACEHOLDER,
  };
}
