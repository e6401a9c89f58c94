import type { TextEdit } from '../base/text.ts';
import type { LocalMap } from '../semantics/map-sites.ts';
import { isWritten } from '../semantics/operations.ts';
import type { ResolvedFile } from '../semantics/symbols.ts';
import { anyBelow, contains, nearest, outermostParenthesis, textOf, type GoNode } from '../syntax/node.ts';
import { isCommentAligned } from './line-comments.ts';
import type { SourceContext } from './rule.ts';

/**
 * Gives a `make` the hint, in the place of the one it has if it has one, or turns an empty literal into a `make`. Undefined where a
 * comment would be lost.
 */
export function hintEdit(
  map: LocalMap,
  hint: string,
  context: SourceContext,
): { readonly edit: TextEdit; readonly created: string } | undefined {
  const type = textOf(context.file.syntax, map.typeNode);
  const created = `make(${type}, ${hint})`;
  if (map.created === 'literal') {
    if (context.commentsIn(map.creation).length > 0) return undefined;
    const span = { start: map.creation.start, end: map.creation.end };
    return { edit: { span, newText: created }, created };
  }
  const span =
    map.hint === undefined
      ? { start: map.typeNode.end, end: map.typeNode.end }
      : { start: map.hint.start, end: map.hint.end };
  return { edit: { span, newText: map.hint === undefined ? `, ${hint}` : hint }, created };
}

/** Why gofmt would change other lines after the fix. */
export function reasonToFormat({ creation }: LocalMap, context: SourceContext): string | undefined {
  if (isCommentAligned(context, creation))
    return 'the comments on these lines have to be aligned anew, as gofmt does';
  const isOneLine = !textOf(context.file.syntax, creation).includes('\n');
  const column = nearest(creation.parent, COLUMN_MEMBERS);
  return isOneLine || column === undefined
    ? undefined
    : 'on one line it has to be aligned with the lines around, as gofmt does';
}

/** What gofmt sets in columns, as long as it takes one line. */
const COLUMN_MEMBERS = new Set(['keyed_element', 'var_spec']);

/** True for a variable or a package that is used by the hint alone: without it the file does not compile. */
export function losesLastUse(hint: GoNode, file: ResolvedFile): boolean {
  return anyBelow(hint, (node) => {
    const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
    return (
      (symbol?.kind === 'variable' || symbol?.kind === 'import') &&
      // To be given a value is no use to the compiler.
      symbol.references.every(
        (reference) => contains(hint, reference) || isWritten(outermostParenthesis(reference)),
      )
    );
  });
}
