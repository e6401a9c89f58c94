import type { Span } from '../base/text.ts';
import {
  anyBelow,
  child,
  contains,
  outermostParenthesis,
  textOf,
  unparenthesised,
  walk,
  type GoNode,
} from '../syntax/node.ts';
import { callEffect } from './call-effects.ts';
import { builtinCallee, typeOf } from './expression-types.ts';
import { isAddressTaken, isWritten, operationsOn, OWN_USES, type OperationKind } from './operations.ts';
import { callReach, effectOfForeignMethod, mapUseOf } from './parameter-effects.ts';
import { chainAt } from './places.ts';
import type { Repeatable } from './repeatable.ts';
import { sameExpression } from './same-expression.ts';
import { FUNCTION_KINDS, type GoSymbol, type ResolvedFile } from './symbols.ts';
import { anyWritten, isOutOfReach, mayBeWatched, type Watched } from './writes.ts';

/**
 * What happens to an entry between two reads of it: `none` is proven, `assumed` only means that a function of another
 * package would have to call back to change it, `some` is all else.
 */
export type Disturbance = 'none' | 'assumed' | 'some';

const STAYS_HERE: ReadonlySet<OperationKind> = new Set([...OWN_USES, 'read', 'inspect', 'return']);

/** True for a variable whose map is made by its own function and known to no other code while that runs. */
export function isPrivateMap(file: ResolvedFile, map: GoNode): boolean {
  const node = unparenthesised(map);
  const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
  if (symbol?.kind !== 'variable' || !isMadeHere(file, symbol)) return false;
  return operationsOn(file, { root: symbol, path: [] }).every(
    ({ kind, owner }) => STAYS_HERE.has(kind) && owner === symbol.owner,
  );
}

function isMadeHere(file: ResolvedFile, { initial, declaration }: GoSymbol): boolean {
  if (initial === undefined) {
    const spec = declaration?.parent;
    return spec?.kind === 'var_spec' && child(spec, 'value') === undefined;
  }
  const value = unparenthesised(initial);
  if (value.kind === 'composite_literal') return true;
  return value.kind === 'call_expression' && builtinCallee(file, value) === 'make';
}

/**
 * Judges all that runs in the spans, `except` for one statement and what is below it. A span that begins one before the end
 * of an expression takes in what happens once that is evaluated: the assignment or the receive it is part of.
 */
export function disturbance(
  file: ResolvedFile,
  watched: Watched,
  owner: GoNode,
  spans: readonly Span[],
  except?: GoNode,
): Disturbance {
  let worst: Disturbance = 'none';
  for (const { start, end } of spans) {
    walk(owner, (node) => {
      if (worst === 'some' || node.end <= start || node.start >= end || node === except) return false;
      if (node !== owner && FUNCTION_KINDS.has(node.kind)) return false;
      // What ends after the span has its effect there; what only begins before it, inside.
      if (node.end <= end) {
        const effect = effectOf(file, watched, node);
        if (effect !== 'none') worst = effect;
      }
      return undefined;
    });
  }
  return worst;
}

function effectOf(file: ResolvedFile, watched: Watched, node: GoNode): Disturbance {
  switch (node.kind) {
    case 'call_expression':
      return callDisturbs(file, watched, node);
    case 'assignment_statement':
    case 'short_var_declaration':
    case 'receive_statement':
      return anyWritten(file, watched, child(node, 'left')?.children ?? [])
        ? 'some'
        : waits(file, watched, node);
    case 'range_clause':
      return anyWritten(file, watched, child(node, 'left')?.children ?? [])
        ? 'some'
        : rangeWaits(file, watched, node);
    case 'inc_statement':
    case 'dec_statement':
      return anyWritten(file, watched, node.children) ? 'some' : 'none';
    case 'unary_expression':
      return waits(file, watched, node);
    case 'send_statement':
    case 'select_statement':
      return isOutOfReach(watched) ? 'none' : 'some';
    case 'labeled_statement':
    case 'ERROR':
      return 'some';
    default:
      return 'none';
  }
}

/** While a goroutine waits for another, that may do anything to what both know. */
function waits(file: ResolvedFile, watched: Watched, node: GoNode): Disturbance {
  if (node.kind !== 'unary_expression' || !file.syntax.text.startsWith('<-', node.start)) return 'none';
  return isOutOfReach(watched) ? 'none' : 'some';
}

/** A range over a channel waits, and one over a function runs it. */
function rangeWaits(file: ResolvedFile, watched: Watched, clause: GoNode): Disturbance {
  const operand = child(clause, 'right');
  const type = operand === undefined ? undefined : file.index.dereferenced(typeOf(file, operand));
  const plain = /^(?:slice|array|map|basic)$/.test(type?.kind ?? '');
  return plain || isOutOfReach(watched) ? 'none' : 'some';
}

