import { builtinCallee, typeOf } from '../../semantics/expression-types.ts';
import { isWritten } from '../../semantics/operations.ts';
import { sameExpression } from '../../semantics/same-expression.ts';
import { FUNCTION_KINDS, type GoSymbol, type ResolvedFile } from '../../semantics/symbols.ts';
import {
  child,
  childOfKind,
  outermostParenthesis,
  textOf,
  unparenthesised,
  type GoNode,
} from '../../syntax/node.ts';

/** A lookup that another one may follow. */
export interface FirstLookup {
  /** The index expression. */
  readonly index: GoNode;
  /**
   * `check` for `_, ok := m[k]`, `held` where a variable keeps the value, `compare` for one inside a condition, `plain` for
   * one in any other statement.
   */
  readonly form: 'check' | 'held' | 'compare' | 'plain';
  /** The `if` it heads, or the statement it is in. */
  readonly statement: GoNode;
  /** The variables of `v, ok := m[k]`, blank ones included. */
  readonly value: GoNode | undefined;
  readonly ok: GoNode | undefined;
  /** True when it runs whenever the statement does. */
  readonly always: boolean;
  /** True when it has run wherever the condition turned out true, or false. */
  readonly whenTrue: boolean;
  readonly whenFalse: boolean;
}

/** Of a lookup that every run of the statement comes to. */
const ALWAYS = { always: true, whenTrue: true, whenFalse: true } as const;

/** The lookups at the head of an `if`, in the order they run, outer index expressions before those they hold. */
export function lookupsOfHead(file: ResolvedFile, conditional: GoNode): FirstLookup[] {
  const initializer = child(conditional, 'initializer');
  const condition = child(conditional, 'condition');
  const declared = initializer === undefined ? undefined : lookupOfDeclaration(file, initializer);
  const lookups = declared === undefined ? [] : [{ ...declared, statement: conditional }];
  if (condition !== undefined) {
    collect(file, condition, conditional, ALWAYS, lookups);
  }
  return lookups;
}

/** The lookup of `v := m[k]` and `v, ok := m[k]`. */
export function lookupOfDeclaration(file: ResolvedFile, statement: GoNode): FirstLookup | undefined {
  if (statement.kind !== 'short_var_declaration') return undefined;
  const [first, ...others] = child(statement, 'right')?.children ?? [];
  const [value, ok, ...more] = child(statement, 'left')?.children ?? [];
  if (first === undefined || value === undefined || others.length > 0 || more.length > 0) return undefined;
  const index = unparenthesised(first);
  if (!isMapIndex(file, index)) return undefined;
  const form = textOf(file.syntax, value) === '_' ? 'check' : 'held';
  return { index, form, statement, value, ok, ...ALWAYS };
}

/** Statements of which every part runs once each time, unless an operator or a function literal stands in between. */
const PLAIN_STATEMENTS =
  /^(?:short_var_declaration|assignment_statement|expression_statement|return_statement|send_statement|inc_statement|dec_statement)$/;

/** The lookups that a statement in a list always does when it runs, or the head of a range, outer ones before those they hold. */
export function lookupsOfStatement(file: ResolvedFile, statement: GoNode): FirstLookup[] {
  const range = statement.kind === 'for_statement' ? childOfKind(statement, 'range_clause') : undefined;
  const evaluated = range === undefined ? statement : child(range, 'right');
  if (evaluated === undefined || (range === undefined && !PLAIN_STATEMENTS.test(statement.kind))) return [];
  const lookups: FirstLookup[] = [];
  collectPlain(file, evaluated, statement, lookups);
  return lookups;
}

function collectPlain(file: ResolvedFile, node: GoNode, statement: GoNode, into: FirstLookup[]): void {
  if (FUNCTION_KINDS.has(node.kind)) return;
  if (isMapIndex(file, node) && isRead(file, node) && !isHeld(node) && !hasLiteralKey(node)) {
    into.push({ index: node, form: 'plain', statement, value: undefined, ok: undefined, ...ALWAYS });
  }
  const operator = child(node, 'operator')?.kind;
  const shortCircuits = operator === '&&' || operator === '||';
  for (const part of node.children) {
    if (!shortCircuits || part.field === 'left') collectPlain(file, part, statement, into);
  }
}

/** Maps that code knows the keys of are small: nobody would thank for a remark. */
function hasLiteralKey(index: GoNode): boolean {
  const key = child(index, 'index');
  return (
    key !== undefined &&
    /^(?:int|float|imaginary|rune|(?:interpreted|raw)_string)_literal$/.test(unparenthesised(key).kind)
  );
}

/** True for the whole value that a statement gives to a variable, which then holds it. */
function isHeld(index: GoNode): boolean {
  const values = outermostParenthesis(index).parent;
  return values?.field === 'right' && values.kind === 'expression_list';
}

