import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../../base/text.ts';
import type { Finding } from '../../rules/model.ts';
import { changedMiddle } from './fix-all.ts';

/** What was reported of a text, hidden by directives or not. */
export interface ReportedText {
  readonly text: string;
  readonly places: readonly Pick<Finding, 'ruleId' | 'span'>[];
}

/**
 * The rules reported in a span of the text as it is now, by what was reported of an older one: what lies before or behind
 * the place where the two differ has only moved.
 */
export function rulesReported({ text, places }: ReportedText, now: string, span: Span): ReadonlySet<string> {
  const { span: changed, newText } = changedMiddle(text, now);
  const moved = newText.length - (changed.end - changed.start);
  const inSpan = places.filter(({ span: { start } }) => {
    if (start >= changed.start && start < changed.end) return false;
    const at = start < changed.start ? start : start + moved;
    return span.start <= at && at <= span.end;
  });
  return new Set(inSpan.map(({ ruleId }) => ruleId));
}

/** What a directive on a line would be about, as far as lines alone say it. */
export function spanMeant(document: TextDocument, line: number, ownLine: boolean): Span {
  const textOf = (at: number): string =>
    document.getText({ start: { line: at, character: 0 }, end: { line: at + 1, character: 0 } });
  let meant = line;
  if (ownLine) {
    do meant++;
    while (meant < document.lineCount && /^\s*(?:\/\/.*)?$/.test(textOf(meant).trimEnd()));
  }
  const start = document.offsetAt({ line: meant, character: 0 });
  const code = textOf(meant).trimEnd();
  const text = document.getText();
  if (!ownLine) return { start, end: start + code.length };
  if (/^package\b/.test(code)) return { start: 0, end: text.length };
  // What begins at the margin ends there, as gofmt has it.
  const opening = /^(?:func|type|var|const)\b.*([{(])$/.exec(code)?.[1];
  const end = opening === undefined ? -1 : text.indexOf(opening === '(' ? '\n)' : '\n}', start);
  return { start, end: end === -1 ? start + code.length : end };
}
