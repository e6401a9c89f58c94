import { beginsLine, indentAt, type TextEdit } from '../../base/text.ts';
import { hasEffects } from '../../semantics/call-effects.ts';
import { disturbance, isPrivateMap, type Disturbance } from '../../semantics/disturbance.ts';
import { usesGoto } from '../../semantics/early-exits.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import { isChanged } from '../../semantics/operations.ts';
import { isReflexive } from '../../semantics/reflexive.ts';
import { isCalled } from '../../semantics/places.ts';
import { repeatable } from '../../semantics/repeatable.ts';
import { sameExpression } from '../../semantics/same-expression.ts';
import { isSameType } from '../../semantics/same-type.ts';
import {
  enclosingFunction,
  FUNCTION_KINDS,
  type GoSymbol,
  type ResolvedFile,
} from '../../semantics/symbols.ts';
import type { Watched } from '../../semantics/writes.ts';
import { anyBelow, child, contains, textOf, unparenthesised, walk, type GoNode } from '../../syntax/node.ts';
import { isCommentAligned } from '../line-comments.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';
import { isMapIndex, isRead } from './first-lookups.ts';
import { staysAsRead } from './held-variable.ts';
import { outermostFunction, type FreeNames } from './free-names.ts';
import { isCold } from './second-reads.ts';

/** `m[k] = x` with reads of the same entry behind it. */
export interface StoredEntry {
  readonly statement: GoNode;
  /** The index expression that is assigned. */
  readonly index: GoNode;
  readonly value: GoNode;
  readonly reads: readonly StoredRead[];
}

interface StoredRead {
  readonly index: GoNode;
  readonly disturbance: Disturbance;
  /** True when it only serves an error message, a log line or a panic. */
  readonly isCold: boolean;
}

/**
 * The entry that a statement stores, when reads in the statements behind it surely, or all but surely, give what was
 * stored. Undefined where the value might be another once it is in the map: the element is of another type, or the key may
 * be NaN.
 */
export function storedEntry(file: ResolvedFile, owner: GoNode, statement: GoNode): StoredEntry | undefined {
  if (statement.parent?.kind !== 'statement_list' || child(statement, 'operator')?.kind !== '=')
    return undefined;
  const [target, ...targets] = child(statement, 'left')?.children ?? [];
  const [value, ...values] = child(statement, 'right')?.children ?? [];
  if (target === undefined || value === undefined || targets.length > 0 || values.length > 0)
    return undefined;
  const index = unparenthesised(target);
  const map = child(index, 'operand');
  const key = child(index, 'index');
  if (!isMapIndex(file, index) || map === undefined || key === undefined) return undefined;
  const type = file.index.underlying(typeOf(file, map));
  if (type.kind !== 'map' || isReflexive(type.key, file.index) !== true) return undefined;
  const isSame = isSameType(type.elem, typeOf(file, value));
  const isInterface = file.index.underlying(type.elem).kind === 'interface';
  if (!isSame && !(isInterface && typeOf(file, value).kind !== 'unknown')) return undefined;
  if (LITERALS.has(unparenthesised(value).kind) || readsEntry(file, value, index)) return undefined;
  const read = repeatable(file, map, key);
  if (read === undefined) return undefined;
  const entry: Watched = { map, reads: read, isPrivate: isPrivateMap(file, map) };
  const behind = statement.parent.children.filter((sibling) => sibling.start >= statement.end);
  const reads = behind
    .flatMap((sibling) => readsBelow(file, sibling, index))
    .map(({ node, loop }) => {
      const span = { start: statement.end, end: loop?.end ?? node.start };
      return {
        index: node,
        disturbance: disturbance(file, entry, owner, [span]),
        isCold: isCold(file, node),
      };
    })
    // A variable has the type of the value, where the map has an interface: to call a method on it is all the same.
    .filter((each) => each.disturbance !== 'some' && (isSame || isReceiver(each.index)));
  return reads.every((each) => each.isCold) ? undefined : { statement, index, value, reads };
}

function isReceiver(index: GoNode): boolean {
  const selector = index.parent;
  return selector?.kind === 'selector_expression' && isCalled(selector);
}

/** As good as a variable that holds them. */
const LITERALS: ReadonlySet<string> = new Set([
  'int_literal',
  'float_literal',
  'rune_literal',
  'interpreted_string_literal',
  'raw_string_literal',
  'true',
  'false',
  'nil',
]);

/** True for `m[k] = append(m[k], x)`: the compiler makes one lookup of it, a variable for its value would make it two. */
function readsEntry(file: ResolvedFile, value: GoNode, index: GoNode): boolean {
  return anyBelow(value, (node) => node.kind === 'index_expression' && sameExpression(file, node, index));
}

