import { child, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import { builtinCallee, typeOf } from './expression-types.ts';
import type { GoType } from './go-type.ts';
import { hasUse, type MapUseName } from './map-uses.ts';
import { integerLiteral, typeFromName } from './type-syntax.ts';
import { literalLength } from './declarations.ts';
import { isChanged, operationsOn, type OperationKind } from './operations.ts';
import type { ResolvedFile } from './symbols.ts';

/** What a side-effect-free expression is made of. */
export interface PureExpression {
  /** Identifiers it reads: variables and constants. */
  readonly reads: readonly GoNode[];
  /** True when evaluating it may follow a pointer or index: earlier evaluation could panic where later would not. */
  readonly dereferences: boolean;
}

const ARITHMETIC = new Set(['+', '-', '*']);

/**
 * Says what an expression reads when evaluating it has no side effect and, but for nil and bounds, cannot fail.
 * Undefined for everything with a call (predeclared `len`, `cap`, `min`, `max` and integer conversions apart).
 */
export function pureExpression(file: ResolvedFile, expression: GoNode): PureExpression | undefined {
  const reads: GoNode[] = [];
  let dereferences = false;

  const visit = (part: GoNode): boolean => {
    const node = unparenthesised(part);
    if (node.broken) return false;
    switch (node.kind) {
      case 'int_literal':
        return true;
      case 'identifier': {
        const kind = file.symbolOf(node)?.kind;
        if (kind === undefined || kind === 'unresolved' || kind === 'package function') return false;
        if (kind === 'builtin' || kind === 'type' || kind === 'package type') return false;
        reads.push(node);
        return true;
      }
      case 'selector_expression': {
        const operand = child(node, 'operand');
        if (operand === undefined || !visit(operand) || isMethodValue(file, node)) return false;
        const symbol = operand.kind === 'identifier' ? file.symbolOf(operand) : undefined;
        const field = child(node, 'field');
        const isDirect = field !== undefined && isOwnField(file, operand, textOf(file.syntax, field));
        if (symbol?.kind !== 'import' && !isDirect) dereferences = true;
        return true;
      }
      case 'index_expression': {
        const operand = child(node, 'operand');
        const index = child(node, 'index');
        dereferences = true;
        return operand !== undefined && index !== undefined && visit(operand) && visitKey(index);
      }
      case 'slice_expression':
        dereferences = true;
        return node.children.every((operand) => visit(operand));
      case 'unary_expression': {
        const operand = child(node, 'operand');
        if (file.syntax.text[node.start] !== '*' || operand === undefined) return false;
        dereferences = true;
        return visit(operand);
      }
      case 'binary_expression': {
        const left = child(node, 'left');
        const right = child(node, 'right');
        const operator = child(node, 'operator');
        if (left === undefined || right === undefined || operator === undefined) return false;
        const symbol = textOf(file.syntax, operator);
        if (symbol === '/') {
          const divisor =
            right.kind === 'int_literal' ? integerLiteral(textOf(file.syntax, right)) : undefined;
          return divisor !== undefined && divisor > 0 && visit(left);
        }
        return ARITHMETIC.has(symbol) && visit(left) && visit(right);
      }
      case 'call_expression': {
        const name = builtinCallee(file, node);
        const args = child(node, 'arguments')?.children ?? [];
        if (name === undefined || args.length === 0) return false;
        const pureCall = name === 'len' || name === 'cap' || name === 'min' || name === 'max';
        return (pureCall || isIntegerName(name)) && args.every((argument) => visit(argument));
      }
      default:
        return false;
    }
  };
  const visitKey = (index: GoNode): boolean =>
    index.kind === 'interpreted_string_literal' || index.kind === 'raw_string_literal' || visit(index);

  return visit(expression) ? { reads, dereferences } : undefined;
}

/** True when the selector names a method of a type in view, not a field. */
function isMethodValue(file: ResolvedFile, selector: GoNode): boolean {
  const operand = child(selector, 'operand');
  const name = child(selector, 'field');
  if (operand === undefined || name === undefined) return false;
  const type = typeOf(file, operand);
  const text = textOf(file.syntax, name);
  return file.index.field(type, text) === undefined && file.index.method(type, text) !== undefined;
}

/** True for a field of a struct in a variable; a promoted one may lie behind an embedded pointer. */
function isOwnField(file: ResolvedFile, operand: GoNode, name: string): boolean {
  const node = unparenthesised(operand);
  if (node.kind !== 'identifier') return false;
  const type = file.symbolOf(node)?.type;
  const under = type === undefined ? undefined : file.index.underlying(type);
  return under?.kind === 'struct' && under.fields.some((field) => field.name === name);
}

/** True for the predeclared integer types. */
export function isIntegerType(file: ResolvedFile, type: GoType): boolean {
  const under = file.index.underlying(type);
  return under.kind === 'basic' && isIntegerName(under.name);
}

function isIntegerName(name: string): boolean {
  return (
    /^(?:u?int(?:8|16|32|64|ptr)?|byte|rune)$/.test(name) &&
    typeFromName(name, () => undefined).kind === 'basic'
  );
}

/** The value of an integer literal or named constant, undefined when it is neither or not known. */
export function constantValue(file: ResolvedFile, expression: GoNode): number | undefined {
  const node = unparenthesised(expression);
  if (node.kind === 'int_literal') return integerLiteral(textOf(file.syntax, node));
  if (node.kind === 'identifier') return file.symbolOf(node)?.value;
  if (node.kind === 'binary_expression') return foldedValue(file, node);
  if (node.kind === 'call_expression') {
    // `uint64(0)`
    const name = builtinCallee(file, node);
    const [argument] = child(node, 'arguments')?.children ?? [];
    return name !== undefined && argument !== undefined && isIntegerName(name)
      ? constantValue(file, argument)
      : undefined;
  }
  return undefined;
}

function foldedValue(file: ResolvedFile, node: GoNode): number | undefined {
  const left = child(node, 'left');
  const right = child(node, 'right');
  const a = left === undefined ? undefined : constantValue(file, left);
  const b = right === undefined ? undefined : constantValue(file, right);
  if (a === undefined || b === undefined) return undefined;
  switch (child(node, 'operator')?.kind) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : Math.trunc(a / b);
    default:
      return undefined;
  }
}

