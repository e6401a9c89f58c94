import type { Fill } from '../semantics/fills.ts';
import type { LocalMap } from '../semantics/map-sites.ts';
import { pureExpression } from '../semantics/pure-expression.ts';
import { placeOf } from '../semantics/places.ts';
import { sameExpression } from '../semantics/same-expression.ts';
import type { ResolvedFile } from '../semantics/symbols.ts';
import { builtinCallee } from '../semantics/expression-types.ts';
import { anyBelow, child, childOfKind, type GoNode } from '../syntax/node.ts';

/** Room for more than this is not made at once where a loop may stop long before. */
const MAX_UNREACHED = 1_000_000;

/** Why a person has to look at a hint of these fills' sizes; undefined where behaviour surely stays the same. */
export function doubtAbout(file: ResolvedFile, map: LocalMap, fills: readonly Fill[]): string | undefined {
  if (!fills.every((fill) => isTrusted(fill, file))) {
    return 'the number may come from input, or the loop may end before it';
  }
  if (!fills.every(({ trip }) => trip.provenLength)) return 'the type is not in view, an iterator has no len';
  if (fills.some((fill) => fill.trip.over === 'integers' && !isPlainNumber(fill, file))) {
    return 'the number may be negative, overflow or be of another type where it is written now';
  }
  const early = fills.filter(({ trip }) => trip.dereferences);
  if (early.some(({ node }) => !isQuietBetween(file, map, node))) {
    return 'the length is taken earlier than now, where it might not be there yet';
  }
  return undefined;
}

/**
 * False for a number that may come from input, or that a loop might not reach: making room for it at once could
 * allocate far more than the loop ever fills. A `len` is of something that is in memory already.
 */
function isTrusted({ trip, mayStopShort, perIteration }: Fill, file: ResolvedFile): boolean {
  if (trip.over !== 'integers') return true;
  if (trip.value !== undefined)
    return trip.value <= MAX_UNREACHED || !(mayStopShort || perIteration.mayBreak);
  if (mayStopShort) return false;
  return trip.reads.every((read) => {
    const symbol = file.symbolOf(read);
    if (symbol?.kind !== 'variable') return true;
    return symbol.initial !== undefined && pureExpression(file, symbol.initial)?.dereferences === false;
  });
}

/** True for an int, alone or in a sum; other types wrap around, and what is made of constants is checked by the compiler. */
function isPlainNumber({ trip, perIteration }: Fill, file: ResolvedFile): boolean {
  const { expression, isInt, reads } = trip;
  const compound = trip.compound || perIteration.least > 1;
  if (/^[\d_]+$/.test(expression)) return true;
  if (expression.replaceAll('len(', '').includes('(')) return false;
  if (!compound) return true;
  return isInt && !reads.some((read) => file.symbolOf(read)?.kind.endsWith('constant') === true);
}

/**
 * True when nothing between the map's creation and the loop can make a difference to what a pointer or index leads to, or
 * keep the loop from being reached: only plain variables get values there that no call computes.
 */
function isQuietBetween(file: ResolvedFile, { statement, creation, guard }: LocalMap, loop: GoNode): boolean {
  const list = statement?.parent;
  if (statement === undefined || list === undefined || loop.parent !== list || guard !== 'none') return false;
  // Somebody who recovers may see the variable without its map where taking the length fails first.
  if (
    statement.kind === 'assignment_statement' &&
    !isUnseen(file, statement) &&
    !isOwnField(file, statement, loop)
  )
    return false;
  const made = creation.parent;
  if (made?.kind !== 'expression_list' || made.children.length !== 1 || !isPlain(file, statement))
    return false;
  const between = list.children.filter((each) => each.start >= statement.end && each.end <= loop.start);
  return between.every((each) => isPlain(file, each) && !writesField(each));
}

/** True where a local variable, or a struct in one, gets the map: nobody else ever sees it without. */
function isUnseen(file: ResolvedFile, assignment: GoNode): boolean {
  const target = child(assignment, 'left')?.children[0];
  const place = target === undefined ? undefined : placeOf(file, target);
  if (place?.root.kind !== 'variable' || place.root.owner === undefined) return false;
  return place.path.length === 0 || file.index.underlying(place.root.type).kind === 'struct';
}

/** A field may be what the bound reads, by another name. */
function writesField(statement: GoNode): boolean {
  return (
    statement.kind === 'assignment_statement' &&
    child(statement, 'left')?.children.some(({ kind }) => kind === 'selector_expression') === true
  );
}

/** True for `s.index = make(…)` before a loop over `s.items`: where `s` leads nowhere, both fail alike. */
function isOwnField(file: ResolvedFile, assignment: GoNode, loop: GoNode): boolean {
  const target = child(assignment, 'left')?.children[0];
  const clause = childOfKind(loop, 'range_clause');
  const ranged = clause === undefined ? undefined : child(clause, 'right');
  const [owner, other] = [target, ranged].map((node) =>
    node?.kind === 'selector_expression' ? child(node, 'operand') : undefined,
  );
  return owner !== undefined && other !== undefined && sameExpression(file, owner, other);
}

const DECLARES = new Set([
  'short_var_declaration',
  'var_declaration',
  'const_declaration',
  'type_declaration',
]);

function isPlain(file: ResolvedFile, statement: GoNode): boolean {
  if (statement.kind === 'assignment_statement') {
    const targets = child(statement, 'left')?.children ?? [];
    if (!targets.every(({ kind }) => kind === 'identifier' || kind === 'selector_expression')) return false;
  } else if (!DECLARES.has(statement.kind)) return false;
  return !anyBelow(
    statement,
    (node) =>
      (node.kind === 'call_expression' && builtinCallee(file, node) === undefined) ||
      (node.kind === 'unary_expression' && file.syntax.text.startsWith('<-', node.start)),
  );
}
