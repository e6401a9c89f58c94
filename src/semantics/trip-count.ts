import { child, childOfKind, contains, textOf, unparenthesised, walk, type GoNode } from '../syntax/node.ts';
import { builtinCallee, importedCallee, typeOf } from './expression-types.ts';
import type { GoType } from './go-type.ts';
import {
  constantValue,
  isOpaqueConstant,
  isIntegerType,
  knownLength,
  pureExpression,
} from './pure-expression.ts';
import { isChanged } from './operations.ts';
import { enclosingFunction, type GoSymbol, type ResolvedFile } from './symbols.ts';

/** How often a loop runs, as an expression that can be written before it. */
export interface TripCount {
  /** Go source of type int or another integer type: `len(users)`, `n`, `hi-lo`. */
  readonly expression: string;
  /** True when the expression binds weaker than `+` needs, for building sums and products. */
  readonly compound: boolean;
  /** The number, where it is known. */
  readonly value: number | undefined;
  /** Identifiers the expression reads. */
  readonly reads: readonly GoNode[];
  readonly dereferences: boolean;
  /** True when the condition is evaluated anew each time round, so that the body must not change what it reads. */
  readonly reevaluated: boolean;
  /** Variables that take a different value in each iteration: range keys, loop counters. */
  readonly distinct: readonly GoSymbol[];
  /** What is counted. Of a string the count is in bytes, an upper bound for its runes. */
  readonly over: 'elements' | 'map' | 'string' | 'integers';
  /** True when the operand's type is not in view and its form is all there is to go by. */
  readonly assumed: boolean;
  /** True when that it has a length is proven: by its type, or because the function indexes it or takes its length. */
  readonly provenLength: boolean;
  /** True when the expression is an int or an untyped constant, so that it adds to others as it is. */
  readonly isInt: boolean;
}

/** The trip count of a `for` statement, undefined wherever it cannot be written down beforehand. */
export function tripCountOf(file: ResolvedFile, loop: GoNode): TripCount | undefined {
  const range = childOfKind(loop, 'range_clause');
  if (range !== undefined) return rangeCount(file, loop, range);
  const clause = childOfKind(loop, 'for_clause');
  return clause === undefined ? undefined : clauseCount(file, loop, clause);
}

function rangeCount(file: ResolvedFile, loop: GoNode, range: GoNode): TripCount | undefined {
  const right = child(range, 'right');
  if (right === undefined || right.broken) return undefined;
  const variables = child(range, 'left')?.children ?? [];
  const key = variables[0]?.kind === 'identifier' ? file.declaredBy(variables[0]) : undefined;
  const distinctKey = key !== undefined && isUnchangedIn(key, loop) ? [key] : [];
  const operand = unparenthesised(right);

  const iterated = iteratedOperand(file, operand);
  if (iterated !== undefined) {
    const distinct = iterated.distinctFirst ? distinctKey : [];
    const over = iterated.over;
    return lengthOf(file, iterated.operand, { distinct, over, assumed: false, provenLength: true });
  }

  const type = typeOf(file, operand);
  const under = file.index.underlying(type);
  const container = under.kind === 'pointer' ? file.index.underlying(under.elem) : under;
  switch (container.kind) {
    case 'slice':
    case 'array':
      if (under.kind === 'pointer' && container.kind === 'slice') return undefined;
      return lengthOf(
        file,
        operand,
        { distinct: distinctKey, over: 'elements', assumed: false, provenLength: true },
        container,
      );
    case 'map':
      return lengthOf(file, operand, {
        distinct: distinctKey,
        over: 'map',
        assumed: false,
        provenLength: true,
      });
    case 'basic': {
      if (container.name === 'string') {
        return lengthOf(file, operand, {
          distinct: distinctKey,
          over: 'string',
          assumed: false,
          provenLength: true,
        });
      }
      if (!isIntegerType(file, type) || isOpaqueConstant(file, operand)) return undefined;
      const pure = pureExpression(file, operand);
      if (pure === undefined) return undefined;
      const value = constantValue(file, operand);
      return {
        expression: textOf(file.syntax, operand),
        compound: operand.kind === 'binary_expression',
        value,
        ...pure,
        reevaluated: false,
        distinct: distinctKey,
        over: 'integers',
        assumed: false,
        provenLength: true,
        isInt: isPlainInt(type),
      };
    }
    case 'unknown':
    case 'typeParameter':
      if (!looksLikeContainer(file, operand, type, variables.length)) return undefined;
      return lengthOf(file, operand, {
        distinct: distinctKey,
        over: 'elements',
        assumed: true,
        provenLength: isMeasuredNearby(file, operand),
      });
    default:
      return undefined;
  }
}

