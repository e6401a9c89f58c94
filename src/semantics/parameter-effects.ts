import { child, childOfKind, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import { callEffect } from './call-effects.ts';
import { importedCallee, typeOf } from './expression-types.ts';
import { READ_HERE, RECEIVER, type FunctionFacts, type ParameterUse } from './function-facts.ts';
import type { PackageIndex } from './package-index.ts';
import { mapUseOfImported, type CallEffect, type MapUse } from './standard-effects.ts';
import type { ResolvedFile } from './symbols.ts';

/** A chain of calls that leads to more functions than this is taken to do anything. */
const MAX_FUNCTIONS = 64;

/** Answers about the functions of one package, worked out when they are first asked for. */
interface Effects {
  readonly uses: Map<string, MapUse>;
  readonly calls: Map<string, CallEffect>;
  /** True where the package gives a predeclared function another meaning. */
  readonly shadows: boolean;
}

const effects = new WeakMap<PackageIndex, Effects>();

function effectsIn(index: PackageIndex): Effects {
  const known = effects.get(index);
  if (known !== undefined) return known;
  const shadows = [...READ_HERE].some((name) => index.declares(name));
  const found: Effects = { uses: new Map(), calls: new Map(), shadows };
  effects.set(index, found);
  return found;
}

/**
 * What a call does with the map that is its argument number `at` or, for `RECEIVER`, what its method is called on: `keeps`
 * wherever the callee is not known.
 */
export function mapUseOf(file: ResolvedFile, call: GoNode, at: number): MapUse {
  const args = child(call, 'arguments');
  // Put off until later it may find the map in another state.
  if (
    /^(?:go|defer)_statement$/.test(call.parent?.kind ?? '') ||
    args?.children[at]?.kind === 'variadic_argument'
  )
    return 'keeps';
  const imported = importedCallee(file, call);
  if (imported !== undefined) return mapUseOfImported(imported, at);
  const callee = packageCallee(file, call);
  return callee === undefined ? 'keeps' : mapUseIn(file.index, callee, at);
}

/** What a function of the package does with a map that is its parameter number `at`, through whatever it calls. */
export function mapUseIn(index: PackageIndex, callee: string, at: number): MapUse {
  const { uses, shadows } = effectsIn(index);
  const key = `${callee} ${at}`;
  const known = uses.get(key);
  if (known !== undefined) return known;
  const use = shadows ? 'keeps' : followUse(index, callee, at);
  uses.set(key, use);
  return use;
}

/** What the functions do that a parameter comes to adds up, so that each of them is looked at once. */
function followUse(index: PackageIndex, callee: string, at: number): MapUse {
  const seen = new Set<string>();
  const open = [{ callee, at }];
  let use: MapUse = 'reads';
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const key = `${next.callee} ${next.at}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const functions = index.functionFacts.get(next.callee) ?? [];
    if (functions.length === 0 || seen.size > MAX_FUNCTIONS) return 'keeps';
    for (const facts of functions) {
      const parameter = parameterOf(facts, next.at);
      if (parameter === undefined || parameter.keeps === true) return 'keeps';
      if (parameter.writes === true) use = 'writes';
      else if (parameter.tellsNil === true && use === 'reads') use = 'inspects';
      open.push(...(parameter.passedTo ?? []));
    }
  }
  return use;
}

function parameterOf(facts: FunctionFacts, at: number): ParameterUse | undefined {
  return at === RECEIVER ? facts.receiver : facts.parameters[at];
}

/**
 * As `callEffect`, with a look into the functions of the package: what they do to anything but their own variables, through
 * whatever they call. They may still fail, or append to an array they are given.
 */
export function callReach(file: ResolvedFile, call: GoNode): CallEffect {
  const direct = callEffect(file, call);
  if (direct !== 'unknown') return direct;
  const args = child(call, 'arguments');
  // Who is given a function calls it.
  if (args !== undefined && childOfKind(args, 'func_literal') !== undefined) return 'unknown';
  const callee = packageCallee(file, call);
  if (callee === undefined) return effectOfForeignMethod(file, call) ?? 'unknown';
  const { calls, shadows } = effectsIn(file.index);
  const known = calls.get(callee);
  if (known !== undefined) return known;
  const effect = shadows ? 'unknown' : followCalls(file.index, callee);
  calls.set(callee, effect);
  return effect;
}

/**
 * The effect of a method that a type of another package has, or that has one of the names by which values give their text;
 * undefined for all other calls. What an interface stands for may be of this package again.
 */
export function effectOfForeignMethod(file: ResolvedFile, call: GoNode): CallEffect | undefined {
  const target = child(call, 'function');
  const callee = target === undefined ? undefined : unparenthesised(target);
  const operand = callee?.kind === 'selector_expression' ? child(callee, 'operand') : undefined;
  const method = callee === undefined ? undefined : child(callee, 'field');
  if (operand === undefined || method === undefined || LETS_OTHERS_RUN.test(textOf(file.syntax, method)))
    return undefined;
  // Whatever has these methods gives its text.
  const isText =
    /^(?:Error|String)$/.test(textOf(file.syntax, method)) && child(call, 'arguments')?.children.length === 0;
  if (isText) return 'foreign';
  const type = typeOf(file, operand);
  const named = type.kind === 'pointer' ? type.elem : type;
  if (named.kind !== 'named' || named.path === undefined) return undefined;
  if (named.path === 'time' && COMPUTING_TIMES.test(named.name)) return 'none';
  // A pointer to an interface has no methods, so what it points to need not be read.
  if (type.kind === 'pointer') return 'foreign';
  const { kind } = file.index.underlying(named);
  return kind === 'interface' || kind === 'unknown' ? undefined : 'foreign';
}

/** Methods of locks, groups and the like. */
const LETS_OTHERS_RUN = /Lock$|^(?:Wait|Do|Go|Acquire|Release|Signal|Broadcast|Done|Range)/;

/** Types of the package time of which every method only computes something. */
const COMPUTING_TIMES = /^(?:Time|Duration|Month|Weekday)$/;

/** Predeclared names whose call is a conversion or computes something. */
const COMPUTES =
  /^(?:complex|imag|max|min|real|string|bool|byte|rune|error|any|complex(?:64|128)|float(?:32|64)|u?int(?:8|16|32|64|ptr)?)$/;

function followCalls(index: PackageIndex, callee: string): CallEffect {
  const seen = new Set<string>();
  const open = [callee];
  let effect: CallEffect = 'none';
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const functions = index.functionFacts.get(next) ?? [];
    if (functions.length === 0) {
      const isQuiet = index.declares(next) ? index.declaresType(next) : COMPUTES.test(next);
      if (!isQuiet) return 'unknown';
    }
    if (seen.size > MAX_FUNCTIONS) return 'unknown';
    for (const facts of functions) {
      if (facts.effect === 'unknown' || facts.assigned.some((name) => index.declaresVariable(name)))
        return 'unknown';
      if (facts.effect === 'foreign') effect = 'foreign';
      open.push(...facts.calls.map((called) => called.callee));
    }
  }
  return effect;
}

/** The key of the package's own function or method that is called; undefined where it is another or not known. */
function packageCallee(file: ResolvedFile, call: GoNode): string | undefined {
  const target = child(call, 'function');
  if (target === undefined) return undefined;
  const callee = unparenthesised(target);
  if (callee.kind === 'identifier') {
    return file.symbolOf(callee)?.kind === 'package function' ? textOf(file.syntax, callee) : undefined;
  }
  const field = callee.kind === 'selector_expression' ? child(callee, 'field') : undefined;
  const operand = child(callee, 'operand');
  if (field === undefined || operand === undefined) return undefined;
  const name = textOf(file.syntax, field);
  // To know an operand's type may mean to read another package.
  if (!file.index.hasMethodNamed(name)) return undefined;
  const type = typeOf(file, operand);
  const named = type.kind === 'pointer' ? type.elem : type;
  return named.kind === 'named' && named.path === undefined ? `${named.name}.${name}` : undefined;
}