/** True for a named constant or a name of another package: its value is fixed, but perhaps not known here. */
export function isOpaqueConstant(file: ResolvedFile, expression: GoNode): boolean {
  const node = unparenthesised(expression);
  if (node.kind === 'selector_expression') {
    const operand = child(node, 'operand');
    return operand?.kind === 'identifier' && file.symbolOf(operand)?.kind === 'import';
  }
  const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
  return (symbol?.kind === 'constant' || symbol?.kind === 'package constant') && symbol.value === undefined;
}

/** What leaves a map as long as its literal made it. */
const KEEPS_LENGTH: ReadonlySet<OperationKind> = new Set([
  'lookup',
  'commaOk',
  'range',
  'len',
  'compare',
  'read',
  'inspect',
]);

/** What may change the length of a slice, array or map that a package variable was declared with. */
const CHANGES_LENGTH: readonly MapUseName[] = [
  'insertTrue',
  'insert',
  'update',
  'delete',
  'clear',
  'assigned',
  'address',
  'unknown',
];

/** Elements of a variable that holds one composite literal for all its life, undefined when that is not so. */
export function knownLength(file: ResolvedFile, expression: GoNode): number | undefined {
  const node = unparenthesised(expression);
  if (node.kind !== 'identifier') return undefined;
  const symbol = file.symbolOf(node);
  if (symbol === undefined || symbol.references.some(isChanged)) return undefined;
  if (symbol.kind === 'package variable') {
    // A file out of view is no reason to take each table of the package for one of unknown size.
    const uses = file.index.uses.seenOfVariable(symbol.name);
    return uses === undefined || hasUse(uses, ...CHANGES_LENGTH)
      ? undefined
      : file.index.variableNamed(symbol.name)?.length;
  }
  const isMap = file.index.underlying(symbol.type).kind === 'map';
  if (isMap && !operationsOn(file, { root: symbol, path: [] }).every(({ kind }) => KEEPS_LENGTH.has(kind))) {
    return undefined;
  }
  return literalLength(symbol.initial);
}
