import { declarationsOf } from '../../src/semantics/declarations.ts';
import { resolveFile } from '../../src/semantics/resolve.ts';
import { standardPackages } from '../../src/semantics/standard-library.ts';
import type { ResolvedFile } from '../../src/semantics/symbols.ts';
import { GoDocument } from '../../src/syntax/document.ts';
import { textOf, walk, type GoNode, type GoSyntax } from '../../src/syntax/node.ts';
import { goGrammar } from './grammar.ts';

/** The copied syntax of a Go text. */
export async function syntaxOf(text: string): Promise<GoSyntax> {
  const document = GoDocument.open(await goGrammar(), text);
  const syntax = document.syntax();
  document.dispose();
  return syntax;
}

/** A Go file with its identifiers resolved, together with other files of its package. */
export async function resolved(text: string, ...siblings: string[]): Promise<ResolvedFile> {
  const others = await Promise.all(siblings.map(async (sibling) => declarationsOf(await syntaxOf(sibling))));
  return resolveFile(await syntaxOf(text), others, standardPackages(await goGrammar()));
}

/** All nodes of a kind, in source order, those with the given text when one is named. */
export function nodesOf(file: ResolvedFile, kind: string, text?: string): GoNode[] {
  const found: GoNode[] = [];
  walk(file.syntax.root, (node) => {
    if (node.kind === kind && (text === undefined || textOf(file.syntax, node) === text)) found.push(node);
    return undefined;
  });
  return found;
}
