import type { Fill } from '../../semantics/fills.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { child, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';

/**
 * The share of the fills that a hint counts, when it is the length of some of them (or of each but once where every
 * iteration puts in several entries) and of nothing else; undefined where it counts anything else, or all of them.
 */
export function shareOf(file: ResolvedFile, hint: GoNode, fills: readonly Fill[]): number | undefined {
  const units = fills.map(({ trip, perIteration: { least, most } }) => ({
    text: withoutBlanks(trip.expression),
    entries: least === most ? least : 1,
  }));
  const terms = termsOf(hint).map((term) => withoutBlanks(textOf(file.syntax, unparenthesised(term))));
  if (!terms.every((term) => units.some(({ text }) => text === term))) return undefined;
  const counted = new Set(terms).size;
  const all = units.reduce((sum, { entries }) => sum + entries, 0);
  return counted === terms.length && counted < all ? counted / all : undefined;
}

/** `a`, `b` and `c` of `a + b + c`. */
function termsOf(expression: GoNode): readonly GoNode[] {
  const node = unparenthesised(expression);
  const left = child(node, 'left');
  const right = child(node, 'right');
  if (node.kind !== 'binary_expression' || child(node, 'operator')?.kind !== '+') return [node];
  return left === undefined || right === undefined ? [node] : [...termsOf(left), ...termsOf(right)];
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s/g, '');
}