/** Reads of the entry, each with the outermost loop around it that begins behind the store: all of that runs before it. */
function readsBelow(
  file: ResolvedFile,
  sibling: GoNode,
  wanted: GoNode,
): readonly { readonly node: GoNode; readonly loop: GoNode | undefined }[] {
  const reads: { node: GoNode; loop: GoNode | undefined }[] = [];
  walk(sibling, (node) => {
    if (FUNCTION_KINDS.has(node.kind)) return false;
    if (node.kind !== 'index_expression' || !sameExpression(file, node, wanted)) return undefined;
    if (isRead(file, node)) reads.push({ node, loop: outermostLoop(node, sibling) });
    return false;
  });
  return reads;
}

/** What a `range` clause reads is read once, before the loop. */
function outermostLoop(node: GoNode, within: GoNode): GoNode | undefined {
  let loop: GoNode | undefined;
  for (let at = node; at !== within && at.parent !== undefined; at = at.parent) {
    if (at.parent.kind === 'for_statement' && at.kind !== 'range_clause') loop = at.parent;
  }
  return loop;
}

/** Keeps what is stored in a variable, or uses the one that it is in already, and reads that instead. */
export function keepStoredFix<Kind extends string>(
  stored: StoredEntry,
  names: FreeNames,
  context: RuleContext<Kind>,
): Fix | undefined {
  const { file } = context;
  const { index, value, reads } = stored;
  const held = heldVariable(file, stored) ?? newVariable(file, stored, names);
  if (held === undefined) return undefined;
  const edits: TextEdit[] = [
    ...held.edits,
    ...reads.map((read) => ({ span: read.index, newText: held.name })),
  ];
  if (edits.some(({ span }) => isCommentAligned(context, span))) return undefined;
  const title = `Keep ${textOf(file.syntax, index)} in ${held.name}`;
  const mayChange =
    reads.some((read) => read.disturbance !== 'none') ||
    (held.edits.length > 0 &&
      !isPrivateMap(file, child(index, 'operand') ?? index) &&
      hasEffects(file, value, FUNCTION_KINDS));
  return mayChange
    ? { title, applicability: 'review', review: 'a function called in between could change the entry', edits }
    : { title, applicability: 'safe', edits };
}

interface Held {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** The variable that is stored, when it is still the same and still meant by its name at every read. */
function heldVariable(file: ResolvedFile, { statement, value, reads }: StoredEntry): Held | undefined {
  const node = unparenthesised(value);
  const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
  if (symbol === undefined || (symbol.kind !== 'variable' && symbol.kind !== 'parameter')) return undefined;
  const last = Math.max(...reads.map((read) => read.index.end));
  // A closure may assign it at any time.
  const isSteady =
    staysAsRead(file, symbol, value, { start: statement.end, end: last }) &&
    symbol.references.every(
      (reference) =>
        !isChanged(reference) ||
        (reference.end <= statement.start && enclosingFunction(reference) === symbol.owner),
    );
  const isMeant = reads.every((read) => meansAt(file, symbol, read.index));
  return isSteady && isMeant && contains(symbol.scope, { start: statement.start, end: last })
    ? { name: symbol.name, edits: [] }
    : undefined;
}

/** True when no other declaration of the name hides the symbol where the node stands. */
function meansAt(file: ResolvedFile, symbol: GoSymbol, node: GoNode): boolean {
  const owner = outermostFunction(node);
  return (
    owner !== undefined &&
    !anyBelow(owner, (part) => {
      const other = part.kind === 'identifier' ? file.declaredBy(part) : undefined;
      return (
        other !== undefined &&
        other !== symbol &&
        other.name === symbol.name &&
        contains(other.scope, node) &&
        contains(symbol.scope, other.scope)
      );
    })
  );
}

function isVariableOrCall(file: ResolvedFile, node: GoNode): boolean {
  if (node.kind === 'call_expression') return true;
  const kind = node.kind === 'identifier' ? file.symbolOf(node)?.kind : undefined;
  return kind === 'variable' || kind === 'parameter' || kind === 'package variable';
}

function newVariable(
  file: ResolvedFile,
  { statement, value }: StoredEntry,
  names: FreeNames,
): Held | undefined {
  const { text } = file.syntax;
  const owner = outermostFunction(statement);
  if (owner === undefined || statement.parent === undefined || usesGoto(owner)) return undefined;
  if (!beginsLine(text, statement.start) || !/^[ \t]*(?:\/\/.*)?\r?\n/.test(text.slice(statement.end)))
    return undefined;
  // Without a variable or a call in it, it may be a constant, which takes another type by itself.
  if (!anyBelow(value, (node) => isVariableOrCall(file, node) || node.kind === 'composite_literal'))
    return undefined;
  const name = names.take(file, owner, statement.parent);
  if (name === undefined) return undefined;
  const declaration = `${name} := ${textOf(file.syntax, value)}\n${indentAt(text, statement.start)}`;
  return {
    name,
    edits: [
      { span: { start: statement.start, end: statement.start }, newText: declaration },
      { span: value, newText: name },
    ],
  };
}
