import {
  child,
  ERROR_KIND,
  outermostParenthesis,
  textOf,
  type GoNode,
  type GoSyntax,
} from '../syntax/node.ts';

import { RECEIVER } from './function-facts.ts';

/** What is done to a map at one place of the source. */
export type OperationKind =
  /** `m[k] = v` */
  | 'insert'
  /** `m[k]++`, `m[k] += v`, `m[k] = append(m[k], v)`: reads the entry it writes. */
  | 'update'
  | 'lookup'
  /** `v, ok := m[k]` */
  | 'commaOk'
  | 'delete'
  | 'range'
  | 'len'
  | 'clear'
  /** `maps.Copy(m, src)`, `maps.Insert(m, seq)`: fills the map from elsewhere. */
  | 'copy'
  /** `m = …` */
  | 'remake'
  /** Compared with nil. */
  | 'compare'
  /** Handed to a function that only reads it while it runs, and to which nil is an empty map. */
  | 'read'
  /** The same, but it may tell nil from an empty map. */
  | 'inspect'
  /** Handed to any other function, or a method called on it. */
  | 'pass'
  | 'return'
  /** Stored in another variable, field, element, literal or channel, or its address taken. */
  | 'alias'
  /** Not understood: inside broken source, or its owner was handed away or replaced. */
  | 'unknown';

/** What code does with a map of its own without handing it to any other. */
export const OWN_USES: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'insert',
  'update',
  'copy',
  'lookup',
  'commaOk',
  'delete',
  'range',
  'len',
  'clear',
  'compare',
]);

export interface MapOperation {
  readonly kind: OperationKind;
  /** The map expression itself. */
  readonly map: GoNode;
  /** The whole operation: the index expression, the call, the statement part. */
  readonly node: GoNode;
  readonly key: GoNode | undefined;
  /** The value an insert stores, or the source of a copy. */
  readonly value: GoNode | undefined;
  /** The innermost function declaration or literal it stands in. */
  readonly owner: GoNode | undefined;
}

/** What the form of an operation leaves open: which function a call calls. */
export interface Callees {
  readonly syntax: GoSyntax;
  /** The name of the predeclared function that is called. */
  builtin(call: GoNode): string | undefined;
  /** `path.Name` of the function of another package that is called. */
  imported(call: GoNode): string | undefined;
  /** What the function does with a map it is handed, as an argument or as the receiver: `pass` where that is not known. */
  passed?(call: GoNode, parameter: number): OperationKind;
}

/** What is done to the map that an expression names, by the form of what stands around it. */
export function operationAt(callees: Callees, map: GoNode, owner: GoNode | undefined): MapOperation {
  const outer = outermostParenthesis(map);
  const parent = outer.parent;
  if (parent === undefined || insideError(map)) return bare('unknown', map, outer, owner);
  switch (parent.kind) {
    case 'index_expression':
      return outer.field === 'operand'
        ? classifyIndex(callees.syntax, map, parent, owner)
        : bare('unknown', map, parent, owner);
    case 'range_clause':
      return bare('range', map, parent, owner);
    case 'argument_list':
      return classifyArgument(callees, map, outer, parent, owner);
    case 'return_statement':
      return bare('return', map, parent, owner);
    case 'binary_expression':
      return bare('compare', map, parent, owner);
    case 'selector_expression':
      return classifyPart(callees, map, owner);
    case 'unary_expression':
      return bare('alias', map, parent, owner);
    case 'expression_list':
      if (parent.parent?.kind === 'return_statement') return bare('return', map, parent.parent, owner);
      if (isAssignmentTarget(outer)) return bare('remake', map, outer, owner);
      return bare('alias', map, parent, owner);
    default:
      return bare('alias', map, outer, owner);
  }
}

export function insideError(node: GoNode): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.kind === ERROR_KIND) return true;
    if (at.kind === 'statement_list') return false;
  }
  return false;
}

/** True for a whole left-hand side: `x` in `x = …`, `x, y := …`, `for x = range …`. */
export function isAssignmentTarget(node: GoNode): boolean {
  const list = node.parent;
  if (list?.kind !== 'expression_list' || list.field !== 'left') return false;
  const statement = list.parent?.kind;
  return (
    statement === 'assignment_statement' ||
    statement === 'short_var_declaration' ||
    statement === 'range_clause' ||
    statement === 'receive_statement'
  );
}

/** True for the operand of `&`. */
export function isAddressTaken(node: GoNode): boolean {
  const parent = node.parent;
  return parent?.kind === 'unary_expression' && parent.children.some((part) => part.kind === '&');
}

/** True for a whole target of an assignment, or the operand of `++` and `--`. */
export function isWritten(node: GoNode): boolean {
  const parent = node.parent?.kind;
  return isAssignmentTarget(node) || parent === 'inc_statement' || parent === 'dec_statement';
}

