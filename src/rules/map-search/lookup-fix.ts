import { applyEdits, beginsLine, indentAt, lineAt, type Span, type TextEdit } from '../../base/text.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { pureExpression } from '../../semantics/pure-expression.ts';
import { isReflexive } from '../../semantics/reflexive.ts';
import { isSameType } from '../../semantics/same-type.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';
import { isCommentAligned } from '../line-comments.ts';
import { resultNames } from '../result-names.ts';
import { keyReplacements } from './key-uses.ts';
import { lookupText, type Search } from './search.ts';

/** Names for whether the entry is there. */
const NAMES = ['ok', 'found', 'exists'];

/**
 * Puts `if v, ok := m[wanted]; ok { … }` in the loop's place. Undefined where the lookup may not compile, a jump would lead
 * elsewhere, or a comment would be lost.
 */
export function lookupFix<Kind extends string>(search: Search, context: RuleContext<Kind>): Fix | undefined {
  const { file } = context;
  const { loop, statements } = search;
  const map = file.index.underlying(typeOf(file, loop.operand));
  if (map.kind !== 'map' || !canBeKey(file, search.wanted, map.key)) return undefined;
  if (statements.some((each) => jumpsOut(each, false))) return undefined;
  const renamed = keyReplacements(file, search, map.key);
  const shifts = renamed?.some(
    ({ span, newText }) => newText.length !== span.end - span.start && isCommentAligned(context, span),
  );
  if (shifts === true) return undefined;
  const head = renamed === undefined ? undefined : headText(search, renamed, file);
  const kept = keptSpan(search);
  if (renamed === undefined || head === undefined || kept === undefined) return undefined;
  const block = blockText(search, kept, renamed, context);
  if (block === undefined) return undefined;
  const newText = `${commentsAbove(search, kept, context)}${head} ${block}`;
  const doubt = doubtAbout(search, map.key, file);
  return {
    title: `Look ${lookupText(file, search)} up`,
    ...(doubt === undefined ? { applicability: 'safe' } : { applicability: 'review', review: doubt }),
    edits: [{ span: { start: loop.loop.start, end: loop.loop.end }, newText }],
  };
}

/** True where `m[wanted]` surely compiles. */
export function canBeKey(file: ResolvedFile, wanted: GoNode, key: GoType): boolean {
  if (isUntypedConstant(file, wanted)) return true;
  const type = typeOf(file, wanted);
  if (isSameType(type, key)) return true;
  // What compares with an interface implements it.
  return file.index.underlying(key).kind === 'interface' && file.index.underlying(type).kind !== 'unknown';
}

function isUntypedConstant(file: ResolvedFile, expression: GoNode): boolean {
  const node = unparenthesised(expression);
  if (/^(?:int|float|rune|(?:interpreted|raw)_string)_literal$/.test(node.kind)) return true;
  const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
  return symbol?.kind.endsWith('constant') === true && symbol.type.kind === 'unknown';
}

/** True for a `break` or `continue` that may mean the loop, and for labels and jumps to them that could be confused. */
function jumpsOut(node: GoNode, breakStays: boolean): boolean {
  if (FUNCTION_KINDS.has(node.kind)) return false;
  if (node.kind === 'goto_statement' || node.kind === 'labeled_statement') return true;
  // A label is that of a loop around, which stays.
  if (node.kind === 'continue_statement') return node.children.length === 0;
  if (node.kind === 'break_statement') return !breakStays && node.children.length === 0;
  const stays = breakStays || /_switch_statement$|^(?:select|for)_statement$/.test(node.kind);
  return node.children.some((part) => jumpsOut(part, stays));
}

/** `if v, ok := m[wanted]; ok && rest`, undefined where no name is free or it takes several lines. */
function headText(search: Search, renamed: readonly TextEdit[], file: ResolvedFile): string | undefined {
  const { loop, rest } = search;
  const results = resultNames(file, loop.loop);
  const isTaken = (name: string): boolean =>
    results.has(name) ||
    anyBelow(loop.loop, (node) => node.kind.endsWith('identifier') && textOf(file.syntax, node) === name);
  const ok = NAMES.find((name) => !isTaken(name));
  if (ok === undefined) return undefined;
  const value = loop.value === undefined ? '_' : textOf(file.syntax, loop.value);
  const conditions = rest.map((condition) => rewritten(file, condition, renamed));
  const head = `if ${value}, ${ok} := ${lookupText(file, search)}; ${[ok, ...conditions].join(' && ')}`;
  return head.includes('\n') ? undefined : head;
}

