import { child, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import { signatureOf } from './declarations.ts';
import { UNKNOWN, type BasicName, type GoType } from './go-type.ts';
import { calleeText } from './import-path.ts';
import { importPath } from './imports.ts';
import type { ResolvedFile } from './symbols.ts';
import { TYPE_KINDS, typeFromNode, type TypeNameLookup } from './type-syntax.ts';

const basic = (name: BasicName): GoType => ({ kind: 'basic', name });
const INT = basic('int');
const BOOL = basic('bool');
const STRING = basic('string');

/** Reads a type node with the meanings its names had where it stands. */
export function typeAt(file: ResolvedFile, node: GoNode | undefined): GoType {
  if (node === undefined) return UNKNOWN;
  if (node.kind === 'identifier') {
    const symbol = file.symbolOf(node);
    if (symbol?.kind === 'type') return symbol.type;
    if (symbol !== undefined && symbol.kind !== 'package type' && symbol.kind !== 'builtin') return UNKNOWN;
  }
  return typeFromNode(node, file.syntax, localLookup(file, node));
}

function localLookup(file: ResolvedFile, node: GoNode): TypeNameLookup {
  const names = new Map<string, GoType>();
  const collect = (part: GoNode): void => {
    const local = file.localTypes.get(part);
    if (local !== undefined) names.set(textOf(file.syntax, part), local);
    for (const inner of part.children) collect(inner);
  };
  collect(node);
  return (name) => names.get(name);
}

/** The type of an expression, `unknown` wherever a declaration is not in view. */
export function typeOf(file: ResolvedFile, expression: GoNode): GoType {
  const node = unparenthesised(expression);
  if (node.broken) return UNKNOWN;
  switch (node.kind) {
    case 'identifier':
      return identifierType(file, node);
    case 'selector_expression':
      return selectorType(file, node);
    case 'call_expression':
    case 'type_conversion_expression': {
      const results = resultTypesOf(file, node);
      return results.length === 1 ? (results[0] ?? UNKNOWN) : UNKNOWN;
    }
    case 'composite_literal': {
      const typeNode = child(node, 'type');
      if (typeNode?.kind !== 'implicit_length_array_type') return typeAt(file, typeNode);
      const type = typeAt(file, typeNode);
      const elements = child(node, 'body')?.children ?? [];
      const length = elements.some((element) => element.kind === 'keyed_element')
        ? undefined
        : elements.length;
      return type.kind === 'array' ? { ...type, length } : type;
    }
    case 'unary_expression':
      return unaryType(file, node);
    case 'binary_expression':
      return binaryType(file, node);
    case 'index_expression':
      return indexType(file, node);
    case 'slice_expression': {
      const operand = child(node, 'operand');
      if (operand === undefined) return UNKNOWN;
      const type = typeOf(file, operand);
      const under = file.index.dereferenced(type);
      return under.kind === 'array' ? { kind: 'slice', elem: under.elem } : type;
    }
    case 'type_assertion_expression':
      return typeAt(file, child(node, 'type'));
    case 'func_literal':
      return { kind: 'function', ...signatureOf(node, file.syntax, () => undefined) };
    case 'int_literal':
      return INT;
    case 'float_literal':
      return basic('float64');
    case 'rune_literal':
      return basic('int32');
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return STRING;
    case 'true':
    case 'false':
      return BOOL;
    default:
      return UNKNOWN;
  }
}

function identifierType(file: ResolvedFile, node: GoNode): GoType {
  const symbol = file.symbolOf(node);
  if (symbol === undefined) return UNKNOWN;
  if (symbol.kind === 'type' || symbol.kind === 'package type') return UNKNOWN;
  const isConstant = symbol.kind === 'constant' || symbol.kind === 'package constant';
  if (isConstant && symbol.type.kind === 'unknown' && symbol.value !== undefined) return INT;
  return symbol.type;
}

function selectorType(file: ResolvedFile, node: GoNode): GoType {
  const operand = child(node, 'operand');
  const field = child(node, 'field');
  if (operand === undefined || field === undefined) return UNKNOWN;
  if (isImport(file, operand)) {
    const path = importPath(file.syntax, textOf(file.syntax, operand));
    return path === undefined ? UNKNOWN : file.index.importedValue(path, textOf(file.syntax, field));
  }
  return file.index.field(typeOf(file, operand), textOf(file.syntax, field)) ?? UNKNOWN;
}

/** True when the expression is the name of an imported package. */
export function isImport(file: ResolvedFile, node: GoNode): boolean {
  return node.kind === 'identifier' && file.symbolOf(node)?.kind === 'import';
}

/** `path.Name` of a call into another package, with the import path rather than the local name. */
export function importedCallee(file: ResolvedFile, call: GoNode): string | undefined {
  const name = importedName(file, call);
  return name === undefined ? undefined : calleeText(name.path, name.name);
}

function importedName(
  file: ResolvedFile,
  call: GoNode,
): { readonly path: string; readonly name: string } | undefined {
  const callee = child(call, 'function');
  return callee === undefined ? undefined : importedNameAt(file, callee);
}

function importedNameAt(
  file: ResolvedFile,
  node: GoNode,
): { readonly path: string; readonly name: string } | undefined {
  const operand = node.kind === 'selector_expression' ? child(node, 'operand') : undefined;
  const field = child(node, 'field');
  if (operand === undefined || field === undefined || !isImport(file, operand)) return undefined;
  const path = importPath(file.syntax, textOf(file.syntax, operand));
  return path === undefined ? undefined : { path, name: textOf(file.syntax, field) };
}

/** The name of the predeclared function a call calls, undefined when it is another or shadowed. */
export function builtinCallee(file: ResolvedFile, call: GoNode): string | undefined {
  const callee = child(call, 'function');
  if (callee?.kind !== 'identifier') return undefined;
  return file.symbolOf(callee)?.kind === 'builtin' ? textOf(file.syntax, callee) : undefined;
}

/** The types an expression gives to `a, b := expression`: of a call, a comma-ok form, or its single value. */
export function resultTypesOf(file: ResolvedFile, expression: GoNode): readonly GoType[] {
  const node = unparenthesised(expression);
  switch (node.kind) {
    case 'call_expression':
      return callResults(file, node);
    case 'type_conversion_expression':
      return [typeAt(file, child(node, 'type'))];
    case 'index_expression':
      return [indexType(file, node), BOOL];
    case 'type_assertion_expression':
      return [typeAt(file, child(node, 'type')), BOOL];
    case 'unary_expression':
      return [unaryType(file, node), BOOL];
    default:
      return [typeOf(file, node)];
  }
}

function callResults(file: ResolvedFile, call: GoNode): readonly GoType[] {
  const callee = child(call, 'function');
  if (callee === undefined) return [];
  const args = child(call, 'arguments')?.children ?? [];
  const builtin = builtinCallee(file, call);
  if (builtin !== undefined) return builtinResults(file, builtin, args, callee);
  const types = args.map((argument) => {
    const whole = argument.kind === 'variadic_argument' ? argument.children[0] : argument;
    return whole === undefined ? UNKNOWN : typeOf(file, whole);
  });
  const untyped = args.map((argument) => isUntyped(file, argument));
  const { target, named } = calleeOf(file, call, callee);
  const given = { types, untyped, named, spread: args.at(-1)?.kind === 'variadic_argument' };
  const imported = importedNameAt(file, target);
  if (imported !== undefined) {
    // `time.Duration(n)` parses as a call.
    if (file.index.isImportedType(imported.path, imported.name))
      return [withArguments({ kind: 'named', ...imported }, named)];
    return file.index.resultsOf(imported.path, imported.name, given);
  }
  if (TYPE_KINDS.has(target.kind)) return [typeAt(file, target)];
  if (target.kind === 'identifier') {
    const symbol = file.symbolOf(target);
    if (symbol?.kind === 'type' || symbol?.kind === 'package type')
      return [withArguments(typeAt(file, target), named)];
    if (symbol?.kind === 'package function') return file.index.resultsOf(undefined, symbol.name, given);
  }
  if (target.kind === 'selector_expression') {
    const operand = child(target, 'operand');
    const field = child(target, 'field');
    if (operand !== undefined && field !== undefined) {
      const method = file.index.method(typeOf(file, operand), textOf(file.syntax, field));
      if (method !== undefined) return method.results;
    }
  }
  const type = file.index.underlying(typeOf(file, target));
  return type.kind === 'function' ? type.results : [];
}

function withArguments(type: GoType, args: readonly GoType[]): GoType {
  return type.kind === 'named' && args.length > 0 ? { ...type, args } : type;
}

/** What is called, and the type arguments it is called with: of `f[int](x)` the function `f` and `int`. */
function calleeOf(
  file: ResolvedFile,
  call: GoNode,
  callee: GoNode,
): { readonly target: GoNode; readonly named: readonly GoType[] } {
  const target = unparenthesised(callee);
  const list = child(call, 'type_arguments');
  if (list !== undefined) return { target, named: list.children.map((part) => typeAt(file, part)) };
  const generic = genericCallee(file, target);
  const argument = child(target, 'index');
  return generic === undefined || argument === undefined
    ? { target, named: [] }
    : { target: generic, named: [typeAt(file, argument)] };
}

/** The function or type of `f[int]`, undefined where an element of a map or list is meant. */
export function genericCallee(file: ResolvedFile, node: GoNode): GoNode | undefined {
  const operand = node.kind === 'index_expression' ? child(node, 'operand') : undefined;
  if (operand === undefined) return undefined;
  const inner = unparenthesised(operand);
  const kind = inner.kind === 'identifier' ? file.symbolOf(inner)?.kind : undefined;
  if (kind === 'package function' || kind === 'type' || kind === 'package type') return inner;
  const imported = importedNameAt(file, inner);
  const isVariable =
    imported === undefined || file.index.importedValue(imported.path, imported.name).kind !== 'unknown';
  return isVariable ? undefined : inner;
}

/** True for constants without a type of their own, which take that of other arguments. */
function isUntyped(file: ResolvedFile, argument: GoNode): boolean {
  const node = unparenthesised(argument);
  if (LITERALS.has(node.kind)) return true;
  const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
  return symbol?.kind.endsWith('constant') === true && symbol.type.kind === 'unknown';
}

function builtinResults(
  file: ResolvedFile,
  name: string,
  args: readonly GoNode[],
  callee: GoNode,
): readonly GoType[] {
  const first = args[0];
  switch (name) {
    case 'make':
      return [typeAt(file, first)];
    case 'new': {
      // Since Go 1.26 the argument may be a value; then the type is the value's.
      const isType = first !== undefined && (TYPE_KINDS.has(first.kind) || first.kind === 'identifier');
      return [{ kind: 'pointer', elem: isType ? typeAt(file, first) : UNKNOWN }];
    }
    case 'append':
    case 'max':
    case 'min':
      return first === undefined ? [] : [typeOf(file, first)];
    case 'len':
    case 'cap':
    case 'copy':
      return [INT];
    default: {
      // `string(b)`, `int64(n)` parse as calls of the predeclared type's name.
      const conversion = typeAt(file, callee);
      return conversion.kind === 'basic' || conversion.kind === 'interface' ? [conversion] : [];
    }
  }
}

function unaryType(file: ResolvedFile, node: GoNode): GoType {
  const operand = child(node, 'operand');
  if (operand === undefined) return UNKNOWN;
  const operator = child(node, 'operator');
  const symbol = operator === undefined ? file.syntax.text[node.start] : textOf(file.syntax, operator);
  switch (symbol) {
    case '&':
      return { kind: 'pointer', elem: typeOf(file, operand) };
    case '*': {
      const type = file.index.underlying(typeOf(file, operand));
      return type.kind === 'pointer' ? type.elem : UNKNOWN;
    }
    case '!':
      return BOOL;
    case '<-': {
      const type = file.index.underlying(typeOf(file, operand));
      return type.kind === 'channel' ? type.elem : UNKNOWN;
    }
    default:
      return typeOf(file, operand);
  }
}

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=', '&&', '||']);
const LITERALS = new Set(['int_literal', 'float_literal', 'rune_literal', 'interpreted_string_literal']);

function binaryType(file: ResolvedFile, node: GoNode): GoType {
  const left = child(node, 'left');
  const right = child(node, 'right');
  const operator = child(node, 'operator');
  if (left === undefined || right === undefined || operator === undefined) return UNKNOWN;
  if (COMPARISONS.has(textOf(file.syntax, operator))) return BOOL;
  // An untyped literal takes the other operand's type.
  return LITERALS.has(unparenthesised(left).kind) ? typeOf(file, right) : typeOf(file, left);
}

function indexType(file: ResolvedFile, node: GoNode): GoType {
  const operand = child(node, 'operand');
  if (operand === undefined) return UNKNOWN;
  const type = file.index.dereferenced(typeOf(file, operand));
  switch (type.kind) {
    case 'map':
    case 'slice':
    case 'array':
      return type.elem;
    case 'basic':
      return type.name === 'string' ? basic('uint8') : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** The types of a range clause's variables over the given operand. */
export function rangeVariableTypes(file: ResolvedFile, operand: GoNode): readonly GoType[] {
  const type = typeOf(file, operand);
  const under = file.index.dereferenced(type);
  switch (under.kind) {
    case 'slice':
    case 'array':
      return [INT, under.elem];
    case 'map':
      return [under.key, under.elem];
    case 'channel':
      return [under.elem];
    case 'basic':
      return under.name === 'string' ? [INT, basic('int32')] : [type];
    case 'function': {
      const body = under.params[0];
      return body?.kind === 'function' ? body.params : [];
    }
    default:
      return [];
  }
}
