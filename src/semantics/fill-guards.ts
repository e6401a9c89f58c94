import { child, textOf, type GoNode } from '../syntax/node.ts';
import type { ResolvedFile } from './symbols.ts';
import type { TripCount } from './trip-count.ts';

const CONDITIONALS = new Set([
  'if_statement',
  'expression_switch_statement',
  'type_switch_statement',
  'select_statement',
]);

/**
 * The conditions around a loop inside a statement list. `operand` when they ask no more than whether there is anything to
 * loop over, as in `if len(xs) > 0 { for … range xs`, which changes nothing about how many entries go in.
 */
export function conditionAround(
  file: ResolvedFile,
  filler: GoNode,
  list: GoNode,
  trip: TripCount,
): 'none' | 'operand' | 'other' {
  let found: 'none' | 'operand' = 'none';
  let inner = filler;
  for (let at = filler.parent; at !== undefined && at !== list; at = at.parent) {
    if (CONDITIONALS.has(at.kind)) {
      if (!asksForOperand(file, at, inner, trip)) return 'other';
      found = 'operand';
    }
    inner = at;
  }
  return found;
}

function asksForOperand(file: ResolvedFile, conditional: GoNode, branch: GoNode, trip: TripCount): boolean {
  const condition = child(conditional, 'condition');
  if (conditional.kind !== 'if_statement' || condition === undefined) return false;
  if (branch.field !== 'consequence' || child(conditional, 'initializer') !== undefined) return false;
  const operand = /^len\((.*)\)$/s.exec(trip.expression)?.[1];
  if (operand === undefined) return false;
  const text = textOf(file.syntax, condition).replaceAll(/\s/g, '');
  return [`${operand}!=nil`, `len(${operand})>0`, `len(${operand})!=0`, `len(${operand})>=1`].includes(text);
}

const REPORTS_DUPLICATE = /duplicate|repeated|unique|already|err|fatal|invalid/i;

/**
 * True for `if m[k] { report("duplicate") }` and `if _, ok := m[k]; ok { … }` without `else`: the lookup finds mistakes, and
 * keys are meant to differ. `lookup` is the test.
 */
export function recordsDuplicate(file: ResolvedFile, conditional: GoNode, lookup: GoNode): boolean {
  const condition = child(conditional, 'condition');
  const consequence = child(conditional, 'consequence');
  if (condition === undefined || consequence === undefined) return false;
  if (child(conditional, 'alternative') !== undefined) return false;
  const isPositive =
    child(conditional, 'initializer') === undefined
      ? textOf(file.syntax, condition) === textOf(file.syntax, lookup)
      : condition.kind === 'identifier';
  return isPositive && REPORTS_DUPLICATE.test(textOf(file.syntax, consequence));
}