/** `maps.Keys(m)`, `maps.All(m)`, `slices.Values(s)` … run as often as their argument is long. */
function iteratedOperand(
  file: ResolvedFile,
  operand: GoNode,
): { operand: GoNode; distinctFirst: boolean; over: 'map' | 'elements' } | undefined {
  if (operand.kind !== 'call_expression') return undefined;
  const callee = importedCallee(file, operand);
  const argument = child(operand, 'arguments')?.children[0];
  if (callee === undefined || argument === undefined) return undefined;
  switch (callee) {
    case 'maps.Keys':
    case 'maps.All':
      return { operand: unparenthesised(argument), distinctFirst: true, over: 'map' };
    case 'maps.Values':
      return { operand: unparenthesised(argument), distinctFirst: false, over: 'map' };
    case 'slices.All':
    case 'slices.Backward':
      return { operand: unparenthesised(argument), distinctFirst: true, over: 'elements' };
    case 'slices.Values':
      return { operand: unparenthesised(argument), distinctFirst: false, over: 'elements' };
    default:
      return undefined;
  }
}

const ITERATOR_NAMES =
  /^(?:All|Backward|Each|Entries|Items|Iter|Iterate|Keys|Pairs|Range|Seq2?|Values|Walk)$/;

/**
 * Decides for an operand of unknown type whether it has a length. With two variables 99.9 % of real ones do (the rest
 * are iterator functions); with one it may be a channel, an integer or an iterator, so an indexing is asked for.
 */
function looksLikeContainer(file: ResolvedFile, operand: GoNode, type: GoType, variables: number): boolean {
  if (type.kind === 'named' && type.path === 'iter') return false;
  const symbol = operand.kind === 'identifier' ? file.symbolOf(operand) : undefined;
  if (symbol?.initial?.kind === 'call_expression') {
    const callee = child(symbol.initial, 'function');
    const name = callee === undefined ? '' : textOf(file.syntax, callee).replace(/^.*\./s, '');
    if (ITERATOR_NAMES.test(name)) return false;
  }
  if (variables === 2) return true;
  return variables === 1 && isMeasuredNearby(file, operand);
}

/** Source texts that a function indexes or takes the length of, by function. */
const measured = new WeakMap<GoNode, ReadonlySet<string>>();

/** True when the function indexes the same expression text or takes its `len`: it is no integer and no iterator. */
function isMeasuredNearby(file: ResolvedFile, operand: GoNode): boolean {
  const body = enclosingFunction(operand);
  if (body === undefined) return false;
  let texts = measured.get(body);
  if (texts === undefined) {
    texts = measuredIn(file, body);
    measured.set(body, texts);
  }
  return texts.has(textOf(file.syntax, operand));
}

function measuredIn(file: ResolvedFile, body: GoNode): ReadonlySet<string> {
  const texts = new Set<string>();
  walk(body, (node) => {
    const inner =
      node.kind === 'index_expression'
        ? child(node, 'operand')
        : node.kind === 'call_expression' && builtinCallee(file, node) === 'len'
          ? child(node, 'arguments')?.children[0]
          : undefined;
    if (inner !== undefined) texts.add(textOf(file.syntax, inner));
    return undefined;
  });
  return texts;
}

function isPlainInt(type: GoType): boolean {
  return type.kind === 'basic' && type.name === 'int';
}

