import type { DeclaredMap } from '../semantics/declared-maps.ts';
import { constantHint, creationsOf } from '../semantics/known-size.ts';
import type { RuleContext } from './rule.ts';

/** What is known of the size of a field's or package variable's map: promised by a directive, or asked for by a hint. */
export function knownEntries<Kind extends string>(
  map: DeclaredMap,
  context: RuleContext<Kind>,
): number | undefined {
  const promised = context.sizeAt(map.node.start);
  if (promised !== undefined) return promised;
  const creations = creationsOf(context.file, map);
  const atCreation = creations.flatMap(({ start }) => context.sizeAt(start) ?? []);
  return atCreation.length > 0 ? Math.max(...atCreation) : constantHint(context.file, creations);
}
