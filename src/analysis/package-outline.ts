import { declarationsOf, type FileDeclarations } from '../semantics/declarations.ts';
import { PackageIndex, type PackageLookup } from '../semantics/package-index.ts';
import { GoDocument } from '../syntax/document.ts';
import type { GoGrammar } from '../syntax/grammar.ts';
import { outlineOf } from '../syntax/outline.ts';
import { packageName } from './package-name.ts';

/** What a file declares for packages that import its own. */
export function outlineDeclarations(grammar: GoGrammar, text: string): FileDeclarations {
  const document = GoDocument.open(grammar, outlineOf(text));
  try {
    return declarationsOf(document.syntax());
  } finally {
    document.dispose();
  }
}

/** The package that most files of a directory belong to; programs that are run by hand often lie beside it. */
export function packageOfTexts(
  grammar: GoGrammar,
  texts: readonly string[],
  packages: PackageLookup,
): PackageIndex | undefined {
  const byName = new Map<string, string[]>();
  for (const text of texts) {
    const name = packageName(text);
    if (name !== undefined && !isIgnored(text)) byName.set(name, [...(byName.get(name) ?? []), text]);
  }
  const [largest] = [...byName.values()].sort((a, b) => b.length - a.length);
  if (largest === undefined) return undefined;
  return new PackageIndex(
    largest.map((text) => outlineDeclarations(grammar, text)),
    packages,
  );
}

/** True for files that no build takes in. */
function isIgnored(text: string): boolean {
  return /^\/\/go:build\s+ignore\s*$/m.test(text.slice(0, 4096));
}
