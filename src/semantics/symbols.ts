import type { Span } from '../base/text.ts';
import type { GoNode, GoSyntax } from '../syntax/node.ts';
import type { FileDeclarations } from './declarations.ts';
import type { GoType } from './go-type.ts';
import type { PackageIndex } from './package-index.ts';

/** A name with one meaning over one scope. */
export interface GoSymbol {
  readonly id: number;
  readonly name: string;
  readonly kind: SymbolKind;
  /** Where the name has this meaning; the whole file for package-level and predeclared names. */
  readonly scope: Span;
  /** Function declaration or literal that declares it; undefined at package level. */
  readonly owner: GoNode | undefined;
  /** The declaring identifier, undefined at package level. */
  readonly declaration: GoNode | undefined;
  readonly type: GoType;
  /** The expression a variable was initialised with, where it has one of its own. */
  readonly initial: GoNode | undefined;
  /** The value of an integer constant, where it is known. */
  readonly value: number | undefined;
  /** Identifiers that mean this symbol, its declaration left out, in source order. */
  readonly references: readonly GoNode[];
}

export type SymbolKind =
  | 'variable'
  | 'parameter'
  | 'constant'
  | 'type'
  | 'package variable'
  | 'package constant'
  | 'package function'
  | 'package type'
  | 'import'
  /** A predeclared name (`make`, `true`, `string`) that nothing in sight shadows. */
  | 'builtin'
  /** Declared somewhere we do not see: another file, a dot import. */
  | 'unresolved';

/** A file whose identifiers have been given their meaning. */
export interface ResolvedFile {
  readonly syntax: GoSyntax;
  readonly declarations: FileDeclarations;
  readonly index: PackageIndex;
  /** Function declarations, methods and function literals, outer before inner. */
  readonly functions: readonly GoNode[];
  symbolOf(identifier: GoNode): GoSymbol | undefined;
  /** The symbol an identifier declares, undefined when the identifier is a use. */
  declaredBy(identifier: GoNode): GoSymbol | undefined;
  /** True when the predeclared name (`make`, `len`, `clear`) has its own meaning at the offset. */
  isPredeclaredAt(name: string, offset: number): boolean;
  /** What a type name means where `node` stands. */
  readonly localTypes: ReadonlyMap<GoNode, GoType>;
}

export const FUNCTION_KINDS: ReadonlySet<string> = new Set([
  'function_declaration',
  'method_declaration',
  'func_literal',
]);

/** The innermost function declaration or literal around a node. */
export function enclosingFunction(node: GoNode): GoNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) if (FUNCTION_KINDS.has(at.kind)) return at;
  return undefined;
}
