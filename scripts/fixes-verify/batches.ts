import { spansOverlap, type TextEdit } from '../../src/base/text.ts';

/** One fix of one file, as far as its application goes. */
export interface FileFix {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

/** Shares fixes out into as few lists as the overlaps within files allow, each list to be applied at once. */
export function batchesOf<Fix extends FileFix>(fixes: readonly Fix[]): Fix[][] {
  const batches: Fix[][] = [];
  for (const fix of fixes) {
    const batch = batches.find((taken) => taken.every((other) => goTogether(fix, other)));
    if (batch === undefined) batches.push([fix]);
    else batch.push(fix);
  }
  return batches;
}

/** The edits of fixes that go together; what several of them insert, such as an import, is inserted once. */
export function editsOf(fixes: readonly FileFix[]): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const edit of fixes.flatMap((fix) => fix.edits)) {
    if (!edits.some((taken) => isSameInsertion(taken, edit))) edits.push(edit);
  }
  return edits;
}

/** The items that fail by themselves, found by halving. An item that is not among them has worked alone or with others. */
export function culprits<T>(items: readonly T[], works: (some: readonly T[]) => boolean): readonly T[] {
  if (items.length === 0 || works(items)) return [];
  if (items.length === 1) return items;
  const middle = items.length >> 1;
  return [...culprits(items.slice(0, middle), works), ...culprits(items.slice(middle), works)];
}

function goTogether(a: FileFix, b: FileFix): boolean {
  return a.file !== b.file || a.edits.every((edit) => b.edits.every((other) => areApart(edit, other)));
}

function areApart(a: TextEdit, b: TextEdit): boolean {
  if (isSameInsertion(a, b)) return true;
  return !spansOverlap(a.span, b.span) && a.span.start !== b.span.start;
}

function isSameInsertion(a: TextEdit, b: TextEdit): boolean {
  const isInsertion = a.span.start === a.span.end && b.span.start === b.span.end;
  return isInsertion && a.span.start === b.span.start && a.newText === b.newText;
}
