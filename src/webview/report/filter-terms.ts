import { closest, didYouMean } from '../../base/suggestion.ts';

/** Fields whose text is searched. */
export const TEXT_FIELDS = ['rule', 'package', 'file', 'type', 'name', 'owner', 'heat', 'fixable'] as const;
/** Fields whose number is compared. */
export const NUMBER_FIELDS = ['bytes', 'saved', 'growths', 'allocations', 'entries', 'findings'] as const;

export type TextField = (typeof TEXT_FIELDS)[number];
export type NumberField = (typeof NUMBER_FIELDS)[number];
export type Comparison = '>' | '>=' | '<' | '<=' | '=';

/** One condition of a filter; all of them have to hold. */
export type FilterTerm = { readonly negated: boolean } & (
  | { readonly kind: 'word'; readonly text: string }
  /** One of the values has to fit. */
  | { readonly kind: 'text'; readonly field: TextField; readonly values: readonly string[] }
  | {
      readonly kind: 'number';
      readonly field: NumberField;
      readonly comparison: Comparison;
      readonly value: number;
    }
);

export interface ParsedFilter {
  readonly terms: readonly FilterTerm[];
  /** What was not understood, each in a sentence. Those terms are left out. */
  readonly problems: readonly string[];
}

const HEATS = ['hot', 'plain', 'cold'];
const OWNERS = ['local', 'parameter', 'field', 'package', 'none'];

/** `field:`, `field>=` and the like at the beginning of a term. Other letters before the sign make it a plain word. */
const FIELD = /^([a-z]+)(:|>=|<=|>|<|=)/i;

/** Reads what stands in the search field. Never throws. */
export function parseFilter(query: string): ParsedFilter {
  const terms: FilterTerm[] = [];
  const problems: string[] = [];
  for (const token of tokensOf(query)) {
    const read = readTerm(token);
    if (typeof read === 'string') problems.push(read);
    else if (read !== undefined) terms.push(read);
  }
  return { terms, problems: [...new Set(problems)] };
}

/** A stretch without blanks, but for those in quotes. Characters that were quoted are never signs. */
interface Token {
  readonly negated: boolean;
  readonly text: string;
  /** Offsets in `text` of characters that stood in quotes. */
  readonly quoted: ReadonlySet<number>;
  readonly isOpen: boolean;
}

function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/.test(query.charAt(at))) {
      at++;
      continue;
    }
    const negated = query.charAt(at) === '-' && /\S/.test(query.charAt(at + 1));
    if (negated) at++;
    let text = '';
    let inQuotes = false;
    const quoted = new Set<number>();
    for (; at < query.length; at++) {
      const char = query.charAt(at);
      if (char === '"') {
        inQuotes = !inQuotes;
        if (inQuotes) quoted.add(text.length);
      } else if (inQuotes && char === '\\' && /["\\]/.test(query.charAt(at + 1))) {
        at++;
        quoted.add(text.length);
        text += query.charAt(at);
      } else if (!inQuotes && /\s/.test(char)) {
        break;
      } else {
        if (inQuotes) quoted.add(text.length);
        text += char;
      }
    }
    tokens.push({ negated, text, quoted, isOpen: inQuotes });
  }
  return tokens;
}

/** A term, a sentence on what is wrong with it, or nothing. */
function readTerm(token: Token): FilterTerm | string | undefined {
  const { negated, text, quoted } = token;
  const [sign, name, comparison] = FIELD.exec(text) ?? [];
  const isPlain = sign === undefined || [...quoted].some((at) => at < sign.length);
  if (isPlain || name === undefined || comparison === undefined) {
    return text === '' ? undefined : { kind: 'word', negated, text: text.toLowerCase() };
  }
  const field = name.toLowerCase();
  const value = text.slice(sign.length);
  const number = NUMBER_FIELDS.find((known) => known === field);
  if (number !== undefined) return readNumber(negated, number, comparison, value);
  const named = TEXT_FIELDS.find((known) => known === field);
  if (named === undefined) {
    const known = closest(field, [...TEXT_FIELDS, ...NUMBER_FIELDS]);
    const said = `There is no field ${field}${didYouMean(known)}`;
    return `${said}${known === undefined ? '.' : ''} To look for the text, put it in quotes: "${text}".`;
  }
  if (comparison !== ':' && comparison !== '=') return `${field} is a text, so write ${field}:${value}.`;
  return readText(negated, named, alternatives(token, sign.length));
}

/** Values with `|` between them, where it was not quoted. */
function alternatives({ text, quoted }: Token, from: number): readonly string[] {
  const values: string[] = [''];
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === '|' && !quoted.has(at)) values.push('');
    else values.push(`${values.pop() ?? ''}${text.charAt(at)}`);
  }
  return values.map((value) => value.toLowerCase()).filter((value) => value !== '');
}

function readText(negated: boolean, field: TextField, values: readonly string[]): FilterTerm | string {
  if (values.length === 0) return `${field}: needs a text behind it.`;
  const allowed =
    field === 'heat' ? HEATS : field === 'owner' ? OWNERS : field === 'fixable' ? ['yes', 'no'] : [];
  const wrong = allowed.length === 0 ? undefined : values.find((value) => !allowed.includes(value));
  if (wrong !== undefined) return `${field}: is ${listed(allowed)}, not ${wrong}.`;
  return { kind: 'text', negated, field, values };
}

/** Decimal units, as everywhere in Bucketwise. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
};

const NUMBER = /^(\d[\d,_]*(?:\.\d+)?)([a-z]*)$/i;

function readNumber(
  negated: boolean,
  field: NumberField,
  sign: string,
  written: string,
): FilterTerm | string {
  const [, digits, unit] = NUMBER.exec(written) ?? [];
  const factor = UNITS[(unit ?? '').toLowerCase()];
  const example = field === 'bytes' || field === 'saved' ? `${field}>10kB` : `${field}>=5`;
  if (digits === undefined) return `${field} is a number, for example ${example}.`;
  if (factor === undefined) return `${unit ?? ''} is no unit; write B, kB, MB or GB, for example ${example}.`;
  const comparison = sign === ':' ? '=' : (sign as Comparison);
  return {
    kind: 'number',
    negated,
    field,
    comparison,
    value: Number(digits.replaceAll(/[,_]/g, '')) * factor,
  };
}

/** Writes terms as they are typed; reading the text gives the same terms. */
export function formatFilter(terms: readonly FilterTerm[]): string {
  return terms.map(formatTerm).join(' ');
}

function formatTerm(term: FilterTerm): string {
  const sign = term.negated ? '-' : '';
  switch (term.kind) {
    case 'word':
      return sign + quote(term.text);
    case 'text':
      return `${sign}${term.field}:${term.values.map(quote).join('|')}`;
    case 'number':
      return `${sign}${term.field}${term.comparison}${term.value}`;
  }
}

/** Quotes where the text would else mean something else. */
function quote(text: string): string {
  return /^[\w./[\]*()]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
