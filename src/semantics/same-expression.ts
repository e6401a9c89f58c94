import { textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import type { ResolvedFile } from './symbols.ts';

/** True when two expressions are written alike, parentheses and layout aside, and all their names mean the same. */
export function sameExpression(file: ResolvedFile, a: GoNode, b: GoNode): boolean {
  const left = unparenthesised(a);
  const right = unparenthesised(b);
  if (left === right) return true;
  if (left.kind !== right.kind || left.broken || right.broken) return false;
  if (left.children.length !== right.children.length) return false;
  if (left.children.length === 0) {
    return (
      textOf(file.syntax, left) === textOf(file.syntax, right) && file.symbolOf(left) === file.symbolOf(right)
    );
  }
  return left.children.every((part, at) => {
    const other = right.children[at];
    return part.field === other?.field && sameExpression(file, part, other);
  });
}
