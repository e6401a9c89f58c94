import { child, childOfKind, childrenIn, textOf, type GoNode, type GoSyntax } from '../syntax/node.ts';
import { constantsIn, specsOf, type ConstantDeclaration } from './constants.ts';
import { usesIn } from './file-uses.ts';
import type { FunctionFacts } from './function-facts.ts';
import { functionFactsOf } from './function-reader.ts';
import { UNKNOWN, type GoType } from './go-type.ts';
import { importPath, importsOf, type ImportDeclaration } from './imports.ts';
import type { FileUses } from './map-uses.ts';
import {
  parameterTypes,
  resultTypes,
  typeFromName,
  typeFromNode,
  type TypeNameLookup,
} from './type-syntax.ts';

/** What one file declares at package level. Plain data: cacheable by content, no tree behind it. */
export interface FileDeclarations {
  readonly packageName: string;
  readonly imports: readonly ImportDeclaration[];
  readonly types: ReadonlyMap<string, GoType>;
  /** Names of types that are other names for a type, as `type A = B`. */
  readonly aliases: ReadonlySet<string>;
  /** Type parameters of the generic types, by the type's name. */
  readonly typeParameters: ReadonlyMap<string, readonly TypeParameter[]>;
  readonly functions: ReadonlyMap<string, Signature>;
  /** By `Type.method`. */
  readonly methods: ReadonlyMap<string, Signature>;
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  readonly constants: ReadonlyMap<string, ConstantDeclaration>;
  /** What the file does with fields and variables; undefined where it has no package clause, or could not be read. */
  readonly uses: FileUses | undefined;
  /** What the functions and methods do, by the keys of `functionKey`. */
  readonly facts: ReadonlyMap<string, readonly FunctionFacts[]>;
}

export interface Signature {
  readonly params: readonly GoType[];
  readonly results: readonly GoType[];
  /** True where the last parameter, a slice, takes any number of arguments. */
  readonly variadic?: true;
  /** Those of a generic function, or those that the receiver of a method names; left out where there are none. */
  readonly typeParameters?: readonly TypeParameter[];
}

/** A type parameter and the type its constraint is made of, as `map[K]V` for `~map[K]V`. */
export interface TypeParameter {
  readonly name: string;
  readonly constraint: GoType;
}

export interface VariableDeclaration {
  /** Unknown where the value does not name its type itself. */
  readonly type: GoType;
  /** The function whose result the variable is, where it is declared as one: the type is that function's. */
  readonly resultOf?: {
    readonly path: string | undefined;
    readonly name: string;
    /** Which of the function's results. */
    readonly at: number;
  };
  /** Number of elements the variable was initialised with by a composite literal. */
  readonly length: number | undefined;
}

/** Stands for a file of the package that is not read yet or cannot be read: nothing is known of what it does. */
export const UNREAD_FILE: FileDeclarations = {
  packageName: '',
  imports: [],
  types: new Map(),
  aliases: new Set(),
  typeParameters: new Map(),
  functions: new Map(),
  methods: new Map(),
  variables: new Map(),
  constants: new Map(),
  uses: undefined,
  facts: new Map(),
};

const PACKAGE_LEVEL: TypeNameLookup = () => undefined;

