import { beginsLine, indentAt, lineAt, type Span, type TextEdit } from '../../base/text.ts';
import type { RangeLoop } from '../../semantics/map-sites.ts';
import { child, textOf, type GoNode } from '../../syntax/node.ts';
import { isAlignedWithOthers, isCommentAligned } from '../line-comments.ts';
import { linesOf } from '../line-removal.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';
import { isPlainStatement } from './plain-statement.ts';
import { statementsOf } from './statements.ts';

/** A loop that deletes every entry. */
export interface Emptying {
  readonly loop: RangeLoop;
  /** The map as the source has it. */
  readonly map: string;
  /** True when no key can be NaN. */
  readonly reflexive: boolean;
  /** False before Go 1.21. */
  readonly canClear: boolean;
}

/** The whole loop is the deleting: it becomes `clear(m)`, or before Go 1.21 the form the compiler knows. */
export function exactFix<Kind extends string>(
  { loop, map, reflexive, canClear }: Emptying,
  context: RuleContext<Kind>,
): Fix | undefined {
  const { file } = context;
  // A label would be left without its loop.
  if (loop.loop.parent?.kind !== 'statement_list') return undefined;
  const keyStays = !loop.declares;
  if (canClear) {
    const indent = indentAt(file.syntax.text, loop.loop.start);
    const comments = context.commentsIn(loop.loop).map((comment) => textOf(file.syntax, comment));
    if (comments.some((comment) => comment.includes('\n')) || isAlignedWithOthers(context, loop.loop))
      return undefined;
    return {
      title: `Replace the loop with clear(${map})`,
      // NaN keys survive the loop but not clear; a key variable from outside keeps its last value.
      ...(reflexive && !keyStays
        ? { applicability: 'safe' }
        : {
            applicability: 'review',
            review: keyStays ? 'the key variable keeps its last value now' : 'keys that are NaN go too',
          }),
      edits: [
        {
          span: loop.loop,
          newText: `${comments.map((comment) => `${comment}\n${indent}`).join('')}clear(${map})`,
        },
      ],
    };
  }
  const list = child(loop.clause, 'left');
  const first = list?.children[0];
  if (list === undefined || first === undefined || keyStays || !reflexive) return undefined;
  if (isCommentAligned(context, list)) return undefined;
  return {
    title: 'Drop the value variable, so that the compiler clears the map',
    applicability: 'safe',
    edits: [{ span: list, newText: textOf(file.syntax, first) }],
  };
}

/** The loop does other work too: the delete goes, with the comments on it, and `clear(m)` follows the loop. */
export function cleanupFix<Kind extends string>(
  { loop, map, reflexive, canClear }: Emptying,
  statement: GoNode,
  context: RuleContext<Kind>,
): Fix | undefined {
  if (!canClear || loop.loop.parent?.kind !== 'statement_list') return undefined;
  const { file } = context;
  const { text } = file.syntax;
  const indent = indentAt(text, loop.loop.start);
  const own = withComments(text, statement, context);
  const removed = linesOf(context, own) ?? shared(text, statement);
  const end = endOfLine(text, loop.loop.end, context);
  const list = child(loop.clause, 'left');
  if (removed === undefined || end === undefined || list === undefined) return undefined;
  const comments = context
    .commentsIn(removed)
    .map((comment) => `\n${indent}${textOf(file.syntax, comment)}`)
    .join('');
  const edits: TextEdit[] = [
    { span: removed, newText: '' },
    { span: { start: end, end }, newText: `${comments}\n${indent}clear(${map})` },
  ];
  // A key that nothing else uses would not compile any more.
  if ((loop.keySymbol?.references.length ?? 0) <= 1 && loop.declares) {
    if (isCommentAligned(context, list)) return undefined;
    const [first, second] = list.children;
    const blankValue = second === undefined || textOf(file.syntax, second) === '_';
    const right = child(loop.clause, 'right');
    if (blankValue && right !== undefined)
      edits.push({ span: { start: list.start, end: right.start }, newText: 'range ' });
    else if (first !== undefined) edits.push({ span: first, newText: '_' });
  }
  const plain = statementsOf(loop).every((other) => other === statement || isPlainStatement(file, other));
  return {
    title: `Move the deleting out of the loop: clear(${map})`,
    ...(plain && reflexive
      ? { applicability: 'safe' }
      : { applicability: 'review', review: 'the other work may fail half-way or look at the map' }),
    edits,
  };
}

/** The statement with the comment behind it, and with those right above it where nothing follows that they may be on. */
function withComments<Kind extends string>(
  text: string,
  statement: GoNode,
  context: RuleContext<Kind>,
): Span {
  let { start, end } = statement;
  for (const comment of context.commentsIn({ start, end: lineAt(text, end).end })) end = comment.end;
  const next = lineAt(text, lineAt(text, end).end + 1);
  if (!/^\s*(?:\}|$)/.test(text.slice(next.start, next.end))) return { start, end };
  for (;;) {
    const above = lineAt(text, lineAt(text, start).start - 1);
    const [comment, ...others] = context.commentsIn(above);
    if (comment === undefined || others.length > 0 || !beginsLine(text, comment.start)) break;
    if (text.slice(comment.end, above.end).trim() !== '') break;
    ({ start } = comment);
  }
  return { start, end };
}

/** A statement that has others on its line, with the blanks or `;` that part it from the next. */
function shared(text: string, statement: GoNode): Span | undefined {
  const after = /^[ \t]*;[ \t]*/.exec(text.slice(statement.end));
  return after === null ? undefined : { start: statement.start, end: statement.end + after[0].length };
}

/** Where a new line may follow: behind a comment that stands on the same line. Undefined where that is aligned with others. */
function endOfLine<Kind extends string>(
  text: string,
  offset: number,
  context: RuleContext<Kind>,
): number | undefined {
  const line = { start: offset, end: lineAt(text, offset).end };
  const comment = context.commentsIn(line).at(-1);
  if (comment === undefined || text.slice(offset, comment.start).trim() !== '') return offset;
  return isCommentAligned(context, line) ? undefined : comment.end;
}
