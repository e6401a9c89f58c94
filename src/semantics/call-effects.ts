import { anyBelow, child, unparenthesised, type GoNode } from '../syntax/node.ts';
import { builtinCallee, genericCallee, importedCallee } from './expression-types.ts';
import type { ResolvedFile } from './symbols.ts';
import { computes, effectOfImported, type CallEffect } from './standard-effects.ts';
import { TYPE_KINDS } from './type-syntax.ts';

/** Says what a `call_expression` may do beyond what its arguments hand it. */
export function callEffect(file: ResolvedFile, call: GoNode): CallEffect {
  const args = child(call, 'arguments');
  if (builtinCallee(file, call) !== undefined || isConversion(file, call)) return 'none';
  const callee = importedCallee(file, call);
  if (callee === undefined) return 'unknown';
  const takesFunction = args !== undefined && anyBelow(args, ({ kind }) => kind === 'func_literal');
  if (takesFunction) return 'unknown';
  return effectOfImported(callee);
}

/** True when evaluating what is at or below a node calls functions that may do something; `notInto` leaves subtrees out. */
export function hasEffects(file: ResolvedFile, node: GoNode, notInto?: ReadonlySet<string>): boolean {
  return anyBelow(
    node,
    (part) => part.kind === 'call_expression' && callEffect(file, part) !== 'none',
    notInto,
  );
}

/** True for a call whose result hangs on nothing but its arguments, and for a conversion. */
export function isComputation(file: ResolvedFile, call: GoNode): boolean {
  const callee = importedCallee(file, call);
  return callEffect(file, call) === 'none' && (callee === undefined || computes(callee));
}

/** True for `T(x)` with a type in view; `pkg.T(x)` looks like a call and is taken for one. */
function isConversion(file: ResolvedFile, call: GoNode): boolean {
  const callee = child(call, 'function');
  if (callee === undefined) return false;
  const target = genericCallee(file, unparenthesised(callee)) ?? unparenthesised(callee);
  if (TYPE_KINDS.has(target.kind)) return true;
  const kind = target.kind === 'identifier' ? file.symbolOf(target)?.kind : undefined;
  return kind === 'type' || kind === 'package type';
}
