import { child, textOf, type GoNode, type GoSyntax } from '../syntax/node.ts';
import { usualPackageName } from './import-path.ts';

export interface ImportDeclaration {
  /** The name the file uses: the alias, `.` and `_` as written, or the name the package most probably has. */
  readonly name: string;
  readonly path: string;
}

const known = new WeakMap<GoSyntax, readonly ImportDeclaration[]>();

/** The imports of a file, in source order. */
export function importsOf(syntax: GoSyntax): readonly ImportDeclaration[] {
  const found = known.get(syntax);
  if (found !== undefined) return found;
  const imports: ImportDeclaration[] = [];
  for (const node of syntax.root.children) {
    if (node.kind === 'import_declaration') readImports(node, syntax, imports);
  }
  known.set(syntax, imports);
  return imports;
}

/** True for files that belong to tests, by what they import. */
export function isTestFile(imports: readonly ImportDeclaration[]): boolean {
  return imports.some(({ path }) => path === 'testing');
}

/** The import path of a package by the name the file has for it. */
export function importPath(syntax: GoSyntax, name: string): string | undefined {
  const named = importsOf(syntax).filter((declaration) => declaration.name === name);
  if (named.length < 2) return named[0]?.path;
  // Names are guessed where there is no alias: the one whose path says it in full.
  const exact = named.filter(({ path }) => path === name || path.endsWith(`/${name}`));
  return exact.length === 1 ? exact[0]?.path : undefined;
}

function readImports(node: GoNode, syntax: GoSyntax, into: ImportDeclaration[]): void {
  if (node.kind !== 'import_spec') {
    for (const inner of node.children) readImports(inner, syntax, into);
    return;
  }
  const pathNode = child(node, 'path');
  if (pathNode === undefined) return;
  const path = textOf(syntax, pathNode).slice(1, -1);
  const alias = child(node, 'name');
  into.push({ name: alias === undefined ? usualPackageName(path) : textOf(syntax, alias), path });
}
