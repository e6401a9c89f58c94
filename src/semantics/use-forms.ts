import {
  child,
  outermostParenthesis,
  textOf,
  unparenthesised,
  type GoNode,
  type GoSyntax,
} from '../syntax/node.ts';
import { calleeText } from './import-path.ts';
import { importPath } from './imports.ts';
import type { LocalName, LocalNames } from './local-names.ts';
import { MapUse, type UseSet } from './map-uses.ts';
import { operationAt, type Callees, type MapOperation } from './operation-form.ts';

/** Operations that are a use of their own, whatever stands around them. */
const SIMPLE: Readonly<Partial<Record<MapOperation['kind'], UseSet>>> = {
  update: MapUse.update,
  copy: MapUse.insert,
  delete: MapUse.delete,
  clear: MapUse.clear,
  range: MapUse.range,
  lookup: MapUse.lookup,
  commaOk: MapUse.lookup,
  compare: MapUse.compare,
  pass: MapUse.pass,
  return: MapUse.return,
  unknown: MapUse.unknown,
};

/** Says by form what is done to a map, with the names that mean something else where it stands left out. */
export class UseForms implements Callees {
  readonly syntax: GoSyntax;
  readonly #locals: LocalNames;

  constructor(syntax: GoSyntax, locals: LocalNames) {
    this.syntax = syntax;
    this.#locals = locals;
  }

  builtin(call: GoNode): string | undefined {
    const callee = child(call, 'function');
    if (callee?.kind !== 'identifier') return undefined;
    const name = this.#text(callee);
    return this.#locals.get(name) === undefined ? name : undefined;
  }

  imported(call: GoNode): string | undefined {
    const callee = child(call, 'function');
    const operand = callee?.kind === 'selector_expression' ? child(callee, 'operand') : undefined;
    const field = callee === undefined ? undefined : child(callee, 'field');
    if (operand?.kind !== 'identifier' || field === undefined) return undefined;
    const name = this.#text(operand);
    const path = this.#locals.get(name) === undefined ? importPath(this.syntax, name) : undefined;
    return path === undefined ? undefined : calleeText(path, this.#text(field));
  }

  /** What happens to the map that a name or selector stands for. `isFirst`: nothing can have been there before. */
  usesAt(node: GoNode, isFirst: boolean): UseSet {
    const operation = operationAt(this, node, undefined);
    switch (operation.kind) {
      case 'insert':
        return this.#insertUses(operation);
      case 'len':
        return isLimit(operation.node, this.syntax) ? MapUse.len | MapUse.limit : MapUse.len;
      case 'alias':
        return operation.node.kind === 'unary_expression' ? MapUse.address : MapUse.alias;
      case 'remake':
        return this.#remakeUses(operation.node, isFirst);
      default:
        return SIMPLE[operation.kind] ?? MapUse.unknown;
    }
  }

  #insertUses({ map, key, value }: MapOperation): UseSet {
    const index = key === undefined ? undefined : unparenthesised(key);
    const local = index?.kind === 'identifier' ? this.#locals.get(this.#text(index)) : undefined;
    if (local?.keyOf === this.#text(map)) return MapUse.rewrite;
    return value !== undefined && this.#isTrue(value) ? MapUse.insertTrue : MapUse.insert;
  }

  #remakeUses(target: GoNode, isFirst: boolean): UseSet {
    const list = target.parent;
    const statement = list?.parent;
    const values = statement === undefined ? [] : (child(statement, 'right')?.children ?? []);
    if (list === undefined || statement?.kind !== 'assignment_statement') {
      return MapUse.assigned | MapUse.given | MapUse.remade;
    }
    const value = values.length === list.children.length ? values[list.children.indexOf(target)] : undefined;
    const made = isFirst || this.#isNilBefore(statement, target) ? MapUse.made : MapUse.remade;
    const uses = value?.kind === 'nil' ? MapUse.remade : this.valueUses(value, made, MapUse.given | made);
    return MapUse.assigned | uses;
  }

  /** True inside `if m == nil { … }`. */
  #isNilBefore(statement: GoNode, target: GoNode): boolean {
    const block = statement.parent?.parent;
    const condition = block?.field === 'consequence' ? child(block.parent ?? block, 'condition') : undefined;
    const left = condition === undefined ? undefined : child(condition, 'left');
    if (condition === undefined || left === undefined || child(condition, 'operator')?.kind !== '==')
      return false;
    return child(condition, 'right')?.kind === 'nil' && this.#text(left) === this.#text(target);
  }

  /** `made` where a value is a new map, with what it starts with; `other` where it comes from elsewhere. */
  valueUses(value: GoNode | undefined, made: UseSet, other: UseSet): UseSet {
    const node = value === undefined ? undefined : unparenthesised(value);
    switch (node?.kind) {
      case 'nil':
        return 0;
      case 'call_expression':
        return this.builtin(node) === 'make' ? made : other;
      case 'literal_value':
      case 'composite_literal': {
        const elements = (node.kind === 'literal_value' ? node : child(node, 'body'))?.children ?? [];
        if (elements.length === 0) return made;
        const areTrue = elements.every((element) => {
          const inner = child(element, 'value')?.children[0];
          return inner !== undefined && this.#isTrue(inner);
        });
        return made | (areTrue ? MapUse.trueEntries : MapUse.entries);
      }
      default:
        return other;
    }
  }

  #isTrue(value: GoNode): boolean {
    return unparenthesised(value).kind === 'true' && this.#locals.get('true') === undefined;
  }

  /** What a value says of the variable that is declared with it. */
  factsOf(value: GoNode | undefined): Partial<LocalName> {
    const node = value === undefined ? undefined : unparenthesised(value);
    const operand = node?.kind === 'unary_expression' ? child(node, 'operand') : node;
    if (operand?.kind === 'composite_literal') {
      return { typeName: this.typeName(child(operand, 'type')), isNew: true };
    }
    if (operand?.kind !== 'call_expression' || this.builtin(operand) !== 'new') return {};
    const type = child(operand, 'arguments')?.children[0];
    return { typeName: type?.kind === 'type_identifier' ? this.typeName(type) : '', isNew: true };
  }

  /** The name of a type of the package, with a pointer and type arguments left out; empty for all other types. */
  typeName(type: GoNode | undefined): string {
    let at = type;
    while (at !== undefined && at.kind !== 'type_identifier') {
      if (at.kind === 'generic_type') at = child(at, 'type');
      else if (at.kind === 'pointer_type' || at.kind === 'parenthesized_type') at = at.children[0];
      else return '';
    }
    const name = at === undefined ? '' : this.#text(at);
    return this.#locals.get(name) === undefined ? name : '';
  }

  #text(node: GoNode): string {
    return textOf(this.syntax, node);
  }
}

/** True for `len(m) > limit`; what only asks whether there is anything is none. */
function isLimit(call: GoNode, syntax: GoSyntax): boolean {
  const comparison = outermostParenthesis(call).parent;
  if (comparison?.kind !== 'binary_expression') return false;
  const operator = child(comparison, 'operator');
  const other = comparison.children.find(({ field, start }) => field !== 'operator' && start !== call.start);
  if (operator === undefined || !/^[<>]=?$/.test(operator.kind) || other === undefined) return false;
  return !/^[01]$/.test(textOf(syntax, other));
}
