import { applyEdits, type TextEdit } from '../../base/text.ts';
import { mergeSafeFixes } from '../../analysis/merge-fixes.ts';
import type { Finding } from '../../rules/model.ts';

/** Fixes that were left out because they touched others get their turn in the next round; real files need two. */
const MAX_ROUNDS = 10;

/**
 * Edits of `text` after which no safe fix is left, so that asking again gives nothing.
 * @param findings of `text`
 * @param judge findings of a changed text
 */
export function fixAllEdits(
  text: string,
  findings: readonly Finding[],
  judge: (text: string) => readonly Finding[],
): readonly TextEdit[] {
  const first = mergeSafeFixes(findings).edits;
  if (first.length === 0) return [];
  let fixed = applyEdits(text, first);
  let rounds = 1;
  for (; rounds < MAX_ROUNDS; rounds++) {
    const { edits } = mergeSafeFixes(judge(fixed));
    if (edits.length === 0) break;
    fixed = applyEdits(fixed, edits);
  }
  // Small edits keep cursors and folds in place; only more than one round needs one large edit.
  return rounds === 1 ? first : [changedMiddle(text, fixed)];
}

/** The one edit that turns `before` into `after`, without what they share at both ends. */
export function changedMiddle(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < most - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { span: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) };
}
