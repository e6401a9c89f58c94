import { hasEffects } from '../../semantics/call-effects.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import { constantValue } from '../../semantics/pure-expression.ts';
import { repeatable } from '../../semantics/repeatable.ts';
import { sameExpression } from '../../semantics/same-expression.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';
import { isMapIndex } from './first-lookups.ts';
import { isCommentAligned } from '../line-comments.ts';

/** `m[k] = m[k] + v`. */
export interface SelfAssignment {
  readonly statement: GoNode;
  readonly index: GoNode;
  readonly operator: string;
  readonly operand: GoNode;
}

/** Operators whose assigning form looks the key up once; `/=` and `%=` stay two lookups, as they may panic. */
const SINGLE_LOOKUP = new Set(['+', '-', '*', '&', '|', '^', '<<', '>>', '&^']);
const COMMUTATIVE = new Set(['+', '*', '&', '|', '^']);

/** Reads a statement as `m[k] = m[k] + v`, undefined when it is anything else. */
export function selfAssignment(file: ResolvedFile, statement: GoNode): SelfAssignment | undefined {
  if (statement.kind !== 'assignment_statement' || child(statement, 'operator')?.kind !== '=')
    return undefined;
  const targets = child(statement, 'left')?.children ?? [];
  const values = child(statement, 'right')?.children ?? [];
  const [target] = targets;
  const [value] = values;
  if (target === undefined || value === undefined || targets.length !== 1 || values.length !== 1)
    return undefined;
  const index = unparenthesised(target);
  if (!isMapIndex(file, index) || repeatable(file, index) === undefined) return undefined;
  const sum = unparenthesised(value);
  const left = child(sum, 'left');
  const right = child(sum, 'right');
  const operator = child(sum, 'operator')?.kind;
  if (sum.kind !== 'binary_expression' || left === undefined || right === undefined || operator === undefined)
    return undefined;
  if (!SINGLE_LOOKUP.has(operator)) return undefined;
  // A negative count panics after the entry was made, where `m[k] = m[k] << n` panics before.
  if (/^(?:<<|>>)$/.test(operator) && !isNeverNegative(file, right)) return undefined;
  if (sameExpression(file, left, index)) return { statement, index, operator, operand: right };
  const swaps = COMMUTATIVE.has(operator) && isInteger(file, index);
  return swaps && sameExpression(file, right, index)
    ? { statement, index, operator, operand: left }
    : undefined;
}

function isNeverNegative(file: ResolvedFile, count: GoNode): boolean {
  if (constantValue(file, count) !== undefined) return true;
  const type = file.index.underlying(typeOf(file, count));
  return type.kind === 'basic' && type.name.startsWith('uint');
}

function isInteger(file: ResolvedFile, index: GoNode): boolean {
  const type = file.index.underlying(typeOf(file, index));
  return type.kind === 'basic' && /^u?int/.test(type.name);
}

/**
 * The operand as gofmt writes it where it is no part of another expression: `n*2` becomes `n * 2`. Undefined where operators
 * of several precedences would have to be told apart.
 */
function standingAlone(file: ResolvedFile, operand: GoNode): string | undefined {
  const left = child(operand, 'left');
  const right = child(operand, 'right');
  const operator = child(operand, 'operator')?.kind;
  if (operand.kind !== 'binary_expression' || left === undefined || right === undefined)
    return textOf(file.syntax, operand);
  const isPlain = (part: GoNode): boolean =>
    !anyBelow(part, ({ kind }) => kind === 'binary_expression' || kind === 'unary_expression');
  const isSame = left.kind === 'binary_expression' && child(left, 'operator')?.kind === operator;
  if (!isPlain(right) || !(isSame || isPlain(left))) return undefined;
  const before = standingAlone(file, left);
  return before === undefined ? undefined : `${before} ${operator ?? ''} ${textOf(file.syntax, right)}`;
}

/** `m[k] += v`, or `m[k]++` for a one. */
export function operatorFix<Kind extends string>(
  { statement, index, operator, operand }: SelfAssignment,
  context: RuleContext<Kind>,
): Fix | undefined {
  const { file } = context;
  if (isCommentAligned(context, statement) || context.commentsIn(statement).length > 0) return undefined;
  const target = textOf(file.syntax, index);
  const value = standingAlone(file, unparenthesised(operand));
  if (value === undefined) return undefined;
  const steps = value === '1' && (operator === '+' || operator === '-');
  const newText = steps ? `${target}${operator}${operator}` : `${target} ${operator}= ${value}`;
  const edits = [{ span: statement, newText }];
  const calls = hasEffects(file, operand);
  return calls
    ? {
        title: `Write ${newText}`,
        applicability: 'review',
        review: 'the function called could change the entry',
        edits,
      }
    : { title: `Write ${newText}`, applicability: 'safe', edits };
}
