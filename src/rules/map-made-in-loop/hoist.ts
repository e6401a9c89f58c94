import { beginsLine, indentAt, lineAt, type Span } from '../../base/text.ts';
import { usesGoto } from '../../semantics/early-exits.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { pureExpression } from '../../semantics/pure-expression.ts';
import { isStable, isVisibleAt } from '../../semantics/stability.ts';
import type { GoSymbol, ResolvedFile } from '../../semantics/symbols.ts';
import { waits } from '../../semantics/loops-around.ts';
import { anyBelow, child, textOf, type GoNode } from '../../syntax/node.ts';
import { endsInComment } from '../line-comments.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';

/**
 * Makes the map before the loop and clears it where it was made. It goes before the outermost loop where its hint, its
 * type and its name mean the same; undefined where that is none. Behaviour stays the same, but where sizes may differ
 * wildly somebody has to look: clearing what one huge iteration left costs more than a new map.
 */
export function hoistFix<Kind extends string>(
  map: LocalMap,
  statement: GoNode,
  loops: readonly GoNode[],
  sizesAlike: boolean,
  context: RuleContext<Kind>,
): Fix | undefined {
  const { file } = context;
  const { text } = file.syntax;
  const symbol = map.place?.root;
  if (symbol?.declaration === undefined || !declaresOnly(statement, symbol.declaration)) return undefined;
  const made = textOf(file.syntax, statement);
  if (
    made.includes('\n') ||
    context.commentsIn(statement).length > 0 ||
    map.owner === undefined ||
    usesGoto(map.owner)
  )
    return undefined;

  let before: { readonly target: GoNode; readonly loop: GoNode } | undefined;
  for (const loop of loops) {
    const target = loop.parent?.kind === 'labeled_statement' ? loop.parent : loop;
    // Before a loop that waits the map would be kept for as long as the program runs.
    if (waits(file, loop) || !meansTheSameAt(file, map, target)) break;
    if (isFree(file, symbol, target, map.owner)) before = { target, loop };
  }
  if (before === undefined) return undefined;
  const top = startOfComments(text, before.target, file.syntax.comments);
  if (!beginsLine(text, top)) return undefined;
  // A label stands further left than the statements around it.
  const indent = indentAt(text, before.loop.start);
  const at = lineAt(text, top).start;
  // A comment behind it says what the map is for and goes along, unless it lines up with those of other lines.
  const comment = text.slice(statement.end, lineAt(text, statement.end).end).trimEnd();
  const end = statement.end + comment.length;
  if (!/^(?:$|[ \t]*\/\/)/.test(comment)) return undefined;
  const neighbours = [
    lineAt(text, lineAt(text, statement.start).start - 1),
    lineAt(text, lineAt(text, end).end + 1),
    lineAt(text, lineAt(text, at).start - 1),
    lineAt(text, at),
  ];
  if (comment.trim() !== '' && neighbours.some((line) => endsInComment(context, line))) return undefined;
  return {
    title: `Make ${symbol.name} before the loop and clear it in each iteration`,
    ...(sizesAlike
      ? { applicability: 'safe' }
      : {
          applicability: 'review',
          review: `clear(${symbol.name}) costs the capacity reached: if one iteration is far larger than the rest, a new map is cheaper`,
        }),
    edits: [
      { span: { start: at, end: at }, newText: `${indent}${made}${comment}\n` },
      { span: { start: statement.start, end }, newText: `clear(${symbol.name})` },
    ],
  };
}

/** True when the statement declares this one name and nothing else. */
function declaresOnly(statement: GoNode, declaration: GoNode): boolean {
  if (statement.kind === 'short_var_declaration') {
    const names = child(statement, 'left')?.children ?? [];
    return names.length === 1 && names[0] === declaration;
  }
  if (statement.kind !== 'var_declaration') return false;
  const [spec, ...others] = statement.children;
  return (
    others.length === 0 &&
    spec?.kind === 'var_spec' &&
    spec.children.filter(({ field }) => field === 'name').length === 1
  );
}

function meansTheSameAt(file: ResolvedFile, map: LocalMap, target: GoNode): boolean {
  if (target.parent?.kind !== 'statement_list' || map.owner === undefined) return false;
  const isLocal = (node: GoNode): boolean => {
    const type = file.localTypes.get(node);
    // A name in a type is an array's length, which is not resolved.
    return node.kind === 'identifier' || (type !== undefined && type.kind !== 'typeParameter');
  };
  if (anyBelow(map.typeNode, isLocal)) return false;
  if (map.hint === undefined) return true;
  const pure = pureExpression(file, map.hint);
  if (pure === undefined || pure.dereferences) return false;
  return isVisibleAt(file, pure.reads, target.start) && isStable(file, pure.reads, target, map.owner);
}

/** True when the name means nothing else in the block that the declaration comes into. */
function isFree(file: ResolvedFile, symbol: GoSymbol, target: GoNode, owner: GoNode | undefined): boolean {
  const block = target.parent?.parent;
  // Parameters share the scope of a function's body.
  const scope = block?.parent !== undefined && block.parent === owner ? owner : block;
  if (scope === undefined) return false;
  return !anyBelow(
    scope,
    (node) =>
      node.kind.endsWith('identifier') &&
      node.kind !== 'field_identifier' &&
      textOf(file.syntax, node) === symbol.name &&
      file.symbolOf(node) !== symbol,
  );
}

/** Comments right above a loop belong to it, so the declaration goes before them. */
function startOfComments(text: string, statement: GoNode, comments: readonly Span[]): number {
  let { start } = statement;
  for (const comment of comments.toReversed()) {
    if (comment.end > start) continue;
    const between = text.slice(comment.end, start);
    if (!/^\r?\n[ \t]*$/.test(between) || !beginsLine(text, comment.start)) break;
    start = comment.start;
  }
  return start;
}