function lengthOf(
  file: ResolvedFile,
  operand: GoNode,
  facts: Pick<TripCount, 'distinct' | 'over' | 'assumed' | 'provenLength'>,
  container?: GoType,
): TripCount | undefined {
  const pure = pureExpression(file, operand);
  if (pure === undefined) return undefined;
  const fixedLength = container?.kind === 'array' ? container.length : undefined;
  return {
    expression: `len(${textOf(file.syntax, operand)})`,
    compound: false,
    value: fixedLength ?? knownLength(file, operand),
    ...pure,
    reevaluated: false,
    isInt: true,
    ...facts,
  };
}

/** `for i := lo; i < hi; i += step` and its relatives, downward ones included. */
function clauseCount(file: ResolvedFile, loop: GoNode, clause: GoNode): TripCount | undefined {
  const initializer = child(clause, 'initializer');
  const condition = child(clause, 'condition');
  const update = child(clause, 'update');
  if (initializer?.kind !== 'short_var_declaration' || condition?.kind !== 'binary_expression')
    return undefined;
  const names = child(initializer, 'left')?.children ?? [];
  const starts = child(initializer, 'right')?.children ?? [];
  const [name] = names;
  const [start] = starts;
  if (names.length !== 1 || starts.length !== 1 || name === undefined || start === undefined)
    return undefined;
  const counter = file.declaredBy(name);
  const left = child(condition, 'left');
  const right = child(condition, 'right');
  const operator = child(condition, 'operator');
  if (counter === undefined || left === undefined || right === undefined || operator === undefined)
    return undefined;
  if (left.kind !== 'identifier' || file.symbolOf(left) !== counter) return undefined;
  // An untyped literal start makes the counter an int; anything else must be known to be an integer.
  const counted: GoType =
    unparenthesised(start).kind === 'int_literal' ? { kind: 'basic', name: 'int' } : typeOf(file, start);
  if (!isIntegerType(file, counted)) return undefined;
  const step = stepOf(file, update, counter);
  const body = child(loop, 'body');
  if (step === undefined || body === undefined || !isUnchangedIn(counter, body)) return undefined;

  const comparison = textOf(file.syntax, operator);
  if (step < 0) return countDown(file, counter, counted, start, right, comparison, step);
  if (comparison !== '<' && comparison !== '<=') return undefined;
  return countUp(file, counter, counted, start, right, comparison === '<=', step);
}

function countUp(
  file: ResolvedFile,
  counter: GoSymbol,
  counted: GoType,
  low: GoNode,
  high: GoNode,
  inclusive: boolean,
  step: number,
): TripCount | undefined {
  const lowPure = pureExpression(file, low);
  const highPure = pureExpression(file, high);
  if (lowPure === undefined || highPure === undefined || isOpaqueConstant(file, high)) return undefined;
  const lowValue = constantValue(file, low);
  const highValue = constantValue(file, high) ?? lengthValue(file, high);
  // A difference of unsigned numbers wraps round to a huge one where the loop would not run at all.
  if (lowValue !== 0 && highValue === undefined && isUnsigned(file, counted)) return undefined;
  if (highValue === undefined && isConstantExpression(file, high)) return undefined;
  const extra = inclusive ? 1 : 0;
  const value =
    lowValue !== undefined && highValue !== undefined
      ? Math.max(0, Math.ceil((highValue + extra - lowValue) / step))
      : undefined;
  const facts = {
    reads: [...lowPure.reads, ...highPure.reads],
    dereferences: lowPure.dereferences || highPure.dereferences,
    reevaluated: true,
    distinct: [counter],
    over: 'integers' as const,
    assumed: false,
    provenLength: true,
    isInt: isPlainInt(counted),
    value,
  };
  const highText = textOf(file.syntax, unparenthesised(high));
  const atom = isAtom(high) ? highText : `(${highText})`;
  const offset = extra - (lowValue ?? 0);
  let span: string;
  if (lowValue === undefined) {
    const lowText = textOf(file.syntax, unparenthesised(low));
    span = `${atom}-${isAtom(low) ? lowText : `(${lowText})`}${inclusive ? '+1' : ''}`;
  } else {
    span = offset === 0 ? highText : `${atom}${offset > 0 ? '+' : ''}${offset}`;
  }
  if (
    highValue !== undefined &&
    value !== undefined &&
    isConstantExpression(file, high) &&
    unparenthesised(high).kind !== 'identifier'
  ) {
    // As it is written (`50_000`) where nothing was computed.
    return { ...facts, expression: value === highValue ? highText : String(value), compound: false };
  }
  const compoundSpan = lowValue === undefined || offset !== 0 || !isAtom(high);
  if (step === 1) return { ...facts, expression: span, compound: compoundSpan };
  // One less than the exact count at most: what a person would write.
  return { ...facts, expression: `${compoundSpan ? `(${span})` : span}/${step}`, compound: true };
}

