import { within } from '../base/text.ts';
import { child, childOfKind, contains, unparenthesised, type GoNode } from '../syntax/node.ts';
import { isChanged, isWritten, operationsOn, type MapOperation } from './operations.ts';
import type { Place } from './places.ts';
import { sameExpression } from './same-expression.ts';
import type { ResolvedFile } from './symbols.ts';

/**
 * True when the insert runs only where a comma-ok lookup of the same key has just found nothing: below `if !ok`, in the
 * `else` of `if ok`, or behind `if ok { continue }`, up to the node `outer`.
 */
export function isFoundAbsent(
  file: ResolvedFile,
  place: Place,
  insert: MapOperation,
  outer: GoNode,
): boolean {
  const { key } = insert;
  if (key === undefined) return false;
  const saysAbsent = (condition: GoNode | undefined, found: boolean): boolean =>
    condition !== undefined &&
    conjuncts(condition, found).some((part) => isLookupResult(file, place, key, part, insert.node));

  for (let at = insert.node; at !== outer && at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (parent.kind === 'if_statement') {
      const condition = child(parent, 'condition');
      if (at.field === 'consequence' && saysAbsent(condition, false)) return true;
      if (at.field === 'alternative' && saysAbsent(condition, true)) return true;
    }
    if (parent.kind !== 'statement_list') continue;
    const before = within(parent.children, { start: parent.start, end: at.start }, (sibling) => sibling);
    if (before.some((sibling) => leavesIf(sibling) && saysAbsent(child(sibling, 'condition'), true))) {
      return true;
    }
  }
  return false;
}

/** The identifiers whose value the branch fixes: those of `!a && !b` that are false, or of `a || b` that are true else. */
function conjuncts(condition: GoNode, found: boolean): GoNode[] {
  const node = unparenthesised(condition);
  if (node.kind === 'binary_expression' && child(node, 'operator')?.kind === (found ? '||' : '&&')) {
    return node.children.flatMap((part) => (part.field === 'operator' ? [] : conjuncts(part, found)));
  }
  if (found) return node.kind === 'identifier' ? [node] : [];
  const operand = node.kind === 'unary_expression' ? child(node, 'operand') : undefined;
  const negated = child(node, 'operator')?.kind === '!';
  return negated && operand?.kind === 'identifier' ? [operand] : [];
}

/** True for an `if` without `else` whose block ends by leaving the statement list. */
function leavesIf(statement: GoNode): boolean {
  if (statement.kind !== 'if_statement' || child(statement, 'alternative') !== undefined) return false;
  const consequence = child(statement, 'consequence');
  const last =
    consequence === undefined ? undefined : childOfKind(consequence, 'statement_list')?.children.at(-1);
  return last !== undefined && /^(?:continue|break|return|goto)_statement$/.test(last.kind);
}

/** True when the variable was last written by `_, ok := m[key]` with nothing in between that changes map or key. */
function isLookupResult(file: ResolvedFile, place: Place, key: GoNode, ok: GoNode, insert: GoNode): boolean {
  const symbol = file.symbolOf(ok);
  if (
    symbol?.declaration === undefined ||
    symbol.references.some((node) => isChanged(node) && !isWritten(node))
  ) {
    return false;
  }
  const last = [symbol.declaration, ...symbol.references.filter(isWritten)]
    .filter((node) => node.start < ok.start)
    .toSorted((a, b) => a.start - b.start)
    .at(-1);
  const operations = operationsOn(file, place);
  const lookup = operations.find(
    (operation) => operation.kind === 'commaOk' && isAssignedBeside(operation.node, last),
  );
  if (lookup?.key === undefined || !sameExpression(file, lookup.key, key)) return false;
  const since = { start: lookup.node.end, end: insert.start };
  return (
    !isAnyChanged(file, key, since) &&
    !operations.some(({ kind, map }) => CHANGES.has(kind) && contains(since, map))
  );
}

const CHANGES: ReadonlySet<string> = new Set([
  'insert',
  'update',
  'copy',
  'remake',
  'pass',
  'alias',
  'unknown',
]);

/** True when the lookup is the right-hand side of the statement whose second target is `target`. */
function isAssignedBeside(lookup: GoNode, target: GoNode | undefined): boolean {
  const left = target?.parent;
  const right = lookup.parent;
  return (
    left !== undefined &&
    right?.kind === 'expression_list' &&
    left.kind === 'expression_list' &&
    left.parent === right.parent &&
    left.children[1] === target
  );
}

/** True when a variable that the expression reads may get another value inside the span. */
function isAnyChanged(file: ResolvedFile, expression: GoNode, span: { start: number; end: number }): boolean {
  const symbol = expression.kind === 'identifier' ? file.symbolOf(expression) : undefined;
  if (symbol?.references.some((node) => contains(span, node) && isChanged(node)) === true) return true;
  return expression.children.some((part) => isAnyChanged(file, part, span));
}
