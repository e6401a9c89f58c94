import { child, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import type { GoSymbol, ResolvedFile } from './symbols.ts';

/** A variable, or a field path below one (`s.index`, `cfg.a.b`): what a map can live in. */
export interface Place {
  readonly root: GoSymbol;
  readonly path: readonly string[];
}

/** The place an expression names, undefined when it is anything but a plain selector chain on a variable. */
export function placeOf(file: ResolvedFile, expression: GoNode): Place | undefined {
  const path: string[] = [];
  let node = unparenthesised(expression);
  while (node.kind === 'selector_expression') {
    const field = child(node, 'field');
    const operand = child(node, 'operand');
    if (field === undefined || operand === undefined) return undefined;
    path.unshift(textOf(file.syntax, field));
    node = unparenthesised(operand);
  }
  if (node.kind !== 'identifier') return undefined;
  const root = file.symbolOf(node);
  return root === undefined || !isStorage(root) ? undefined : { root, path };
}

function isStorage(symbol: GoSymbol): boolean {
  return symbol.kind === 'variable' || symbol.kind === 'parameter' || symbol.kind === 'package variable';
}

export function samePlace(a: Place, b: Place): boolean {
  return (
    a.root === b.root && a.path.length === b.path.length && a.path.every((name, at) => name === b.path[at])
  );
}

/** `s.index` as source text. */
export function placeText(place: Place): string {
  return [place.root.name, ...place.path].join('.');
}

/** The longest selector chain that starts at a reference: the whole expression and the fields it names. */
export function chainAt(
  file: ResolvedFile,
  reference: GoNode,
): {
  readonly node: GoNode;
  readonly path: readonly string[];
  readonly at: (length: number) => GoNode | undefined;
} {
  const path: string[] = [];
  const nodes: GoNode[] = [reference];
  let node = reference;
  for (;;) {
    const outer = node.parent;
    if (outer === undefined) break;
    if (outer.kind === 'parenthesized_expression') {
      node = outer;
      continue;
    }
    if (outer.kind !== 'selector_expression' || node.field !== 'operand') {
      // Inside parentheses the operand role sits on the parenthesis, which `node` then is.
      break;
    }
    const field = child(outer, 'field');
    if (field === undefined) break;
    path.push(textOf(file.syntax, field));
    node = outer;
    nodes.push(outer);
  }
  return { node: nodes.at(-1) ?? reference, path, at: (length) => nodes[length] };
}

/** How a reference to a place's root touches the place. */
export type Touch =
  /** The reference names exactly the place. */
  | { readonly kind: 'exact'; readonly node: GoNode }
  /** It names something the place is part of: `s` for the place `s.index`. */
  | { readonly kind: 'owner'; readonly node: GoNode }
  /** It names a part of the place's value: a method or field of it. */
  | { readonly kind: 'part'; readonly node: GoNode; readonly name: string }
  /** A method is called on something the place is part of: `s.load()` for the place `s.index`. */
  | { readonly kind: 'owner method'; readonly node: GoNode }
  /** It names something beside the place: `s.other`. */
  | { readonly kind: 'apart' };

/** Says how one reference of `place.root` touches the place. */
export function touchOf(file: ResolvedFile, place: Place, reference: GoNode): Touch {
  const chain = chainAt(file, reference);
  const shared = Math.min(chain.path.length, place.path.length);
  for (let at = 0; at < shared; at++) {
    if (chain.path[at] === place.path[at]) continue;
    const called = at === chain.path.length - 1 && isCalled(chain.node);
    return called ? { kind: 'owner method', node: chain.node } : { kind: 'apart' };
  }
  if (chain.path.length < place.path.length) return { kind: 'owner', node: chain.node };
  const exact = chain.at(place.path.length) ?? chain.node;
  if (chain.path.length === place.path.length) return { kind: 'exact', node: exact };
  return { kind: 'part', node: exact, name: chain.path[place.path.length] ?? '' };
}

/** True for the function part of a call. */
export function isCalled(node: GoNode): boolean {
  return node.field === 'function' && node.parent?.kind === 'call_expression';
}
