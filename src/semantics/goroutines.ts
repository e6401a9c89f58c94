import { child, contains, textOf, unparenthesised, walk, type GoNode } from '../syntax/node.ts';
import { importedCallee, typeOf } from './expression-types.ts';
import { isCalled, placeOf, samePlace } from './places.ts';
import { constantValue } from './pure-expression.ts';
import type { GoSymbol, ResolvedFile } from './symbols.ts';

/** A place where a function literal is run in a goroutine of its own. */
export interface GoroutineStart {
  /** The `go` statement, or the call of `Go`. */
  readonly site: GoNode;
  readonly body: GoNode;
}

const ERRGROUP = 'golang.org/x/sync/errgroup';

/** Found once for each file. */
const found = new WeakMap<ResolvedFile, readonly GoroutineStart[]>();

/**
 * The places that start a goroutine with a function literal, in source order: `go func() { … }()`, `go work()` of a local
 * `work := func() { … }`, and `Go` of an `errgroup.Group` or a `sync.WaitGroup`. A group that may be limited to one
 * goroutine at a time is left out.
 */
export function goroutineStarts(file: ResolvedFile): readonly GoroutineStart[] {
  const known = found.get(file);
  if (known !== undefined) return known;
  const starts: GoroutineStart[] = [];
  walk(file.syntax.root, (node) => {
    const started =
      node.kind === 'go_statement'
        ? calleeOf(node.children[0])
        : node.kind === 'call_expression' && isGroupStart(file, node)
          ? child(node, 'arguments')?.children[0]
          : undefined;
    const body = started === undefined || node.broken ? undefined : literalOf(file, started);
    if (body !== undefined) starts.push({ site: node, body });
    return undefined;
  });
  found.set(file, starts);
  return starts;
}

function calleeOf(call: GoNode | undefined): GoNode | undefined {
  return call?.kind === 'call_expression' ? child(call, 'function') : undefined;
}

/** The literal itself, or the one a local variable holds for all its life. */
function literalOf(file: ResolvedFile, expression: GoNode): GoNode | undefined {
  const node = unparenthesised(expression);
  if (node.kind === 'func_literal') return node;
  const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
  if (symbol?.kind !== 'variable' || symbol.initial === undefined) return undefined;
  const initial = unparenthesised(symbol.initial);
  const isOnlyRun = symbol.references.every(
    (reference) => isCalled(reference) || reference.parent?.kind === 'argument_list',
  );
  return initial.kind === 'func_literal' && isOnlyRun ? initial : undefined;
}

/** True for `g.Go(…)` of a group that surely runs what it is given side by side. */
function isGroupStart(file: ResolvedFile, call: GoNode): boolean {
  const callee = child(call, 'function');
  const method = callee?.kind === 'selector_expression' ? child(callee, 'field') : undefined;
  const operand = callee === undefined ? undefined : child(callee, 'operand');
  if (method === undefined || operand === undefined || textOf(file.syntax, method) !== 'Go') return false;
  const type = typeOf(file, operand);
  const named = type.kind === 'pointer' ? type.elem : type;
  if (named.kind === 'named' && named.path === 'sync') return named.name === 'WaitGroup';
  const isGroup = named.kind === 'named' && named.path === ERRGROUP && named.name === 'Group';
  return (isGroup || isMadeWithContext(file, operand)) && !mayBeLimitedToOne(file, operand);
}

/** `g, ctx := errgroup.WithContext(ctx)`, for where that package is not in view. */
function isMadeWithContext(file: ResolvedFile, operand: GoNode): boolean {
  const node = unparenthesised(operand);
  const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
  const list = symbol?.declaration?.parent;
  const statement = list?.kind === 'expression_list' ? list.parent : undefined;
  const call = statement === undefined ? undefined : child(statement, 'right')?.children[0];
  return (
    list?.children[0] === symbol?.declaration &&
    call?.kind === 'call_expression' &&
    importedCallee(file, call) === `${ERRGROUP}.WithContext`
  );
}

/** True when the limit set for a group is 1, or a number that is not known. */
function mayBeLimitedToOne(file: ResolvedFile, group: GoNode): boolean {
  const place = placeOf(file, group);
  if (place === undefined) return true;
  return place.root.references.some((reference) => {
    let callee: GoNode = reference;
    while (callee.parent?.kind === 'selector_expression') callee = callee.parent;
    const call = callee.parent;
    const method = child(callee, 'field');
    const operand = child(callee, 'operand');
    if (call?.kind !== 'call_expression' || method === undefined || operand === undefined) return false;
    if (textOf(file.syntax, method) !== 'SetLimit') return false;
    const limited = placeOf(file, operand);
    if (limited === undefined || !samePlace(limited, place)) return false;
    const limit = child(call, 'arguments')?.children[0];
    return limit === undefined || !isMoreThanOne(file, limit);
  });
}

/** True for a constant of two or more, for none at all (`-1`), and for the number of processors. */
function isMoreThanOne(file: ResolvedFile, limit: GoNode): boolean {
  const node = unparenthesised(limit);
  if (node.kind === 'unary_expression') return file.syntax.text[node.start] === '-';
  if (node.kind === 'call_expression') return importedCallee(file, node)?.startsWith('runtime.') === true;
  const value = constantValue(file, node);
  return value !== undefined && value > 1;
}

/** True when a variable lives longer than the function literal: several goroutines that run it share the variable. */
export function isSharedWith(body: GoNode, symbol: GoSymbol): boolean {
  if (symbol.kind === 'package variable') return true;
  const { declaration } = symbol;
  return declaration !== undefined && !contains(body, declaration);
}
