import { beginsLine, indentAt, lineAt, type TextEdit } from '../../base/text.ts';
import { usesGoto } from '../../semantics/early-exits.ts';
import { enclosingFunction } from '../../semantics/symbols.ts';
import { anyBelow, childOfKind, textOf, type GoNode } from '../../syntax/node.ts';
import { endsInComment, isCommentAligned } from '../line-comments.ts';
import { linesOf } from '../line-removal.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';
import { conversionText, type KeptKey } from './kept-key.ts';

/**
 * Converts in the index where the key is looked up, and declares it where there is no entry. Undefined where a line holds
 * anything else, or a name of the conversion means something else there.
 */
export function convertFix<Kind extends string>(kept: KeptKey, context: RuleContext<Kind>): Fix | undefined {
  const { file } = context;
  const { text } = file.syntax;
  const { declaration, lookups, symbol } = kept;
  const line = lineAt(text, declaration.start);
  const behind = text.slice(declaration.end, line.end).trimEnd();
  // A comment behind it goes along.
  if (!beginsLine(text, declaration.start) || !/^(?:$|[ \t]*\/\/)/.test(behind)) return undefined;
  if ([declaration, ...lookups].some((node) => isCommentAligned(context, node))) return undefined;
  const owner = enclosingFunction(declaration);
  const target = placeFor(kept);
  if (target === undefined || owner === undefined || usesGoto(owner) || isRenamed(kept, context))
    return undefined;
  const place = lineAt(text, target.start);
  if (text.slice(place.start, target.start).trim() !== '' || target.kind === 'labeled_statement')
    return undefined;
  // Beside another comment it would have to be aligned.
  if (behind !== '' && endsInComment(context, place)) return undefined;
  const removed = behind === '' ? linesOf(context, declaration) : { start: line.start, end: line.end + 1 };
  if (removed === undefined) return undefined;
  const conversion = conversionText(file, kept);
  const edits: TextEdit[] = [
    { span: removed, newText: '' },
    ...lookups.map(({ start, end }) => ({ span: { start, end }, newText: conversion })),
    {
      span: { start: target.start, end: target.start },
      newText: `${textOf(file.syntax, declaration)}${behind}\n${indentAt(text, target.start)}`,
    },
  ];
  const title = `Convert to a string only where ${symbol.name} is needed`;
  return kept.disturbance === 'none'
    ? { title, applicability: 'safe', edits }
    : {
        title,
        applicability: 'review',
        review: 'a function called in between could change the bytes',
        edits,
      };
}

/** The statement that the declaration goes before. */
function placeFor({ miss }: KeptKey): GoNode | undefined {
  if (miss.kind === 'block') return childOfKind(miss.block, 'statement_list')?.children[0];
  const siblings = miss.conditional.parent?.children ?? [];
  return siblings[siblings.indexOf(miss.conditional) + 1];
}

/** True when a name that the conversion reads is declared anew on the way to where it would be needed. */
function isRenamed<Kind extends string>(
  { conversion, declaration, miss }: KeptKey,
  { file }: RuleContext<Kind>,
): boolean {
  const names = new Set<string>();
  const end = miss.kind === 'block' ? miss.block.end : miss.conditional.end;
  anyBelow(conversion, (node) => {
    if (node.kind === 'identifier') names.add(textOf(file.syntax, node));
    return false;
  });
  const list = declaration.parent;
  return (
    list !== undefined &&
    anyBelow(
      list,
      (node) =>
        node.kind === 'identifier' &&
        node.start > declaration.end &&
        node.end < end &&
        names.has(textOf(file.syntax, node)) &&
        file.declaredBy(node) !== undefined,
    )
  );
}
