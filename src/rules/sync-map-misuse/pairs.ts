import { typeOf } from '../../semantics/expression-types.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { alwaysLeaves } from '../../semantics/iteration-flow.ts';
import { isChanged } from '../../semantics/operations.ts';
import { chainAt, samePlace } from '../../semantics/places.ts';
import { pureExpression } from '../../semantics/pure-expression.ts';
import { isStable } from '../../semantics/stability.ts';
import type { GoSymbol, ResolvedFile } from '../../semantics/symbols.ts';
import type { SyncMapCall } from '../../semantics/sync-maps.ts';
import {
  anyBelow,
  child,
  childOfKind,
  contains,
  outermostParenthesis,
  textOf,
  unparenthesised,
  type GoNode,
} from '../../syntax/node.ts';

/** A Store whose value depends on what an earlier Load of the same key found. */
export interface DependentStore {
  readonly call: GoNode;
  /**
   * `update`: the new value is made of the loaded one; `value`: it is stored where nothing was found; `turn`: so is a mere
   * mark, and what only the first is to do follows.
   */
  readonly loses: 'update' | 'value' | 'turn';
  /** False where the values cannot be compared, or may not. */
  readonly isComparable: boolean;
  /** True for a value of which there must be one only: a channel, or what holds a lock. */
  readonly isIdentity: boolean;
}

/** The Store that makes two steps of one with the Load, undefined when there is none or something guards both. */
export function loadThenStore(
  load: SyncMapCall,
  calls: readonly SyncMapCall[],
  file: ResolvedFile,
): DependentStore | undefined {
  const results = resultsOf(load, file);
  if (results === undefined || isGuarded(load, calls, file)) return undefined;
  for (const store of laterCalls(load, 'Store', calls, file)) {
    const value = store.args[1];
    if (value === undefined) continue;
    const { call } = store;
    const onMiss = isOnMiss(store, results.ok, file);
    if (!onMiss && results.value !== undefined && isUpdateOf(value, results.value, load, file)) {
      const type = file.index.underlying(typeOf(file, value));
      const isComparable =
        type.kind === 'basic' || (type.kind === 'struct' && type.fields.every(isPlainField));
      return { call, loses: 'update', isComparable, isIdentity: false };
    }
    const made = initialOf(value, file);
    if (onMiss && isFresh(made, file)) {
      return { call, loses: 'value', isComparable: true, isIdentity: isIdentity(made, file) };
    }
    if (onMiss && isMark(made, file) && isFollowedByWork(call)) {
      return { call, loses: 'turn', isComparable: true, isIdentity: true };
    }
  }
  return undefined;
}

function isPlainField({ type }: { readonly type: GoType }): boolean {
  return type.kind === 'basic' || type.kind === 'named' || type.kind === 'pointer';
}

/** The Delete that follows the Load of an entry that is there, with nothing decided in between. */
export function loadThenDelete(
  load: SyncMapCall,
  calls: readonly SyncMapCall[],
  file: ResolvedFile,
): SyncMapCall | undefined {
  const results = resultsOf(load, file);
  if (results?.ok === undefined || isGuarded(load, calls, file)) return undefined;
  const { ok } = results;
  return laterCalls(load, 'Delete', calls, file).find(({ call }) => {
    const statement = call.parent;
    if (statement?.kind !== 'expression_statement' || statement.parent?.kind !== 'statement_list')
      return false;
    return isFirstOnHit(statement, load, ok, file) || followsLeavingMiss(statement, load, ok, file);
  });
}

/** `if v, ok := m.Load(k); ok { …; m.Delete(k)`, with nothing but plain declarations before it. */
function isFirstOnHit(statement: GoNode, load: SyncMapCall, ok: GoSymbol, file: ResolvedFile): boolean {
  const list = statement.parent;
  const conditional = list?.parent?.parent;
  if (conditional?.kind !== 'if_statement' || list?.parent?.field !== 'consequence') return false;
  const condition = child(conditional, 'condition');
  if (condition === undefined || !names(condition, ok, file)) return false;
  const before = list.children.filter((other) => other.end <= statement.start);
  if (!before.every((other) => other.kind === 'short_var_declaration' && !callsAnything(other))) return false;
  const initializer = child(conditional, 'initializer');
  if (initializer !== undefined) return contains(initializer, load.call);
  return previousOf(conditional) === load.call.parent?.parent;
}

