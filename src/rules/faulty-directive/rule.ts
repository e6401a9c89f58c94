import {
  ALL_RULES,
  ignoresAll,
  REASON_PLACEHOLDER,
  type Directive,
  type IgnoreWords,
  type Word,
} from '../directive.ts';
import { defineRule, type DirectiveContext } from '../rule.ts';
import { docs } from './docs.ts';
import { meantRule, meantVerb } from './meant.ts';
import { removal, removalOfRule, respelling, withoutBlank } from './rewrite.ts';
import { mayMakeMap } from './sized-line.ts';

type Kind =
  | 'missing-reason'
  | 'unknown-rule'
  | 'unused-ignore'
  | 'unused-rule'
  | 'unknown-verb'
  | 'spaced-directive'
  | 'bad-size'
  | 'misplaced-size';

type Context = DirectiveContext<Kind>;
type Of<K extends Directive['kind']> = Directive & { readonly kind: K };

const ID = 'faulty-directive';

export const faultyDirective = defineRule<Kind>({
  id: ID,
  group: 'hygiene',
  since: '0.1.0',
  defaultSeverity: 'warning',
  appliesTo: () => true,
  docs,
  mentions: ['bucketwise:'],
  messages: {
    'missing-reason': ({ data }) =>
      data['placeholder'] === undefined
        ? 'Nothing says why this is ignored: write the reason behind the rule, for those who read it next'
        : `"${data['placeholder']}" stands where the reason belongs: say why this is ignored, for those who read it next`,
    'unknown-rule': ({ data }) =>
      data['beside'] !== undefined
        ? `Beside rules "${ALL_RULES}" is not taken as one: write it alone, or a blank instead of the comma where it begins the reason`
        : `No rule is called "${data['word'] ?? ''}"${advice(data, ': rules come first, then the reason')}`,
    'unused-ignore': ({ data }) => `${data['rules'] ?? ''} here, so this hides nothing and can go`,
    'unused-rule': ({ data }) => `${data['rules'] ?? ''} here, so its name can go`,
    'unknown-verb': ({ data }) =>
      `"bucketwise:${data['word'] ?? ''}" tells Bucketwise nothing${advice(data, ': it knows ignore and size')}`,
    'spaced-directive': ({ data }) =>
      `With a blank behind the slashes this is an ordinary comment: only //bucketwise:${data['verb'] ?? ''} is a directive`,
    'bad-size': ({ data }) =>
      data['word'] === undefined
        ? 'No size is given: write the number of entries, as in //bucketwise:size 200_000'
        : `"${data['word']}" is no number of entries: write it as 200_000 or 2e5`,
    'misplaced-size': () =>
      'No map is made on the line this speaks of, nor a variable, field or named result of a map type declared (parameters aside): it tells nothing',
  },
  checkDirectives(directives, context) {
    for (const directive of directives) {
      if (directive.kind === 'ignore') checkNames(directive, context);
      else if (directive.kind === 'size') checkSize(directive, context);
      else if (directive.kind === 'unknown') checkVerb(directive, context);
      else checkBlank(directive, context);
    }
    // An ignore may be there for what is reported above, or for what is reported of another ignore.
    const ignores = directives.filter((directive) => directive.kind === 'ignore');
    for (const directive of ignores.toSorted((a, b) => Number(isOfItself(a)) - Number(isOfItself(b)))) {
      if (!checkUse(directive, context)) checkReason(directive, context);
    }
  },
});

/** The end of a message about a word that is not known. */
function advice(data: Readonly<Record<string, string>>, otherwise: string): string {
  return data['meant'] === undefined ? otherwise : `; did you mean ${data['meant']}?`;
}

/** Longer words are cut: a slip of the keyboard may have joined a whole line. */
const SHOWN = 40;

function shown({ text }: { readonly text: string }): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function isOfItself(directive: Of<'ignore'>): boolean {
  return ignoresAll(directive) || directive.rules.some(({ text }) => text === ID);
}

/** The names that no rule has. `all` has to stand alone. */
function unknownNames(words: IgnoreWords, { knownRules }: Context): readonly Word[] {
  return ignoresAll(words) ? [] : words.rules.filter(({ text }) => !knownRules.includes(text));
}

