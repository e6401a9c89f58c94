import type { TextEdit } from '../../base/text.ts';
import { callEffect } from '../../semantics/call-effects.ts';
import { builtinCallee, typeOf } from '../../semantics/expression-types.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { isPartChanged, isPointedTo } from '../../semantics/repeatable.ts';
import { isReflexive } from '../../semantics/reflexive.ts';
import { enclosingFunction, type ResolvedFile } from '../../semantics/symbols.ts';
import {
  anyBelow,
  child,
  contains,
  outermostParenthesis,
  textOf,
  unparenthesised,
  type GoNode,
} from '../../syntax/node.ts';
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
  const isLiteral = isLiteralOf(wanted, key);
  if (!isLiteral && !isSteadyName(file, wanted, places)) return undefined;
  const isConstant = isLiteral || isConstantName(file, wanted);
  // What has an address may be changed by it.
  if (symbol === undefined || isPointedTo(file, symbol)) return undefined;
  const owner = enclosingFunction(loop.loop);
  const isPlain = (use: GoNode): boolean =>
    !isPartChanged(use) && enclosingFunction(use) === owner && (!isConstant || isMerelyPassed(file, use));
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
  if (!symbol.kind.endsWith('constant') && isPointedTo(file, symbol)) return false;
  const changes = symbol.references.filter(isPartChanged);
  if (changes.some((change) => enclosingFunction(change) !== symbol.owner)) return false;
  const disturbs = (node: GoNode): boolean =>
    node.kind === 'identifier' &&
    textOf(file.syntax, node) === symbol.name &&
    (file.symbolOf(node) !== symbol || changes.includes(node));
  return !places.some((place) => anyBelow(place, disturbs));
}

/** True for the right side of `=` and `:=`, which calculate nothing. */
function isAssigned(list: GoNode): boolean {
  const { parent } = list;
  if (list.field !== 'right' || parent === undefined) return false;
  return parent.kind === 'short_var_declaration' || child(parent, 'operator')?.kind === '=';
}

function isConstantName(file: ResolvedFile, wanted: GoNode): boolean {
  return wanted.kind === 'identifier' && file.symbolOf(wanted)?.kind.endsWith('constant') === true;
}

/**
 * True where a constant does what a variable does: as an argument, a result, an assigned value or the key of a map. Anywhere else
 * the compiler calculates with it, exactly and with an eye on overflow.
 */
function isMerelyPassed(file: ResolvedFile, use: GoNode): boolean {
  const outer = outermostParenthesis(use);
  const { parent } = outer;
  if (parent?.kind === 'expression_list')
    return isAssigned(parent) || parent.parent?.kind === 'return_statement';
  if (parent?.kind === 'index_expression') {
    const operand = child(parent, 'operand');
    return (
      outer.field === 'index' &&
      operand !== undefined &&
      file.index.underlying(typeOf(file, operand)).kind === 'map'
    );
  }
  const call = parent?.kind === 'argument_list' ? parent.parent : undefined;
  if (call?.kind !== 'call_expression') return false;
  const builtin = builtinCallee(file, call);
  if (builtin !== undefined) return /^(?:append|delete|panic|print|println)$/.test(builtin);
  const callee = child(call, 'function');
  const kind = callee?.kind === 'identifier' ? file.symbolOf(callee)?.kind : undefined;
  if (kind !== undefined) return kind === 'package function' || kind === 'variable' || kind === 'parameter';
  return callee?.kind === 'selector_expression' && callEffect(file, call) !== 'none';
}

/** A literal that has the key's type by itself. */
function isLiteralOf(wanted: GoNode, key: GoType): boolean {
  if (key.kind !== 'basic') return false;
  if (wanted.kind === 'int_literal') return key.name === 'int';
  return wanted.kind === 'interpreted_string_literal' && key.name === 'string';
}
