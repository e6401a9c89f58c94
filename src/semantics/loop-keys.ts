import { anyBelow, child, contains, unparenthesised, type GoNode } from '../syntax/node.ts';
import { builtinCallee, typeOf } from './expression-types.ts';
import type { RangeLoop } from './map-sites.ts';
import { isChanged, isWritten } from './operations.ts';
import type { GoSymbol, ResolvedFile } from './symbols.ts';

/** True when the expression reads something the loop declares or assigns, or calls a function. */
export function variesIn(file: ResolvedFile, expression: GoNode, loop: GoNode): boolean {
  return anyBelow(expression, (node) => {
    if (node.kind === 'call_expression') return builtinCallee(file, node) === undefined;
    const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
    if (symbol === undefined) return false;
    const { declaration } = symbol;
    return (declaration !== undefined && contains(loop, declaration)) || isAssignedIn(symbol, loop);
  });
}

function isAssignedIn(symbol: GoSymbol, loop: GoNode): boolean {
  return symbol.references.some((reference) => contains(loop, reference) && isWritten(reference));
}

/** True when the body of a range changes the key variable: then its name stands for another key. */
export function isKeyChanged({ keySymbol, body }: RangeLoop): boolean {
  return keySymbol?.references.some((node) => contains(body, node) && isChanged(node)) === true;
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
      const [argument] = child(node, 'arguments')?.children ?? [];
      if (argument === undefined || !keepsDifferent(file, node, argument)) return false;
      return isUnique(file, argument, distinct, loop);
    }
    default:
      return false;
  }
}

/** True for a conversion under which different values stay different: to the same basic type, or to a word. */
function keepsDifferent(file: ResolvedFile, call: GoNode, argument: GoNode): boolean {
  const callee = child(call, 'function');
  const symbol = callee?.kind === 'identifier' ? file.symbolOf(callee) : undefined;
  if (symbol?.kind !== 'builtin' && symbol?.kind !== 'type' && symbol?.kind !== 'package type') return false;
  const to = file.index.underlying(typeOf(file, call));
  const from = file.index.underlying(typeOf(file, argument));
  if (to.kind !== 'basic' || from.kind !== 'basic') return false;
  return to.name === from.name || (/^u?int(?:64)?$/.test(to.name) && /^u?int/.test(from.name));
}

/** True for `i % 8` and `hash & mask`: keys that are folded into a range of their own. */
export function isFolded(file: ResolvedFile, key: GoNode): boolean {
  const node = unparenthesised(key);
  if (node.kind === 'call_expression') {
    const [argument, ...others] = child(node, 'arguments')?.children ?? [];
    return argument !== undefined && others.length === 0 && isFolded(file, argument);
  }
  const operator = node.kind === 'binary_expression' ? child(node, 'operator') : undefined;
  return (
    operator?.kind === '%' || operator?.kind === '&' || operator?.kind === '>>' || operator?.kind === '/'
  );
}
