import type { GoNode } from '../syntax/node.ts';
import { knownIterations, loopsAround } from './loops-around.ts';
import type { LocalMap } from './map-sites.ts';
import type { MapOperation, OperationKind } from './operations.ts';
import { knownLength } from './pure-expression.ts';
import type { ResolvedFile } from './symbols.ts';

/** What puts entries into a map. */
export const WRITES: ReadonlySet<OperationKind> = new Set(['insert', 'update', 'copy']);

/**
 * How many entries the operations in view put in at most each time the map is made; infinity where that is not known.
 * `statement` is the one that makes it: loops that start before it make the map anew as well.
 */
export function mostEntries(
  file: ResolvedFile,
  { operations }: Pick<LocalMap, 'operations'>,
  statement: GoNode,
): number {
  return operations
    .filter(({ kind }) => WRITES.has(kind))
    .reduce((sum, operation) => {
      const inner = loopsAround(operation.node).filter((loop) => loop.start > statement.start);
      return sum + knownProduct(file, inner) * addedAtOnce(file, operation);
    }, 0);
}

/** The product of what is known of the loops; a loop that is not known counts as endless. */
export function knownProduct(file: ResolvedFile, loops: readonly GoNode[]): number {
  return loops.reduce(
    (product, loop) => product * (knownIterations(file, loop) ?? Number.POSITIVE_INFINITY),
    1,
  );
}

function addedAtOnce(file: ResolvedFile, { kind, value }: MapOperation): number {
  if (kind !== 'copy') return 1;
  return (value === undefined ? undefined : knownLength(file, value)) ?? Number.POSITIVE_INFINITY;
}