function countDown(
  file: ResolvedFile,
  counter: GoSymbol,
  counted: GoType,
  high: GoNode,
  low: GoNode,
  comparison: string,
  step: number,
): TripCount | undefined {
  if (step !== -1 || constantValue(file, low) !== 0 || (comparison !== '>=' && comparison !== '>'))
    return undefined;
  const pure = pureExpression(file, high);
  if (pure === undefined || isOpaqueConstant(file, high)) return undefined;
  const node = unparenthesised(high);
  const text = textOf(file.syntax, node);
  const facts = {
    ...pure,
    reevaluated: false,
    distinct: [counter],
    over: 'integers' as const,
    assumed: false,
    provenLength: true,
    isInt: isPlainInt(counted),
  };
  const highValue = constantValue(file, high);
  const value = highValue === undefined ? undefined : highValue + (comparison === '>=' ? 1 : 0);
  if (comparison === '>') return { ...facts, expression: text, compound: !isAtom(node), value };
  // `i := len(xs) - 1; i >= 0; i--` runs len(xs) times.
  const minusOne = /^(.*?)\s*-\s*1$/s.exec(text);
  const base = node.kind === 'binary_expression' ? child(node, 'left') : undefined;
  if (minusOne !== null && base !== undefined && isAtom(base)) {
    return { ...facts, expression: textOf(file.syntax, base), compound: false, value };
  }
  return { ...facts, expression: `${isAtom(node) ? text : `(${text})`}+1`, compound: true, value };
}

function isUnsigned(file: ResolvedFile, type: GoType): boolean {
  const under = file.index.underlying(type);
  return under.kind === 'basic' && under.name.startsWith('uint');
}

/** True when it is made of literals and constants alone. */
function isConstantExpression(file: ResolvedFile, expression: GoNode): boolean {
  const pure = pureExpression(file, expression);
  return pure?.reads.every((read) => (file.symbolOf(read)?.kind ?? '').endsWith('constant')) === true;
}

function isAtom(expression: GoNode): boolean {
  const kind = unparenthesised(expression).kind;
  return kind !== 'binary_expression' && kind !== 'unary_expression';
}

function lengthValue(file: ResolvedFile, expression: GoNode): number | undefined {
  const node = unparenthesised(expression);
  if (node.kind !== 'call_expression' || builtinCallee(file, node) !== 'len') return undefined;
  const argument = child(node, 'arguments')?.children[0];
  if (argument === undefined) return undefined;
  const type = file.index.dereferenced(typeOf(file, argument));
  return type.kind === 'array' ? type.length : knownLength(file, argument);
}

function stepOf(file: ResolvedFile, update: GoNode | undefined, counter: GoSymbol): number | undefined {
  if (update === undefined) return undefined;
  const target =
    update.kind === 'assignment_statement' ? child(update, 'left')?.children[0] : update.children[0];
  if (target?.kind !== 'identifier' || file.symbolOf(target) !== counter) return undefined;
  if (update.kind === 'inc_statement') return 1;
  if (update.kind === 'dec_statement') return -1;
  const operator = child(update, 'operator');
  const amount = child(update, 'right')?.children[0];
  if (operator === undefined || amount === undefined || textOf(file.syntax, operator) !== '+=')
    return undefined;
  const step = constantValue(file, amount);
  return step !== undefined && step > 0 ? step : undefined;
}

/** True when nothing below `scope` assigns the variable or takes its address. */
function isUnchangedIn(symbol: GoSymbol, scope: GoNode): boolean {
  return !symbol.references.some((reference) => contains(scope, reference) && isChanged(reference));
}
