import { callEffect, hasEffects } from '../../semantics/call-effects.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { loopsAround, waits } from '../../semantics/loops-around.ts';
import { isChanged } from '../../semantics/operations.ts';
import { chainAt, placeOf } from '../../semantics/places.ts';
import { sameExpression } from '../../semantics/same-expression.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import {
  anyBelow,
  child,
  contains,
  outermostParenthesis,
  textOf,
  unparenthesised,
  type GoNode,
} from '../../syntax/node.ts';

/** `mu.Lock()`, one write to a map and `mu.Unlock()`, one after the other in a loop. */
export interface LockedWrite {
  readonly loop: GoNode;
  readonly lock: GoNode;
  readonly write: GoNode;
  readonly unlock: GoNode;
  /** The mutex as it is written. */
  readonly mutex: string;
  /** The map written to. */
  readonly map: string;
  /** True when each iteration locks, and does nothing besides that could take long or wait for somebody. */
  readonly isAllThereIs: boolean;
}

/** Reads a call of `Lock` as the beginning of a locked write in a loop; undefined where it is anything else. */
export function lockedWrite(file: ResolvedFile, lock: GoNode): LockedWrite | undefined {
  const mutex = mutexOf(file, lock, 'Lock');
  const list = lock.parent;
  if (mutex === undefined || list?.kind !== 'statement_list') return undefined;
  const at = list.children.indexOf(lock);
  const [write, unlock] = list.children.slice(at + 1);
  if (write === undefined || unlock === undefined) return undefined;
  const released = mutexOf(file, unlock, 'Unlock');
  const map = writtenMap(file, write);
  if (released === undefined || map === undefined || !sameExpression(file, mutex, released)) return undefined;
  const [loop] = loopsAround(lock);
  if (loop === undefined || !isBatch(file, loop) || !isOfAllIterations(file, mutex, loop)) return undefined;
  return {
    loop,
    lock,
    write,
    unlock,
    mutex: textOf(file.syntax, mutex),
    map: textOf(file.syntax, map),
    isAllThereIs: list.parent === child(loop, 'body') && isQuiet(file, loop, [lock, unlock]),
  };
}

/** The mutex that a statement calls the method of. */
function mutexOf(file: ResolvedFile, statement: GoNode, method: 'Lock' | 'Unlock'): GoNode | undefined {
  const call = statement.kind === 'expression_statement' ? statement.children[0] : undefined;
  const callee = call?.kind === 'call_expression' ? child(call, 'function') : undefined;
  const name = callee?.kind === 'selector_expression' ? child(callee, 'field') : undefined;
  const mutex = callee === undefined ? undefined : child(callee, 'operand');
  if (name === undefined || mutex === undefined || textOf(file.syntax, name) !== method) return undefined;
  return isMutex(file, typeOf(file, mutex)) ? unparenthesised(mutex) : undefined;
}

/** True for `sync.Mutex` and `sync.RWMutex`, pointers to them and structs that embed one. */
function isMutex(file: ResolvedFile, type: GoType): boolean {
  const inner = type.kind === 'pointer' ? type.elem : type;
  if (inner.kind === 'named' && inner.path === 'sync') return /^(?:RW)?Mutex$/.test(inner.name);
  const under = file.index.underlying(inner);
  return under.kind === 'struct' && under.fields.some((field) => field.embedded && isMutex(file, field.type));
}

/** The map that a statement writes one entry of, or deletes one from. */
function writtenMap(file: ResolvedFile, statement: GoNode): GoNode | undefined {
  const index = writtenIndex(file, statement);
  const map = index === undefined ? undefined : child(index, 'operand');
  return map !== undefined && file.index.underlying(typeOf(file, map)).kind === 'map' ? map : undefined;
}

function writtenIndex(file: ResolvedFile, statement: GoNode): GoNode | undefined {
  if (hasEffects(file, statement)) return undefined;
  const targets =
    statement.kind === 'assignment_statement'
      ? (child(statement, 'left')?.children ?? [])
      : /^(?:inc|dec)_statement$/.test(statement.kind)
        ? statement.children
        : [];
  const [target] = targets;
  const index = target === undefined ? undefined : unparenthesised(target);
  return targets.length === 1 && index?.kind === 'index_expression' ? index : undefined;
}

/** True for a loop that goes through something that is there: a bare `for`, a channel or a timer may keep it waiting. */
function isBatch(file: ResolvedFile, loop: GoNode): boolean {
  return (
    loop.children.some(({ kind }) => kind === 'range_clause' || kind === 'for_clause') && !waits(file, loop)
  );
}

/** True when every iteration locks the same mutex: nothing of its expression belongs to the iteration or is changed by it. */
function isOfAllIterations(file: ResolvedFile, mutex: GoNode, loop: GoNode): boolean {
  const place = placeOf(file, mutex);
  if (place === undefined) return false;
  const { declaration, references } = place.root;
  if (declaration !== undefined && contains(loop, declaration)) return false;
  return references.every((reference) => {
    if (!contains(loop, reference)) return true;
    const { node, path } = chainAt(file, reference);
    const leadsThere = path.every((name, at) => name === place.path[at]);
    return !leadsThere || !isChanged(outermostParenthesis(node));
  });
}

/** Statements that may keep a lock for long, or that no lock may be held at. */
const LONG = new Set([
  'go_statement',
  'defer_statement',
  'send_statement',
  'select_statement',
  'for_statement',
  'labeled_statement',
]);

function isQuiet(file: ResolvedFile, loop: GoNode, known: readonly GoNode[]): boolean {
  const body = child(loop, 'body');
  const disturbs = (node: GoNode): boolean =>
    LONG.has(node.kind) ||
    FUNCTION_KINDS.has(node.kind) ||
    (node.kind === 'unary_expression' && file.syntax.text.startsWith('<-', node.start)) ||
    (node.kind === 'call_expression' &&
      !known.some((statement) => contains(statement, node)) &&
      callEffect(file, node) !== 'none');
  return body !== undefined && !body.broken && !anyBelow(body, disturbs);
}