/** What becomes the block of the `if`: the block that is there, or the body of the loop behind its `continue`. */
function keptSpan({ loop, conditional }: Search): Span | undefined {
  const block = conditional === undefined ? undefined : child(conditional, 'consequence');
  if (block !== undefined) return { start: block.start, end: block.end };
  const [skip] = loop.body.children[0]?.children ?? [];
  return skip === undefined ? undefined : { start: skip.end, end: loop.body.end };
}

/** The block of the `if`: what is done for the entry, and its comments, without the `break` at the end. */
function blockText<Kind extends string>(
  search: Search,
  kept: Span,
  renamed: readonly TextEdit[],
  context: RuleContext<Kind>,
): string | undefined {
  const { file } = context;
  const { conditional, lastBreak, loop } = search;
  const removed = lastBreak === undefined ? [] : wholeLine(lastBreak, context);
  if (removed === undefined) return undefined;
  const body = rewritten(file, kept, [...renamed, ...removed]);
  if (conditional === undefined) return `{${body.replace(/^(?:[ \t]*\r?\n)+/, '\n')}`;
  const isFixed =
    hasLongText(file, loop.loop) ||
    context.commentsIn(kept).some((comment) => textOf(file.syntax, comment).includes('\n'));
  return isFixed ? undefined : outdented(body);
}

/** The edit that takes a statement away with its line, undefined where the line holds anything else. */
function wholeLine<Kind extends string>(
  statement: GoNode,
  context: RuleContext<Kind>,
): TextEdit[] | undefined {
  const { text } = context.file.syntax;
  const line = lineAt(text, statement.start);
  const rest = text.slice(statement.end, line.end).trim();
  if (!beginsLine(text, statement.start) || rest !== '') return undefined;
  return [{ span: { start: line.start, end: line.end + 1 }, newText: '' }];
}

/** The comments of the loop that stand outside what is kept, to stand above the `if`. */
function commentsAbove<Kind extends string>(
  { loop: { loop } }: Search,
  kept: Span,
  context: RuleContext<Kind>,
): string {
  const { text } = context.file.syntax;
  const indent = indentAt(text, loop.start);
  return [
    ...context.commentsIn({ start: loop.start, end: kept.start }),
    ...context.commentsIn({ start: kept.end, end: loop.end }),
  ]
    .map((comment) => `${textOf(context.file.syntax, comment).trimEnd()}\n${indent}`)
    .join('');
}

/** Lines of a raw string may not be moved. */
function hasLongText(file: ResolvedFile, loop: GoNode): boolean {
  return anyBelow(
    loop,
    (node) => node.kind === 'raw_string_literal' && textOf(file.syntax, node).includes('\n'),
  );
}

/** A block one step further to the left, undefined where a line does not begin with a tab. */
function outdented(block: string): string | undefined {
  const [first, ...others] = block.split('\n');
  if (first === undefined || others.some((line) => line.trim() !== '' && !line.startsWith('\t')))
    return undefined;
  return [first, ...others.map((line) => line.replace(/^\t/, ''))].join('\n');
}

/** The source of a span after those of the edits that lie in it. */
function rewritten(file: ResolvedFile, { start, end }: Span, edits: readonly TextEdit[]): string {
  const inside = edits.filter(({ span }) => start <= span.start && span.end <= end);
  const moved = inside.map(({ span, newText }) => ({
    span: { start: span.start - start, end: span.end - start },
    newText,
  }));
  return applyEdits(file.syntax.text.slice(start, end), moved);
}

function doubtAbout({ wanted, keyFirst }: Search, key: GoType, file: ResolvedFile): string | undefined {
  if (!keyFirst) return 'what is asked before the key is compared would be asked of this entry only';
  if (isReflexive(key, file.index) !== true) return 'the lookup panics where the key cannot be hashed';
  const plain = isUntypedConstant(file, wanted) || pureExpression(file, wanted)?.dereferences === false;
  return plain ? undefined : `${textOf(file.syntax, wanted)} is evaluated even where the map is empty`;
}