function checkNames(directive: Of<'ignore'>, context: Context): void {
  for (const word of unknownNames(directive, context)) {
    const isBesideOthers = word.text === ALL_RULES;
    const meant = isBesideOthers ? undefined : meantRule(word.text, context.knownRules);
    context.report({
      kind: 'unknown-rule',
      span: word,
      confidence: 'certain',
      data: {
        word: shown(word),
        ...(meant && { meant: shown(meant) }),
        ...(isBesideOthers && { beside: 'others' }),
      },
      fixes: meant === undefined ? [] : [respelling(word, meant)],
    });
  }
}

function checkVerb({ verb, span }: Of<'unknown'>, context: Context): void {
  const meant = meantVerb(verb.text);
  context.report({
    kind: 'unknown-verb',
    span: verb.text === '' ? span : verb,
    confidence: 'certain',
    data: { word: shown(verb), ...(meant && { meant: shown(meant) }) },
    fixes: meant === undefined ? [] : [respelling(verb, meant)],
  });
}

/** Of a comment with a blank only what would be a good directive without it: others may well speak of directives. */
function checkBlank({ words, blank, span }: Of<'spaced'>, context: Context): void {
  const isDirective =
    words.kind === 'size'
      ? words.entries !== undefined
      : words.kind === 'ignore' &&
        (words.rules.length === 0 ? words.reason === '' : unknownNames(words, context).length === 0);
  if (!isDirective) return;
  context.report({
    kind: 'spaced-directive',
    span,
    confidence: 'likely',
    data: { verb: words.verb.text },
    fixes: [withoutBlank(blank)],
  });
}

function checkSize({ written, entries, span, about }: Of<'size'>, context: Context): void {
  if (entries === undefined) {
    const data = written === undefined ? {} : { word: shown(written) };
    context.report({ kind: 'bad-size', span: written ?? span, confidence: 'certain', data });
  } else if (!mayMakeMap(context.file, about)) {
    context.report({ kind: 'misplaced-size', span, confidence: 'certain' });
  }
}

/** Tells what of a directive hides nothing. True where that is all of it. */
function checkUse(directive: Of<'ignore'>, context: Context): boolean {
  const unused = unusedRules(directive, context);
  if (unused === 'all' || (unused.length > 0 && unused.length === directive.rules.length)) {
    context.report({
      ...UNUSED,
      kind: 'unused-ignore',
      span: directive.span,
      data: { rules: unused === 'all' ? 'No rule reports anything' : reportNothing(unused) },
      fixes: [removal(directive.span, context)],
    });
    return true;
  }
  for (const word of unused) {
    context.report({
      ...UNUSED,
      kind: 'unused-rule',
      span: word,
      data: { rules: reportNothing([word]) },
      fixes: [removalOfRule(word, directive.rules)],
    });
  }
  return false;
}

const UNUSED = { confidence: 'certain', severity: 'hint', removable: true } as const;

/** The rules of which a directive surely hides nothing; `all` where it names none. */
function unusedRules(directive: Of<'ignore'>, context: Context): readonly Word[] | 'all' {
  const { rules, hid } = directive;
  if (ignoresAll(directive)) return context.allHaveJudged && hid.size === 0 ? 'all' : NONE;
  return rules.every(({ text }) => context.hasJudged(text))
    ? rules.filter(({ text }) => !hid.has(text))
    : NONE;
}

const NONE: readonly Word[] = [];

function reportNothing(rules: readonly Word[]): string {
  const names = [...new Set(rules.map(({ text }) => text))];
  const last = names.at(-1) ?? '';
  return names.length === 1
    ? `${last} reports nothing`
    : `${names.slice(0, -1).join(', ')} and ${last} report nothing`;
}

/** An ignore of rules that nobody knows has to be mended first, and may then be read otherwise. */
function checkReason(directive: Of<'ignore'>, context: Context): void {
  const { reason, span } = directive;
  const isPlaceholder = reason.toLowerCase() === REASON_PLACEHOLDER;
  if ((reason !== '' && !isPlaceholder) || unknownNames(directive, context).length > 0) return;
  context.report({
    kind: 'missing-reason',
    span,
    confidence: 'certain',
    severity: 'hint',
    data: isPlaceholder ? { placeholder: reason } : {},
  });
}
