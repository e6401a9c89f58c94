import { closest, slipsBetween } from '../../base/suggestion.ts';
import { ALL_RULES, VERBS } from '../directive.ts';

/** What was probably meant by a misspelt word. */
export interface Meant {
  readonly text: string;
  /** True where one slip of the keyboard, or a capital letter, makes the difference. */
  readonly isSure: boolean;
}

/** The rule that an unknown id may stand for. */
export function meantRule(written: string, knownRules: readonly string[]): Meant | undefined {
  return meantOf(written, [...knownRules, ALL_RULES]);
}

/** A verb with something else than a blank behind it: `ignore:rule`, `size=200`. */
const JOINED = /^(ignore|size)[:=,]+(.*)$/;

/** The verb that an unknown one may stand for, with what hangs on to it. */
export function meantVerb(written: string): Meant | undefined {
  const [, verb, rest] = JOINED.exec(written) ?? [];
  if (verb !== undefined) return { text: `${verb} ${rest ?? ''}`.trimEnd(), isSure: true };
  return meantOf(written, VERBS);
}

function meantOf(written: string, known: readonly string[]): Meant | undefined {
  const lower = written.toLowerCase();
  const text = closest(lower, known);
  return text === undefined ? undefined : { text, isSure: slipsBetween(lower, text) <= 1 };
}