/** `v, ok := m.Load(k)`, `if !ok { return }`, `m.Delete(k)`, each right after the other. */
function followsLeavingMiss(statement: GoNode, load: SyncMapCall, ok: GoSymbol, file: ResolvedFile): boolean {
  const conditional = previousOf(statement);
  if (conditional?.kind !== 'if_statement' || previousOf(conditional) !== load.call.parent?.parent)
    return false;
  return leavesUnless(conditional, ok, file);
}

function previousOf(statement: GoNode): GoNode | undefined {
  const list = statement.parent;
  return list?.kind === 'statement_list' ? list.children[list.children.indexOf(statement) - 1] : undefined;
}

/** True for `if !ok { … }` without more, whose body always leaves. */
function leavesUnless(conditional: GoNode, ok: GoSymbol, file: ResolvedFile): boolean {
  const condition = child(conditional, 'condition');
  const body = child(conditional, 'consequence');
  if (condition === undefined || body === undefined || child(conditional, 'alternative') !== undefined)
    return false;
  return isNegation(condition, ok, file) && alwaysLeaves(file, body);
}

function isNegation(condition: GoNode, symbol: GoSymbol, file: ResolvedFile): boolean {
  const node = unparenthesised(condition);
  const operand = node.kind === 'unary_expression' ? child(node, 'operand') : undefined;
  return operand !== undefined && file.syntax.text[node.start] === '!' && names(operand, symbol, file);
}

function names(expression: GoNode, symbol: GoSymbol, file: ResolvedFile): boolean {
  const node = unparenthesised(expression);
  return node.kind === 'identifier' && file.symbolOf(node) === symbol;
}

function callsAnything(node: GoNode): boolean {
  return anyBelow(node, ({ kind }) => kind === 'call_expression');
}

/** The variables of `v, ok := m.Load(k)`, undefined for any other use. */
function resultsOf(
  load: SyncMapCall,
  file: ResolvedFile,
): { readonly value: GoSymbol | undefined; readonly ok: GoSymbol | undefined } | undefined {
  const list = outermostParenthesis(load.call).parent;
  const statement = list?.parent;
  if (list?.kind !== 'expression_list' || statement?.kind !== 'short_var_declaration') return undefined;
  const [value, ok] = child(statement, 'left')?.children ?? [];
  const symbol = (node: GoNode | undefined): GoSymbol | undefined =>
    node === undefined || textOf(file.syntax, node) === '_' ? undefined : file.declaredBy(node);
  return ok === undefined ? undefined : { value: symbol(value), ok: symbol(ok) };
}

/** Calls of the method for the same key of the same map, further down in the same function. */
function laterCalls(
  load: SyncMapCall,
  method: string,
  calls: readonly SyncMapCall[],
  file: ResolvedFile,
): readonly SyncMapCall[] {
  const [key] = load.args;
  if (key === undefined || load.owner === undefined) return [];
  const { owner } = load;
  const reads = readsOf(key, file);
  const wanted = textOf(file.syntax, key);
  if (reads === undefined) return [];
  return calls.filter(({ call, args, place, method: other, owner: around }) => {
    if (other !== method || around !== owner || call.start < load.call.end) return false;
    const [given] = args;
    if (!samePlace(place, load.place) || given === undefined || textOf(file.syntax, given) !== wanted)
      return false;
    const sameNames = readsOf(given, file)?.every((read, at) => {
      const first = reads[at];
      return first !== undefined && file.symbolOf(read) === file.symbolOf(first);
    });
    return sameNames === true && isStable(file, reads, { start: load.call.end, end: call.start }, owner);
  });
}

/** The variables a key is made of; none for a literal, undefined for what may differ from one time to the next. */
function readsOf(key: GoNode, file: ResolvedFile): readonly GoNode[] | undefined {
  if (unparenthesised(key).kind.endsWith('string_literal')) return [];
  return pureExpression(file, key)?.reads;
}

const GUARDING =
  /^(?:Try)?R?Lock$|^Do$|^DoChan$|^LoadOrStore$|^CompareAndSwap$|^CompareAndDelete$|^LoadAndDelete$/;

/**
 * True when the function, or one around it, takes a lock or runs something once, is said to be called under a lock, or
 * uses the methods that are one step: then somebody has thought of it.
 */
