import { child, contains, unparenthesised, walk, type GoNode } from '../syntax/node.ts';
import { builtinCallee } from './expression-types.ts';
import { isAssignmentTarget } from './operations.ts';
import type { GoSymbol, ResolvedFile } from './symbols.ts';

/** True when the expression reads something the loop declares or assigns, or calls a function. */
export function variesIn(file: ResolvedFile, expression: GoNode, loop: GoNode): boolean {
  let varies = false;
  walk(expression, (node) => {
    if (node.kind === 'call_expression' && builtinCallee(file, node) === undefined) varies = true;
    if (node.kind === 'identifier') {
      const symbol = file.symbolOf(node);
      const declared = symbol?.declaration;
      if (declared !== undefined && contains(loop, declared)) varies = true;
      if (symbol !== undefined && isAssignedIn(symbol, loop)) varies = true;
    }
    return !varies;
  });
  return varies;
}

function isAssignedIn(symbol: GoSymbol, loop: GoNode): boolean {
  return symbol.references.some((reference) => {
    if (!contains(loop, reference)) return false;
    const parent = reference.parent?.kind;
    return isAssignmentTarget(reference) || parent === 'inc_statement' || parent === 'dec_statement';
  });
}

/** True when different values of the loop's distinct variables surely give different keys. */
export function isUnique(
  file: ResolvedFile,
  key: GoNode,
  distinct: readonly GoSymbol[],
  loop: GoNode,
): boolean {
  const node = unparenthesised(key);
  switch (node.kind) {
    case 'identifier': {
      const symbol = file.symbolOf(node);
      return symbol !== undefined && distinct.includes(symbol);
    }
    case 'binary_expression': {
      const left = child(node, 'left');
      const right = child(node, 'right');
      const operator = child(node, 'operator');
      if (left === undefined || right === undefined || operator === undefined) return false;
      if (operator.kind !== '+' && operator.kind !== '-') return false;
      const leftUnique = isUnique(file, left, distinct, loop) && !variesIn(file, right, loop);
      return leftUnique || (isUnique(file, right, distinct, loop) && !variesIn(file, left, loop));
    }
    case 'composite_literal': {
      const elements = child(node, 'body')?.children ?? [];
      return elements.some((element) => {
        const value = element.kind === 'keyed_element' ? child(element, 'value') : element;
        const inner = value?.kind === 'literal_element' ? value.children[0] : value;
        return inner !== undefined && isUnique(file, inner, distinct, loop);
      });
    }
    case 'call_expression': {
      const callee = child(node, 'function');
      const args = child(node, 'arguments')?.children ?? [];
      const symbol = callee?.kind === 'identifier' ? file.symbolOf(callee) : undefined;
      // Conversions to types at least as wide keep different values different.
      const widens =
        symbol?.kind === 'package type' ||
        symbol?.kind === 'type' ||
        (symbol?.kind === 'builtin' && /^(?:string|u?int|u?int64)$/.test(symbol.name));
      const [argument] = args;
      return (
        widens && args.length === 1 && argument !== undefined && isUnique(file, argument, distinct, loop)
      );
    }
    default:
      return false;
  }
}
