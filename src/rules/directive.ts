import type { Span } from '../base/text.ts';

/** What a directive can tell: `//bucketwise:ignore …` and `//bucketwise:size …`. */
export const VERBS = ['ignore', 'size'] as const;

/** Stands for every rule in an `ignore`. */
export const ALL_RULES = 'all';

/** What the quick fix writes where the reason of an `ignore` belongs. It gives none. */
export const REASON_PLACEHOLDER = 'why this is fine here';

/** A word of a comment, and where it stands. */
export interface Word extends Span {
  readonly text: string;
}

/** `ignore <rule[,rule]|all> <reason>` */
export interface IgnoreWords {
  readonly kind: 'ignore';
  readonly verb: Word;
  /** As written, known or not; with none all rules are meant. */
  readonly rules: readonly Word[];
  /** Empty where there is none. */
  readonly reason: string;
}

/** `size <entries>` */
export interface SizeWords {
  readonly kind: 'size';
  readonly verb: Word;
  readonly written: Word | undefined;
  /** Undefined where what is written is no number of entries. */
  readonly entries: number | undefined;
}

/** Something else, or nothing, where the verb belongs. */
export interface UnknownWords {
  readonly kind: 'unknown';
  readonly verb: Word;
}

/** What stands behind `bucketwise:`. */
export type DirectiveWords = IgnoreWords | SizeWords | UnknownWords;

/** A comment that tells Bucketwise something, or tries to. `span` is the comment without the blanks behind it. */
export type Directive =
  | (IgnoreWords & {
      readonly span: Span;
      /** What it hides the findings of. */
      readonly about: Span;
      /** The rules that have reported something there, shown otherwise or not. */
      readonly hid: ReadonlySet<string>;
    })
  | (SizeWords & {
      readonly span: Span;
      /** The line it speaks of. */
      readonly about: Span;
    })
  | (UnknownWords & { readonly span: Span })
  | {
      /** `// bucketwise:…`: the blank makes an ordinary comment of it, for the go command as for us. */
      readonly kind: 'spaced';
      readonly span: Span;
      readonly blank: Span;
      /** What it would say without the blank. */
      readonly words: DirectiveWords;
    };

/**
 * True for an `ignore` that is about every rule. In a list with rules `all` is none: behind a comma it may well begin the
 * reason.
 */
export function ignoresAll({ rules }: IgnoreWords): boolean {
  return rules.every(({ text }) => text === ALL_RULES);
}
