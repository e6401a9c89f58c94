import { closest, slipsBetween } from '../../base/suggestion.ts';
import { ALL_RULES, VERBS } from '../directive.ts';

/** What was probably meant by a misspelt word. */
export interface Meant {
  readonly text: string;
  /** Why a person has to agree; undefined where one slip of the keyboard, or a capital letter, makes the difference. */
  readonly doubt: string | undefined;
}

/**
 * The rule that an unknown id may stand for. `all` is one slip away from words that reasons begin with (call, ball, wall),
 * and would silence everything: only capitals make it out, and a sentence may begin with those too.
 */
export function meantRule(written: string, knownRules: readonly string[]): Meant | undefined {
  if (written.toLowerCase() === ALL_RULES)
    return { text: ALL_RULES, doubt: `${ALL_RULES} silences every rule, and this may begin the reason` };
  return meantOf(written, knownRules);
}

/** A verb with something else than a blank behind it: `ignore:rule`, `size=200`. */
const JOINED = /^(ignore|size)[:=,]+(.*)$/;

/** The verb that an unknown one may stand for, with what hangs on to it. */
export function meantVerb(written: string): Meant | undefined {
  const [, verb, rest] = JOINED.exec(written) ?? [];
  if (verb !== undefined) return { text: `${verb} ${rest ?? ''}`.trimEnd(), doubt: undefined };
  return meantOf(written, VERBS);
}

function meantOf(written: string, known: readonly string[]): Meant | undefined {
  const lower = written.toLowerCase();
  const text = closest(lower, known);
  if (text === undefined) return undefined;
  return {
    text,
    doubt: slipsBetween(lower, text) <= 1 ? undefined : `${text} is only the closest name there is`,
  };
}
