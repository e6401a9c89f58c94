import { analyzeDocument } from '../../src/analysis/document-analysis.ts';
import { mergeSafeFixes } from '../../src/analysis/merge-fixes.ts';
import { DEFAULT_OPTIONS, type FileAnalysis, type GoContext } from '../../src/analysis/model.ts';
import { applyEdits, LineIndex, type Span, spansOverlap, type TextEdit } from '../../src/base/text.ts';
import type { FileDeclarations } from '../../src/semantics/declarations.ts';
import { standardPackages } from '../../src/semantics/standard-library.ts';
import { GoDocument } from '../../src/syntax/document.ts';
import type { GoGrammar } from '../../src/syntax/grammar.ts';

/** What stays the same while the text of one file changes. */
export interface Surroundings {
  readonly grammar: GoGrammar;
  readonly siblings: readonly FileDeclarations[];
  readonly go: GoContext;
}

/** Fixes of fixes of fixes: what takes more rounds goes on for ever. */
const FIXING_ROUNDS = 10;

/** Analyses a document with every rule, whatever the confidence. */
export function analyzeFully(document: GoDocument, { grammar, siblings, go }: Surroundings): FileAnalysis {
  return analyzeDocument(document, 'file.go', siblings, standardPackages(grammar), go, {
    ...DEFAULT_OPTIONS,
    listSites: true,
    everything: true,
    includeTests: true,
  });
}

/** Analyses a text as `analyzeFully` does. */
export function analyzeText(text: string, around: Surroundings): FileAnalysis {
  const document = GoDocument.open(around.grammar, text);
  try {
    return analyzeFully(document, around);
  } finally {
    document.dispose();
  }
}

/** What is wrong with an analysis, whatever the text: rules that threw, places outside the text, fixes that cannot be made. */
export function faultsOf(text: string, analysis: FileAnalysis, around: Surroundings): string[] {
  const faults = analysis.failures.map(({ ruleId, message }) => `${ruleId} threw: ${message}`);
  for (const { ruleId, kind, span, message, related, fixes } of analysis.findings) {
    const fault = (what: string): void => void faults.push(`${ruleId} ${kind}: ${what}`);
    if (isOutside(span, text)) fault(`lies outside the text at ${show(span)}`);
    if (/undefined|\[object/.test(message)) fault(`says "${message}"`);
    for (const place of related) {
      if (isOutside(place.span, text)) fault(`points outside the text at ${show(place.span)}`);
    }
    for (const { title, edits } of fixes) {
      const why = whyNotApplicable(text, edits);
      if (why !== undefined) fault(`"${title}" ${why}`);
      else if (analysis.syntaxErrors === 0 && syntaxErrors(around.grammar, applyEdits(text, edits)) > 0)
        fault(`"${title}" breaks the syntax`);
    }
  }
  for (const { span } of analysis.sites) {
    if (isOutside(span, text)) faults.push(`a map is made outside the text at ${show(span)}`);
  }
  return faults.length > 0 ? faults : faultsOfFixing(text, analysis, around);
}

/** What is wrong with applying all safe fixes, again and again until none is left. */
function faultsOfFixing(text: string, analysis: FileAnalysis, around: Surroundings): string[] {
  let [fixed, found] = [text, analysis];
  for (let round = 0; round < FIXING_ROUNDS; round++) {
    const { edits } = mergeSafeFixes(found.findings);
    if (found.syntaxErrors > 0 || edits.length === 0) return [];
    fixed = applyEdits(fixed, edits);
    found = analyzeText(fixed, around);
    if (found.failures.length > 0 || syntaxErrors(around.grammar, fixed) > 0)
      return ['all safe fixes together break the syntax or make a rule throw'];
  }
  return ['safe fixes never come to rest'];
}

/**
 * What is wrong with a document that was edited from one text to another: it has to be judged as if it had been opened with the
 * other. Where that has syntax errors only the places are looked at, as the parser may recover in another way.
 */
export function faultsOfEditing(before: string, after: string, around: Surroundings): string[] {
  const document = GoDocument.open(around.grammar, before);
  try {
    document.syntax();
    document.applyChanges([changeBetween(before, after)]);
    if (document.text !== after) return ['editing gave another text'];
    const edited = analyzeFully(document, around);
    const fresh = analyzeText(after, around);
    if (fresh.syntaxErrors === 0 && JSON.stringify(edited) !== JSON.stringify(fresh))
      return ['editing gave other findings than opening'];
    return faultsOf(after, edited, around);
  } finally {
    document.dispose();
  }
}

function changeBetween(
  before: string,
  after: string,
): Parameters<typeof GoDocument.prototype.applyChanges>[0][number] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  const lines = new LineIndex(before);
  return {
    range: { start: lines.positionAt(start), end: lines.positionAt(before.length - same) },
    text: after.slice(start, after.length - same),
  };
}

function whyNotApplicable(text: string, edits: readonly TextEdit[]): string | undefined {
  const outside = edits.find(({ span }) => isOutside(span, text));
  if (outside !== undefined) return `edits outside the text at ${show(outside.span)}`;
  const overlaps = edits.some(({ span }, at) =>
    edits.slice(0, at).some((other) => spansOverlap(span, other.span)),
  );
  return overlaps ? 'has edits that overlap' : undefined;
}

function isOutside({ start, end }: Span, text: string): boolean {
  return !(start >= 0 && start <= end && end <= text.length);
}

function show({ start, end }: Span): string {
  return `${start}..${end}`;
}

function syntaxErrors(grammar: GoGrammar, text: string): number {
  const document = GoDocument.open(grammar, text);
  try {
    return document.syntax().errors;
  } finally {
    document.dispose();
  }
}
