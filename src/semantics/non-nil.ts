import { child, contains, outermostParenthesis, unparenthesised, type GoNode } from '../syntax/node.ts';
import { builtinCallee } from './expression-types.ts';
import { alwaysLeaves } from './iteration-flow.ts';
import { hasUse } from './map-uses.ts';
import { operationsOn } from './operations.ts';
import { placeOf, samePlace, type Place } from './places.ts';
import { constantValue } from './pure-expression.ts';
import { disturbance } from './disturbance.ts';
import { repeatable } from './repeatable.ts';
import { enclosingFunction, FUNCTION_KINDS, type ResolvedFile } from './symbols.ts';

/** True when the map that `use` names is surely not nil there: it was tested before, or is a variable made once and for all. */
export function isNonNilMap(file: ResolvedFile, use: GoNode): boolean {
  const place = placeOf(file, use);
  if (place === undefined) return false;
  return isMadeForGood(file, place) || isTestedBefore(file, place, use);
}

function isMadeForGood(file: ResolvedFile, place: Place): boolean {
  const { root, path } = place;
  if (root.kind === 'package variable' && path.length === 0) {
    const uses = file.index.uses.ofVariable(root.name);
    if (uses === undefined || hasUse(uses, 'assigned', 'address', 'unknown')) return false;
    return file.index.variableNamed(root.name)?.length !== undefined;
  }
  if (root.kind !== 'variable' || path.length > 0 || root.initial === undefined) return false;
  const initial = unparenthesised(root.initial);
  const made =
    initial.kind === 'composite_literal' ||
    (initial.kind === 'call_expression' && builtinCallee(file, initial) === 'make');
  const reassigned = operationsOn(file, place).some(
    ({ kind, node }) => kind === 'remake' || kind === 'unknown' || node.kind === 'unary_expression',
  );
  return made && !reassigned;
}

/** Looks for `if m == nil { return }` before the use, and for `if m != nil {` around it, as far as the function goes. */
function isTestedBefore(file: ResolvedFile, place: Place, use: GoNode): boolean {
  const owner = enclosingFunction(use);
  if (owner === undefined) return false;
  const reads = repeatable(file, use);
  if (reads === undefined) return false;
  const watched = { map: undefined, reads, isPrivate: false };
  const isUnchangedSince = (from: GoNode): boolean =>
    disturbance(file, watched, owner, [{ start: from.end, end: use.start }]) === 'none';
  for (let at: GoNode = use; at.parent !== undefined && !FUNCTION_KINDS.has(at.kind); at = at.parent) {
    const { parent } = at;
    // What was tested before a loop may be changed by an earlier iteration.
    if (at.kind === 'for_statement' && at !== loopOver(use)) return false;
    if (parent.kind === 'if_statement' && at.field === 'consequence') {
      const condition = child(parent, 'condition');
      if (condition !== undefined && says(file, condition, place, 'filled') && isUnchangedSince(condition))
        return true;
    }
    if (parent.kind !== 'statement_list') continue;
    for (const earlier of parent.children) {
      if (earlier.start >= at.start) break;
      if (earlier.kind !== 'if_statement' || child(earlier, 'initializer') !== undefined) continue;
      const condition = child(earlier, 'condition');
      const consequence = child(earlier, 'consequence');
      if (condition === undefined || consequence === undefined) continue;
      const leaves = says(file, condition, place, 'empty') && leavesFor(file, consequence);
      if (leaves && isUnchangedSince(earlier)) return true;
    }
  }
  return false;
}

/** The loop that ranges over the expression: it is evaluated once, before the first iteration. */
function loopOver(use: GoNode): GoNode | undefined {
  const outer = outermostParenthesis(use);
  return outer.parent?.kind === 'range_clause' ? outer.parent.parent : undefined;
}

function leavesFor(file: ResolvedFile, block: GoNode): boolean {
  const last = block.children.at(-1)?.children.at(-1);
  return last?.kind === 'continue_statement' || alwaysLeaves(file, block);
}

/**
 * True when the condition implies that the map has something in it or at least is not nil (`filled`), or when it holds
 * wherever the map is nil (`empty`).
 */
function says(file: ResolvedFile, condition: GoNode, place: Place, what: 'filled' | 'empty'): boolean {
  const node = unparenthesised(condition);
  if (node.kind !== 'binary_expression') return false;
  const left = child(node, 'left');
  const right = child(node, 'right');
  const operator = child(node, 'operator')?.kind;
  if (left === undefined || right === undefined) return false;
  if (operator === (what === 'filled' ? '&&' : '||')) {
    return says(file, left, place, what) || says(file, right, place, what);
  }
  const length = lengthOperand(file, left);
  const tested = placeOf(file, length ?? left);
  if (tested === undefined || !samePlace(tested, place) || contains(right, left)) return false;
  if (length === undefined) return right.kind === 'nil' && operator === (what === 'filled' ? '!=' : '==');
  const number = constantValue(file, right);
  if (what === 'empty') return number === 0 && (operator === '==' || operator === '<=');
  return (number === 0 && (operator === '>' || operator === '!=')) || (number === 1 && operator === '>=');
}

function lengthOperand(file: ResolvedFile, node: GoNode): GoNode | undefined {
  const call = unparenthesised(node);
  if (call.kind !== 'call_expression' || builtinCallee(file, call) !== 'len') return undefined;
  return child(call, 'arguments')?.children[0];
}
