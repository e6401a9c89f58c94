import { type TextEdit, applyEdits, spansOverlap } from '../base/text.ts';
import type { Finding, Fix } from '../rules/model.ts';
import { compareByWeight } from './ranking.ts';

/** The fixes of one document that can be applied together. */
export interface MergedFixes {
  readonly fixes: readonly Fix[];
  /** All edits of `fixes`, in the order of the text, none touching another. */
  readonly edits: readonly TextEdit[];
}

/**
 * Takes the first safe fix of each finding, as long as it keeps clear of those taken before. A fix is taken whole or
 * not at all; one that was left out gets its turn when the changed text is analysed again. Where some come first,
 * all others are left out.
 */
export function mergeSafeFixes(findings: readonly Finding[]): MergedFixes {
  const fixes: Fix[] = [];
  const edits: TextEdit[] = [];
  // Where two collide, the one that matters more goes first; equals keep their order.
  const safe = findings.toSorted(compareByWeight).flatMap((finding) => {
    const fix = finding.fixes.find((candidate) => candidate.applicability === 'safe');
    return fix === undefined || fix.edits.length === 0 ? [] : [fix];
  });
  const first = safe.filter(({ comesFirst }) => comesFirst === true);
  for (const fix of first.length > 0 ? first : safe) {
    if (fix.edits.some((edit) => edits.some((taken) => collide(edit, taken)))) continue;
    if (contradictsItself(fix)) continue;
    fixes.push(fix);
    edits.push(...fix.edits);
  }
  return { fixes, edits: edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) };
}

/** Two insertions at one place do not overlap, but their order would be a guess. */
function collide(a: TextEdit, b: TextEdit): boolean {
  return spansOverlap(a.span, b.span) || a.span.start === b.span.start;
}

/** A mistake of the rule. Leaving the fix out is better than losing all others to it. */
function contradictsItself({ edits }: Fix): boolean {
  return edits.some((edit, index) =>
    edits.slice(0, index).some((other) => spansOverlap(edit.span, other.span)),
  );
}

/** Applies edits with the line endings the text already has, so that no file ends up with mixed ones. */
export function applyEditsKeepingLineEndings(text: string, edits: readonly TextEdit[]): string {
  const crlf = text.includes('\r\n');
  if (!crlf) return applyEdits(text, edits);
  return applyEdits(
    text,
    edits.map(({ span, newText }) => ({ span, newText: newText.replace(/\r?\n/g, '\r\n') })),
  );
}
