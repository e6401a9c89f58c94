import type { Span } from '../base/text.ts';
import type { DirectiveWords, Word } from '../rules/directive.ts';

/** A `//` comment that begins like a directive. */
export interface DirectiveComment {
  readonly words: DirectiveWords;
  /** What keeps the directive from the slashes, and from being one. */
  readonly blank: Span | undefined;
}

const BEGINNING = /^\/\/([ \t]*)bucketwise:(\S*)/;

/** Reads a comment that stands at `start`; undefined where it has nothing to do with Bucketwise. */
export function readDirectiveComment(comment: string, start: number): DirectiveComment | undefined {
  const beginning = BEGINNING.exec(comment);
  if (beginning === null) return undefined;
  const [all, blank = '', verb = ''] = beginning;
  const end = start + all.length;
  const words = wordsOf(
    { text: verb, start: end - verb.length, end },
    { text: comment.slice(all.length), start: end },
  );
  const afterSlashes = start + '//'.length;
  return {
    words,
    blank: blank === '' ? undefined : { start: afterSlashes, end: afterSlashes + blank.length },
  };
}

interface Rest {
  readonly text: string;
  readonly start: number;
}

function wordsOf(verb: Word, rest: Rest): DirectiveWords {
  switch (verb.text) {
    case 'ignore':
      return { kind: 'ignore', verb, ...rulesAndReason(rest) };
    case 'size': {
      const [written] = wordsIn(rest, /\S+/g);
      return {
        kind: 'size',
        verb,
        written,
        entries: written === undefined ? undefined : entriesOf(written.text),
      };
    }
    default:
      return { kind: 'unknown', verb };
  }
}

/** Rules with commas between them, blanks allowed behind the commas. */
const RULES = /^[\s,]+(?!\/\/)[^\s,:]+(?:,[,\s]*[^\s,:]+)*,*/;

/** What people set between a rule and its reason. */
const BEFORE_REASON = /^[\s/:–—-]+/;

function rulesAndReason(rest: Rest): { readonly rules: readonly Word[]; readonly reason: string } {
  const list = RULES.exec(rest.text)?.[0] ?? '';
  return {
    rules: wordsIn({ ...rest, text: list }, /[^\s,:]+/g),
    reason: rest.text.slice(list.length).replace(BEFORE_REASON, '').trim(),
  };
}

function wordsIn({ text, start }: Rest, pattern: RegExp): Word[] {
  return [...text.matchAll(pattern)].map((match) => ({
    text: match[0],
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}

/** A whole number as Go writes it, or a round one as `2e5`; a sentence may go on behind it. */
const ENTRIES = /^(\d+(?:_\d+)*(?:e\d{1,2})?)[,;:.]?$/i;

function entriesOf(written: string): number | undefined {
  const digits = ENTRIES.exec(written)?.[1];
  const entries = digits === undefined ? Number.NaN : Number(digits.replaceAll('_', ''));
  return Number.isSafeInteger(entries) ? entries : undefined;
}