type Reached = Pick<FirstLookup, 'always' | 'whenTrue' | 'whenFalse'>;

function collect(
  file: ResolvedFile,
  expression: GoNode,
  statement: GoNode,
  reached: Reached,
  into: FirstLookup[],
): void {
  const node = unparenthesised(expression);
  const left = child(node, 'left');
  const right = child(node, 'right');
  const operator = child(node, 'operator')?.kind;
  if (left !== undefined && right !== undefined && (operator === '&&' || operator === '||')) {
    collect(file, left, statement, reached, into);
    // The right operand has run only where the left one did not decide.
    collect(
      file,
      right,
      statement,
      {
        always: false,
        whenTrue: operator === '&&' && reached.whenTrue,
        whenFalse: operator === '||' && reached.whenFalse,
      },
      into,
    );
    return;
  }
  if (FUNCTION_KINDS.has(node.kind)) return;
  if (isMapIndex(file, node)) {
    const none = { value: undefined, ok: undefined };
    into.push({ index: node, form: 'compare', statement, ...none, ...reached });
  }
  for (const part of node.children) {
    if (part.field !== 'operator') collectBelow(file, part, statement, reached, into);
  }
}

/** As `collect`, where the value of the part does not decide the condition. */
function collectBelow(
  file: ResolvedFile,
  part: GoNode,
  statement: GoNode,
  reached: Reached,
  into: FirstLookup[],
): void {
  const node = unparenthesised(part);
  const operator = child(node, 'operator')?.kind;
  const branches = operator === '&&' || operator === '||';
  if (!branches) {
    collect(file, node, statement, reached, into);
    return;
  }
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left !== undefined) collectBelow(file, left, statement, reached, into);
  const never = { always: false, whenTrue: false, whenFalse: false };
  if (right !== undefined) collectBelow(file, right, statement, never, into);
}

/** True for an index expression of something that is surely a map. */
export function isMapIndex(file: ResolvedFile, node: GoNode): boolean {
  if (node.kind !== 'index_expression' || node.broken) return false;
  const operand = child(node, 'operand');
  if (operand === undefined || isOnlyMeasured(file, node)) return false;
  return isCommaOk(node) || file.index.underlying(typeOf(file, operand)).kind === 'map';
}

/** True for an array whose length alone is asked for: that is known without a lookup (Go specification, "Length and capacity"). */
function isOnlyMeasured(file: ResolvedFile, index: GoNode): boolean {
  const outer = outermostParenthesis(index);
  const call = outer.parent?.kind === 'argument_list' ? outer.parent.parent : undefined;
  const measures = call !== undefined && /^(?:len|cap)$/.test(builtinCallee(file, call) ?? '');
  const ranges =
    outer.parent?.kind === 'range_clause' && (child(outer.parent, 'left')?.children.length ?? 0) < 2;
  if (!measures && !ranges) return false;
  const type = file.index.underlying(typeOf(file, index));
  const list = type.kind === 'pointer' ? file.index.underlying(type.elem) : type;
  return list.kind === 'array' || list.kind === 'unknown';
}

/** True for the right side of `v, ok := m[k]`: nothing but a map is indexed so. */
export function isCommaOk(index: GoNode): boolean {
  const list = index.parent;
  const statement = list?.parent;
  if (list?.field !== 'right' || list.children.length !== 1 || statement === undefined) return false;
  return child(statement, 'left')?.children.length === 2;
}

/** True where the value is read for good: what `m[k] += v` and `m[k] = append(m[k], v)` read costs nothing. */
export function isRead(file: ResolvedFile, index: GoNode): boolean {
  const outer = outermostParenthesis(index);
  if (isWritten(outer) || isCommaOk(outer)) return false;
  const list = outer.parent;
  const call = list?.kind === 'argument_list' ? list.parent : outer.parent;
  if (call === undefined) return false;
  const isUpdate = builtinCallee(file, call) === 'append' || call.kind === 'binary_expression';
  const values = call.parent;
  if (!isUpdate || values?.kind !== 'expression_list') return true;
  const assignment = values.parent;
  const [target, ...others] =
    assignment?.kind === 'assignment_statement' ? (child(assignment, 'left')?.children ?? []) : [];
  return target === undefined || others.length > 0 || !sameExpression(file, target, index);
}

/** True for `ok`, false for `!ok`. */
export function asksForPresence(
  file: ResolvedFile,
  condition: GoNode,
  ok: GoSymbol | undefined,
): boolean | undefined {
  const test = unparenthesised(condition);
  const isOk = (node: GoNode | undefined): boolean =>
    node?.kind === 'identifier' && ok !== undefined && file.symbolOf(node) === ok;
  if (isOk(test)) return true;
  return test.kind === 'unary_expression' &&
    child(test, 'operator')?.kind === '!' &&
    isOk(child(test, 'operand'))
    ? false
    : undefined;
}
