import { importedCallee } from '../../semantics/expression-types.ts';
import { alwaysLeaves } from '../../semantics/iteration-flow.ts';
import { locksHeldAt } from '../../semantics/lock-regions.ts';
import { constantValue } from '../../semantics/pure-expression.ts';
import { enclosingFunction, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, childOfKind, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';
import type { RuleContext } from '../rule.ts';

/** Calls that wait for others, or let one through at a time; locks in statements of their own are judged exactly. */
const WAITING =
  /^(?:[Ww]ait\w*|[Jj]oin|Do|DoChan|Acquire\w*|TryAcquire|CompareAndSwap\w*|Swap\w*|TryR?Lock|LoadOrStore|Sleep|After)$/;

/** Names of helpers that take a lock, or run what they are given under one. */
const LOCKING_HELPER = /lock|mutex|guard|acquire|serial|critical|synchron|atomic|^enter/i;

const PLAIN_LOCK = /^R?(?:Lock|Unlock|lock|unlock)$/;

/**
 * True unless it is clear that nothing keeps other goroutines away from `write`, which stands inside the literal `body`: no
 * lock is held, nothing was waited for, no channel passes the map on, and no condition picks one goroutine out.
 */
export function isGuarded(write: GoNode, body: GoNode, file: ResolvedFile): boolean {
  if (writesUnderLock(write, body, file)) return true;
  if (synchronisesBefore(write, body, file)) return true;
  return isPickedOut(write, body, file);
}

/** True when the write holds an exclusive lock, or runs where that cannot be told. */
function writesUnderLock(write: GoNode, body: GoNode, file: ResolvedFile): boolean {
  let at = write;
  for (;;) {
    // Read locks keep no other goroutine from writing that has one too.
    if (locksHeldAt(file, at).some(({ exclusive, surely }) => exclusive || !surely)) return true;
    const around = enclosingFunction(at);
    if (around === body || around === undefined) return false;
    // A literal called in place runs here; one that is handed on runs wherever its receiver likes.
    const call = around.field === 'function' ? around.parent : undefined;
    if (call?.kind !== 'call_expression') return true;
    if (call.parent?.kind === 'defer_statement') {
      const outer = enclosingFunction(around);
      if (outer === undefined || anyBelow(outer, (node) => callName(node, file) === 'Lock')) return true;
    }
    at = around;
  }
}

/** True when something that comes before the write in the goroutine may have waited for the others. */
function synchronisesBefore(write: GoNode, body: GoNode, file: ResolvedFile): boolean {
  return anyBelow(body, (node) => node.start < write.start && isSynchronising(node, file));
}

/** True when the node may wait for a goroutine or take a lock; literals of kinds in `notInto` are not looked into. */
export function synchronises(node: GoNode, file: ResolvedFile, notInto: ReadonlySet<string>): boolean {
  return anyBelow(
    node,
    (part) => isSynchronising(part, file) || PLAIN_LOCK.test(callName(part, file) ?? ''),
    notInto,
  );
}

function isSynchronising(node: GoNode, file: ResolvedFile): boolean {
  switch (node.kind) {
    case 'send_statement':
      return !isWideChannel(child(node, 'channel'), file);
    case 'select_statement':
      return childOfKind(node, 'default_case') === undefined && !waitsForContextOnly(node, file);
    case 'unary_expression': {
      if (!file.syntax.text.startsWith('<-', node.start)) return false;
      const channel = child(node, 'operand');
      return !isDone(channel, file) && !isWideChannel(channel, file);
    }
    case 'call_expression': {
      if (importedCallee(file, node)?.startsWith('sync/atomic.') === true) return true;
      const name = callName(node, file);
      if (name === undefined || PLAIN_LOCK.test(name)) return false;
      return WAITING.test(name) || LOCKING_HELPER.test(name);
    }
    default:
      return false;
  }
}

/** The name of what a call calls, without its package or receiver. */
function callName(node: GoNode, file: ResolvedFile): string | undefined {
  const callee = node.kind === 'call_expression' ? child(node, 'function') : undefined;
  const name = callee?.kind === 'selector_expression' ? child(callee, 'field') : callee;
  return name?.kind === 'identifier' || name?.kind === 'field_identifier'
    ? textOf(file.syntax, name)
    : undefined;
}

/** True for a local channel with room for two or more: as a semaphore it lets several goroutines through at once. */
function isWideChannel(channel: GoNode | undefined, file: ResolvedFile): boolean {
  const node = channel === undefined ? undefined : unparenthesised(channel);
  const symbol = node?.kind === 'identifier' ? file.symbolOf(node) : undefined;
  const made = symbol?.initial === undefined ? undefined : unparenthesised(symbol.initial);
  if (made?.kind !== 'call_expression') return false;
  const capacity = child(made, 'arguments')?.children[1];
  if (capacity === undefined) return false;
  if (capacity.kind === 'call_expression')
    return importedCallee(file, capacity)?.startsWith('runtime.') === true;
  return (constantValue(file, capacity) ?? 0) > 1;
}

/** True for `ctx.Done()`: it ends all, and hands nothing over. */
function isDone(channel: GoNode | undefined, file: ResolvedFile): boolean {
  return channel !== undefined && callName(unparenthesised(channel), file) === 'Done';
}

function waitsForContextOnly(select: GoNode, file: ResolvedFile): boolean {
  return select.children.every((part) => {
    const communication = part.kind === 'communication_case' ? child(part, 'communication') : undefined;
    return (
      communication === undefined ||
      !anyBelow(communication, (node) => node.kind === 'send_statement' || isSynchronising(node, file))
    );
  });
}

/**
 * True for what comes, inside of `around`, only after a comparison for equality, which may hold for one goroutine only: under
 * `if name == self`, in a case, or after `if name != self { return }`.
 */
export function isPickedOut(node: GoNode, around: GoNode, file: ResolvedFile): boolean {
  for (let at = node; at.parent !== undefined && at !== around; at = at.parent) {
    const { parent } = at;
    if (parent.kind === 'expression_case' || parent.kind === 'communication_case') return true;
    if (parent.kind === 'if_statement' && at.field === 'consequence' && compares(parent, '==')) return true;
    if (parent.kind === 'if_statement' && at.field === 'alternative' && compares(parent, '!=')) return true;
    if (parent.kind !== 'statement_list') continue;
    const before = parent.children.slice(0, parent.children.indexOf(at));
    if (before.some((other) => leavesUnlessEqual(other, file))) return true;
  }
  return false;
}

function leavesUnlessEqual(statement: GoNode, file: ResolvedFile): boolean {
  const body = statement.kind === 'if_statement' ? child(statement, 'consequence') : undefined;
  return body !== undefined && compares(statement, '!=') && leavesBlock(body, file);
}

function leavesBlock(body: GoNode, file: ResolvedFile): boolean {
  const last = childOfKind(body, 'statement_list')?.children.at(-1);
  return last?.kind === 'continue_statement' || alwaysLeaves(file, body);
}

/** True when the condition of an `if` compares two values, neither of them nil, by the operator. */
function compares(conditional: GoNode, operator: '==' | '!='): boolean {
  const condition = child(conditional, 'condition');
  return (
    condition !== undefined &&
    anyBelow(
      condition,
      (part) =>
        part.kind === 'binary_expression' &&
        child(part, 'operator')?.kind === operator &&
        child(part, 'right')?.kind !== 'nil',
    )
  );
}

const SPOKEN_OF =
  /\block|mutex|\brac(?:e|es|y)\b|concurren|parallel|thread|serial|\bsafe(?:ly)?\b|synchron|one at a time/i;

/** True when a comment in the goroutine, or right above it, shows that somebody has thought of it. */
export function isSpokenOf<Kind extends string>(
  body: GoNode,
  site: GoNode,
  context: RuleContext<Kind>,
): boolean {
  const { syntax } = context.file;
  const { text } = syntax;
  const line = text.lastIndexOf('\n', site.start - 1);
  const above = context.commentsIn({ start: Math.max(0, text.lastIndexOf('\n', line - 1)), end: site.start });
  return [...above, ...context.commentsIn(body)].some((comment) => SPOKEN_OF.test(textOf(syntax, comment)));
}
