import { child, outermostParenthesis, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import { isComputation } from './call-effects.ts';
import { builtinCallee, typeOf } from './expression-types.ts';
import { isAddressTaken, isChanged } from './operations.ts';
import { enclosingFunction, type GoSymbol, type ResolvedFile } from './symbols.ts';

/** What the value of an expression without side effects hangs on: while none of it changes, it stays the same. */
export interface Repeatable {
  /** The variables and constants it reads. */
  readonly symbols: ReadonlySet<GoSymbol>;
  /** The names of the fields it reads. */
  readonly fields: ReadonlySet<string>;
  /** Those of which it reads the value as a whole, and not a field or an element of it. */
  readonly wholes: ReadonlySet<GoSymbol>;
  /** True when it reads elements or follows a pointer by hand. */
  readonly readsElements: boolean;
  /** True when it follows a pointer by hand: `*p`. */
  readonly followsPointer: boolean;
  /** True when a pointer or a slice may lead to a variable that it reads. */
  readonly isAliased: boolean;
  /** What it reads elements of: the operands of its index expressions, and what functions get to compute with. */
  readonly containers: readonly GoNode[];
  /** True when code elsewhere may change what it reads: a field behind a pointer, an element, a variable others know. */
  readonly shared: boolean;
}

const LITERALS = new Set([
  'int_literal',
  'float_literal',
  'imaginary_literal',
  'rune_literal',
  'interpreted_string_literal',
  'raw_string_literal',
  'true',
  'false',
  'nil',
  'iota',
]);

const COMPUTING_BUILTINS =
  /^(?:len|cap|min|max|real|imag|complex|string|bool|byte|rune|u?int(?:\d+|ptr)?|float\d+|complex\d+|any)$/;

/** Undefined when evaluating one of the expressions may do something, or gives another value each time. */
export function repeatable(file: ResolvedFile, ...expressions: readonly GoNode[]): Repeatable | undefined {
  const reader = new Reader(file);
  return expressions.every((expression) => reader.read(expression)) ? reader : undefined;
}

class Reader implements Repeatable {
  readonly symbols = new Set<GoSymbol>();
  readonly wholes = new Set<GoSymbol>();
  readonly fields = new Set<string>();
  readsElements = false;
  followsPointer = false;
  isAliased = false;
  readonly containers: GoNode[] = [];
  shared = false;
  readonly #file: ResolvedFile;

  constructor(file: ResolvedFile) {
    this.#file = file;
  }

  /** `part` when only a field or element of it counts. */
  read(expression: GoNode, part = false): boolean {
    const node = unparenthesised(expression);
    if (node.broken) return false;
    if (LITERALS.has(node.kind)) return true;
    switch (node.kind) {
      case 'identifier':
        return this.#identifier(node, part);
      case 'selector_expression':
        return this.#selector(node);
      case 'index_expression':
      case 'slice_expression':
        this.#element(child(node, 'operand'));
        return node.children.every((inner) => this.read(inner, inner.field === 'operand'));
      case 'unary_expression':
        return this.#unary(node);
      case 'binary_expression':
        return node.children.every((inner) => inner.field === 'operator' || this.read(inner));
      case 'composite_literal':
        return this.#literal(node);
      case 'call_expression':
        return this.#call(node);
      case 'type_conversion_expression': {
        const operand = child(node, 'operand');
        return operand !== undefined && this.read(operand);
      }
      default:
        return false;
    }
  }

  #element(container?: GoNode): void {
    if (container !== undefined) this.containers.push(container);
    this.readsElements = true;
    this.shared = true;
  }

  #identifier(node: GoNode, part: boolean): boolean {
    const symbol = this.#file.symbolOf(node);
    switch (symbol?.kind) {
      case 'constant':
      case 'package constant':
        break;
      case 'variable':
      case 'parameter':
        this.isAliased ||= isPointedTo(this.#file, symbol);
        this.shared ||= this.isAliased || isAssignedElsewhere(symbol);
        break;
      case 'package variable':
        this.shared = true;
        break;
      default:
        return false;
    }
    this.symbols.add(symbol);
    if (!part) this.wholes.add(symbol);
    return true;
  }

  #selector(node: GoNode): boolean {
    const operand = child(node, 'operand');
    const field = child(node, 'field');
    if (operand === undefined || field === undefined) return false;
    this.fields.add(textOf(this.#file.syntax, field));
    const inner = unparenthesised(operand);
    const symbol = inner.kind === 'identifier' ? this.#file.symbolOf(inner) : undefined;
    if (symbol?.kind === 'import') {
      this.symbols.add(symbol);
      this.shared = true;
      return true;
    }
    if (this.#file.index.underlying(typeOf(this.#file, inner)).kind !== 'struct') this.shared = true;
    return this.read(inner, true);
  }

  #unary(node: GoNode): boolean {
    const operand = child(node, 'operand');
    const operator = this.#file.syntax.text[node.start];
    if (operand === undefined || operator === '&' || operator === '<') return false;
    if (operator === '*') {
      this.followsPointer = true;
      this.#element();
    }
    return this.read(operand);
  }

  #literal(node: GoNode): boolean {
    const elements = child(node, 'body')?.children ?? [];
    return elements.every((element) => {
      const value = element.kind === 'keyed_element' ? child(element, 'value') : element;
      const inner = value?.kind === 'literal_element' ? value.children[0] : value;
      return inner !== undefined && this.read(inner);
    });
  }

  #call(node: GoNode): boolean {
    const name = builtinCallee(this.#file, node);
    if (name !== undefined && !COMPUTING_BUILTINS.test(name)) return false;
    if (!isComputation(this.#file, node)) return false;
    const args = child(node, 'arguments')?.children ?? [];
    // What a slice holds decides what a conversion or a function makes of it.
    for (const argument of args) if (!this.#isPlainValue(argument)) this.#element(argument);
    return args.length > 0 && args.every((argument) => this.read(argument));
  }

  #isPlainValue(argument: GoNode): boolean {
    return this.#file.index.underlying(typeOf(this.#file, argument)).kind === 'basic';
  }
}

/** A function literal that runs by itself assigns it, or a part of it. */
function isAssignedElsewhere(symbol: GoSymbol): boolean {
  return symbol.references.some(
    (reference) => enclosingFunction(reference) !== symbol.owner && isPartChanged(reference),
  );
}

/** A use of a variable, and the ever larger expressions that name a part of it: `x`, `x.a`, `x.a[i]`. */
function* partsFrom(use: GoNode): Generator<GoNode> {
  let node: GoNode | undefined = use;
  for (let isPart = true; isPart && node !== undefined; node = node.parent) {
    node = outermostParenthesis(node);
    yield node;
    isPart =
      node.field === 'operand' && /^(?:selector|index|slice)_expression$/.test(node.parent?.kind ?? '');
  }
}

/** True where the variable, or a field or element of it, is assigned or has its address taken. */
export function isPartChanged(use: GoNode): boolean {
  return [...partsFrom(use)].some(isChanged);
}

/** True when code takes the address of the variable or a part of it: `&x`, `x.list[:]` of an array, `x.method` of a value. */
export function isPointedTo(file: ResolvedFile, symbol: GoSymbol): boolean {
  return symbol.references.some(
    (reference) =>
      isMethodOfValue(file, outermostParenthesis(reference)) ||
      [...partsFrom(reference)].some((part) => isAddressTaken(part) || isSlicedArray(file, part)),
  );
}

function isSlicedArray(file: ResolvedFile, operand: GoNode): boolean {
  return (
    operand.field === 'operand' &&
    operand.parent?.kind === 'slice_expression' &&
    file.index.underlying(typeOf(file, operand)).kind === 'array'
  );
}

/** Methods that by their names only tell something. */
const TELLING =
  /^(?:String|Error|GoString|Format|Equal|Compare|Cmp|Less|Before|After|Len|Name|ID|Key|Hash|Unix\w*|(?:Is|Has|Get|As|To)[A-Z]\w*)$/;

/** True for a method of a value that may have a pointer as its receiver, which then is the address of the variable. */
function isMethodOfValue(file: ResolvedFile, operand: GoNode): boolean {
  const selector =
    operand.field === 'operand' && operand.parent?.kind === 'selector_expression'
      ? operand.parent
      : undefined;
  const name = selector === undefined ? undefined : child(selector, 'field');
  if (name === undefined || TELLING.test(textOf(file.syntax, name))) return false;
  const type = typeOf(file, operand);
  if (type.kind !== 'named' || file.index.underlying(type).kind === 'interface') return false;
  return file.index.method(type, textOf(file.syntax, name)) !== undefined;
}
