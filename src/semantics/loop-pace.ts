import {
  child,
  childOfKind,
  nearest,
  textOf,
  unparenthesised,
  type GoNode,
  type GoSyntax,
} from '../syntax/node.ts';

/**
 * How often the body of a loop runs, as far as its form says: `loop` again and again, `waiting` once for each thing it waits
 * for, `once` where it is only a few times or waits for a clock.
 */
export type LoopPace = 'once' | 'waiting' | 'loop';

/** A loop while its body is read: whether it waits shows only at its end. */
export interface LoopAround {
  readonly outer: LoopAround | undefined;
  readonly isFew: boolean;
  waits: boolean;
  /** It waits for a clock, so that it runs now and then. */
  ticks: boolean;
}

/** So few iterations are written out rather than counted. */
const FEW = 8;

/** Begins to read a `for` statement inside another, or inside none. */
export function openLoop(loop: GoNode, syntax: GoSyntax, outer: LoopAround | undefined): LoopAround {
  return { outer, isFew: isFew(loop, syntax), waits: false, ticks: false };
}

/** Code that runs again and again without a loop of its own, as a comparison does when sorting. */
export function repeated(outer: LoopAround | undefined): LoopAround {
  return { outer, isFew: false, waits: false, ticks: false };
}

/** Notes that something in the loop's body waits: for a clock, or for something else. */
export function noteWait(loop: LoopAround | undefined, forClock: boolean): void {
  for (let at = loop; at !== undefined; at = at.outer) {
    at.waits = true;
    if (forClock) at.ticks = true;
  }
}

/** True for a receive in a `select` that has a default, and so does not wait. */
export function isPoll(receive: GoNode): boolean {
  const communication = nearest(receive, COMMUNICATION);
  return (
    communication?.kind === 'communication_case' &&
    communication.parent !== undefined &&
    childOfKind(communication.parent, 'default_case') !== undefined
  );
}

const COMMUNICATION = new Set(['communication_case', 'statement_list']);

/** The pace of what stands in a loop's body, with all loops around it. */
export function paceIn(loop: LoopAround | undefined): LoopPace {
  let pace: LoopPace = 'once';
  for (let at = loop; at !== undefined; at = at.outer) {
    if (at.isFew || at.ticks) continue;
    if (!at.waits) return 'loop';
    pace = 'waiting';
  }
  return pace;
}

/** True for a range over a short literal or number, and for counting up to one. */
export function isFew(loop: GoNode, syntax: GoSyntax): boolean {
  const range = childOfKind(loop, 'range_clause');
  if (range !== undefined) {
    const right = child(range, 'right');
    return right !== undefined && isSmall(unparenthesised(right), syntax);
  }
  const clause = childOfKind(loop, 'for_clause');
  const condition = clause === undefined ? undefined : child(clause, 'condition');
  const bound = condition?.kind === 'binary_expression' ? child(condition, 'right') : undefined;
  return bound?.kind === 'int_literal' && isSmall(bound, syntax);
}

function isSmall(node: GoNode, syntax: GoSyntax): boolean {
  if (node.kind === 'int_literal') return Number(textOf(syntax, node)) <= FEW;
  return node.kind === 'composite_literal' && (child(node, 'body')?.children.length ?? 0) <= FEW;
}
