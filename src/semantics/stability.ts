import { within, type Span } from '../base/text.ts';
import { child, outermostParenthesis, textOf, walk, type GoNode } from '../syntax/node.ts';
import { builtinCallee } from './expression-types.ts';
import { isChanged } from './operations.ts';
import { mapUseOf } from './parameter-effects.ts';
import { chainAt, isCalled } from './places.ts';
import { enclosingFunction, type GoSymbol, type ResolvedFile } from './symbols.ts';

/**
 * True when the expression made of `reads` surely has the same value at both ends of `between`, as far as the function
 * shows: nothing in between assigns a variable it reads or a prefix of a field path it follows, takes an address, calls
 * a method on it or hands a pointer or map of it to a function. It asks less than `disturbance`, which also follows
 * what may be reached by another name.
 */
export function isStable(file: ResolvedFile, reads: readonly GoNode[], between: Span, body: GoNode): boolean {
  return reads.every((read) => {
    const symbol = file.symbolOf(read);
    if (symbol === undefined) return false;
    const { path } = chainAt(file, read);
    if (symbol.kind === 'package variable' && callsFunction(file, between, body)) return false;
    if (isShared(symbol, path) && synchronises(file, between, body)) return false;
    const { inOrder, inClosures } = referencesOf(symbol);
    const inside = within(inOrder, between, (reference) => reference);
    return (
      inside.every((reference) => !disturbs(file, symbol, path, reference)) &&
      inClosures.every((reference) => !reaches(file, path, reference, between))
    );
  });
}

interface References {
  readonly inOrder: readonly GoNode[];
  /** Those that stand in function literals inside the variable's own function. */
  readonly inClosures: readonly GoNode[];
}

/** A variable of a long function is asked about once for each loop over it. */
const references = new WeakMap<GoSymbol, References>();

function referencesOf(symbol: GoSymbol): References {
  const known = references.get(symbol);
  if (known !== undefined) return known;
  const inOrder = symbol.references.toSorted((a, b) => a.start - b.start);
  const inClosures =
    symbol.owner === undefined
      ? []
      : inOrder.filter((reference) => enclosingFunction(reference) !== symbol.owner);
  const found = { inOrder, inClosures };
  references.set(symbol, found);
  return found;
}

/** True when a function literal that may run in between assigns the path or something it is part of. */
function reaches(file: ResolvedFile, path: readonly string[], reference: GoNode, between: Span): boolean {
  const isInside = reference.start >= between.start && reference.end <= between.end;
  if (isInside || (reference.start >= between.end && !isRepeated(reference, between))) return false;
  const chain = chainAt(file, reference);
  const node = outermostParenthesis(chain.node);
  const covers = chain.path.length <= path.length && chain.path.every((name, at) => name === path[at]);
  return covers && isChanged(node);
}

function disturbs(file: ResolvedFile, symbol: GoSymbol, path: readonly string[], reference: GoNode): boolean {
  const chain = chainAt(file, reference);
  const node = outermostParenthesis(chain.node);
  for (let at = 0; at < Math.min(chain.path.length, path.length); at++) {
    // `x.items` is apart from `x.name`, but a method called on x may change either.
    const method = at === chain.path.length - 1 && isCalled(node);
    if (chain.path[at] !== path[at] && !method) return false;
  }
  const covers = chain.path.length <= path.length;
  if (isChanged(node)) return covers;
  // `x.Method()` with a pointer receiver may change x; a plain field read below the path does not.
  if (isCalled(node)) return chain.path.length > 0 && chain.path.length - 1 <= path.length;
  const { parent } = node;
  return (
    parent?.kind === 'argument_list' &&
    covers &&
    mayChangeThrough(file, symbol, chain.path, path, node, parent)
  );
}

/** True when a loop around both runs the later reference before the earlier span comes again. */
function isRepeated(reference: GoNode, between: Span): boolean {
  for (let at = reference.parent; at !== undefined; at = at.parent) {
    if (at.kind === 'for_statement' && at.start <= between.start) return true;
  }
  return false;
}

/** True when a callee that gets this argument could change the value at the path. */
function mayChangeThrough(
  file: ResolvedFile,
  symbol: GoSymbol,
  given: readonly string[],
  path: readonly string[],
  argument: GoNode,
  argumentList: GoNode,
): boolean {
  const call = argumentList.parent;
  if (call !== undefined && builtinCallee(file, call) !== undefined) {
    const name = builtinCallee(file, call);
    return name === 'delete' || name === 'clear';
  }
  let type = symbol.type;
  for (const name of given) type = file.index.field(type, name) ?? { kind: 'unknown' };
  const under = file.index.underlying(type);
  if (under.kind === 'map') {
    const use = call === undefined ? 'keeps' : mapUseOf(file, call, argumentList.children.indexOf(argument));
    return use === 'writes' || use === 'keeps';
  }
  if (given.length === path.length) return under.kind === 'pointer';
  // Handed over by value a struct cannot be changed; anything else might be a pointer.
  return under.kind !== 'struct';
}

/** True for what other goroutines may reach: fields and package variables. */
function isShared(symbol: GoSymbol, path: readonly string[]): boolean {
  return path.length > 0 || symbol.owner === undefined;
}

const SYNCHRONISING = /^(?:R?Lock|TryR?Lock|Wait|Do)$/;

/**
 * True when a lock is taken or another goroutine waited for in the span: before it, what the lock guards may not be read,
 * or may not be there yet.
 */
function synchronises(file: ResolvedFile, between: Span, within: GoNode): boolean {
  return someInside(within, between, (node) => {
    if (node.kind === 'select_statement') return true;
    if (node.kind === 'unary_expression') return file.syntax.text.startsWith('<-', node.start);
    const callee = node.kind === 'call_expression' ? child(node, 'function') : undefined;
    const method = callee?.kind === 'selector_expression' ? child(callee, 'field') : undefined;
    return method !== undefined && SYNCHRONISING.test(textOf(file.syntax, method));
  });
}

/** True when something other than a predeclared function is called in the span. */
export function callsFunction(file: ResolvedFile, between: Span, within: GoNode): boolean {
  return someInside(
    within,
    between,
    (node) => node.kind === 'call_expression' && builtinCallee(file, node) === undefined,
  );
}

/** True when the test holds for a node that lies inside the span. */
function someInside(within: GoNode, between: Span, test: (node: GoNode) => boolean): boolean {
  let found = false;
  walk(within, (node) => {
    if (node.end <= between.start || node.start >= between.end) return false;
    if (node.start >= between.start && node.end <= between.end && test(node)) found = true;
    return !found;
  });
  return found;
}

/** True when every variable the expression reads has the same meaning at `offset` and was declared before it. */
export function isVisibleAt(file: ResolvedFile, reads: readonly GoNode[], offset: number): boolean {
  return reads.every((read) => {
    const symbol = file.symbolOf(read);
    if (symbol === undefined) return false;
    if (symbol.declaration === undefined) return true;
    // A name is in scope after the statement that declares it.
    const statement = declaringStatement(symbol.declaration);
    return statement.end <= offset && symbol.scope.start <= offset && offset <= symbol.scope.end;
  });
}

function declaringStatement(declaration: GoNode): GoNode {
  let node = declaration;
  while (node.parent !== undefined && /expression_list|_spec|parameter_declaration/.test(node.parent.kind)) {
    node = node.parent;
  }
  const statement = node.parent;
  const declares = statement?.kind === 'short_var_declaration' || statement?.kind === 'var_declaration';
  return declares ? statement : node;
}
