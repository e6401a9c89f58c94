import {
  child,
  childOfKind,
  outermostParenthesis,
  textOf,
  unparenthesised,
  walk,
  type GoNode,
} from '../syntax/node.ts';
import { builtinCallee, typeAt } from './expression-types.ts';
import type { GoType } from './go-type.ts';
import { operationsOn, type MapOperation } from './operations.ts';
import { placeOf, samePlace, type Place } from './places.ts';
import { enclosingFunction, type GoSymbol, type ResolvedFile } from './symbols.ts';

/** How a map comes into being. */
export type MapCreation = 'make' | 'literal';

/** A map creation with its surroundings in the syntax: what rules judge. */
export interface LocalMap {
  /** The creating expression: `make(…)` or a composite literal. */
  readonly creation: GoNode;
  readonly created: MapCreation;
  readonly typeNode: GoNode;
  readonly key: GoType;
  readonly elem: GoType;
  readonly hint: GoNode | undefined;
  /** Entries a literal starts with; 0 for `make`. */
  readonly initialEntries: number;
  /** Where the map is stored; undefined when it is used in place or stored in an element. */
  readonly place: Place | undefined;
  /** The function it is made in; undefined at package level. */
  readonly owner: GoNode | undefined;
  /**
   * The statement of a statement list after which the map exists: the one that makes it, or an `if` around just that. Undefined where the creation is part of something else.
   */
  readonly statement: GoNode | undefined;
  /** `nil` for `if m == nil { m = make(…) }`, which may add to what is there; `other` for another condition. */
  readonly guard: 'none' | 'nil' | 'other';
  /** All uses of the place in this file, in source order, this creation left out. */
  readonly operations: readonly MapOperation[];
}

/** Found once for each file: rules ask for the maps around what they judge. */
const found = new WeakMap<ResolvedFile, readonly LocalMap[]>();

/** All places of the file where a map is created. */
export function localMaps(file: ResolvedFile): readonly LocalMap[] {
  const known = found.get(file);
  if (known !== undefined) return known;
  const maps = findMaps(file);
  found.set(file, maps);
  return maps;
}

function findMaps(file: ResolvedFile): readonly LocalMap[] {
  const maps: LocalMap[] = [];
  walk(file.syntax.root, (node) => {
    const created = creationKind(file, node);
    if (created !== undefined) {
      const map = localMap(file, node, created);
      if (map !== undefined) maps.push(map);
    }
    return undefined;
  });
  return maps;
}

function creationKind(file: ResolvedFile, node: GoNode): MapCreation | undefined {
  if (node.kind === 'composite_literal') return 'literal';
  return node.kind === 'call_expression' && builtinCallee(file, node) === 'make' ? 'make' : undefined;
}

function localMap(file: ResolvedFile, node: GoNode, created: MapCreation): LocalMap | undefined {
  if (node.broken) return undefined;
  const args = child(node, 'arguments')?.children ?? [];
  const typeNode = created === 'make' ? args[0] : child(node, 'type');
  if (typeNode === undefined || isForeignStruct(typeNode, node)) return undefined;
  const type = file.index.underlying(typeAt(file, typeNode));
  if (type.kind !== 'map') return undefined;
  const stored = storedIn(file, node);
  const { place } = stored;
  return {
    creation: node,
    created,
    typeNode,
    key: type.key,
    elem: type.elem,
    hint: created === 'make' ? args[1] : undefined,
    initialEntries: created === 'literal' ? (child(node, 'body')?.children.length ?? 0) : 0,
    place,
    owner: enclosingFunction(node),
    statement: stored.statement,
    guard: stored.guard,
    operations:
      place === undefined
        ? []
        : operationsOn(file, place).filter((operation) => operation.node !== stored.target),
  };
}

/**
 * By all appearances a struct of another package: `&pkg.T{}`, `pkg.T{Field: …}` and `pkg.T{a, b}`. Elements of maps have keys, and those
 * are seldom bare names. That saves reading each package that a file makes structs of.
 */
function isForeignStruct(typeNode: GoNode, literal: GoNode): boolean {
  if (typeNode.kind !== 'qualified_type') return false;
  if (literal.parent?.kind === 'unary_expression') return true;
  const elements = child(literal, 'body')?.children ?? [];
  return elements.some(
    (element) =>
      element.kind !== 'keyed_element' || child(element, 'key')?.children[0]?.kind === 'identifier',
  );
}

interface Stored {
  readonly place: Place | undefined;
  readonly target: GoNode | undefined;
  readonly statement: GoNode | undefined;
  readonly guard: LocalMap['guard'];
}

const NOWHERE: Stored = { place: undefined, target: undefined, statement: undefined, guard: 'none' };

function storedIn(file: ResolvedFile, creation: GoNode): Stored {
  const direct = assignedTo(file, creation);
  if (direct !== undefined) return withStatement(file, direct.place, direct.target, direct.statement);
  const field = fieldOfLiteral(file, creation);
  if (field === undefined) return NOWHERE;
  const outer = assignedTo(file, field.literal);
  if (outer?.place === undefined) return NOWHERE;
  const place = { root: outer.place.root, path: [...outer.place.path, field.name] };
  return withStatement(file, place, outer.target, outer.statement);
}

