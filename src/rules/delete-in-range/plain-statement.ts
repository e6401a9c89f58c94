import { typeOf } from '../../semantics/expression-types.ts';
import { enclosingFunction, type ResolvedFile } from '../../semantics/symbols.ts';
import { child, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';

const PLAIN_ASSIGNMENTS = new Set(['=', '+=', '-=', '|=', '&=']);
const PLAIN_OPERATORS = new Set(['+', '-', '|', '&', '==', '!=', '<', '<=', '>', '>=', '&&', '||']);
const LITERALS = new Set([
  'int_literal',
  'float_literal',
  'rune_literal',
  'interpreted_string_literal',
  'true',
  'false',
]);

/**
 * True for statements that can neither fail half-way nor be watched while they run: arithmetic on local variables of
 * basic types. Only beside such work may the deleting be moved behind the loop without a second look.
 */
export function isPlainStatement(file: ResolvedFile, statement: GoNode): boolean {
  switch (statement.kind) {
    case 'inc_statement':
    case 'dec_statement':
      return statement.children.every((operand) => isPlainVariable(file, operand));
    case 'assignment_statement': {
      const operator = child(statement, 'operator');
      const targets = child(statement, 'left')?.children ?? [];
      const values = child(statement, 'right')?.children ?? [];
      return (
        operator !== undefined &&
        PLAIN_ASSIGNMENTS.has(textOf(file.syntax, operator)) &&
        targets.every((target) => isPlainVariable(file, target)) &&
        values.every((value) => isPlainExpression(file, value))
      );
    }
    default:
      return false;
  }
}

function isPlainExpression(file: ResolvedFile, expression: GoNode): boolean {
  const node = unparenthesised(expression);
  if (LITERALS.has(node.kind)) return true;
  if (node.kind === 'identifier') return isPlainVariable(file, node);
  if (node.kind !== 'binary_expression') return false;
  const operator = child(node, 'operator');
  const left = child(node, 'left');
  const right = child(node, 'right');
  if (operator === undefined || left === undefined || right === undefined) return false;
  return (
    PLAIN_OPERATORS.has(textOf(file.syntax, operator)) &&
    isPlainExpression(file, left) &&
    isPlainExpression(file, right)
  );
}

/** A variable of a basic type that belongs to the function the code stands in. */
function isPlainVariable(file: ResolvedFile, node: GoNode): boolean {
  const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
  if (symbol?.owner === undefined || symbol.owner !== enclosingFunction(node)) return false;
  return file.index.underlying(typeOf(file, node)).kind === 'basic';
}