/** Reads the package-level declarations of a file. Broken declarations are left out, the others kept. */
export function declarationsOf(syntax: GoSyntax): FileDeclarations {
  const types = new Map<string, GoType>();
  const aliases = new Set<string>();
  const typeParameters = new Map<string, readonly TypeParameter[]>();
  const functions = new Map<string, Signature>();
  const methods = new Map<string, Signature>();
  const variables = new Map<string, VariableDeclaration>();
  const constants = new Map<string, ConstantDeclaration>();
  let packageName = '';

  for (const node of syntax.root.children) {
    switch (node.kind) {
      case 'package_clause':
        packageName = node.children[0] === undefined ? '' : textOf(syntax, node.children[0]);
        break;
      case 'type_declaration':
        for (const spec of node.children) {
          const name = child(spec, 'name');
          if (name === undefined) continue;
          types.set(textOf(syntax, name), typeOfSpec(spec, syntax, PACKAGE_LEVEL));
          if (spec.kind === 'type_alias') aliases.add(textOf(syntax, name));
          const parameters = typeParametersOf(spec, syntax, PACKAGE_LEVEL);
          if (parameters.length > 0) typeParameters.set(textOf(syntax, name), parameters);
        }
        break;
      case 'function_declaration': {
        const name = child(node, 'name');
        if (name !== undefined) functions.set(textOf(syntax, name), signatureOf(node, syntax, PACKAGE_LEVEL));
        break;
      }
      case 'method_declaration': {
        const name = child(node, 'name');
        const receiver = receiverTypeName(node, syntax);
        if (name !== undefined && receiver !== undefined) {
          methods.set(`${receiver}.${textOf(syntax, name)}`, signatureOf(node, syntax, PACKAGE_LEVEL));
        }
        break;
      }
      case 'var_declaration':
        for (const spec of specsOf(node, 'var_spec')) {
          for (const [name, variable] of variablesOf(spec, syntax)) variables.set(name, variable);
        }
        break;
      case 'const_declaration':
        for (const [name, constant] of constantsIn(node, syntax, PACKAGE_LEVEL))
          constants.set(textOf(syntax, name), constant);
        break;
    }
  }
  return {
    packageName,
    imports: importsOf(syntax),
    types,
    aliases,
    typeParameters,
    functions,
    methods,
    variables,
    constants,
    uses: packageName === '' ? undefined : usesIn(syntax),
    facts: functionFactsOf(syntax),
  };
}

/** The names of a function's or type's type parameters, each standing for itself. */
export function typeParameterLookup(
  declaration: GoNode,
  syntax: GoSyntax,
  outer: TypeNameLookup,
): TypeNameLookup {
  const names = new Set(typeParameterNames(declaration, syntax));
  if (names.size === 0) return outer;
  return (name) => (names.has(name) ? { kind: 'typeParameter', name } : outer(name));
}

function typeParameterNames(declaration: GoNode, syntax: GoSyntax): string[] {
  const list = child(declaration, 'type_parameters');
  const declared = (list?.children ?? []).flatMap((parameter) => childrenIn(parameter, 'name'));
  // A generic receiver declares its type parameters by naming them: `func (l *List[T]) Len()`.
  const receiver = child(declaration, 'receiver');
  const named = receiver === undefined ? [] : receiverTypeParameters(receiver);
  return [...declared, ...named].map((name) => textOf(syntax, name).trim());
}

function typeParametersOf(declaration: GoNode, syntax: GoSyntax, outer: TypeNameLookup): TypeParameter[] {
  const lookup = typeParameterLookup(declaration, syntax, outer);
  const constraints = new Map<string, GoType>();
  for (const parameter of child(declaration, 'type_parameters')?.children ?? []) {
    const constraint = typeFromNode(child(parameter, 'type'), syntax, lookup);
    for (const name of childrenIn(parameter, 'name')) constraints.set(textOf(syntax, name), constraint);
  }
  return typeParameterNames(declaration, syntax).map((name) => ({
    name,
    constraint: constraints.get(name) ?? UNKNOWN,
  }));
}

function receiverTypeParameters(node: GoNode): readonly GoNode[] {
  const generic = node.kind === 'generic_type' ? child(node, 'type_arguments') : undefined;
  return generic === undefined ? node.children.flatMap(receiverTypeParameters) : generic.children;
}

/** The type a `type_spec` or `type_alias` declares. */
export function typeOfSpec(spec: GoNode, syntax: GoSyntax, lookup: TypeNameLookup): GoType {
  return typeFromNode(child(spec, 'type'), syntax, typeParameterLookup(spec, syntax, lookup));
}

/** Parameter and result types of a function, method or function literal. */
export function signatureOf(declaration: GoNode, syntax: GoSyntax, lookup: TypeNameLookup): Signature {
  const inner = typeParameterLookup(declaration, syntax, lookup);
  const typeParameters = typeParametersOf(declaration, syntax, lookup);
  return {
    params: parameterTypes(child(declaration, 'parameters'), syntax, inner),
    results: resultTypes(child(declaration, 'result'), syntax, inner),
    ...(isVariadic(declaration) ? { variadic: true } : {}),
    ...(typeParameters.length > 0 ? { typeParameters } : {}),
  };
}

