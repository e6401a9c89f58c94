import { child, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import { alwaysLeaves } from './iteration-flow.ts';
import { chainAt } from './places.ts';
import { FUNCTION_KINDS, type GoSymbol, type ResolvedFile } from './symbols.ts';

/** A lock that is taken when control comes to some place of a function. */
export interface HeldLock {
  /** The call that took it. */
  readonly call: GoNode;
  /** False for a read lock, which several goroutines hold at once. */
  readonly exclusive: boolean;
  /** False where only some of the ways to that place take it, or where some give it back. */
  readonly surely: boolean;
}

/** `mu.Lock()` and its relatives as a statement of their own. */
interface LockCall {
  readonly call: GoNode;
  readonly root: GoSymbol | undefined;
  readonly path: string;
  readonly takes: boolean;
  readonly exclusive: boolean;
}

/** Methods of `sync.Locker`, of `sync.RWMutex`, and of structs that embed or wrap one. */
const LOCKING = /^(R?)(?:Lock|lock)$/;
const UNLOCKING = /^(R?)(?:Unlock|unlock)$/;

/**
 * The locks held where `node` begins, as far as its own function takes them: by `mu.Lock()` in a statement before it,
 * which no `mu.Unlock()` in between gives back. A deferred unlock holds until the function ends.
 */
export function locksHeldAt(file: ResolvedFile, node: GoNode): readonly HeldLock[] {
  const held: HeldLock[] = [];
  const settled: LockCall[] = [];
  for (let at = node; at.parent !== undefined && !FUNCTION_KINDS.has(at.kind); at = at.parent) {
    const list = at.parent;
    if (list.kind !== 'statement_list') continue;
    const before = list.children.slice(0, list.children.indexOf(at));
    for (const statement of before.toReversed()) settle(file, statement, held, settled);
  }
  return held;
}

/** Takes one statement into account, going backwards: of each lock the last statement that touches it counts. */
function settle(file: ResolvedFile, statement: GoNode, held: HeldLock[], settled: LockCall[]): void {
  const plain = lockCallOf(file, statement);
  const calls = plain === undefined ? callsBelow(file, statement) : [plain];
  for (const lock of calls) {
    if (settled.some((other) => isSameLock(other, lock))) continue;
    // An early way out (`if done { mu.Unlock(); return }`) says nothing about what comes after it.
    if (plain === undefined && isLeftBehind(file, lock.call, statement)) continue;
    settled.push(lock);
    const mayBeHeld = lock.takes || plain === undefined;
    if (mayBeHeld) {
      held.push({ call: lock.call, exclusive: lock.exclusive, surely: plain !== undefined });
    }
  }
}

/** The lock calls inside a compound statement, the last first. */
function callsBelow(file: ResolvedFile, statement: GoNode): LockCall[] {
  const found: LockCall[] = [];
  const collect = (node: GoNode): void => {
    if (FUNCTION_KINDS.has(node.kind) || node.kind === 'defer_statement') return;
    const lock = node.kind === 'expression_statement' ? lockCallOf(file, node) : undefined;
    if (lock !== undefined) found.push(lock);
    for (const part of node.children) collect(part);
  };
  collect(statement);
  return found.reverse();
}

/** True when the block with the call always leaves the function or loop before it ends. */
function isLeftBehind(file: ResolvedFile, call: GoNode, statement: GoNode): boolean {
  for (let at = call.parent; at !== undefined && at !== statement; at = at.parent) {
    if (at.kind === 'block' && at !== child(statement, 'body') && alwaysLeaves(file, at)) return true;
  }
  return false;
}

function lockCallOf(file: ResolvedFile, statement: GoNode): LockCall | undefined {
  const [call] = statement.kind === 'expression_statement' ? statement.children : [];
  if (call?.kind !== 'call_expression' || (child(call, 'arguments')?.children.length ?? 0) > 0)
    return undefined;
  const callee = child(call, 'function');
  const operand = callee?.kind === 'selector_expression' ? child(callee, 'operand') : undefined;
  const field = callee === undefined ? undefined : child(callee, 'field');
  if (operand === undefined || field === undefined) return undefined;
  const method = textOf(file.syntax, field);
  const kind = LOCKING.exec(method) ?? UNLOCKING.exec(method);
  if (kind === null) return undefined;
  const root = unparenthesised(operand);
  let base = root;
  while (base.kind !== 'identifier') {
    const inner = child(base, 'operand');
    if (inner === undefined) break;
    base = unparenthesised(inner);
  }
  const isName = base.kind === 'identifier';
  return {
    call,
    root: isName ? file.symbolOf(base) : undefined,
    path: isName ? chainAt(file, base).path.slice(0, -1).join('.') : textOf(file.syntax, root),
    takes: LOCKING.test(method),
    exclusive: kind[1] === '',
  };
}

function isSameLock(a: LockCall, b: LockCall): boolean {
  return a.root === b.root && a.path === b.path && a.exclusive === b.exclusive;
}