/** True where a variable may get another value: it is written here, or its address goes elsewhere. */
export function isChanged(node: GoNode): boolean {
  return isWritten(node) || isAddressTaken(node);
}

function classifyIndex(
  syntax: GoSyntax,
  map: GoNode,
  index: GoNode,
  owner: GoNode | undefined,
): MapOperation {
  const key = child(index, 'index');
  const outer = outermostParenthesis(index);
  const parent = outer.parent;
  const operation = (kind: OperationKind, node: GoNode, value?: GoNode): MapOperation => ({
    kind,
    map,
    node,
    key,
    value,
    owner,
  });
  if (parent?.kind === 'inc_statement' || parent?.kind === 'dec_statement')
    return operation('update', parent);
  if (isAssignmentTarget(outer) && parent?.parent !== undefined) {
    const statement = parent.parent;
    if (statement.kind !== 'assignment_statement') return operation('insert', statement);
    const operator = child(statement, 'operator');
    const value = assignedValue(statement, outer);
    if (operator !== undefined && textOf(syntax, operator) !== '=')
      return operation('update', statement, value);
    const reads = value !== undefined && mentions(syntax, value, textOf(syntax, index));
    return operation(reads ? 'update' : 'insert', statement, value);
  }
  if (isCommaOk(outer)) return operation('commaOk', index);
  return operation('lookup', index);
}

/** The right-hand side that belongs to one target of an assignment, undefined for `a, b = f()`. */
function assignedValue(statement: GoNode, target: GoNode): GoNode | undefined {
  const targets = child(statement, 'left')?.children ?? [];
  const values = child(statement, 'right')?.children ?? [];
  return targets.length === values.length ? values[targets.indexOf(target)] : undefined;
}

/** True when the expression is the single right-hand side of a two-value assignment or declaration. */
function isCommaOk(node: GoNode): boolean {
  const list = node.parent;
  if (list?.kind !== 'expression_list' || list.children.length !== 1) return false;
  const statement = list.parent;
  if (statement === undefined) return false;
  if (statement.kind === 'var_spec') {
    return (
      statement.children.filter((part) => part.field === 'name' && part.kind === 'identifier').length === 2
    );
  }
  return list.field === 'right' && child(statement, 'left')?.children.length === 2;
}

/** True when the source of `node` holds the expression text `wanted` as an expression of its own. */
function mentions(syntax: GoSyntax, node: GoNode, wanted: string): boolean {
  if (node.kind === 'index_expression' && textOf(syntax, node) === wanted) return true;
  return node.children.some((part) => mentions(syntax, part, wanted));
}

function classifyArgument(
  callees: Callees,
  map: GoNode,
  argument: GoNode,
  list: GoNode,
  owner: GoNode | undefined,
): MapOperation {
  const call = list.parent;
  if (call === undefined) return bare('pass', map, list, owner);
  const position = list.children.indexOf(argument);
  const builtin = callees.builtin(call);
  const second = list.children[1];
  if (position === 0) {
    if (builtin === 'len' || builtin === 'clear') return bare(builtin, map, call, owner);
    if (builtin === 'delete')
      return { kind: 'delete', map, node: call, key: second, value: undefined, owner };
    const callee = callees.imported(call);
    if (callee === 'maps.Copy' || callee === 'maps.Insert') {
      return { kind: 'copy', map, node: call, key: undefined, value: second, owner };
    }
    if (callee === 'maps.DeleteFunc') return bare('delete', map, call, owner);
  }
  const name = callees.imported(call);
  // These read the map and keep nothing of it.
  if (name === 'maps.Keys' || name === 'maps.Values' || name === 'maps.All' || name === 'maps.Clone') {
    return bare('range', map, call, owner);
  }
  if (name === 'maps.Copy' && position === 1) return bare('range', map, call, owner);
  return bare(callees.passed?.(call, position) ?? 'pass', map, call, owner);
}

/** A method of the map: called, or taken as a value. */
export function classifyPart(callees: Callees, map: GoNode, owner: GoNode | undefined): MapOperation {
  const selector = outermostParenthesis(map).parent;
  const call = selector?.parent;
  if (selector?.field !== 'function' || call?.kind !== 'call_expression') {
    return bare('pass', map, selector ?? map, owner);
  }
  return bare(callees.passed?.(call, RECEIVER) ?? 'pass', map, call, owner);
}

/** An operation that says nothing but its kind. */
export function bare(
  kind: OperationKind,
  map: GoNode,
  node: GoNode,
  owner: GoNode | undefined,
): MapOperation {
  return { kind, map, node, key: undefined, value: undefined, owner };
}
