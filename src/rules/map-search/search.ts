import { disturbance } from '../../semantics/disturbance.ts';
import { neverReturns } from '../../semantics/iteration-flow.ts';
import type { RangeLoop } from '../../semantics/map-sites.ts';
import { operationsWithin } from '../../semantics/operations.ts';
import { repeatable, type Repeatable } from '../../semantics/repeatable.ts';
import { enclosingFunction, FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, childOfKind, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';

/** A loop over a map that does something only for the entry with one key. */
export interface Search {
  readonly loop: RangeLoop;
  /** The key's name where it is compared. */
  readonly key: GoNode;
  /** What the key is compared with. */
  readonly wanted: GoNode;
  readonly reads: Repeatable;
  /** What has to be true besides, in the order it is asked. */
  readonly rest: readonly GoNode[];
  /** False where something is asked of every entry before its key is compared. */
  readonly keyFirst: boolean;
  /** What is done for the entry, without a `break` at its end. */
  readonly statements: readonly GoNode[];
  /** A `break` at the end, which a lookup does not need. */
  readonly lastBreak: GoNode | undefined;
  /** The `if` around the statements; undefined where `if k != wanted { continue }` stands before them. */
  readonly conditional: GoNode | undefined;
  /** False where the loop goes on after it has found the entry. */
  readonly stops: boolean;
}

/** Reads a range loop as a search; undefined where it is anything else. */
export function searchOf(file: ResolvedFile, loop: RangeLoop): Search | undefined {
  if (!loop.declares || loop.key === undefined || loop.loop.broken) return undefined;
  // Jumps may name the loop.
  if (loop.loop.parent?.kind !== 'statement_list') return undefined;
  const statements = childOfKind(loop.body, 'statement_list')?.children ?? [];
  const [first, ...others] = statements;
  if (first?.kind !== 'if_statement' || child(first, 'initializer') !== undefined) return undefined;
  if (child(first, 'alternative') !== undefined) return undefined;
  const condition = child(first, 'condition');
  const consequence = child(first, 'consequence');
  if (condition === undefined || consequence === undefined) return undefined;
  const inside = childOfKind(consequence, 'statement_list')?.children ?? [];
  const found =
    others.length === 0
      ? fromConditions(file, loop, conjuncts(condition), inside, first)
      : isPlainContinue(inside)
        ? fromSkip(file, loop, condition, others)
        : undefined;
  if (found === undefined || found.statements.length === 0 || !isFoundOnce(file, found)) return undefined;
  return found;
}

/** `if k == wanted && … { … }` is all the loop does. */
function fromConditions(
  file: ResolvedFile,
  loop: RangeLoop,
  conditions: readonly GoNode[],
  statements: readonly GoNode[],
  conditional: GoNode,
): Search | undefined {
  const at = conditions.findIndex((condition) => comparison(file, loop, condition, '==') !== undefined);
  const compared = at === -1 ? undefined : comparison(file, loop, conditions[at], '==');
  if (compared === undefined) return undefined;
  const before = conditions.slice(0, at);
  if (before.length > 0 && repeatable(file, ...before) === undefined) return undefined;
  const rest = conditions.filter((_, index) => index !== at);
  return { ...compared, loop, rest, keyFirst: at === 0, conditional, ...ending(file, statements) };
}

/** `if k != wanted { continue }`, and then what is done for the entry. */
function fromSkip(
  file: ResolvedFile,
  loop: RangeLoop,
  condition: GoNode,
  statements: readonly GoNode[],
): Search | undefined {
  const compared = comparison(file, loop, condition, '!=');
  if (compared === undefined) return undefined;
  return { ...compared, loop, rest: [], keyFirst: true, conditional: undefined, ...ending(file, statements) };
}

function isPlainContinue(statements: readonly GoNode[]): boolean {
  const [only] = statements;
  return statements.length === 1 && only?.kind === 'continue_statement' && only.children.length === 0;
}

/** `a`, `b` and `c` of `a && b && c`. */
function conjuncts(condition: GoNode): readonly GoNode[] {
  const node = unparenthesised(condition);
  const left = child(node, 'left');
  const right = child(node, 'right');
  if (node.kind !== 'binary_expression' || child(node, 'operator')?.kind !== '&&') return [condition];
  return left === undefined || right === undefined ? [condition] : [...conjuncts(left), ...conjuncts(right)];
}

/** The loop's key compared with something that is the same for all entries. */
function comparison(
  file: ResolvedFile,
  loop: RangeLoop,
  condition: GoNode | undefined,
  operator: '==' | '!=',
): Pick<Search, 'key' | 'wanted' | 'reads'> | undefined {
  const node = condition === undefined ? undefined : unparenthesised(condition);
  if (node?.kind !== 'binary_expression' || child(node, 'operator')?.kind !== operator) return undefined;
  const left = child(node, 'left');
  const right = child(node, 'right');
  if (left === undefined || right === undefined) return undefined;
  const [key, wanted] = isKey(file, loop, left) ? [left, right] : [right, left];
  if (!isKey(file, loop, key)) return undefined;
  const reads = repeatable(file, wanted);
  if (reads === undefined) return undefined;
  const own = [loop.key, loop.value].map((name) => (name === undefined ? undefined : file.declaredBy(name)));
  if (own.some((symbol) => symbol !== undefined && reads.symbols.has(symbol))) return undefined;
  return { key: unparenthesised(key), wanted, reads };
}

function isKey(file: ResolvedFile, { key }: RangeLoop, node: GoNode): boolean {
  const name = unparenthesised(node);
  const symbol = key === undefined ? undefined : file.declaredBy(key);
  return name.kind === 'identifier' && symbol !== undefined && file.symbolOf(name) === symbol;
}

function ending(
  file: ResolvedFile,
  statements: readonly GoNode[],
): Pick<Search, 'statements' | 'lastBreak' | 'stops'> {
  const last = statements.at(-1);
  const breaks = last?.kind === 'break_statement' && last.children.length === 0;
  const leaves =
    last !== undefined &&
    (last.kind === 'return_statement' || isLabelledJump(last) || neverReturns(file, last));
  const body = breaks ? statements.slice(0, -1) : statements;
  return {
    statements: body,
    lastBreak: breaks ? last : undefined,
    stops: (breaks || leaves) && !body.some(mayContinue),
  };
}

function mayContinue(statement: GoNode): boolean {
  return anyBelow(
    statement,
    ({ kind, children }) => kind === 'continue_statement' && children.length === 0,
    FUNCTION_KINDS,
  );
}

/** `break outer` and `continue outer`, which end a loop that has no label of its own. */
function isLabelledJump({ kind, children }: GoNode): boolean {
  return (kind === 'break_statement' || kind === 'continue_statement') && children.length > 0;
}

/**
 * True when no second entry can come to be the one that is looked for: the loop ends with the first, or neither what is
 * looked for nor the keys of the map change while it goes on.
 */
function isFoundOnce(file: ResolvedFile, { loop, reads, stops }: Search): boolean {
  if (stops) return true;
  const owner = enclosingFunction(loop.loop);
  if (owner === undefined) return false;
  const adds = operationsWithin(file, loop.place, loop.body).some(
    ({ kind }) => !/^(?:lookup|commaOk|len|delete|update)$/.test(kind),
  );
  const watched = { map: undefined, reads, isPrivate: false };
  return !adds && disturbance(file, watched, owner, [loop.body]) === 'none';
}

/** The search as source text, for messages. */
export function lookupText(file: ResolvedFile, { loop, wanted }: Search): string {
  return `${textOf(file.syntax, loop.operand)}[${textOf(file.syntax, wanted)}]`;
}
