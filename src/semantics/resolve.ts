import { child, childOfKind, childrenIn, textOf, type GoNode, type GoSyntax } from '../syntax/node.ts';
import { constantsIn, specsOf } from './constants.ts';
import { declarationsOf, signatureOf, type FileDeclarations } from './declarations.ts';
import { rangeVariableTypes, resultTypesOf, typeOf } from './expression-types.ts';
import { UNKNOWN, type GoType } from './go-type.ts';
import { PackageIndex, type PackageLookup } from './package-index.ts';
import { SymbolTable } from './symbol-table.ts';
import { FUNCTION_KINDS, type GoSymbol, type ResolvedFile } from './symbols.ts';
import { TYPE_KINDS, typeFromNode } from './type-syntax.ts';

const SCOPED_STATEMENTS = new Set([
  'block',
  'communication_case',
  'const_declaration',
  'default_case',
  'expression_case',
  'expression_switch_statement',
  'for_statement',
  'if_statement',
  'range_clause',
  'select_statement',
  'short_var_declaration',
  'type_declaration',
  'type_switch_statement',
  'var_declaration',
]);

/**
 * Gives every identifier of a file its meaning: Go's lexical scopes with shadowing, then the package, the imports and
 * the predeclared names.
 */
export function resolveFile(
  syntax: GoSyntax,
  siblings: readonly FileDeclarations[],
  packages: PackageLookup,
): ResolvedFile {
  const own = declarationsOf(syntax);
  return resolveInPackage(syntax, own, new PackageIndex([own, ...siblings], packages));
}

/** As `resolveFile`, for a file whose declarations are read and in the index of its package already. */
export function resolveInPackage(syntax: GoSyntax, own: FileDeclarations, index: PackageIndex): ResolvedFile {
  return new Resolver(syntax, own, index).run();
}

class Resolver implements ResolvedFile {
  readonly syntax: GoSyntax;
  readonly declarations: FileDeclarations;
  readonly index: PackageIndex;
  readonly functions: GoNode[] = [];
  readonly localTypes = new Map<GoNode, GoType>();
  readonly #table: SymbolTable;

  constructor(syntax: GoSyntax, own: FileDeclarations, index: PackageIndex) {
    this.syntax = syntax;
    this.declarations = own;
    this.index = index;
    this.#table = new SymbolTable(syntax, own, index);
  }

  run(): ResolvedFile {
    for (const declaration of this.syntax.root.children) {
      if (declaration.kind === 'import_declaration' || declaration.kind === 'package_clause') continue;
      this.#topLevel(declaration);
    }
    return this;
  }

  symbolOf(identifier: GoNode): GoSymbol | undefined {
    return this.#table.symbolOf(identifier);
  }

  declaredBy(identifier: GoNode): GoSymbol | undefined {
    return this.#table.declaredBy(identifier);
  }

  isPredeclaredAt(name: string, offset: number): boolean {
    return this.#table.isPredeclaredAt(name, offset);
  }

