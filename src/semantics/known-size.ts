import { child, outermostParenthesis, textOf, walk, type GoNode } from '../syntax/node.ts';
import type { DeclaredMap } from './declared-maps.ts';
import { builtinCallee, typeOf } from './expression-types.ts';
import { constantValue } from './pure-expression.ts';
import type { ResolvedFile } from './symbols.ts';

/** The places of the file where a declared map is made, as `make` calls and literals. */
export function creationsOf(file: ResolvedFile, map: DeclaredMap): GoNode[] {
  const found: GoNode[] = [];
  walk(file.syntax.root, (node) => {
    const isCreation =
      node.kind === 'composite_literal' ||
      (node.kind === 'call_expression' && builtinCallee(file, node) === 'make');
    if (isCreation && isStoredIn(file, outermostParenthesis(node), map)) found.push(node);
    return undefined;
  });
  return found;
}

/** The largest constant hint the file makes the map with. */
export function constantHint(file: ResolvedFile, creations: readonly GoNode[]): number | undefined {
  const hints = creations.flatMap((creation) => {
    const hint = child(creation, 'arguments')?.children[1];
    const value = hint === undefined ? undefined : constantValue(file, hint);
    return value === undefined ? [] : [value];
  });
  return hints.length === 0 ? undefined : Math.max(...hints);
}

function isStoredIn(file: ResolvedFile, value: GoNode, map: DeclaredMap): boolean {
  if (map.struct === undefined) {
    if (value === map.value) return true;
    const target = assignmentTarget(value);
    if (target?.kind !== 'identifier') return false;
    const symbol = file.symbolOf(target);
    return symbol?.kind === 'package variable' && symbol.name === map.name;
  }
  return isFieldOfLiteral(file, value, map) || isAssignedToField(file, value, map);
}

function isFieldOfLiteral(file: ResolvedFile, value: GoNode, { name, struct }: DeclaredMap): boolean {
  const keyed = value.parent?.field === 'value' ? value.parent.parent : undefined;
  const key = keyed?.kind === 'keyed_element' ? child(keyed, 'key')?.children[0] : undefined;
  if (key?.kind !== 'identifier' || textOf(file.syntax, key) !== name) return false;
  const literal = keyed?.parent?.parent;
  return literal?.kind === 'composite_literal' && isStruct(file, literal, struct);
}

function isAssignedToField(file: ResolvedFile, value: GoNode, { name, struct }: DeclaredMap): boolean {
  const target = assignmentTarget(value);
  const field = target?.kind === 'selector_expression' ? child(target, 'field') : undefined;
  const operand = target === undefined ? undefined : child(target, 'operand');
  if (field === undefined || operand === undefined || textOf(file.syntax, field) !== name) return false;
  return isStruct(file, operand, struct);
}

function isStruct(file: ResolvedFile, expression: GoNode, struct: string | undefined): boolean {
  const type = typeOf(file, expression);
  const at = type.kind === 'pointer' ? type.elem : type;
  return at.kind === 'named' && at.path === undefined && at.name === struct;
}

/** The left-hand side that an assignment gives the value to. */
function assignmentTarget(value: GoNode): GoNode | undefined {
  const list = value.parent;
  const statement = list?.field === 'right' ? list.parent : undefined;
  if (list === undefined || statement?.kind !== 'assignment_statement') return undefined;
  return child(statement, 'left')?.children[list.children.indexOf(value)];
}
