import { child, childrenIn, textOf, type GoNode, type GoSyntax } from '../syntax/node.ts';
import { UNKNOWN, type BasicName, type GoField, type GoMethod, type GoType } from './go-type.ts';
import { importPath, importsOf } from './imports.ts';
import { standardImportPath } from './standard-table.ts';

/** What a type name means at some place: a local type, a type parameter; undefined: look it up in the package. */
export type TypeNameLookup = (name: string) => GoType | undefined;

const BASIC: Readonly<Record<string, BasicName>> = {
  bool: 'bool',
  string: 'string',
  int: 'int',
  int8: 'int8',
  int16: 'int16',
  int32: 'int32',
  int64: 'int64',
  uint: 'uint',
  uint8: 'uint8',
  uint16: 'uint16',
  uint32: 'uint32',
  uint64: 'uint64',
  uintptr: 'uintptr',
  float32: 'float32',
  float64: 'float64',
  complex64: 'complex64',
  complex128: 'complex128',
  byte: 'uint8',
  rune: 'int32',
};

/** The node kinds of tree-sitter-go that stand for types. */
export const TYPE_KINDS: ReadonlySet<string> = new Set([
  'type_identifier',
  'qualified_type',
  'map_type',
  'slice_type',
  'array_type',
  'implicit_length_array_type',
  'pointer_type',
  'channel_type',
  'function_type',
  'struct_type',
  'interface_type',
  'generic_type',
  'parenthesized_type',
  'negated_type',
]);

/** What a predeclared or package-level type name means; names of other packages stay `named`. */
export function typeFromName(name: string, lookup: TypeNameLookup): GoType {
  const local = lookup(name);
  if (local !== undefined) return local;
  const basic = Object.hasOwn(BASIC, name) ? BASIC[name] : undefined;
  if (basic !== undefined) return { kind: 'basic', name: basic };
  if (name === 'any' || name === 'error' || name === 'comparable') return { kind: 'interface' };
  return { kind: 'named', path: undefined, name };
}

/** Reads a type out of its syntax. Anything not understood is `unknown`. */
export function typeFromNode(node: GoNode | undefined, source: GoSyntax, lookup: TypeNameLookup): GoType {
  if (node === undefined || node.broken) return UNKNOWN;
  const read = (inner: GoNode | undefined): GoType => typeFromNode(inner, source, lookup);
  switch (node.kind) {
    case 'type_identifier':
    case 'identifier':
      return typeFromName(textOf(source, node), lookup);
    case 'qualified_type':
    case 'selector_expression': {
      const path = child(node, 'package') ?? child(node, 'operand');
      const name = child(node, 'name') ?? child(node, 'field');
      if (path === undefined || name === undefined) return UNKNOWN;
      return qualifiedType(textOf(source, path), textOf(source, name), source);
    }
    case 'map_type':
      return { kind: 'map', key: read(child(node, 'key')), elem: read(child(node, 'value')) };
    case 'slice_type':
      return { kind: 'slice', elem: read(child(node, 'element')) };
    case 'array_type': {
      const length = child(node, 'length');
      const value = length?.kind === 'int_literal' ? integerLiteral(textOf(source, length)) : undefined;
      return { kind: 'array', length: value, elem: read(child(node, 'element')) };
    }
    case 'implicit_length_array_type':
      return { kind: 'array', length: undefined, elem: read(child(node, 'element')) };
    case 'pointer_type':
      return { kind: 'pointer', elem: read(node.children[0]) };
    case 'channel_type':
      return { kind: 'channel', elem: read(child(node, 'value')) };
    case 'function_type':
      return {
        kind: 'function',
        params: parameterTypes(child(node, 'parameters'), source, lookup),
        results: resultTypes(child(node, 'result'), source, lookup),
      };
    case 'struct_type':
      return { kind: 'struct', fields: structFields(node, source, lookup) };
    case 'interface_type':
      return interfaceType(node, source, lookup);
    case 'generic_type': {
      const type = read(child(node, 'type'));
      const args = (child(node, 'type_arguments')?.children ?? []).map((argument) => read(argument));
      return type.kind === 'named' && args.length > 0 ? { ...type, args } : type;
    }
    // Around each type argument, and around the one term of a constraint.
    case 'type_elem':
    case 'type_constraint':
      return node.children.length === 1 ? read(node.children[0]) : UNKNOWN;
    case 'negated_type':
      return read(node.children[0]);
    case 'parenthesized_type':
      return read(node.children[0]);
    default:
      return UNKNOWN;
  }
}