function isVariadic(declaration: GoNode): boolean {
  return child(declaration, 'parameters')?.children.at(-1)?.kind === 'variadic_parameter_declaration';
}

/** Number of elements of a composite literal without spread or index keys, undefined for anything else. */
export function literalLength(node: GoNode | undefined): number | undefined {
  if (node?.kind !== 'composite_literal') return undefined;
  const type = child(node, 'type');
  if (type === undefined) return undefined;
  const body = child(node, 'body');
  if (body === undefined || body.broken) return undefined;
  // In a slice or array literal keys are positions; a named type with keys is a map, or nobody ranges over it.
  const keysArePositions = /^(?:slice|array|implicit)/.test(type.kind);
  if (keysArePositions && body.children.some((element) => element.kind === 'keyed_element')) return undefined;
  return body.children.length;
}

function receiverTypeName(method: GoNode, syntax: GoSyntax): string | undefined {
  const receiver = child(method, 'receiver')?.children[0];
  let type = receiver === undefined ? undefined : child(receiver, 'type');
  while (type !== undefined && type.kind !== 'type_identifier') {
    type = type.kind === 'generic_type' ? child(type, 'type') : type.children[0];
  }
  return type === undefined ? undefined : textOf(syntax, type);
}

function variablesOf(spec: GoNode, syntax: GoSyntax): [string, VariableDeclaration][] {
  const declared = child(spec, 'type');
  const names = childrenIn(spec, 'name').filter((name) => name.kind === 'identifier');
  const values = childOfKind(spec, 'expression_list')?.children ?? [];
  return names.map((name, at) => {
    const value = values.length === names.length ? values[at] : undefined;
    const length = literalLength(value);
    if (declared !== undefined) {
      return [textOf(syntax, name), { type: typeFromNode(declared, syntax, PACKAGE_LEVEL), length }];
    }
    const resultOf =
      value === undefined ? resultOfCall(values[0], at, syntax) : resultOfCall(value, 0, syntax);
    return [
      textOf(syntax, name),
      { type: initialType(value, syntax), length, ...(resultOf === undefined ? {} : { resultOf }) },
    ];
  });
}

/** For `f(…)` and `pkg.F(…)`: the function called. */
function resultOfCall(
  value: GoNode | undefined,
  at: number,
  syntax: GoSyntax,
): VariableDeclaration['resultOf'] {
  const callee = value?.kind === 'call_expression' ? child(value, 'function') : undefined;
  if (callee?.kind === 'identifier') return { path: undefined, name: textOf(syntax, callee), at };
  const operand = callee?.kind === 'selector_expression' ? child(callee, 'operand') : undefined;
  const field = callee === undefined ? undefined : child(callee, 'field');
  if (operand?.kind !== 'identifier' || field === undefined) return undefined;
  const path = importPath(syntax, textOf(syntax, operand));
  return path === undefined ? undefined : { path, name: textOf(syntax, field), at };
}

/** The type of a package variable's initial value, for the forms that name their type themselves. */
function initialType(value: GoNode | undefined, syntax: GoSyntax): GoType {
  if (value === undefined || value.broken) return UNKNOWN;
  switch (value.kind) {
    case 'composite_literal':
      return typeFromNode(child(value, 'type'), syntax, PACKAGE_LEVEL);
    case 'unary_expression': {
      const operand = child(value, 'operand');
      const address = syntax.text[value.start] === '&' && operand?.kind === 'composite_literal';
      return address ? { kind: 'pointer', elem: initialType(operand, syntax) } : UNKNOWN;
    }
    case 'call_expression': {
      const callee = child(value, 'function');
      const first = child(value, 'arguments')?.children[0];
      const name = callee?.kind === 'identifier' ? textOf(syntax, callee) : '';
      if (name === 'make') return typeFromNode(first, syntax, PACKAGE_LEVEL);
      if (name === 'new') return { kind: 'pointer', elem: typeFromNode(first, syntax, PACKAGE_LEVEL) };
      return UNKNOWN;
    }
    case 'int_literal':
      return typeFromName('int', PACKAGE_LEVEL);
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return typeFromName('string', PACKAGE_LEVEL);
    case 'true':
    case 'false':
      return typeFromName('bool', PACKAGE_LEVEL);
    default:
      return UNKNOWN;
  }
}
