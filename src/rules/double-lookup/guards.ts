import { beginsLine, indentAt, lineAt } from '../../base/text.ts';
import { hasEffects } from '../../semantics/call-effects.ts';
import { areDifferentMaps } from '../../semantics/different-types.ts';
import { disturbance, isPrivateMap, type Disturbance } from '../../semantics/disturbance.ts';
import { isReflexive } from '../../semantics/reflexive.ts';
import { builtinCallee, typeOf } from '../../semantics/expression-types.ts';
import { repeatable } from '../../semantics/repeatable.ts';
import { sameExpression } from '../../semantics/same-expression.ts';
import { enclosingFunction, FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import {
  anyBelow,
  child,
  childOfKind,
  textOf,
  unparenthesised,
  walk,
  type GoNode,
} from '../../syntax/node.ts';
import type { Confidence, Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';
import { areAligned } from '../line-comments.ts';
import { asksForPresence, lookupsOfHead } from './first-lookups.ts';
import { storedIn } from './plain-updates.ts';

/** An `if` that asks for an entry although what it guards needs no such question. */
export interface Guard {
  readonly kind: 'guarded-delete' | 'needless-init';
  readonly conditional: GoNode;
  readonly index: GoNode;
  /** What stays: the `delete`, or the update behind the `if`. */
  readonly stays: GoNode;
  /** Why leaving the guard out might change something. */
  readonly doubt: string | undefined;
  readonly confidence: Confidence;
  /** What an absent entry counts as for the update. */
  readonly zero: string;
}

/** Recognises `if _, ok := m[k]; ok { delete(m, k) }` and `if _, ok := m[k]; !ok { m[k] = 0 }` before `m[k]++`. */
export function guardOf(file: ResolvedFile, conditional: GoNode): Guard | undefined {
  if (child(conditional, 'alternative') !== undefined || conditional.parent?.kind !== 'statement_list')
    return undefined;
  const asked = questionOf(file, conditional);
  const consequence = child(conditional, 'consequence');
  const statements =
    consequence === undefined ? [] : (childOfKind(consequence, 'statement_list')?.children ?? []);
  const [only] = statements;
  if (asked === undefined || only === undefined || statements.length !== 1) return undefined;
  if (repeatable(file, asked.index) === undefined) return undefined;
  return asked.present
    ? guardedDelete(file, conditional, asked.index, only)
    : needlessInit(file, conditional, asked.index, only);
}

/** The entry an `if` asks for, and whether it goes on where it is present or where it is absent. */
function questionOf(
  file: ResolvedFile,
  conditional: GoNode,
): { index: GoNode; present: boolean } | undefined {
  const [first] = lookupsOfHead(file, conditional);
  const condition = child(conditional, 'condition');
  if (first === undefined || condition === undefined) return undefined;
  const test = unparenthesised(condition);
  if (first.form === 'check' && first.ok !== undefined) {
    const present = asksForPresence(file, condition, file.declaredBy(first.ok));
    return present === undefined ? undefined : { index: first.index, present };
  }
  if (first.form !== 'compare' || child(conditional, 'initializer') !== undefined) return undefined;
  const [left, right] = [child(test, 'left'), child(test, 'right')];
  const isNilTest = child(test, 'operator')?.kind === '==' && right?.kind === 'nil';
  return isNilTest && left !== undefined && unparenthesised(left) === first.index
    ? { index: first.index, present: false }
    : undefined;
}

function guardedDelete(
  file: ResolvedFile,
  conditional: GoNode,
  index: GoNode,
  only: GoNode,
): Guard | undefined {
  const call = only.kind === 'expression_statement' ? only.children[0] : undefined;
  if (call?.kind !== 'call_expression' || builtinCallee(file, call) !== 'delete') return undefined;
  const [map, key] = child(call, 'arguments')?.children ?? [];
  const [askedMap, askedKey] = [child(index, 'operand'), child(index, 'index')];
  if (map === undefined || key === undefined || askedMap === undefined || askedKey === undefined)
    return undefined;
  const same = sameExpression(file, map, askedMap) && sameExpression(file, key, askedKey);
  return same
    ? {
        kind: 'guarded-delete',
        conditional,
        index,
        stays: only,
        doubt: undefined,
        confidence: 'certain',
        zero: '',
      }
    : undefined;
}

function needlessInit(
  file: ResolvedFile,
  conditional: GoNode,
  index: GoNode,
  only: GoNode,
): Guard | undefined {
  const value = storedIn(file, only, index);
  const siblings = conditional.parent?.children ?? [];
  const behind = siblings.slice(siblings.indexOf(conditional) + 1);
  const next = behind.find((statement) => updateOf(file, statement, index) !== undefined);
  if (value === undefined || next === undefined) return undefined;
  const update = updateOf(file, next, index);
  if (update === undefined || !isZero(file, value, update.form)) return undefined;
  const between = behind.slice(0, behind.indexOf(next));
  // `m[k] += len(m)` sees the entry that the guard made.
  if (readsMapBeside(file, next, index) || between.some((statement) => seesMap(file, statement, index)))
    return undefined;
  const waiting = waitsFor(file, index, between);
  if (waiting === 'some') return undefined;
  const operand = child(index, 'operand');
  const map = operand === undefined ? undefined : file.index.underlying(typeOf(file, operand));
  const isFoundAgain = map?.kind === 'map' && isReflexive(map.key, file.index) === true;
  const calls = hasEffects(file, next);
  const isSure = !calls && (update.alwaysAdds || unparenthesised(value).kind === 'nil') && isFoundAgain;
  const staysNil = isSure
    ? undefined
    : 'where nothing is appended the entry is nil then, and was an empty slice';
  const leavesNone = [...between, next].some((statement) => mayPanic(file, statement, index))
    ? 'if something panics before the update, the map has no entry for the key then'
    : staysNil;
  const doubt = waiting === 'none' ? leavesNone : 'a function called in between could look at the entry';
  return {
    kind: 'needless-init',
    conditional,
    index,
    stays: next,
    doubt,
    confidence: waiting === 'none' ? 'certain' : 'likely',
    zero: update.form === 'append' ? 'an empty slice' : textOf(file.syntax, value),
  };
}

/** True when a statement reads a map that may be the one of the entry. */
function seesMap(file: ResolvedFile, statement: GoNode, index: GoNode): boolean {
  const operand = child(index, 'operand');
  if (operand === undefined) return true;
  const map = typeOf(file, operand);
  return anyBelow(statement, (node) => {
    if (sameExpression(file, node, operand)) return true;
    const isMeasured =
      node.parent?.kind === 'range_clause' || node.field === 'operand' || isMeasuredBy(file, node);
    if (!isMeasured && !/^(?:identifier|selector_expression|index_expression)$/.test(node.kind)) return false;
    const type = file.index.underlying(typeOf(file, node));
    return type.kind === 'map'
      ? !areDifferentMaps(file, map, type)
      : isMeasured && type.kind === 'typeParameter';
  });
}

function isMeasuredBy(file: ResolvedFile, node: GoNode): boolean {
  const call = node.parent?.kind === 'argument_list' ? node.parent.parent : undefined;
  return call !== undefined && builtinCallee(file, call) === 'len';
}

/** True when a statement does what may panic, besides writing the entry: somebody may recover and look. */
function mayPanic(file: ResolvedFile, statement: GoNode, index: GoNode): boolean {
  return anyBelow(statement, (node) => {
    switch (node.kind) {
      case 'call_expression':
        return !/^(?:append|len|cap|new|min|max)$/.test(builtinCallee(file, node) ?? '');
      case 'index_expression':
        return (
          !sameExpression(file, node, index) &&
          file.index.underlying(typeOf(file, child(node, 'operand') ?? node)).kind !== 'map'
        );
      case 'binary_expression':
        return /^(?:[/%]|<<|>>|==|!=)$/.test(child(node, 'operator')?.kind ?? '');
      case 'assignment_statement':
        return (
          /^(?:[/%]|<<|>>)=$/.test(child(node, 'operator')?.kind ?? '') || writesOther(file, node, index)
        );
      case 'inc_statement':
      case 'dec_statement':
        return writesOther(file, node, index);
      case 'unary_expression':
        return file.syntax.text[node.start] === '*';
      case 'slice_expression':
      case 'type_assertion_expression':
      case 'send_statement':
        return true;
      case 'selector_expression': {
        const operand = child(node, 'operand');
        const type = operand === undefined ? undefined : file.index.underlying(typeOf(file, operand));
        return type?.kind === 'pointer' && !anyBelow(index, (part) => sameExpression(file, part, node));
      }
      default:
        return false;
    }
  });
}

/** True for an assignment to an element of anything else: that may be nil, or out of bounds. */
function writesOther(file: ResolvedFile, statement: GoNode, index: GoNode): boolean {
  const targets = child(statement, 'left')?.children ?? statement.children;
  return targets.some((target) => {
    const node = unparenthesised(target);
    return node.kind === 'index_expression' && !sameExpression(file, node, index);
  });
}

/** What the statements between the guard and the update do to the entry; `some` too where one of them may leave. */
function waitsFor(file: ResolvedFile, index: GoNode, between: readonly GoNode[]): Disturbance {
  const owner = enclosingFunction(index);
  const map = child(index, 'operand');
  const key = child(index, 'index');
  const [first, last] = [between[0], between.at(-1)];
  if (first === undefined || last === undefined) return 'none';
  const reads = map === undefined || key === undefined ? undefined : repeatable(file, map, key);
  const leaves = between.some((statement) =>
    anyBelow(statement, ({ kind }) => LEAVING.test(kind), FUNCTION_KINDS),
  );
  if (leaves || owner === undefined || map === undefined || reads === undefined) return 'some';
  const entry = { map, reads, isPrivate: isPrivateMap(file, map) };
  return disturbance(file, entry, owner, [{ start: first.start, end: last.end }]);
}

const LEAVING = /^(?:return|break|continue|goto|defer)_statement$/;

/** True when a statement mentions what the map lives in outside the entry itself. */
function readsMapBeside(file: ResolvedFile, statement: GoNode, index: GoNode): boolean {
  let root = child(index, 'operand');
  while (root !== undefined && root.kind !== 'identifier') root = child(root, 'operand') ?? root.children[0];
  const symbol = root === undefined ? undefined : file.symbolOf(root);
  let found = false;
  walk(statement, (node) => {
    if (node.kind === 'index_expression' && sameExpression(file, node, index)) return false;
    if (node.kind === 'identifier' && file.symbolOf(node) === symbol) found = true;
    return undefined;
  });
  return found;
}

interface Update {
  readonly form: 'count' | 'append';
  /** False when the entry may stay nil where the guard would have left it empty. */
  readonly alwaysAdds: boolean;
}

/** Reads `m[k]++`, `m[k] += v` and `m[k] = append(m[k], v)`. */
function updateOf(file: ResolvedFile, statement: GoNode, index: GoNode): Update | undefined {
  if (statement.kind === 'inc_statement' || statement.kind === 'dec_statement') {
    const target = statement.children[0];
    const same = target !== undefined && sameExpression(file, target, index);
    return same ? { form: 'count', alwaysAdds: true } : undefined;
  }
  if (statement.kind !== 'assignment_statement') return undefined;
  const [target, ...others] = child(statement, 'left')?.children ?? [];
  if (target === undefined || others.length > 0 || !sameExpression(file, target, index)) return undefined;
  const operator = child(statement, 'operator')?.kind ?? '';
  if (operator === '+=' || operator === '-=' || operator === '|=') return { form: 'count', alwaysAdds: true };
  const value = child(statement, 'right')?.children[0];
  const call = value === undefined ? undefined : unparenthesised(value);
  if (operator !== '=' || call?.kind !== 'call_expression' || builtinCallee(file, call) !== 'append')
    return undefined;
  const [list, ...added] = child(call, 'arguments')?.children ?? [];
  if (list === undefined || !sameExpression(file, list, index)) return undefined;
  const spreads = added.some(({ kind }) => kind === 'variadic_argument' || kind === '...');
  return { form: 'append', alwaysAdds: added.length > 0 && !spreads };
}

/** True for what an absent entry counts as anyway; an empty slice where it is appended to. */
function isZero(file: ResolvedFile, value: GoNode, form: Update['form']): boolean {
  const node = unparenthesised(value);
  const source = textOf(file.syntax, node);
  if (form === 'count') return /^(?:0|0\.0|""|``)$/.test(source);
  if (node.kind === 'nil') return file.isPredeclaredAt('nil', node.start);
  if (node.kind === 'composite_literal') {
    return child(node, 'type')?.kind === 'slice_type' && (child(node, 'body')?.children.length ?? 0) === 0;
  }
  if (node.kind !== 'call_expression' || builtinCallee(file, node) !== 'make') return false;
  const [type, length, ...capacity] = child(node, 'arguments')?.children ?? [];
  return (
    type?.kind === 'slice_type' &&
    length !== undefined &&
    textOf(file.syntax, length) === '0' &&
    capacity.length === 0
  );
}

/** Leaves the guard out; comments in it stay. */
export function guardFix<Kind extends string>(guard: Guard, context: RuleContext<Kind>): Fix | undefined {
  const { file } = context;
  const { kind, conditional, stays, doubt } = guard;
  const { text } = file.syntax;
  if (!beginsLine(text, conditional.start)) return undefined;
  const indent = indentAt(text, conditional.start);
  const next = conditional.parent?.children.find(({ start }) => start >= conditional.end) ?? stays;
  const span = kind === 'guarded-delete' ? conditional : { start: conditional.start, end: next.start };
  const comments = context.commentsIn(span).map((comment) => `${textOf(file.syntax, comment)}\n${indent}`);
  const lineBefore = lineAt(text, lineAt(text, span.start).start - 1);
  if (
    kind === 'needless-init' &&
    comments.length === 0 &&
    areAligned(context, lineBefore, lineAt(text, span.end))
  )
    return undefined;
  const kept = kind === 'guarded-delete' ? textOf(file.syntax, stays) : '';
  const edits = [{ span, newText: comments.join('') + kept }];
  const title = kind === 'guarded-delete' ? 'Delete without asking' : 'Leave the check out';
  return doubt === undefined
    ? { title, applicability: 'safe', edits }
    : { title, applicability: 'review', review: doubt, edits };
}
