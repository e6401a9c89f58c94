import { fillingOf } from '../../semantics/fills.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { isIntegerType, constantValue } from '../../semantics/pure-expression.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { child, childOfKind, unparenthesised, type GoNode } from '../../syntax/node.ts';

/** The loop whose index, from 0 up, is the key of all that is stored. */
export interface LoopIndex {
  /** One more than the largest key, as Go source that has a value where the map is made: `len(xs)`. */
  readonly bound: string;
  readonly value: number | undefined;
  /** True when the bound is a length or a known number, which cannot be negative, and an int. */
  readonly isLength: boolean;
  /** True when each index is surely stored and none taken out again, so that a slice holds the same. */
  readonly isFilled: boolean;
  readonly write: GoNode;
}

/** Undefined wherever some key may be another than an index of the one loop that fills the map. */
export function indexedBy(map: LocalMap, file: ResolvedFile): LoopIndex | undefined {
  if (!isIntegerType(file, map.key) || map.initialEntries > 0) return undefined;
  const writers = map.operations.filter(({ kind }) => kind === 'insert' || kind === 'update');
  const [first] = writers;
  if (first === undefined) return undefined;
  const filling = fillingOf(file, map);
  const [fill, ...others] = filling?.fills ?? [];
  if (filling === undefined || fill === undefined || others.length > 0 || filling.unboundedToo)
    return undefined;
  const { trip, node, perIteration } = fill;
  if (trip.assumed || (trip.over !== 'elements' && trip.over !== 'integers')) return undefined;
  if (!startsAtZero(node, file)) return undefined;
  const isIndexed = writers.every(({ key, node: write, owner }) => {
    const index = key === undefined ? undefined : unparenthesised(key);
    const symbol = index?.kind === 'identifier' ? file.symbolOf(index) : undefined;
    const isInside = node.start <= write.start && write.end <= node.end && owner === map.owner;
    return isInside && symbol !== undefined && trip.distinct[0] === symbol;
  });
  if (!isIndexed) return undefined;
  const isLeft = map.operations.every(
    ({ kind }) => kind !== 'delete' && kind !== 'clear' && kind !== 'commaOk',
  );
  return {
    bound: trip.expression,
    value: trip.value,
    isLength: trip.isInt && (trip.value !== undefined || trip.expression.startsWith('len(')),
    isFilled: perIteration.least > 0 && !perIteration.mayBreak && isLeft,
    write: first.node,
  };
}

/** True for a range, whose index starts at 0, and for `for i := 0; …; i++`. */
function startsAtZero(loop: GoNode, file: ResolvedFile): boolean {
  const clause = childOfKind(loop, 'for_clause');
  if (clause === undefined) return childOfKind(loop, 'range_clause') !== undefined;
  const initializer = child(clause, 'initializer');
  const start = initializer === undefined ? undefined : child(initializer, 'right')?.children[0];
  return (
    start !== undefined &&
    constantValue(file, start) === 0 &&
    child(clause, 'update')?.kind === 'inc_statement'
  );
}
