import type { Span } from '../base/text.ts';
import { textOf, type GoNode, type GoSyntax } from '../syntax/node.ts';
import type { FileDeclarations } from './declarations.ts';
import { UNKNOWN, type GoType } from './go-type.ts';
import type { PackageIndex } from './package-index.ts';
import type { GoSymbol, SymbolKind } from './symbols.ts';

const PREDECLARED = new Set(
  (
    'append cap clear close complex copy delete imag len make max min new panic print println real recover ' +
    'true false nil iota any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 ' +
    'int64 rune string uint uint8 uint16 uint32 uint64 uintptr'
  ).split(' '),
);

interface Scope {
  readonly span: Span;
  readonly owner: GoNode | undefined;
  readonly names: Map<string, MutableSymbol>;
  readonly parent: Scope | undefined;
}

type MutableSymbol = Omit<GoSymbol, 'references'> & { references: GoNode[] };

/** The names of one file while it is walked: scopes within scopes, and below them the package and the predeclared names. */
export class SymbolTable {
  readonly #syntax: GoSyntax;
  readonly #index: PackageIndex;
  readonly #uses = new Map<GoNode, MutableSymbol>();
  readonly #declared = new Map<GoNode, MutableSymbol>();
  readonly #fileLevel = new Map<string, MutableSymbol>();
  readonly #imports: ReadonlySet<string>;
  /** Local declarations of predeclared names. */
  readonly #shadows: { readonly symbolName: string; readonly scope: Span }[] = [];
  #scope: Scope;
  #nextId = 0;

  constructor(syntax: GoSyntax, own: FileDeclarations, index: PackageIndex) {
    this.#syntax = syntax;
    this.#index = index;
    this.#imports = new Set(own.imports.map((declaration) => declaration.name));
    this.#scope = { span: syntax.root, owner: undefined, names: new Map(), parent: undefined };
  }

  symbolOf(identifier: GoNode): GoSymbol | undefined {
    return this.#uses.get(identifier) ?? this.#declared.get(identifier);
  }

  declaredBy(identifier: GoNode): GoSymbol | undefined {
    return this.#declared.get(identifier);
  }

  isPredeclaredAt(name: string, offset: number): boolean {
    if (!PREDECLARED.has(name) || this.#index.declares(name)) return false;
    if (this.#imports.has('.') || this.#imports.has(name)) return false;
    return !this.#shadows.some(
      ({ symbolName, scope }) => symbolName === name && scope.start <= offset && offset <= scope.end,
    );
  }

  /** Runs `body` with a new innermost scope. `owner` is the function it belongs to. */
  within(span: Span, body: () => void, owner = this.#scope.owner): void {
    const outer = this.#scope;
    this.#scope = { span, owner, names: new Map(), parent: outer };
    body();
    this.#scope = outer;
  }

  /** True when the innermost scope itself declares the name, so that `:=` assigns it. */
  isInnermost(name: string): boolean {
    return this.#scope.names.has(name);
  }

  /** Local types and type parameters, and names that shadow a predeclared type. */
  readonly lookupType = (name: string): GoType | undefined => {
    for (let scope: Scope | undefined = this.#scope; scope !== undefined; scope = scope.parent) {
      const symbol = scope.names.get(name);
      if (symbol !== undefined) return symbol.kind === 'type' ? symbol.type : UNKNOWN;
    }
    return PREDECLARED.has(name) && this.#index.declaresType(name)
      ? { kind: 'named', path: undefined, name }
      : undefined;
  };

  /** Gives an identifier that is used the meaning its name has here. */
  use(node: GoNode): void {
    const name = textOf(this.#syntax, node);
    if (name === '_') return;
    const symbol = this.#find(name) ?? this.#fileLevelSymbol(name);
    symbol.references.push(node);
    this.#uses.set(node, symbol);
  }

  #find(name: string): MutableSymbol | undefined {
    for (let scope: Scope | undefined = this.#scope; scope !== undefined; scope = scope.parent) {
      const symbol = scope.names.get(name);
      if (symbol !== undefined) return symbol;
    }
    return undefined;
  }

  #fileLevelSymbol(name: string): MutableSymbol {
    const known = this.#fileLevel.get(name);
    if (known !== undefined) return known;
    const constant = this.#index.constantNamed(name);
    const symbol = this.#make(name, this.#fileLevelKind(name), {
      type: () => this.#index.variableNamed(name)?.type ?? constant?.type ?? UNKNOWN,
      value: constant?.value,
      scope: this.#syntax.root,
      owner: undefined,
    });
    this.#fileLevel.set(name, symbol);
    return symbol;
  }

  #fileLevelKind(name: string): SymbolKind {
    if (this.#index.declaresVariable(name)) return 'package variable';
    if (this.#index.constantNamed(name) !== undefined) return 'package constant';
    if (this.#index.functionNamed(name) !== undefined) return 'package function';
    if (this.#index.declaresType(name)) return 'package type';
    if (this.#imports.has(name)) return 'import';
    // A dot import may declare anything, `make` included.
    if (this.#imports.has('.')) return 'unresolved';
    return PREDECLARED.has(name) ? 'builtin' : 'unresolved';
  }

  /**
   * Declares a name in the innermost scope, from here on. A type that has to be worked out is so when it is first asked
   * for: most never are, and working it out may mean to read another package.
   */
  declare(
    node: GoNode,
    kind: SymbolKind,
    type: GoType | (() => GoType),
    initial?: GoNode,
    value?: number,
  ): void {
    const name = textOf(this.#syntax, node);
    if (name === '_') return;
    const { span, owner } = this.#scope;
    const symbol = this.#make(name, kind, { type, value, scope: span, owner, declaration: node, initial });
    this.#scope.names.set(name, symbol);
    this.#declared.set(node, symbol);
    if (PREDECLARED.has(name)) this.#shadows.push({ symbolName: name, scope: span });
  }

  #make(
    name: string,
    kind: SymbolKind,
    facts: { readonly type: GoType | (() => GoType) } & Pick<GoSymbol, 'value' | 'scope' | 'owner'> &
      Partial<Pick<GoSymbol, 'declaration' | 'initial'>>,
  ): MutableSymbol {
    const { type, ...others } = facts;
    let known = typeof type === 'function' ? undefined : type;
    return {
      id: this.#nextId++,
      name,
      kind,
      declaration: undefined,
      initial: undefined,
      ...others,
      get type(): GoType {
        if (known === undefined && typeof type === 'function') {
          // Broken code may define a name by itself.
          known = UNKNOWN;
          known = type();
        }
        return known ?? UNKNOWN;
      },
      references: [],
    };
  }
}