function callDisturbs(file: ResolvedFile, watched: Watched, call: GoNode): Disturbance {
  const args = child(call, 'arguments')?.children ?? [];
  const [first] = args;
  const builtin = builtinCallee(file, call);
  if (builtin === 'delete' || builtin === 'clear') {
    return first !== undefined && mayBeWatched(file, watched, first) ? 'some' : 'none';
  }
  // Either may write to an array that the key is read from.
  if (builtin === 'append' || builtin === 'copy') {
    const { wholes, isAliased, readsElements } = watched.reads;
    const readsList = [...wholes].some((symbol) => file.index.underlying(symbol.type).kind === 'array');
    const isElsewhere =
      !(readsElements || isAliased || readsList) ||
      (builtin === 'append' && first !== undefined && growsAlone(file, first, watched.reads.containers));
    return isElsewhere ? 'none' : 'some';
  }
  if (callEffect(file, call) === 'none' || effectOfForeignMethod(file, call) === 'none') return 'none';
  const effect = callReach(file, call);
  if (effect === 'none') return watched.reads.readsElements ? 'some' : 'none';
  if (handsOn(file, watched, call)) return 'some';
  if (isOutOfReach(watched)) return 'none';
  return effect === 'foreign' ? 'assumed' : 'some';
}

/** True for a slice made here by `append` alone, whose array is therefore none that the containers had before. */
function growsAlone(file: ResolvedFile, slice: GoNode, containers: readonly GoNode[]): boolean {
  const own = localSymbol(file, slice);
  if (own?.declaration === undefined || !isMadeHere(file, own) || !isOnly(file, own, isAppendTo))
    return false;
  const { start } = own.declaration;
  return containers.every((container) => {
    const other = localSymbol(file, container);
    const isOlder = other?.kind === 'parameter' || (other?.declaration?.start ?? start) < start;
    return other !== undefined && other !== own && isOlder && isOnly(file, other, isOfItself);
  });
}

function localSymbol(file: ResolvedFile, expression: GoNode): GoSymbol | undefined {
  const node = unparenthesised(expression);
  const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
  return symbol?.kind === 'variable' || symbol?.kind === 'parameter' ? symbol : undefined;
}

/** True when every assignment to the variable is of the one form, and nobody else can assign it. */
function isOnly(
  file: ResolvedFile,
  symbol: GoSymbol,
  isForm: (file: ResolvedFile, value: GoNode, symbol: GoSymbol) => boolean,
): boolean {
  return symbol.references.every((reference) => {
    if (file.declaredBy(reference) === symbol) return true;
    if (isAddressTaken(reference)) return false;
    if (!isWritten(reference)) return true;
    const statement = reference.parent?.parent;
    const [value, ...others] = statement === undefined ? [] : (child(statement, 'right')?.children ?? []);
    return value !== undefined && others.length === 0 && isForm(file, unparenthesised(value), symbol);
  });
}

function isAppendTo(file: ResolvedFile, value: GoNode, symbol: GoSymbol): boolean {
  const slice = child(value, 'arguments')?.children[0];
  return (
    builtinCallee(file, value) === 'append' && slice !== undefined && localSymbol(file, slice) === symbol
  );
}

function isOfItself(file: ResolvedFile, value: GoNode, symbol: GoSymbol): boolean {
  if (isAppendTo(file, value, symbol)) return true;
  const operand = value.kind === 'slice_expression' ? child(value, 'operand') : undefined;
  return operand !== undefined && localSymbol(file, operand) === symbol;
}

const READS_ONLY: ReadonlySet<string> = new Set(['reads', 'inspects']);

/** True when the callee gets the map, the struct it is in, or the address of something watched. */
function handsOn(file: ResolvedFile, { map, reads }: Watched, call: GoNode): boolean {
  const root = map === undefined ? undefined : rootOf(file, map);
  const callee = child(call, 'function');
  return anyBelow(
    call,
    (node) => {
      const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
      if (symbol === undefined || !reads.symbols.has(symbol) || symbol.kind === 'import') return false;
      // A method called on it may change it, one of a part of it that is no part of the way to the map does not.
      if (callee !== undefined && contains(callee, node)) return !isBeside(file, reads, call);
      const whole = outermostParenthesis(chainAt(file, node).node);
      if (file.syntax.text[whole.parent?.start ?? -1] === '&' && whole.parent?.kind === 'unary_expression')
        return true;
      if (symbol !== root)
        return reads.shared && whole.parent?.kind === 'argument_list' && isReference(file, whole);
      // `f(m[k])` and `f(len(m))` get what was read, `f(m)` and `f(s)` the map.
      const isArgument = whole.parent?.kind === 'argument_list' && whole.parent.parent === call;
      if (!isArgument || !isReference(file, whole)) return false;
      const isMap = map !== undefined && sameExpression(file, whole, map);
      return !isMap || !READS_ONLY.has(mapUseOf(file, call, whole.parent.children.indexOf(whole)));
    },
    FUNCTION_KINDS,
  );
}

/** True for `t.log.Info(…)` beside `t.peers[id]`: a type of another package is given nothing of `t` but its own field. */
function isBeside(file: ResolvedFile, { fields }: Repeatable, call: GoNode): boolean {
  const receiver = child(child(call, 'function') ?? call, 'operand');
  const field = receiver?.kind === 'selector_expression' ? child(receiver, 'field') : undefined;
  if (field === undefined || fields.has(textOf(file.syntax, field))) return false;
  return effectOfForeignMethod(file, call) !== undefined;
}

/** True when what a callee gets may share memory with the caller. */
function isReference(file: ResolvedFile, node: GoNode): boolean {
  return file.index.underlying(typeOf(file, node)).kind !== 'basic';
}

function rootOf(file: ResolvedFile, expression: GoNode): GoSymbol | undefined {
  let node = unparenthesised(expression);
  for (;;) {
    if (node.kind === 'identifier') return file.symbolOf(node);
    const operand = child(node, 'operand');
    if (operand === undefined) return undefined;
    node = unparenthesised(operand);
  }
}