function isGuarded(load: SyncMapCall, calls: readonly SyncMapCall[], file: ResolvedFile): boolean {
  let outermost = load.owner;
  for (let at = load.owner; at !== undefined; at = at.parent)
    if (/^(?:function|method)_declaration$/.test(at.kind)) outermost = at;
  if (outermost === undefined || calls.length === 0) return true;
  const name = child(outermost, 'name');
  if (name !== undefined && /lock(?:ed)?$|^init$/i.test(textOf(file.syntax, name))) return true;
  const start = file.syntax.root.children.findLast((node) => node.end < outermost.start)?.end ?? 0;
  const comments = file.syntax.comments.filter(({ start: at, end }) => at >= start && end <= outermost.end);
  if (
    comments.some((comment) =>
      /\block|mutex|\brac(?:e|y)\b|goroutine|concurren|\bmu\b/i.test(textOf(file.syntax, comment)),
    )
  )
    return true;
  return anyBelow(outermost, (node) => {
    const callee = node.kind === 'call_expression' ? child(node, 'function') : undefined;
    const method = callee?.kind === 'selector_expression' ? child(callee, 'field') : undefined;
    return method !== undefined && GUARDING.test(textOf(file.syntax, method));
  });
}

/** True when a new value is made out of the loaded one: `v.(int) + 1`, `append(v.([]T), x)`, a changed copy. */
function isUpdateOf(value: GoNode, loaded: GoSymbol, load: SyncMapCall, file: ResolvedFile): boolean {
  const derived = derivedFrom(loaded, file);
  const node = withoutAssertion(value);
  if (node.kind !== 'identifier')
    return node.kind !== 'selector_expression' && mentionsAny(node, derived, file);
  const symbol = file.symbolOf(node);
  if (symbol === undefined || symbol === loaded || !derived.has(symbol)) return false;
  const type = file.index.underlying(symbol.type);
  const asserted = symbol.initial === undefined ? undefined : unparenthesised(symbol.initial);
  const assertedType = asserted?.kind === 'type_assertion_expression' ? child(asserted, 'type') : undefined;
  // A pointer that is loaded and stored again is the same pointer; a copy has to be changed in between.
  if (type.kind === 'pointer' || assertedType?.kind === 'pointer_type') return false;
  const startsDerived = symbol.initial !== undefined && mentionsAny(symbol.initial, derived, file);
  return symbol.references.some((reference) => {
    if (reference.start < load.call.end || reference.end > value.start) return false;
    const target = outermostParenthesis(chainAt(file, reference).node);
    if (!isChanged(target)) return false;
    const assigned = target === reference ? assignedTo(target) : undefined;
    if (assigned === undefined) return startsDerived;
    const source = withoutAssertion(assigned);
    return source.kind !== 'identifier' && mentionsAny(source, derived, file);
  });
}

/** The right-hand side that a plain assignment gives to one of its targets. */
function assignedTo(target: GoNode): GoNode | undefined {
  const list = target.parent;
  const statement = list?.parent;
  if (list?.kind !== 'expression_list' || statement?.kind !== 'assignment_statement') return undefined;
  return child(statement, 'right')?.children[list.children.indexOf(target)];
}

/** The loaded value, and the variables that hold something made of it. */
function derivedFrom(loaded: GoSymbol, file: ResolvedFile): ReadonlySet<GoSymbol> {
  const derived = new Set([loaded]);
  for (const reference of loaded.references) {
    for (
      let at = reference.parent;
      at !== undefined && !/statement_list|block/.test(at.kind);
      at = at.parent
    ) {
      const targets =
        at.kind === 'short_var_declaration' || at.kind === 'assignment_statement'
          ? child(at, 'left')
          : undefined;
      for (const target of targets?.children ?? []) {
        const symbol =
          target.kind === 'identifier' ? (file.declaredBy(target) ?? file.symbolOf(target)) : undefined;
        // `ok` of a type assertion says nothing about the value.
        if (symbol !== undefined && target === targets?.children[0]) derived.add(symbol);
      }
    }
  }
  return derived;
}

function withoutAssertion(value: GoNode): GoNode {
  const node = unparenthesised(value);
  const operand = node.kind === 'type_assertion_expression' ? child(node, 'operand') : undefined;
  return operand === undefined ? node : withoutAssertion(operand);
}