function qualifiedType(packageName: string, name: string, source: GoSyntax): GoType {
  // Only a type by itself, without a file around it, can do without imports.
  const usual = importsOf(source).length === 0 ? standardImportPath(packageName) : undefined;
  const path = importPath(source, packageName) ?? usual ?? packageName;
  if (path === 'unsafe') return { kind: 'basic', name: 'unsafe.Pointer' };
  return { kind: 'named', path, name };
}

function interfaceType(node: GoNode, source: GoSyntax, lookup: TypeNameLookup): GoType {
  const methods = node.children.flatMap((part): GoMethod[] => {
    const name = part.kind === 'method_elem' ? child(part, 'name') : undefined;
    if (name === undefined) return [];
    return [
      {
        name: textOf(source, name),
        params: parameterTypes(child(part, 'parameters'), source, lookup),
        results: resultTypes(child(part, 'result'), source, lookup),
      },
    ];
  });
  const embedded = node.children
    .filter((part) => part.kind === 'type_elem' && part.children.length === 1)
    .map((part) => typeFromNode(part, source, lookup));
  return {
    kind: 'interface',
    ...(methods.length > 0 ? { methods } : {}),
    ...(embedded.length > 0 ? { embedded } : {}),
  };
}

function structFields(node: GoNode, source: GoSyntax, lookup: TypeNameLookup): GoField[] {
  const fields: GoField[] = [];
  const list = node.children[0];
  for (const declaration of list?.children ?? []) {
    if (declaration.kind !== 'field_declaration') continue;
    const typeNode = child(declaration, 'type');
    const names = childrenIn(declaration, 'name');
    if (names.length > 0) {
      const type = typeFromNode(typeNode, source, lookup);
      for (const name of names) fields.push({ name: textOf(source, name), type, embedded: false });
    } else if (typeNode !== undefined) {
      // `*T` embeds with the star as an unnamed token, so the source says what the type node does not.
      const base = typeFromNode(typeNode, source, lookup);
      const pointer = source.text.slice(declaration.start, typeNode.start).includes('*');
      const type: GoType = pointer ? { kind: 'pointer', elem: base } : base;
      const bare = textOf(source, typeNode).replace(/\[.*$/s, '');
      fields.push({ name: bare.slice(bare.lastIndexOf('.') + 1), type, embedded: true });
    }
  }
  return fields;
}

/** The types of a parameter list, one for each name; a variadic parameter is a slice. */
export function parameterTypes(list: GoNode | undefined, source: GoSyntax, lookup: TypeNameLookup): GoType[] {
  const types: GoType[] = [];
  for (const declaration of list?.children ?? []) {
    const type = typeFromNode(child(declaration, 'type'), source, lookup);
    const actual: GoType =
      declaration.kind === 'variadic_parameter_declaration' ? { kind: 'slice', elem: type } : type;
    const names = childrenIn(declaration, 'name').length;
    for (let n = 0; n < Math.max(1, names); n++) types.push(actual);
  }
  return types;
}

/** The result types of a function's `result` node: none, a single type or a list. */
export function resultTypes(result: GoNode | undefined, source: GoSyntax, lookup: TypeNameLookup): GoType[] {
  if (result === undefined) return [];
  if (result.kind === 'parameter_list') return parameterTypes(result, source, lookup);
  return [typeFromNode(result, source, lookup)];
}

/** The value of a Go integer literal, undefined when it is none or beyond what a double holds exactly. */
export function integerLiteral(text: string): number | undefined {
  const plain = text.replaceAll('_', '');
  const legacyOctal = /^0[0-7]+$/.test(plain);
  if (!legacyOctal && !/^(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|\d+)$/.test(plain)) return undefined;
  const value = legacyOctal ? Number.parseInt(plain, 8) : Number(plain);
  return Number.isSafeInteger(value) ? value : undefined;
}
