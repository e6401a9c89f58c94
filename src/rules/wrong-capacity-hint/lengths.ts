import { usesGoto } from '../../semantics/early-exits.ts';
import { builtinCallee } from '../../semantics/expression-types.ts';
import type { Fill } from '../../semantics/fills.ts';
import { loopsAround } from '../../semantics/loops-around.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { placeOf, samePlace, touchOf, type Place } from '../../semantics/places.ts';
import { sameExpression } from '../../semantics/same-expression.ts';
import { enclosingFunction, type GoSymbol, type ResolvedFile } from '../../semantics/symbols.ts';
import {
  anyBelow,
  child,
  childOfKind,
  contains,
  nearest,
  textOf,
  unparenthesised,
  type GoNode,
} from '../../syntax/node.ts';

/** What a hint of the form `len(x)` takes the length of. */
export function measuredBy(file: ResolvedFile, hint: GoNode): GoNode | undefined {
  const call = unparenthesised(hint);
  if (call.kind !== 'call_expression' || builtinCallee(file, call) !== 'len') return undefined;
  return child(call, 'arguments')?.children[0];
}

/**
 * True when nothing can be in what a hint takes the length of: it is nil by the `if` around, or a map or field of the
 * function's own that nothing was put into since it was declared.
 */
export function isEmptyThere(file: ResolvedFile, map: LocalMap, measured: GoNode): boolean {
  const place = placeOf(file, measured);
  if (place === undefined) return false;
  return (
    isNilThere(file, place, map.creation) || (startsEmpty(file, place) && isUntouchedUntil(file, place, map))
  );
}

/** True at the beginning of the block of `if m == nil`. */
function isNilThere(file: ResolvedFile, place: Place, creation: GoNode): boolean {
  const conditional = nearest(creation, new Set(['if_statement']));
  const consequence = conditional === undefined ? undefined : child(conditional, 'consequence');
  const condition = conditional === undefined ? undefined : child(conditional, 'condition');
  if (consequence === undefined || condition === undefined || !contains(consequence, creation)) return false;
  const tested = child(condition, 'left');
  const of = tested === undefined ? undefined : placeOf(file, tested);
  if (of === undefined || !samePlace(of, place)) return false;
  if (child(condition, 'operator')?.kind !== '==' || child(condition, 'right')?.kind !== 'nil') return false;
  const [first] = childOfKind(consequence, 'statement_list')?.children ?? [];
  return first !== undefined && contains(first, creation);
}

/** True for a variable that begins as an empty map, or a field that the struct literal of its variable leaves out. */
function startsEmpty(file: ResolvedFile, { root, path }: Place): boolean {
  const [field] = path;
  const { initial, declaration } = root;
  if (root.kind !== 'variable' || declaration === undefined || path.length > 1) return false;
  if (initial === undefined) return field === undefined && isDeclaredWithoutValue(declaration);
  const value = unparenthesised(initial);
  const literal = value.kind === 'unary_expression' ? child(value, 'operand') : value;
  if (field === undefined) return isEmptyMap(file, root, value);
  if (literal?.kind !== 'composite_literal') return false;
  const elements = child(literal, 'body')?.children ?? [];
  const keys = elements.map((element) => child(element, 'key')?.children[0]);
  // A literal without keys sets all fields, and an embedded struct may hold the field.
  const own = file.index.dereferenced(root.type);
  if (own.kind !== 'struct' || !own.fields.some(({ name }) => name === field)) return false;
  return keys.every((key) => key !== undefined && textOf(file.syntax, key) !== field);
}

function isDeclaredWithoutValue(declaration: GoNode): boolean {
  const spec = declaration.parent;
  return spec?.kind === 'var_spec' && child(spec, 'value') === undefined;
}

function isEmptyMap(file: ResolvedFile, { type }: GoSymbol, value: GoNode): boolean {
  if (file.index.underlying(type).kind !== 'map') return false;
  if (value.kind === 'composite_literal') return (child(value, 'body')?.children.length ?? 0) === 0;
  return value.kind === 'call_expression' && builtinCallee(file, value) === 'make';
}

/** True when nothing touches the place between its declaration and the creation of the map, in whatever order loops run. */
function isUntouchedUntil(file: ResolvedFile, place: Place, { creation, owner }: LocalMap): boolean {
  const { declaration, references } = place.root;
  if (declaration === undefined || owner === undefined || place.root.owner !== owner || usesGoto(owner))
    return false;
  if (loopsAround(creation).some((loop) => !contains(loop, declaration))) return false;
  return references.every((reference) => {
    if (contains(creation, reference)) return true;
    if (reference.start > creation.end) return enclosingFunction(reference) === owner;
    const touch = touchOf(file, place, reference);
    // The target of the creation itself is written after the hint is evaluated.
    return touch.kind === 'apart' || (touch.kind === 'exact' && isTargetOf(touch.node, creation));
  });
}

function isTargetOf(target: GoNode, creation: GoNode): boolean {
  const statement = target.parent?.parent;
  return target.parent?.field === 'left' && statement !== undefined && contains(statement, creation);
}

/**
 * True when a hint takes the length of a neighbour of what the loop ranges over, by all appearances by mistake: of another
 * field of the same struct, or of the whole (`len(s)` where the loop is over `s[name]`), and neither the loop nor a
 * comparison of lengths has to do with it.
 */
export function isNeighbour(file: ResolvedFile, measured: GoNode, { node }: Fill): boolean {
  const clause = node.children.find(({ kind }) => kind === 'range_clause');
  const right = clause === undefined ? undefined : child(clause, 'right');
  const operand = right === undefined ? undefined : unparenthesised(right);
  const whole = unparenthesised(measured);
  if (operand === undefined || !(isElementOf(file, operand, whole) || isSibling(file, operand, whole)))
    return false;
  const body = child(node, 'body');
  if (body === undefined || anyBelow(body, (part) => sameExpression(file, part, whole))) return false;
  const owner = enclosingFunction(node);
  return owner !== undefined && !anyBelow(owner, (part) => comparesLength(file, part, whole));
}

function isElementOf(file: ResolvedFile, operand: GoNode, whole: GoNode): boolean {
  const indexed = operand.kind === 'index_expression' ? child(operand, 'operand') : undefined;
  return indexed !== undefined && sameExpression(file, indexed, whole);
}

function isSibling(file: ResolvedFile, operand: GoNode, other: GoNode): boolean {
  if (operand.kind !== 'selector_expression' || other.kind !== 'selector_expression') return false;
  const [a, b] = [child(operand, 'operand'), child(other, 'operand')];
  const [x, y] = [child(operand, 'field'), child(other, 'field')];
  if (a === undefined || b === undefined || x === undefined || y === undefined) return false;
  return sameExpression(file, a, b) && textOf(file.syntax, x) !== textOf(file.syntax, y);
}

/** `len(x) != len(y)`: the two are known to be as long as each other. */
function comparesLength(file: ResolvedFile, node: GoNode, measured: GoNode): boolean {
  if (node.kind !== 'binary_expression' || !/^(?:==|!=|[<>]=?)$/.test(child(node, 'operator')?.kind ?? ''))
    return false;
  return ['left', 'right'].some((side) => {
    const part = child(node, side);
    const of = part === undefined ? undefined : measuredBy(file, part);
    return of !== undefined && sameExpression(file, of, measured);
  });
}