function mentionsAny(node: GoNode, symbols: ReadonlySet<GoSymbol>, file: ResolvedFile): boolean {
  return anyBelow(node, (part) => {
    const symbol = part.kind === 'identifier' ? file.symbolOf(part) : undefined;
    return symbol !== undefined && symbols.has(symbol);
  });
}

/** What a variable was made with, or the expression itself. */
function initialOf(value: GoNode, file: ResolvedFile): GoNode {
  const node = unparenthesised(value);
  const initial = node.kind === 'identifier' ? file.symbolOf(node)?.initial : undefined;
  return initial === undefined ? node : unparenthesised(initial);
}

/** True for `&T{…}`, `new(T)` and `make(chan T)`: a value that is no other one. */
function isFresh(node: GoNode, file: ResolvedFile): boolean {
  if (node.kind === 'unary_expression') {
    const operand = child(node, 'operand');
    return file.syntax.text[node.start] === '&' && operand?.kind === 'composite_literal';
  }
  const callee = node.kind === 'call_expression' ? child(node, 'function') : undefined;
  return callee !== undefined && /^(?:new|make)$/.test(textOf(file.syntax, callee));
}

/** True for `struct{}{}` and `true`, which say nothing but that the key is there. */
function isMark(node: GoNode, file: ResolvedFile): boolean {
  if (node.kind === 'true') return file.isPredeclaredAt('true', node.start);
  if (node.kind !== 'composite_literal' || child(node, 'type')?.kind !== 'struct_type') return false;
  return child(node, 'body')?.children.length === 0;
}

/** True when a statement behind the call, in its own list, calls something. */
function isFollowedByWork(call: GoNode): boolean {
  const statement = call.parent;
  const list = statement?.kind === 'expression_statement' ? statement.parent : undefined;
  if (statement === undefined || list?.kind !== 'statement_list') return false;
  return list.children.some((other) => other.start > statement.start && callsAnything(other));
}

const LOCKS = /^(?:Mutex|RWMutex|WaitGroup|Once|Cond|Map|Pool)$/;

/** True for a channel, and for a struct that holds a lock or channel itself. */
function isIdentity(node: GoNode, file: ResolvedFile): boolean {
  const type = typeOf(file, node);
  const value = type.kind === 'pointer' ? type.elem : type;
  return isSynchronising(value) || structFields(value, file).some((field) => isSynchronising(field.type));
}

function structFields(type: GoType, file: ResolvedFile): readonly { readonly type: GoType }[] {
  const under = file.index.underlying(type);
  return under.kind === 'struct' ? under.fields : [];
}

function isSynchronising(type: GoType): boolean {
  if (type.kind === 'channel') return true;
  return (
    type.kind === 'named' && (type.path === 'sync' ? LOCKS.test(type.name) : type.path === 'sync/atomic')
  );
}

/** True for a Store that runs only where the Load found nothing. */
function isOnMiss(store: SyncMapCall, ok: GoSymbol | undefined, file: ResolvedFile): boolean {
  if (ok === undefined) return false;
  let at = store.call;
  for (let { parent } = at; parent !== undefined && at !== store.owner; at = parent, { parent } = at) {
    const { start } = at;
    if (parent.kind === 'if_statement') {
      const condition = child(parent, 'condition');
      if (condition === undefined) return false;
      if (at.field === 'consequence' && isNegation(condition, ok, file)) return true;
      if (at.field === 'alternative' && names(condition, ok, file)) return true;
    }
    if (parent.kind === 'statement_list') {
      const before = parent.children.filter((other) => other.end <= start);
      if (before.some((other) => leavesOnHit(other, ok, file))) return true;
    }
  }
  return false;
}

/** `if v, ok := m.Load(k); ok { return … }` */
function leavesOnHit(node: GoNode, ok: GoSymbol, file: ResolvedFile): boolean {
  if (node.kind !== 'if_statement' || child(node, 'alternative') !== undefined) return false;
  const condition = child(node, 'condition');
  const body = child(node, 'consequence');
  if (condition === undefined || body === undefined || childOfKind(body, 'statement_list') === undefined)
    return false;
  return names(condition, ok, file) && alwaysLeaves(file, body);
}
