import { child, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import { importedCallee, typeOf } from './expression-types.ts';
import type { BasicName, GoType } from './go-type.ts';
import type { ResolvedFile } from './symbols.ts';
import { typeText } from './type-text.ts';

/** One value that goes into a built text. */
export interface TextPart {
  readonly node: GoNode;
  /** A string, integer or boolean type, predeclared or of this package. */
  readonly type: GoType;
}

/** An expression that makes a string out of values, so that equal values give equal strings. */
export interface BuiltText {
  readonly node: GoNode;
  /** What does the work at run time: formatting costs most, joining strings least. */
  readonly work: 'format' | 'convert' | 'join';
  readonly parts: readonly TextPart[];
  /** The fixed text with the types of the parts between it: two texts of one shape differ in their parts only. */
  readonly shape: string;
}

interface Pieces {
  work: BuiltText['work'];
  readonly parts: TextPart[];
  shape: string;
}

const STRING: GoType = { kind: 'basic', name: 'string' };

/**
 * Reads `fmt.Sprintf` with a literal format, `strconv.Itoa` and its like, `strings.Join` of a literal and `+` on strings.
 * Undefined for all other expressions, for values whose type is not known or whose text does not tell them apart, and
 * for text without any value in it. The expression has to be one of type `string`, as the key of a map with such keys is.
 */
export function builtText(file: ResolvedFile, expression: GoNode): BuiltText | undefined {
  const node = unparenthesised(expression);
  const pieces: Pieces = { work: 'join', parts: [], shape: '' };
  if (node.broken || !readBuilt(file, node, pieces) || pieces.parts.length === 0) return undefined;
  return { node, ...pieces };
}

function readBuilt(file: ResolvedFile, node: GoNode, into: Pieces): boolean {
  if (node.kind === 'binary_expression') return readJoined(file, node, into);
  if (node.kind !== 'call_expression') return false;
  const args = child(node, 'arguments')?.children ?? [];
  const [first, second] = args;
  if (first === undefined) return false;
  switch (importedCallee(file, node)) {
    case 'fmt.Sprintf':
      into.work = 'format';
      return readFormat(file, first, args.slice(1), into);
    case 'fmt.Sprint':
      into.work = 'format';
      return args.length === 1 && addValue(file, first, '%v', into);
    case 'strconv.Itoa':
      return args.length === 1 && convert(file, first, 'int', into);
    case 'strconv.FormatInt':
      return second?.kind === 'int_literal' && convert(file, first, 'int64', into);
    case 'strconv.FormatUint':
      return second?.kind === 'int_literal' && convert(file, first, 'uint64', into);
    case 'strings.Join':
      return second !== undefined && isText(second) && readElements(file, first, second, into);
    default:
      return false;
  }
}

/** The parameter of the converting function gives the type, whatever is known of the value. */
function convert(file: ResolvedFile, value: GoNode, name: BasicName, into: Pieces): boolean {
  const node = unparenthesised(value);
  if (into.work === 'join') into.work = 'convert';
  if (node.kind === 'int_literal' || isConstant(file, node)) {
    into.shape += `(${textOf(file.syntax, node)})`;
    return true;
  }
  into.shape += '%d';
  add(node, { kind: 'basic', name }, into);
  return true;
}

/** `a + "/" + b`: all operands have the one type of the whole, which is string. */
function readJoined(file: ResolvedFile, node: GoNode, into: Pieces): boolean {
  const left = child(node, 'left');
  const right = child(node, 'right');
  if (child(node, 'operator')?.kind !== '+' || left === undefined || right === undefined) return false;
  return readOperand(file, left, into) && readOperand(file, right, into);
}

function readOperand(file: ResolvedFile, operand: GoNode, into: Pieces): boolean {
  const node = unparenthesised(operand);
  if (isText(node)) {
    into.shape += textOf(file.syntax, node);
    return true;
  }
  if (isConstant(file, node)) {
    into.shape += `(${textOf(file.syntax, node)})`;
    return true;
  }
  const before = { ...into, parts: [...into.parts] };
  if (readBuilt(file, node, into)) return true;
  // Not text that we can take apart: it is a part itself.
  into.work = before.work;
  into.shape = before.shape;
  into.parts.length = before.parts.length;
  add(node, STRING, into);
  return true;
}

/** The elements of `[]string{a, b}`. */
function readElements(file: ResolvedFile, list: GoNode, separator: GoNode, into: Pieces): boolean {
  const type = list.kind === 'composite_literal' ? child(list, 'type') : undefined;
  if (type?.kind !== 'slice_type' || textOf(file.syntax, type) !== '[]string') return false;
  const elements = child(list, 'body')?.children ?? [];
  return elements.every((element, at) => {
    const value = element.kind === 'literal_element' ? element.children[0] : undefined;
    if (at > 0) into.shape += textOf(file.syntax, separator);
    return value !== undefined && readOperand(file, value, into);
  });
}

/** Verbs under which different values of the type always give different text. */
const VERBS: Readonly<Record<'string' | 'integer' | 'boolean', RegExp>> = {
  string: /^%[svq]$/,
  integer: /^%(?:[#0]?\d*[dxXob]|v)$/,
  boolean: /^%[tv]$/,
};

function readFormat(file: ResolvedFile, format: GoNode, values: readonly GoNode[], into: Pieces): boolean {
  if (!isText(format)) return false;
  const text = textOf(file.syntax, format).slice(1, -1);
  const rest = [...values];
  for (const [piece] of text.matchAll(/%%|%[^a-zA-Z%]*[a-zA-Z]|[^%]+|%/g)) {
    if (!piece.startsWith('%') || piece === '%%') {
      into.shape += JSON.stringify(piece);
      continue;
    }
    const value = rest.shift();
    if (value === undefined || !addValue(file, value, piece, into)) return false;
  }
  return rest.length === 0;
}

/** Adds a value that is formatted, unless its text may be the same as that of another value. */
function addValue(file: ResolvedFile, value: GoNode, verb: string, into: Pieces): boolean {
  const node = unparenthesised(value);
  // The type of arithmetic with constants is not read reliably.
  if (node.kind === 'binary_expression' || node.kind === 'unary_expression') return false;
  if (isText(node) || node.kind === 'int_literal' || isConstant(file, node)) {
    into.shape += `(${verb} ${textOf(file.syntax, node)})`;
    return true;
  }
  const type = typeOf(file, node);
  const kind = formattedKind(file, type);
  if (kind === undefined || !VERBS[kind].test(verb)) return false;
  into.shape += verb;
  add(node, type, into);
  return true;
}

function formattedKind(file: ResolvedFile, type: GoType): keyof typeof VERBS | undefined {
  const under = file.index.underlying(type);
  if (under.kind !== 'basic') return undefined;
  // fmt calls such a method, and nobody knows what it makes of the value.
  const own = type.kind === 'named' ? ['String', 'Error', 'Format', 'GoString'] : [];
  if (own.some((name) => file.index.method(type, name) !== undefined)) return undefined;
  if (under.name === 'string') return 'string';
  if (under.name === 'bool') return 'boolean';
  return /^u?int/.test(under.name) ? 'integer' : undefined;
}

function add(node: GoNode, type: GoType, into: Pieces): void {
  into.shape += `\0${typeText(type)}\0`;
  into.parts.push({ node, type });
}

function isText(node: GoNode): boolean {
  return node.kind === 'interpreted_string_literal' || node.kind === 'raw_string_literal';
}

function isConstant(file: ResolvedFile, node: GoNode): boolean {
  if (node.kind !== 'identifier') return false;
  const kind = file.symbolOf(node)?.kind;
  return kind === 'constant' || kind === 'package constant';
}
