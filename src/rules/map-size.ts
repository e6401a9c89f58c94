import type { DeclaredMap } from '../semantics/declared-maps.ts';
import { fillingOf } from '../semantics/fills.ts';
import { constantHint, creationsOf } from '../semantics/known-size.ts';
import { loopsAround } from '../semantics/loops-around.ts';
import type { LocalMap } from '../semantics/map-sites.ts';
import { constantValue } from '../semantics/pure-expression.ts';
import type { RuleContext } from './rule.ts';

/** From so many entries on a map is large: what one entry costs adds up. */
export const LARGE = 10_000;

/** How many entries a map will hold, by directive, constant bounds of its loops, constant hint or literal. */
export function knownEntries(
  map: LocalMap,
  context: Pick<RuleContext<string>, 'file' | 'expectedEntries'>,
): number | undefined {
  const { file } = context;
  const promised = context.expectedEntries(map);
  if (promised !== undefined) return promised;
  const bound = fillingOf(file, map)?.fills.reduce<number | undefined>(
    (sum, { trip }) => (sum === undefined || trip.value === undefined ? undefined : sum + trip.value),
    0,
  );
  if (bound !== undefined) return bound;
  const hinted = map.hint === undefined ? undefined : constantValue(file, map.hint);
  if (hinted !== undefined) return hinted;
  const isFilled = map.operations.some(({ kind }) => kind === 'insert' || kind === 'update');
  return map.initialEntries > 0 && !isFilled ? map.initialEntries : undefined;
}

/** As `knownEntries`, of a field's or package variable's map: promised by a directive, or asked for by a hint. */
export function knownEntriesOfDeclared<Kind extends string>(
  map: DeclaredMap,
  context: RuleContext<Kind>,
): number | undefined {
  const promised = context.sizeAt(map.node.start);
  if (promised !== undefined) return promised;
  const creations = creationsOf(context.file, map);
  const atCreation = creations.flatMap(({ start }) => context.sizeAt(start) ?? []);
  return atCreation.length > 0 ? Math.max(...atCreation) : constantHint(context.file, creations);
}

/** True when a loop behind the creation of a map puts entries in. */
export function isFilledInLoop({ operations, statement }: LocalMap): boolean {
  return operations.some(
    ({ kind, node }) =>
      (kind === 'insert' || kind === 'update') &&
      loopsAround(node).some((loop) => statement === undefined || loop.start > statement.start),
  );
}

/** The capacity hint as a price wants it: its value, or the entries themselves for what a `len(…)` gives. */
export function pricedHint<Kind extends string>(
  map: LocalMap,
  { file }: RuleContext<Kind>,
): number | 'entries' | undefined {
  return map.hint === undefined ? undefined : (constantValue(file, map.hint) ?? 'entries');
}
