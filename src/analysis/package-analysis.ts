import { NEVER, throwIfCancelled, type Cancellation } from '../base/cancellation.ts';
import { atOnce, type Steps } from '../base/steps.ts';
import { RULES } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { declarationsOf, type FileDeclarations } from '../semantics/declarations.ts';
import { PackageIndex, type PackageLookup } from '../semantics/package-index.ts';
import { resolveInPackage } from '../semantics/resolve.ts';
import { standardPackages } from '../semantics/standard-library.ts';
import type { ResolvedFile } from '../semantics/symbols.ts';
import { GoDocument } from '../syntax/document.ts';
import type { GoGrammar } from '../syntax/grammar.ts';
import type { GoSyntax } from '../syntax/node.ts';
import { judgeInSteps, readDeclarations } from './document-analysis.ts';
import { mapNames, mayConcern } from './prefilter.ts';
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
export function analyzePackage(...question: Parameters<typeof analyzeInSteps>): PackageAnalysis {
  return atOnce(analyzeInSteps(...question));
}

/**
 * As {@link analyzePackage}, a little at a time: who drives it may answer others in between.
 * @throws CancelledError
 */
export function* analyzeInSteps(
  grammar: GoGrammar,
  files: readonly SourceFile[],
  go: GoContext,
  options: AnalysisOptions,
  cancellation: Cancellation = NEVER,
  judged?: ReadonlySet<string>,
  rules: readonly Rule[] = RULES,
  packages: PackageLookup = standardPackages(grammar),
): Steps<PackageAnalysis> {
  // Without a map anywhere in the package nothing needs to be parsed at all.
  const concerned = files.some((file) => mayConcern(file.text, rules, new Set()));
  const members = files.map((file) => ({ file, document: GoDocument.open(grammar, file.text) }));
  const declared = new Map<GoDocument, FileDeclarations>();
  let read = 0;
  try {
    for (const { file, document } of concerned ? members : []) {
      throwIfCancelled(cancellation);
      declared.set(document, readDeclarations(document, cancellation));
      document.releaseTree();
      read += file.text.length;
      if (read > SYNTAX_BUDGET) document.dispose();
      yield;
    }
    const declarations = [...declared.values()];
    const index = new PackageIndex(declarations, packages);
    const surroundings = { mapNames: mapNames(declarations) };
    const wanted = members.filter(({ file }) => judged?.has(file.path) !== false);
    const analyses: FileAnalysis[] = [];
    for (const { file, document } of wanted) {
      const resolve = (syntax: GoSyntax): ResolvedFile =>
        resolveInPackage(syntax, declared.get(document) ?? declarationsOf(syntax), index);
      const around = { ...surroundings, resolve };
      analyses.push(yield* judgeInSteps(document, file.path, around, go, options, cancellation, rules));
      yield;
    }
    return { files: analyses };
  } finally {
    for (const { document } of members) document.dispose();
  }
}