  #topLevel(node: GoNode): void {
    switch (node.kind) {
      case 'function_declaration':
      case 'method_declaration':
        this.#function(node);
        return;
      case 'var_declaration':
        for (const spec of specsOf(node, 'var_spec')) {
          for (const value of childOfKind(spec, 'expression_list')?.children ?? []) this.#expression(value);
        }
        return;
      case 'const_declaration':
      case 'type_declaration':
        return;
      default:
        this.#expression(node);
    }
  }

  #function(node: GoNode): void {
    this.functions.push(node);
    this.#table.within(
      node,
      () => {
        for (const parameter of child(node, 'type_parameters')?.children ?? []) {
          for (const name of childrenIn(parameter, 'name')) {
            this.#table.declare(name, 'type', { kind: 'typeParameter', name: textOf(this.syntax, name) });
          }
        }
        const { params, results } = signatureOf(node, this.syntax, this.#table.lookupType);
        const receiver = child(node, 'receiver');
        if (receiver !== undefined) {
          const type = typeFromNode(
            receiver.children[0] === undefined ? undefined : child(receiver.children[0], 'type'),
            this.syntax,
            this.#table.lookupType,
          );
          this.#parameters(receiver, [type]);
        }
        this.#parameters(child(node, 'parameters'), params);
        const result = child(node, 'result');
        if (result?.kind === 'parameter_list') this.#parameters(result, results);
        const body = child(node, 'body');
        if (body !== undefined) for (const statement of body.children) this.#statement(statement);
      },
      node,
    );
  }

  #parameters(list: GoNode | undefined, types: readonly GoType[]): void {
    let at = 0;
    for (const declaration of list?.children ?? []) {
      const names = childrenIn(declaration, 'name');
      for (const name of names) this.#table.declare(name, 'parameter', types[at++] ?? UNKNOWN);
      if (names.length === 0) at++;
    }
  }

  #statement(node: GoNode): void {
    switch (node.kind) {
      case 'block':
        this.#table.within(node, () => this.#statements(node));
        return;
      case 'statement_list':
        this.#statements(node);
        return;
      case 'if_statement':
      case 'for_statement':
      case 'expression_switch_statement':
      case 'select_statement':
        this.#table.within(node, () => this.#statements(node));
        return;
      case 'for_clause':
        for (const part of node.children) this.#statement(part);
        return;
      case 'range_clause':
        this.#rangeClause(node);
        return;
      case 'expression_case':
      case 'default_case':
        this.#table.within(node, () => this.#statements(node));
        return;
      case 'communication_case':
        this.#table.within(node, () => this.#statements(node));
        return;
      case 'receive_statement':
        this.#declareOrAssign(
          node,
          [child(node, 'right')].filter((part) => part !== undefined),
        );
        return;
      case 'type_switch_statement':
        this.#typeSwitch(node);
        return;
      case 'short_var_declaration':
        this.#declareOrAssign(node, child(node, 'right')?.children ?? []);
        return;
      case 'var_declaration':
        for (const spec of specsOf(node, 'var_spec')) this.#localVariables(spec);
        return;
      case 'const_declaration':
        this.#localConstants(node);
        return;
      case 'type_declaration':
        for (const spec of node.children) this.#localType(spec);
        return;
      case 'labeled_statement':
        for (const part of node.children) if (part.field !== 'label') this.#statement(part);
        return;
      default:
        this.#expression(node);
    }
  }

  #statements(node: GoNode): void {
    for (const statement of node.children) this.#statement(statement);
  }

  #rangeClause(node: GoNode): void {
    const right = child(node, 'right');
    if (right !== undefined) this.#expression(right);
    const left = child(node, 'left');
    if (left === undefined) return;
    if (childOfKind(node, ':=') === undefined) {
      this.#expression(left);
      return;
    }
    left.children.forEach((name, at) => {
      if (name.kind !== 'identifier') return;
      const type = (): GoType =>
        (right === undefined ? undefined : rangeVariableTypes(this, right)[at]) ?? UNKNOWN;
      this.#table.declare(name, 'variable', type);
    });
  }

  /** `a, b := x, y` and `case v, ok := <-c`: names new to the innermost scope are declared, the others assigned. */
  #declareOrAssign(node: GoNode, values: readonly GoNode[]): void {
    for (const value of values) this.#expression(value);
    const left = child(node, 'left');
    if (left === undefined) return;
    const declares = node.kind === 'short_var_declaration' || childOfKind(node, ':=') !== undefined;
    const targets = left.children;
    const single = values.length === 1 && targets.length > 1 ? values[0] : undefined;
    targets.forEach((target, at) => {
      if (!declares || target.kind !== 'identifier') {
        this.#expression(target);
        return;
      }
      if (this.#table.isInnermost(textOf(this.syntax, target))) {
        this.#table.use(target);
        return;
      }
      const initial = single === undefined ? values[at] : undefined;
      this.#table.declare(target, 'variable', () => this.#valueType(initial, single, at), initial);
    });
  }

  #localVariables(spec: GoNode): void {
    const values = childOfKind(spec, 'expression_list')?.children ?? [];
    for (const value of values) this.#expression(value);
    const typeNode = child(spec, 'type');
    const declared =
      typeNode === undefined ? undefined : typeFromNode(typeNode, this.syntax, this.#table.lookupType);
    const names = childrenIn(spec, 'name').filter((name) => name.kind === 'identifier');
    const single = values.length === 1 && names.length > 1 ? values[0] : undefined;
    names.forEach((name, at) => {
      const initial = single === undefined ? values[at] : undefined;
      const type = declared ?? ((): GoType => this.#valueType(initial, single, at));
      this.#table.declare(name, 'variable', type, initial);
    });
  }

  /** The type of a variable's own initial value, or of its place in the results of a single call. */
  #valueType(initial: GoNode | undefined, single: GoNode | undefined, at: number): GoType {
    if (initial !== undefined) return typeOf(this, initial);
    return (single === undefined ? undefined : resultTypesOf(this, single)[at]) ?? UNKNOWN;
  }

  #localConstants(declaration: GoNode): void {
    const constants = constantsIn(declaration, this.syntax, this.#table.lookupType);
    for (const spec of specsOf(declaration, 'const_spec')) {
      for (const value of child(spec, 'value')?.children ?? []) this.#expression(value);
      for (const [name, { type, value }] of constants) {
        if (name.parent === spec) this.#table.declare(name, 'constant', type ?? UNKNOWN, undefined, value);
      }
    }
  }

  #localType(spec: GoNode): void {
    const name = child(spec, 'name');
    const typeNode = child(spec, 'type');
    if (name === undefined || typeNode === undefined) return;
    // Declared before its own type is read: the name is in scope there. The meaning is the underlying type.
    const type = typeFromNode(typeNode, this.syntax, (inner) =>
      inner === textOf(this.syntax, name) ? UNKNOWN : this.#table.lookupType(inner),
    );
    this.#table.declare(name, 'type', type);
  }

  #typeSwitch(node: GoNode): void {
    this.#table.within(node, () => {
      const alias = child(node, 'alias')?.children[0];
      for (const part of node.children) {
        if (part.field === 'alias' || part.kind === 'statement_list') continue;
        if (part.kind !== 'type_case' && part.kind !== 'default_case') {
          this.#statement(part);
          continue;
        }
        this.#table.within(part, () => {
          if (alias !== undefined) {
            const types = childrenIn(part, 'type').filter((type) => TYPE_KINDS.has(type.kind));
            const single =
              types.length === 1 ? typeFromNode(types[0], this.syntax, this.#table.lookupType) : UNKNOWN;
            this.#table.declare(alias, 'variable', single);
          }
          for (const inner of part.children) if (inner.field !== 'type') this.#statement(inner);
        });
      }
    });
  }

  #expression(node: GoNode): void {
    if (node.kind === 'identifier') {
      this.#table.use(node);
      return;
    }
    if (FUNCTION_KINDS.has(node.kind)) {
      this.#function(node);
      return;
    }
    if (TYPE_KINDS.has(node.kind)) {
      this.#typeUse(node);
      return;
    }
    if (node.kind === 'composite_literal') {
      this.#compositeLiteral(node);
      return;
    }
    // Statements with scopes of their own reach here below an ERROR node.
    if (SCOPED_STATEMENTS.has(node.kind)) {
      this.#statement(node);
      return;
    }
    for (const part of node.children) {
      if (part.kind !== 'label_name') this.#expression(part);
    }
  }

  #compositeLiteral(node: GoNode): void {
    const typeNode = child(node, 'type');
    let type: GoType = UNKNOWN;
    if (typeNode !== undefined) {
      this.#typeUse(typeNode);
      type = typeFromNode(typeNode, this.syntax, this.#table.lookupType);
    }
    const body = child(node, 'body');
    if (body !== undefined) this.#literalBody(body, type);
  }

  #literalBody(body: GoNode, type: GoType): void {
    // Most are structs; to find out, each package that a file makes structs of would have to be read.
    const isForeign = type.kind === 'named' && type.path?.includes('.') === true;
    const under = isForeign ? UNKNOWN : this.index.dereferenced(type);
    const elem =
      under.kind === 'map' || under.kind === 'slice' || under.kind === 'array' ? under.elem : UNKNOWN;
    const keyType = under.kind === 'map' ? under.key : UNKNOWN;
    // A bare identifier is a field name unless the literal is known to be of a map, slice or array type.
    const keysAreExpressions = under.kind === 'map' || under.kind === 'slice' || under.kind === 'array';
    for (const element of body.children) {
      if (element.kind === 'keyed_element') {
        const key = child(element, 'key');
        const value = child(element, 'value');
        const bareKey = key?.children[0];
        if (key !== undefined && (keysAreExpressions || bareKey?.kind !== 'identifier')) {
          this.#literalElement(key, keyType);
        }
        const isField = under.kind === 'struct' && bareKey !== undefined;
        const field = isField ? this.index.field(type, textOf(this.syntax, bareKey)) : undefined;
        if (value !== undefined)
          this.#literalElement(value, under.kind === 'struct' ? (field ?? UNKNOWN) : elem);
      } else {
        this.#literalElement(element, elem);
      }
    }
  }

  #literalElement(element: GoNode, type: GoType): void {
    for (const part of element.kind === 'literal_element' ? element.children : [element]) {
      if (part.kind === 'literal_value') this.#literalBody(part, type);
      else this.#expression(part);
    }
  }

  /** Types hold no variables except in array lengths; a local or shadowing type name is remembered for later. */
  #typeUse(node: GoNode): void {
    if (node.kind === 'type_identifier') {
      const local = this.#table.lookupType(textOf(this.syntax, node));
      if (local !== undefined) this.localTypes.set(node, local);
      return;
    }
    for (const part of node.children) this.#typeUse(part);
  }
}
