import {
  anyBelow,
  child,
  childOfKind,
  contains,
  textOf,
  unparenthesised,
  type GoNode,
} from '../syntax/node.ts';
import { importedCallee, typeOf } from './expression-types.ts';
import { alwaysLeaves } from './iteration-flow.ts';
import { isFew, isPoll, type LoopPace } from './loop-pace.ts';
import { FUNCTION_KINDS, type ResolvedFile } from './symbols.ts';
import { tripCountOf } from './trip-count.ts';

/** The loops in whose bodies a node stands, the innermost first, as far as its own function goes. */
export function loopsAround(node: GoNode): GoNode[] {
  const loops: GoNode[] = [];
  for (let at = node.parent; at !== undefined && !FUNCTION_KINDS.has(at.kind); at = at.parent) {
    const body = at.kind === 'for_statement' ? child(at, 'body') : undefined;
    if (body !== undefined && contains(body, node)) loops.push(at);
  }
  return loops;
}

/** How often a loop runs, undefined where that is not known: also for a range over a literal. */
export function knownIterations(file: ResolvedFile, loop: GoNode): number | undefined {
  const range = childOfKind(loop, 'range_clause');
  const operand = range === undefined ? undefined : child(range, 'right');
  const literal = operand === undefined ? undefined : unparenthesised(operand);
  if (literal?.kind === 'composite_literal') {
    const elements = child(literal, 'body')?.children ?? [];
    return elements.some(({ kind }) => kind === 'keyed_element') ? undefined : elements.length;
  }
  return tripCountOf(file, loop)?.value;
}

/** True when control never comes back to the loop from a statement of its body: it runs once at most. */
export function runsOnce(file: ResolvedFile, statement: GoNode, loop: GoNode): boolean {
  for (let at = statement.parent; at !== undefined && at !== loop; at = at.parent) {
    if (at.kind !== 'statement_list') continue;
    const last = at.children.at(-1);
    if (last === undefined || last.start < statement.start) continue;
    const breaks = last.kind === 'break_statement' && !isInSwitch(last, loop);
    if (breaks || last.kind === 'goto_statement' || alwaysLeaves(file, last)) {
      return !continuesFrom(at, statement);
    }
  }
  return false;
}

/** True where a `break` leaves a switch or select below the loop rather than the loop. */
function isInSwitch(node: GoNode, loop: GoNode): boolean {
  for (let at = node.parent; at !== undefined && at !== loop; at = at.parent) {
    if (/_(?:switch|select)_statement$|^select_statement$/.test(at.kind) || at.kind === 'for_statement')
      return node.children.length === 0;
  }
  return false;
}

/** True when a statement of the list that comes after `statement` may go on with the next iteration. */
function continuesFrom(list: GoNode, statement: GoNode): boolean {
  return list.children.some(
    (sibling) =>
      sibling.end > statement.start &&
      anyBelow(sibling, ({ kind }) => kind === 'continue_statement', FUNCTION_KINDS),
  );
}

const FEW = 8;

/** How often the body of a loop runs, as far as its form and what its operand is known to be say. */
export function paceOf(file: ResolvedFile, loop: GoNode): LoopPace {
  if (isFew(loop, file.syntax) || (knownIterations(file, loop) ?? Infinity) <= FEW) return 'once';
  if (!waits(file, loop)) return 'loop';
  const body = child(loop, 'body');
  const ticks = (node: GoNode): boolean =>
    node.kind === 'call_expression' ? WAITS.has(importedCallee(file, node) ?? '') : isTick(file, node);
  return body !== undefined && anyBelow(body, ticks, FUNCTION_KINDS) ? 'once' : 'waiting';
}

/** A receive from the channel of a ticker or timer. */
function isTick(file: ResolvedFile, node: GoNode): boolean {
  const text = node.kind === 'unary_expression' ? textOf(file.syntax, node) : '';
  return text.startsWith('<-') && text.endsWith('.C') && !isPoll(node);
}

const WAITS = new Set(['time.Sleep', 'time.After', 'time.Tick']);

/**
 * True for a loop that waits in each iteration: on a channel, a select or a timer. What it does between is rarely what
 * takes its time, and it may run as long as the program.
 */
export function waits(file: ResolvedFile, loop: GoNode): boolean {
  const range = childOfKind(loop, 'range_clause');
  const operand = range === undefined ? undefined : child(range, 'right');
  if (operand !== undefined && file.index.underlying(typeOf(file, operand)).kind === 'channel') return true;
  const body = child(loop, 'body');
  return body !== undefined && anyBelow(body, (node) => isWait(file, node), FUNCTION_KINDS);
}

function isWait(file: ResolvedFile, node: GoNode): boolean {
  if (node.kind === 'select_statement') return childOfKind(node, 'default_case') === undefined;
  if (node.kind === 'unary_expression') return file.syntax.text.startsWith('<-', node.start) && !isPoll(node);
  if (node.kind !== 'call_expression') return false;
  const callee = importedCallee(file, node);
  if (callee !== undefined) return WAITS.has(callee);
  const called = child(node, 'function');
  const method = called?.kind === 'selector_expression' ? child(called, 'field') : undefined;
  return method !== undefined && /^(?:Wait|Sleep)$/.test(textOf(file.syntax, method));
}
