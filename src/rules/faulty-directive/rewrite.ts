import { beginsLine, lineAt, type Span } from '../../base/text.ts';
import type { Word } from '../directive.ts';
import { isAlignedWithOthers } from '../line-comments.ts';
import { linesOf } from '../line-removal.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';
import type { Meant } from './meant.ts';
import { dividesColumns, holdsColumn } from './rows.ts';

/** Writes a word as it was probably meant. What the directive then hides is not to be fixed before. */
export function respelling(word: Word, { text, doubt }: Meant): Fix {
  return {
    title: `Write ${text}`,
    ...(doubt === undefined ? { applicability: 'safe' } : { applicability: 'review', review: doubt }),
    comesFirst: true,
    edits: [{ span: word, newText: text }],
  };
}

/** Makes a directive of a comment. */
export function withoutBlank(blank: Span): Fix {
  return {
    title: 'Remove the blank behind the slashes',
    applicability: 'review',
    review: 'the comment may only speak of directives',
    edits: [{ span: blank, newText: '' }],
  };
}

/** Takes one rule out of a list with others. */
export function removalOfRule(word: Word, rules: readonly Word[]): Fix {
  const at = rules.indexOf(word);
  const next = rules[at + 1];
  const span =
    next === undefined
      ? { start: rules[at - 1]?.end ?? word.start, end: word.end }
      : { start: word.start, end: next.start };
  return { title: `Remove ${word.text}`, applicability: 'safe', edits: [{ span, newText: '' }] };
}

/** Takes a directive away, with its line where it has one of its own. */
export function removal<Kind extends string>(directive: Span, context: RuleContext<Kind>): Fix {
  const { text } = context.file.syntax;
  const { span, isClean } = beginsLine(text, directive.start)
    ? ownLines(directive, context)
    : {
        span: behindCode(text, directive),
        isClean: !isAlignedWithOthers(context, directive) && !holdsColumn(directive, context),
      };
  return {
    title: 'Remove the directive',
    ...(isClean
      ? { applicability: 'safe' }
      : { applicability: 'review', review: 'gofmt has to align the lines beside it anew' }),
    edits: [{ span, newText: '' }],
  };
}

const DIRECTIVE = '//bucketwise:';

interface Place {
  readonly span: Span;
  /** True where gofmt would leave the rest as it is. */
  readonly isClean: boolean;
}

function ownLines<Kind extends string>(directive: Span, context: RuleContext<Kind>): Place {
  const { text } = context.file.syntax;
  const line = lineAt(text, directive.start);
  const clean = linesOf(context, directive);
  let span = clean ?? { start: line.start, end: Math.min(line.end + 1, text.length) };
  const before = lineAt(text, line.start - 1);
  const after = lineAt(text, line.end + 1);
  const trimmed = ({ start, end }: Span): string => text.slice(start, end).trim();
  // Of neighbours one goes at a time, as the last of them may take more along: its span reaches into that of the other.
  if (trimmed(before).startsWith(DIRECTIVE)) span = { start: before.end, end: line.end };
  // A doc comment ends in no empty line: the one that set the directive apart goes with it.
  const isLastOfDoc = trimmed(before) === '//' && !trimmed(after).startsWith('//');
  return {
    span: isLastOfDoc ? { start: Math.min(span.start, before.start), end: span.end } : span,
    isClean: clean !== undefined && !dividesColumns(directive, context),
  };
}

/** The comment, with the blanks before it and behind it, and a blank line that gofmt only leaves beside a comment. */
function behindCode(text: string, directive: Span): Span {
  const line = lineAt(text, directive.start);
  const code = text.slice(line.start, directive.start).trimEnd();
  const next = lineAt(text, line.end + 1);
  const isBlank = line.end < text.length && text.slice(next.start, next.end).trim() === '';
  const afterNext = lineAt(text, next.end + 1);
  const isAtEnd = /[{(]$/.test(code) || /^[ \t]*[})]/.test(text.slice(afterNext.start, afterNext.end));
  const { end } = isBlank && isAtEnd ? next : line;
  return { start: line.start + code.length, end: text[end - 1] === '\r' ? end - 1 : end };
}