/** The target, and the statement, when an expression is one side of `a, b := x, y`, `a = x` or `var a = x`. */
function assignedTo(
  file: ResolvedFile,
  expression: GoNode,
): { place: Place | undefined; target: GoNode; statement: GoNode } | undefined {
  const value = outermostParenthesis(expression);
  const list = value.parent;
  const statement = list?.parent;
  if (list?.kind !== 'expression_list' || statement === undefined) return undefined;
  const at = list.children.indexOf(value);
  if (statement.kind === 'var_spec') {
    const names = statement.children.filter((part) => part.field === 'name' && part.kind === 'identifier');
    const target = names[at];
    if (target === undefined || names.length !== list.children.length) return undefined;
    const declaration =
      statement.parent?.kind === 'var_spec_list' ? statement.parent.parent : statement.parent;
    return { place: placeFor(file, target), target, statement: declaration ?? statement };
  }
  if (list.field !== 'right') return undefined;
  if (statement.kind === 'assignment_statement') {
    const operator = child(statement, 'operator');
    if (operator !== undefined && textOf(file.syntax, operator) !== '=') return undefined;
  } else if (statement.kind !== 'short_var_declaration') return undefined;
  const targets = child(statement, 'left')?.children ?? [];
  const target = targets[at];
  if (target === undefined || targets.length !== list.children.length) return undefined;
  return { place: placeFor(file, target), target, statement };
}

function placeFor(file: ResolvedFile, target: GoNode): Place | undefined {
  const declared = target.kind === 'identifier' ? file.declaredBy(target) : undefined;
  return declared === undefined ? placeOf(file, target) : { root: declared, path: [] };
}

/** For `T{field: creation}` or `&T{field: creation}`: the whole literal and the field's name. */
function fieldOfLiteral(file: ResolvedFile, creation: GoNode): { literal: GoNode; name: string } | undefined {
  const element = outermostParenthesis(creation).parent;
  const keyed = element?.kind === 'literal_element' ? element.parent : undefined;
  if (keyed?.kind !== 'keyed_element' || element?.field !== 'value') return undefined;
  const key = child(keyed, 'key')?.children[0];
  const literal = keyed.parent?.parent;
  if (key?.kind !== 'identifier' || literal?.kind !== 'composite_literal') return undefined;
  const type = child(literal, 'type');
  // Keys of map, slice and array literals are no fields.
  if (type === undefined || /^(?:map|slice|array|implicit)/.test(type.kind)) return undefined;
  const under = file.index.dereferenced(typeAt(file, type));
  if (under.kind !== 'struct' && under.kind !== 'unknown') return undefined;
  const outer = literal.parent;
  const address = outer?.kind === 'unary_expression' && file.syntax.text[outer.start] === '&';
  return { literal: address ? outer : literal, name: textOf(file.syntax, key) };
}

function withStatement(
  file: ResolvedFile,
  place: Place | undefined,
  target: GoNode,
  statement: GoNode,
): Stored {
  if (place === undefined || statement.parent?.kind !== 'statement_list')
    return { ...NOWHERE, place, target };
  const guard = guardAround(file, place, statement);
  return {
    place,
    target,
    statement: guard?.conditional ?? statement,
    guard: guard === undefined ? 'none' : guard.isNilTest ? 'nil' : 'other',
  };
}

/**
 * The `if` without `else` whose only statement makes the map. Whatever its condition: a later insert into a map that was
 * not made would panic, so filling it implies that it was.
 */
function guardAround(
  file: ResolvedFile,
  place: Place,
  statement: GoNode,
): { readonly conditional: GoNode; readonly isNilTest: boolean } | undefined {
  const list = statement.parent;
  const conditional = list?.parent?.parent;
  if (list?.children.length !== 1 || conditional?.kind !== 'if_statement') return undefined;
  if (list.parent?.field !== 'consequence' || child(conditional, 'alternative') !== undefined)
    return undefined;
  if (child(conditional, 'initializer') !== undefined || conditional.parent?.kind !== 'statement_list')
    return undefined;
  const condition = child(conditional, 'condition');
  return condition === undefined ? undefined : { conditional, isNilTest: isNilTest(file, place, condition) };
}

function isNilTest(file: ResolvedFile, place: Place, condition: GoNode): boolean {
  const operator = child(condition, 'operator');
  const left = child(condition, 'left');
  const right = child(condition, 'right');
  if (operator?.kind !== '==' || left === undefined || right?.kind !== 'nil') return false;
  const tested = placeOf(file, left);
  return tested !== undefined && samePlace(tested, place);
}

/** A `for … range` over a map or something that may be one, as the place it ranges over. */
export interface RangeLoop {
  readonly loop: GoNode;
  readonly clause: GoNode;
  readonly operand: GoNode;
  readonly place: Place;
  /** The key variable's identifier, `_` and absent left out. */
  readonly key: GoNode | undefined;
  readonly keySymbol: GoSymbol | undefined;
  readonly value: GoNode | undefined;
  /** True for `:=`: the variables belong to the loop. */
  readonly declares: boolean;
  readonly body: GoNode;
}

/** All range loops over a plain variable or field path. */
export function rangeLoops(file: ResolvedFile): RangeLoop[] {
  const loops: RangeLoop[] = [];
  walk(file.syntax.root, (node) => {
    if (node.kind !== 'for_statement') return undefined;
    const clause = childOfKind(node, 'range_clause');
    const right = clause === undefined ? undefined : child(clause, 'right');
    const body = child(node, 'body');
    if (clause === undefined || right === undefined || body === undefined || clause.broken) return undefined;
    const place = placeOf(file, right);
    if (place === undefined) return undefined;
    const variables = child(clause, 'left')?.children ?? [];
    const named = variables.map((variable) => (textOf(file.syntax, variable) === '_' ? undefined : variable));
    loops.push({
      loop: node,
      clause,
      operand: unparenthesised(right),
      place,
      key: named[0],
      keySymbol: named[0]?.kind === 'identifier' ? file.symbolOf(named[0]) : undefined,
      value: variables[1],
      declares: childOfKind(clause, ':=') !== undefined,
      body,
    });
    return undefined;
  });
  return loops;
}
