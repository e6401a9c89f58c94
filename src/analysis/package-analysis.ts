import { NEVER, throwIfCancelled, type Cancellation } from '../base/cancellation.ts';
import { RULES } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import type { FileDeclarations } from '../semantics/declarations.ts';
import { GoDocument } from '../syntax/document.ts';
import type { GoGrammar } from '../syntax/grammar.ts';
import { analyzeDocument, readDeclarations } from './document-analysis.ts';
import type { AnalysisOptions, FileAnalysis, GoContext, SourceFile } from './model.ts';

/**
 * Characters of source whose copied syntax is kept between reading declarations and judging, about 100 bytes each;
 * what a larger package has beyond that is parsed twice.
 */
const SYNTAX_BUDGET = 2_000_000;

export interface PackageAnalysis {
  readonly files: readonly FileAnalysis[];
}

/**
 * Analyses the files of one package together. Those not in `judged` are only read for what they declare.
 * @throws CancelledError
 */
export function analyzePackage(
  grammar: GoGrammar,
  files: readonly SourceFile[],
  go: GoContext,
  options: AnalysisOptions,
  cancellation: Cancellation = NEVER,
  judged?: ReadonlySet<string>,
  rules: readonly Rule[] = RULES,
): PackageAnalysis {
  const wanted = files.filter((file) => judged === undefined || judged.has(file.path));
  // Without a map anywhere in the package nothing needs to be parsed at all.
  const concerned = files.some((file) => file.text.includes('map[') || file.text.includes('delete('));
  const documents = new Map<string, { document: GoDocument; declarations: FileDeclarations | undefined }>();
  let read = 0;
  try {
    for (const file of files) {
      const document = GoDocument.open(grammar, file.text);
      const declarations = concerned ? readDeclarations(document, cancellation) : undefined;
      document.releaseTree();
      read += file.text.length;
      if (read > SYNTAX_BUDGET) document.dispose();
      documents.set(file.path, { document, declarations });
      throwIfCancelled(cancellation);
    }
    const analyses = wanted.map((file) => {
      const own = documents.get(file.path);
      const siblings = [...documents].flatMap(([path, { declarations }]) =>
        path === file.path || declarations === undefined ? [] : [declarations],
      );
      const document = own?.document ?? GoDocument.open(grammar, file.text);
      return analyzeDocument(document, file.path, siblings, go, options, cancellation, rules);
    });
    return { files: analyses };
  } finally {
    for (const { document } of documents.values()) document.dispose();
  }
}
