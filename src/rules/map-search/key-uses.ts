import { contains } from '../../syntax/node.ts';
import type { TextEdit } from '../../base/text.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { isChanged } from '../../semantics/operations.ts';
import { isReflexive } from '../../semantics/reflexive.ts';
import { enclosingFunction, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, outermostParenthesis, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';
import type { Search } from './search.ts';

/**
 * Puts what was looked for in the place of the loop's key wherever that is used for the entry. Undefined where it might mean
 * something else there.
 */
export function keyReplacements(
  file: ResolvedFile,
  search: Search,
  key: GoType,
): readonly TextEdit[] | undefined {
  const { rest, statements, loop } = search;
  const places = [...rest, ...statements];
  const symbol = file.symbolOf(search.key);
  const uses = symbol?.references.filter((use) => places.some((place) => contains(place, use))) ?? [];
  if (uses.length === 0) return [];
  // Keys that are equal may differ all the same: zeros have a sign, and one may be what an interface holds.
  if (isReflexive(key, file.index) !== true) return undefined;
  const wanted = unparenthesised(search.wanted);
  if (!isSteadyName(file, wanted, places) && !isLiteralOf(wanted, key)) return undefined;
  const owner = enclosingFunction(loop.loop);
  const isPlain = (use: GoNode): boolean =>
    !isChanged(outermostParenthesis(use)) && enclosingFunction(use) === owner;
  if (!uses.every(isPlain)) return undefined;
  const newText = textOf(file.syntax, wanted);
  return uses.map(({ start, end }) => ({ span: { start, end }, newText }));
}

/** A variable or typed constant whose name means the same in all places, and that nothing there changes. */
function isSteadyName(file: ResolvedFile, wanted: GoNode, places: readonly GoNode[]): boolean {
  const symbol = wanted.kind === 'identifier' ? file.symbolOf(wanted) : undefined;
  if (symbol === undefined) return false;
  if (symbol.kind.endsWith('constant') ? symbol.type.kind === 'unknown' : symbol.owner === undefined)
    return false;
  const changes = symbol.references.filter((reference) => isChanged(outermostParenthesis(reference)));
  if (changes.some((change) => enclosingFunction(change) !== symbol.owner)) return false;
  const disturbs = (node: GoNode): boolean =>
    node.kind === 'identifier' &&
    textOf(file.syntax, node) === symbol.name &&
    (file.symbolOf(node) !== symbol || changes.includes(node));
  return !places.some((place) => anyBelow(place, disturbs));
}

/** A literal that has the key's type by itself. */
function isLiteralOf(wanted: GoNode, key: GoType): boolean {
  if (key.kind !== 'basic') return false;
  if (wanted.kind === 'int_literal') return key.name === 'int';
  return wanted.kind === 'interpreted_string_literal' && key.name === 'string';
}
