import { atOnce, type Steps } from '../base/steps.ts';
import { declarationsOf, type FileDeclarations } from '../semantics/declarations.ts';
import { GoDocument } from '../syntax/document.ts';
import type { GoGrammar } from '../syntax/grammar.ts';
import { outlineOf } from '../syntax/outline.ts';
import { packageName } from './package-name.ts';

/** Bytes. Larger files are generated tables, and nobody waits for them. */
export const MAX_OUTLINED_FILE = 2_000_000;

/** True for the names of files that belong to a package as others import it. */
export function isPackageFile(name: string): boolean {
  return /^[^._].*\.go$/.test(name) && !name.endsWith('_test.go');
}

/** What a file declares for packages that import its own. What its functions do is not known, as an outline has no bodies. */
export function outlineDeclarations(grammar: GoGrammar, text: string): FileDeclarations {
  const document = GoDocument.open(grammar, outlineOf(text));
  try {
    return { ...declarationsOf(document.syntax()), uses: undefined, facts: new Map() };
  } finally {
    document.dispose();
  }
}

/**
 * What a directory's files declare for packages that import theirs: those of the package that most of them belong to, as
 * programs that are run by hand often lie beside it.
 */
export function packageDeclarations(
  grammar: GoGrammar,
  texts: readonly string[],
): readonly FileDeclarations[] {
  return atOnce(declarationsInSteps(grammar, texts));
}

/** As {@link packageDeclarations}, a file at a time. */
export function* declarationsInSteps(
  grammar: GoGrammar,
  texts: readonly string[],
): Steps<readonly FileDeclarations[]> {
  const byName = new Map<string, string[]>();
  for (const text of texts) {
    const name = packageName(text);
    if (name !== undefined && !isIgnored(text)) byName.set(name, [...(byName.get(name) ?? []), text]);
  }
  const [largest] = [...byName.values()].sort((a, b) => b.length - a.length);
  const declarations: FileDeclarations[] = [];
  for (const text of largest ?? []) {
    declarations.push(outlineDeclarations(grammar, text));
    yield;
  }
  return declarations;
}

/** True for files that no build takes in. */
function isIgnored(text: string): boolean {
  return /^\/\/go:build\s+ignore\s*$/m.test(text.slice(0, 4096));
}
