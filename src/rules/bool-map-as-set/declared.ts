import { usesOf, type DeclaredMap } from '../../semantics/declared-maps.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import { hasUse, type MapUseName } from '../../semantics/map-uses.ts';
import { operationAt } from '../../semantics/operation-form.ts';
import { calleesOf, type MapOperation } from '../../semantics/operations.ts';
import { enclosingFunction, type ResolvedFile } from '../../semantics/symbols.ts';
import {
  anyBelow,
  child,
  childrenIn,
  textOf,
  unparenthesised,
  walk,
  type GoNode,
} from '../../syntax/node.ts';
import type { WrittenSet } from './rewrite.ts';

/** Uses by which something other than `true` may be stored, or be expected by somebody out of view. */
const NO_SET: readonly MapUseName[] = [
  'insert',
  'rewrite',
  'update',
  'given',
  'entries',
  'pass',
  'return',
  'alias',
  'address',
  'unkeyed',
  'tag',
  'unknown',
];

/** True for a field or variable of type `map[K]bool` into which the whole package puts only `true`. */
export function isTrueOnly(map: DeclaredMap, file: ResolvedFile): boolean {
  if (map.elem.kind !== 'basic' || map.elem.name !== 'bool') return false;
  if (map.key.kind === 'basic' && map.key.name === 'bool') return false;
  // Methods of a named map type would be uses too.
  const written = map.typeNode ?? typeWrittenIn(map.value);
  if (written?.kind !== 'map_type') return false;
  const uses = usesOf(file, map);
  if (uses === undefined || hasUse(uses.all, ...NO_SET)) return false;
  return hasUse(uses.sure, 'insertTrue', 'trueEntries');
}

function typeWrittenIn(creation: GoNode | undefined): GoNode | undefined {
  if (creation === undefined) return undefined;
  return creation.kind === 'call_expression'
    ? child(creation, 'arguments')?.children[0]
    : child(creation, 'type');
}

/** All that the file has of the set. Undefined where some expression may mean it without that being certain. */
export function setIn(
  file: ResolvedFile,
  map: DeclaredMap,
  creations: readonly GoNode[],
): WrittenSet | undefined {
  const mentions = map.struct === undefined ? variableUses(file, map) : fieldUses(file, map, map.struct);
  if (mentions === undefined || (map.struct !== undefined && !isKeyedOnlyBy(file, map, creations))) {
    return undefined;
  }
  const callees = calleesOf(file);
  const operations = mentions.map((node) => operationAt(callees, node, enclosingFunction(node)));
  if (!operations.every((operation) => operation.kind !== 'remake' || isRemadeBy(operation, creations))) {
    return undefined;
  }
  const made = creations.map(typeWrittenIn).filter((type) => type !== undefined);
  const types = map.typeNode === undefined ? made : [map.typeNode, ...made];
  return { types, creations, operations: operations.filter(({ kind }) => kind !== 'remake') };
}

/** Why a person has to make the change, undefined where nothing but the form of a use stands in the way. */
export function whyNoFix(
  file: ResolvedFile,
  { struct, name, node }: DeclaredMap,
  set: WrittenSet | undefined,
): string | undefined {
  if (!file.index.uses.isUsedOnlyIn(file.declarations.uses, struct, name)) {
    return 'other files of the package use it too and have to change with it';
  }
  if (set === undefined) return 'whether all that looks like a use is one has to be looked at';
  const declared = childrenIn(node.parent ?? node, 'name').length;
  return declared > 1 ? 'its type is declared together with that of others' : undefined;
}

function variableUses(file: ResolvedFile, { name }: DeclaredMap): readonly GoNode[] {
  const found: GoNode[] = [];
  walk(file.syntax.root, (node) => {
    const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
    if (symbol?.kind === 'package variable' && symbol.name === name) found.push(node);
    return undefined;
  });
  return found;
}

/** The selectors of the field; undefined where the type of an operand is not known. */
function fieldUses(file: ResolvedFile, { name }: DeclaredMap, struct: string): readonly GoNode[] | undefined {
  const found: GoNode[] = [];
  walk(file.syntax.root, (node) => {
    const field = node.kind === 'selector_expression' ? child(node, 'field') : undefined;
    if (field !== undefined && textOf(file.syntax, field) === name) found.push(node);
    return undefined;
  });
  const areOfStruct = found.every((selector) => {
    const operand = child(selector, 'operand');
    const type = operand === undefined ? undefined : typeOf(file, operand);
    const at = type?.kind === 'pointer' ? type.elem : type;
    return at?.kind === 'named' && at.path === undefined && at.name === struct;
  });
  return areOfStruct ? found : undefined;
}

/** True when all that literals give a field of that name is nil or one of the creations; others may be of this struct too. */
function isKeyedOnlyBy(file: ResolvedFile, { name }: DeclaredMap, creations: readonly GoNode[]): boolean {
  return !anyBelow(file.syntax.root, (node) => {
    const key = node.kind === 'keyed_element' ? child(node, 'key')?.children[0] : undefined;
    if (key?.kind !== 'identifier' || textOf(file.syntax, key) !== name) return false;
    const value = child(node, 'value')?.children[0];
    return value === undefined || !(value.kind === 'nil' || creations.includes(unparenthesised(value)));
  });
}

/** True for `x = creation` and `x = nil`. */
function isRemadeBy({ node }: MapOperation, creations: readonly GoNode[]): boolean {
  const list = node.parent;
  const values = list?.parent === undefined ? [] : (child(list.parent, 'right')?.children ?? []);
  const value = list?.children.length === values.length ? values[list.children.indexOf(node)] : undefined;
  if (value === undefined) return false;
  const inner = unparenthesised(value);
  return inner.kind === 'nil' || creations.includes(inner);
}
