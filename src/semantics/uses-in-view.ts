import { unparenthesised } from '../syntax/node.ts';
import type { LocalMap } from './map-sites.ts';
import { OWN_USES } from './operations.ts';

/**
 * True for a local variable that is declared with its map and holds no other, and whose every use is seen: nothing hands
 * the map on, so that its type may be another one.
 */
export function hasUsesInView({ place, creation, operations }: LocalMap): boolean {
  if (place?.root.kind !== 'variable' || place.path.length > 0 || creation.broken) return false;
  const { initial } = place.root;
  if (initial === undefined || unparenthesised(initial) !== creation) return false;
  return operations.every(({ kind, node }) => {
    // `maps.Keys(m)` and its like take a map, and are no loop.
    if (kind === 'range') return node.kind === 'range_clause';
    // What is copied in is of the map's own type.
    return kind !== 'copy' && OWN_USES.has(kind);
  });
}
