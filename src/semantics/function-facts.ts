import { child, textOf, type GoNode, type GoSyntax } from '../syntax/node.ts';
import type { FunctionRole } from './function-role.ts';
import type { LoopPace } from './loop-pace.ts';
import type { CallEffect } from './standard-effects.ts';

/**
 * What one function declaration shows by its own syntax of what it does and whom it calls. Calls of the package's own functions are
 * only named here: what comes of them is for those to find out who see the whole package. Plain data.
 */
export interface FunctionFacts {
  readonly role: FunctionRole | undefined;
  /** Each function of the package that it calls, once. */
  readonly calls: readonly CallFact[];
  /** What it does besides calling them to what is neither its own nor given to it. */
  readonly effect: CallEffect;
  /** Plain names it assigns to, some of which may be package variables; left out where the effect is unknown anyway. */
  readonly assigned: readonly string[];
  readonly receiver: ParameterUse | undefined;
  /** By position; undefined for those that can be no maps, and for those without a body to see. */
  readonly parameters: readonly (ParameterUse | undefined)[];
}

/**
 * A function that is called, as `name`, as `Type.method`, or as `.method` where the type is not plain to see, and how often
 * while the caller runs once.
 */
export interface CallFact {
  readonly callee: string;
  readonly pace: LoopPace;
  /** True where a loop starts goroutines that call it. */
  readonly spawned: boolean;
}

/** What is done with a parameter that may be a map; all that is left out only reads it. */
export interface ParameterUse {
  /** Entries are put in or taken out. */
  readonly writes?: true;
  /** It may be used after the function returned, or in ways that are not understood. */
  readonly keeps?: true;
  /** It is compared with nil or handed to something that may tell nil from empty. */
  readonly tellsNil?: true;
  readonly passedTo?: readonly Passing[];
}

/** A parameter handed on to a function of the package. */
export interface Passing {
  readonly callee: string;
  /** Which of its parameters, or `RECEIVER`. */
  readonly at: number;
}

/** The position of a method's receiver among its parameters. */
export const RECEIVER = -1;

/** The key under which a function declaration or method is known in its package. */
export function functionKey(declaration: GoNode, syntax: GoSyntax): string | undefined {
  const name = child(declaration, 'name');
  if (name === undefined) return undefined;
  if (declaration.kind === 'function_declaration') return textOf(syntax, name);
  const receiver = child(declaration, 'receiver')?.children[0];
  const type = receiver === undefined ? undefined : ownTypeName(child(receiver, 'type'), syntax);
  return type === undefined ? undefined : `${type}.${textOf(syntax, name)}`;
}

/** `T` for the types `T`, `*T` and `T[K]`. */
export function ownTypeName(type: GoNode | undefined, syntax: GoSyntax): string | undefined {
  let at = type;
  while (at !== undefined && at.kind !== 'type_identifier') {
    if (at.kind === 'generic_type') at = child(at, 'type');
    else if (/^(?:pointer|parenthesized)_type$/.test(at.kind)) at = at.children[0];
    else return undefined;
  }
  return at === undefined ? undefined : textOf(syntax, at);
}

/**
 * Predeclared functions whose calls are read here. Where a package declares one of these names itself, nothing is known of
 * its functions.
 */
export const READ_HERE: ReadonlySet<string> = new Set([
  'append',
  'cap',
  'clear',
  'close',
  'copy',
  'delete',
  'len',
  'make',
  'new',
  'panic',
  'recover',
]);
