import type { LocalMap } from '../../semantics/map-sites.ts';
import { isWritten } from '../../semantics/operations.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import {
  anyBelow,
  child,
  outermostParenthesis,
  textOf,
  unparenthesised,
  type GoNode,
} from '../../syntax/node.ts';

/**
 * True for a map that goes into a field of a composite literal and is filled through that field later in the function:
 * what the loops before put in is then only where it starts.
 */
export function isFilledThroughField({ syntax }: ResolvedFile, { owner, operations }: LocalMap): boolean {
  if (owner === undefined) return false;
  return operations.some(({ kind, node }) => {
    const field = kind === 'alias' ? fieldOf(node) : undefined;
    if (field === undefined) return false;
    const name = textOf(syntax, field);
    return anyBelow(
      owner,
      (part) => part.start > node.end && part.kind === 'index_expression' && isWriteTo(part, name, syntax),
    );
  });
}

/** The key in `T{field: value}`. */
function fieldOf(value: GoNode): GoNode | undefined {
  const element = outermostParenthesis(value).parent;
  const keyed = element?.field === 'value' ? element.parent : undefined;
  const key = keyed?.kind === 'keyed_element' ? child(keyed, 'key')?.children[0] : undefined;
  return key?.kind === 'identifier' ? key : undefined;
}

function isWriteTo(index: GoNode, field: string, syntax: ResolvedFile['syntax']): boolean {
  const operand = child(index, 'operand');
  const selector = operand === undefined ? undefined : unparenthesised(operand);
  const named = selector?.kind === 'selector_expression' ? child(selector, 'field') : undefined;
  return named !== undefined && textOf(syntax, named) === field && isWritten(outermostParenthesis(index));
}
