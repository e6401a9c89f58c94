import { within } from '../base/text.ts';
import { anyBelow, child, textOf, walk, type GoNode } from '../syntax/node.ts';
import { neverReturns } from './iteration-flow.ts';
import { FUNCTION_KINDS, type ResolvedFile } from './symbols.ts';

function statementsBetween(list: GoNode, statement: GoNode, filler: GoNode): readonly GoNode[] {
  return within(list.children, { start: statement.end, end: filler.start }, (sibling) => sibling);
}

/** True for functions with a `goto`, which may not jump over a declaration. */
export function usesGoto(owner: GoNode): boolean {
  return anyBelow(owner, ({ kind }) => kind === 'goto_statement');
}

const EXITS = new Set(['return_statement', 'goto_statement', 'break_statement', 'continue_statement']);

/** True when control may leave the statement list between the two statements, for whatever reason. */
export function mayLeaveBetween(
  file: ResolvedFile,
  list: GoNode,
  statement: GoNode,
  filler: GoNode,
): boolean {
  const leaves = (node: GoNode): boolean =>
    (EXITS.has(node.kind) && !staysInside(node, list)) || neverReturns(file, node);
  return statementsBetween(list, statement, filler).some((sibling) =>
    anyBelow(sibling, leaves, FUNCTION_KINDS),
  );
}

function exitsIn(node: GoNode): GoNode[] {
  const exits: GoNode[] = [];
  walk(node, (part) => {
    if (FUNCTION_KINDS.has(part.kind)) return false;
    if (EXITS.has(part.kind)) exits.push(part);
    return undefined;
  });
  return exits;
}

/** True for a jump that leaves no more than a loop or switch of its own inside the statement list. */
function staysInside(exit: GoNode, list: GoNode): boolean {
  const breaks = exit.kind === 'break_statement';
  if (!breaks && exit.kind !== 'continue_statement') return false;
  if (exit.children.some((part) => part.kind === 'label_name')) return false;
  for (let at = exit.parent; at !== undefined && at !== list; at = at.parent) {
    if (at.kind === 'for_statement') return true;
    if (breaks && (at.kind.endsWith('_switch_statement') || at.kind === 'select_statement')) return true;
  }
  return false;
}

const ERROR_TEST = /\berr(?:or)?\b|[a-z]Err(?:or)?\b|\bok\b|\blen\s*\(|==\s*nil|!=\s*nil/;

/**
 * True when the function may leave between creation and fill for another reason than an error or an empty operand:
 * such maps are often left empty, and a hint would allocate for nothing.
 */
export function exitsBefore(file: ResolvedFile, statement: GoNode, filler: GoNode): boolean {
  const list = statement.parent;
  if (list === undefined) return false;
  return statementsBetween(list, statement, filler).some((sibling) =>
    exitsIn(sibling).some((exit) => {
      return !staysInside(exit, list) && !isUnderErrorTest(file, exit, list);
    }),
  );
}

/** True where the nearest `if` around an exit, inside of `outer`, asks for an error or an empty operand. */
function isUnderErrorTest(file: ResolvedFile, exit: GoNode, outer: GoNode): boolean {
  for (let at = exit.parent; at !== undefined && at !== outer; at = at.parent) {
    if (at.kind !== 'if_statement') continue;
    const condition = child(at, 'condition');
    return condition !== undefined && ERROR_TEST.test(textOf(file.syntax, condition));
  }
  return false;
}

const ERROR_RETURN = /\berr\w*\b|Err(?:or)?\w*\b|\berrors\.|\bstatus\.|\bfalse\b/;

/**
 * True when a loop may end its function for another reason than an error: it has found what it was after. How many times it
 * runs at most then says little about how often it does.
 */
export function endsWhenFound(file: ResolvedFile, loop: GoNode): boolean {
  const { text } = file.syntax;
  return exitsIn(loop).some((exit) => {
    // With named results the error is assigned before, in the same block.
    const from = exit.parent?.start ?? exit.start;
    const speaksOfError = ERROR_RETURN.test(text.slice(from, exit.end));
    return exit.kind === 'return_statement' && !speaksOfError && !isUnderErrorTest(file, exit, loop);
  });
}
