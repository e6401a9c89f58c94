import * as l10n from '@vscode/l10n';
import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
  type Position,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { ALL_RULES, REASON_PLACEHOLDER, VERBS } from '../../rules/directive.ts';
import { RULES } from '../../rules/index.ts';
import { rulePage } from '../../base/rule-page.ts';
import { rulesReported, spanMeant, type ReportedText } from './reported-rules.ts';
import { snippetOf } from './snippets.ts';

/** What the client can do with completions. */
export interface CompletionClient {
  readonly snippets: boolean;
  readonly markdown: boolean;
  /** Command that opens the list again after a choice, where the client has one. */
  readonly suggestCommand: string | undefined;
}

/** What is offered where a directive is being written; null everywhere else. `reported` is only asked for names of rules. */
export function directiveCompletion(
  document: TextDocument,
  position: Position,
  reported: () => ReportedText | undefined,
  client: CompletionClient,
): CompletionItem[] | null {
  const line = document
    .getText({ start: { line: position.line, character: 0 }, end: { line: position.line + 1, character: 0 } })
    .replace(/\r?\n$/, '');
  const before = line.slice(0, position.character);
  const slashes = before.lastIndexOf('//');
  if (slashes === -1 || before[slashes + 2] !== 'b' || !mayBeginComment(before, slashes)) return null;

  const place = placeIn(before.slice(slashes + 2));
  if (place === undefined) return null;
  // What the cursor stands in goes too.
  const rest = (place.kind === 'verb' ? /^[\w:-]*/ : /^[\w-]*/).exec(line.slice(before.length))?.[0] ?? '';
  const target: Target = {
    range: {
      start: { line: position.line, character: before.length - place.word.length },
      end: { line: position.line, character: before.length + rest.length },
    },
    isLast: line.slice(before.length + rest.length).trim() === '',
  };
  if (place.kind === 'verb') return verbItems(place.prefix, target, client);
  const last = reported();
  const span = spanMeant(document, position.line, line.slice(0, slashes).trim() === '');
  const rules = last === undefined ? new Set<string>() : rulesReported(last, document.getText(), span);
  return ruleItems(place.named, rules, target, client);
}

/** What an item replaces. */
interface Target {
  readonly range: Range;
  /** True where nothing more is written on the line. */
  readonly isLast: boolean;
}

/**
 * False in `http://b`, and wherever else something stands before the slashes that has to do with them: text or a comment that
 * has not ended there. Of those that began on lines above nothing is seen.
 */
function mayBeginComment(before: string, slashes: number): boolean {
  if (slashes > MAX_CODE) return false;
  const code = before.slice(0, slashes).replace(WHOLE_TEXTS, ' ');
  return !/["'`]|\/[/*]/.test(code) && (slashes === 0 || /[\s{}();,]/.test(before[slashes - 1] ?? ''));
}

/** Characters before a comment. Hostile lines of text that never ends would take long. */
const MAX_CODE = 1000;

/** Literals of text and block comments that end on their line. */
const WHOLE_TEXTS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*.*?\*\//g;

type Place =
  /** `prefix` still has to be written before the verb. */
  | { readonly kind: 'verb'; readonly word: string; readonly prefix: string }
  | { readonly kind: 'rule'; readonly word: string; readonly named: readonly string[] };

const PREFIX = 'bucketwise:';
const VERB = /^bucketwise:([a-z]*)$/;
const RULE_LIST = /^bucketwise:ignore[ \t]+((?:[^\s,:]+,[ \t]*)*)([^\s,:]*)$/;

function placeIn(comment: string): Place | undefined {
  if (comment !== PREFIX && PREFIX.startsWith(comment))
    return { kind: 'verb', word: comment, prefix: PREFIX };
  const verb = VERB.exec(comment)?.[1];
  if (verb !== undefined) return { kind: 'verb', word: verb, prefix: '' };
  const list = RULE_LIST.exec(comment);
  if (list === null) return undefined;
  const [, named = '', word = ''] = list;
  return { kind: 'rule', word, named: named.split(/[\s,]+/) };
}

type Verb = (typeof VERBS)[number];

const FORMS: Readonly<Record<Verb, { readonly usage: string; readonly rest: string }>> = {
  ignore: {
    usage: 'ignore <rule[,rule]|all> <reason>',
    rest: `\${1:rule} \${0:${REASON_PLACEHOLDER}}`,
  },
  size: { usage: 'size <entries>', rest: '${0:200_000}' },
};

function aboutVerb(verb: Verb): string {
  switch (verb) {
    case 'ignore':
      return l10n.t(
        'Silences rules for this line or the next one; above a declaration for all of it, above the package clause for the file.',
      );
    case 'size':
      return l10n.t('Says how many entries the map holds that this line or the next one makes or declares.');
  }
}

function verbItems(prefix: string, { range, isLast }: Target, client: CompletionClient): CompletionItem[] {
  return VERBS.map((verb) => {
    const { usage, rest } = FORMS[verb];
    const label = `${prefix}${verb}`;
    const item: CompletionItem = {
      label,
      kind: CompletionItemKind.Keyword,
      detail: `//${PREFIX}${usage}`,
      documentation: aboutVerb(verb),
      sortText: label,
      textEdit: { range, newText: isLast ? `${label} ` : label },
    };
    if (!isLast) return item;
    if (verb === 'ignore' && client.suggestCommand !== undefined)
      return { ...item, command: { title: l10n.t('Suggest rules'), command: client.suggestCommand } };
    return client.snippets ? withSnippet(item, range, `${label} ${rest}`) : item;
  });
}

function ruleItems(
  named: readonly string[],
  reported: ReadonlySet<string>,
  { range, isLast }: Target,
  client: CompletionClient,
): CompletionItem[] {
  const item = (id: string, sortText: string, more: Partial<CompletionItem>): CompletionItem => {
    const plain: CompletionItem = {
      label: id,
      kind: CompletionItemKind.EnumMember,
      sortText,
      textEdit: { range, newText: id },
      ...more,
    };
    return isLast && client.snippets
      ? withSnippet(plain, range, snippetOf(`${id} ${REASON_PLACEHOLDER}`, REASON_PLACEHOLDER))
      : plain;
  };
  const rules = RULES.filter(({ id }) => !named.includes(id)).map(({ id, docs }) => {
    const page = `${docs.why}\n\n[${id}](${rulePage(id)})`;
    return item(id, `${reported.has(id) ? 0 : 1}${id}`, {
      detail: docs.summary.replaceAll('`', ''),
      documentation: client.markdown ? { kind: MarkupKind.Markdown, value: page } : rulePage(id),
    });
  });
  // Beside others it is no rule.
  return named.some((word) => word !== '')
    ? rules
    : [...rules, item(ALL_RULES, `2${ALL_RULES}`, { detail: l10n.t('Every rule there is.') })];
}

function withSnippet(item: CompletionItem, range: Range, newText: string): CompletionItem {
  return { ...item, insertTextFormat: InsertTextFormat.Snippet, textEdit: { range, newText } };
}
