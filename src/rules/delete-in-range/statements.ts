import type { RangeLoop } from '../../semantics/map-sites.ts';
import { childOfKind, type GoNode } from '../../syntax/node.ts';

/** The statements of the loop's body. */
export function statementsOf(loop: RangeLoop): readonly GoNode[] {
  return childOfKind(loop.body, 'statement_list')?.children ?? [];
}
