import { beginsLine, indentAt } from '../../base/text.ts';
import { callEffect } from '../../semantics/call-effects.ts';
import { builtinCallee, typeOf } from '../../semantics/expression-types.ts';
import { repeatable } from '../../semantics/repeatable.ts';
import { sameExpression } from '../../semantics/same-expression.ts';
import { FUNCTION_KINDS, type GoSymbol, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, childOfKind, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';
import { isCommentAligned } from '../line-comments.ts';
import { asksForPresence, isMapIndex, lookupOfDeclaration, lookupsOfHead } from './first-lookups.ts';

/** Statements that look an entry up more than once and that one update of the entry says as well. */
export interface PlainUpdate {
  readonly kind: 'same-branches' | 'append-and-store';
  readonly index: GoNode;
  /** Where the entry is stored now. */
  readonly stores: readonly GoNode[];
  /** All of the statements: from the beginning of the first to the end of the last. */
  readonly first: GoNode;
  readonly last: GoNode;
  /** What says the same: `m[k]++`, `m[k] += n`, `m[k] = append(m[k], x)`. */
  readonly update: string;
  /** What an absent entry counts as for the update. */
  readonly zero: string;
  /** True when nothing that is evaluated could change the entry meanwhile. */
  readonly isSafe: boolean;
}

/**
 * `if v, ok := m[k]; ok { m[k] = append(v, x) } else { m[k] = []T{x} }` and `if _, ok := m[k]; ok { m[k]++ } else { m[k] = 1 }`,
 * where both branches come to the same; also with a `continue` in place of the `else`, where the update ends the loop's body.
 */
export function sameBranches(file: ResolvedFile, conditional: GoNode): PlainUpdate | undefined {
  const [first] = lookupsOfHead(file, conditional);
  const condition = child(conditional, 'condition');
  if (first?.ok === undefined || condition === undefined || conditional.parent?.kind !== 'statement_list')
    return undefined;
  const present = asksForPresence(file, condition, file.declaredBy(first.ok));
  const branches = branchesOf(conditional);
  if (present === undefined || branches === undefined || repeatable(file, first.index) === undefined)
    return undefined;
  const [whenPresent, whenAbsent] = present
    ? [branches.taken, branches.otherwise]
    : [branches.otherwise, branches.taken];
  const value = first.value === undefined ? undefined : file.declaredBy(first.value);
  const change = changeOf(file, whenPresent, first.index, value);
  const start = storedIn(file, whenAbsent, first.index);
  if (change === undefined || start === undefined || !startsWith(file, start, change)) return undefined;
  const ok = file.declaredBy(first.ok);
  if (change.added.some((each) => mentions(file, each, ok, first.index))) return undefined;
  if (change.form === 'add' && !startsAtNothing(file, first.index)) return undefined;
  return {
    kind: 'same-branches',
    index: first.index,
    stores: [whenPresent, whenAbsent],
    first: conditional,
    last: branches.last,
    ...written(file, first.index, change),
  };
}

/** `x := append(m[k], y)` and then `m[k] = x`, with no other use of `x`. */
export function appendAndStore(file: ResolvedFile, declaration: GoNode): PlainUpdate | undefined {
  if (declaration.kind !== 'short_var_declaration' || lookupOfDeclaration(file, declaration) !== undefined)
    return undefined;
  const [name, ...names] = child(declaration, 'left')?.children ?? [];
  const [value, ...values] = child(declaration, 'right')?.children ?? [];
  if (name === undefined || value === undefined || names.length > 0 || values.length > 0) return undefined;
  const siblings = declaration.parent?.kind === 'statement_list' ? declaration.parent.children : [];
  const next = siblings[siblings.indexOf(declaration) + 1];
  const list = appendedTo(file, value);
  const symbol = file.declaredBy(name);
  if (next === undefined || list === undefined || symbol?.references.length !== 1) return undefined;
  const index = unparenthesised(list.list);
  if (!isMapIndex(file, index) || repeatable(file, index) === undefined) return undefined;
  const stored = storedIn(file, next, index);
  const only = stored === undefined ? undefined : unparenthesised(stored);
  if (only?.kind !== 'identifier' || file.symbolOf(only) !== symbol) return undefined;
  const change: Change = { form: 'append', added: list.added };
  return {
    kind: 'append-and-store',
    index,
    stores: [next],
    first: declaration,
    last: next,
    ...written(file, index, change),
  };
}

/** What is done to an entry that is there. */
interface Change {
  readonly form: 'append' | 'add';
  readonly added: readonly GoNode[];
}

interface Branches {
  readonly taken: GoNode;
  readonly otherwise: GoNode;
  readonly last: GoNode;
}

/** The one statement of each branch. */
function branchesOf(conditional: GoNode): Branches | undefined {
  const statements = statementsIn(child(conditional, 'consequence'));
  const [taken, then, ...more] = statements;
  const alternative = child(conditional, 'alternative');
  if (taken === undefined || more.length > 0) return undefined;
  if (alternative !== undefined) {
    const [otherwise, ...others] = alternative.kind === 'block' ? statementsIn(alternative) : [];
    return then === undefined && otherwise !== undefined && others.length === 0
      ? { taken, otherwise, last: conditional }
      : undefined;
  }
  const siblings = conditional.parent?.children ?? [];
  const [otherwise, ...others] = siblings.slice(siblings.indexOf(conditional) + 1);
  const isBody = conditional.parent?.parent?.parent?.kind === 'for_statement';
  const continues = then?.kind === 'continue_statement' && then.children.length === 0;
  return isBody && continues && otherwise !== undefined && others.length === 0
    ? { taken, otherwise, last: otherwise }
    : undefined;
}

function statementsIn(block: GoNode | undefined): readonly GoNode[] {
  return block === undefined ? [] : (childOfKind(block, 'statement_list')?.children ?? []);
}

/** Reads `m[k] = append(m[k], x)`, `m[k] = m[k] + x`, `m[k] += x` and `m[k]++`; the value may be in a variable. */
function changeOf(
  file: ResolvedFile,
  statement: GoNode,
  index: GoNode,
  value: GoSymbol | undefined,
): Change | undefined {
  const isEntry = (node: GoNode | undefined): boolean => {
    if (node === undefined) return false;
    const plain = unparenthesised(node);
    if (plain.kind === 'identifier') return value !== undefined && file.symbolOf(plain) === value;
    return sameExpression(file, plain, index);
  };
  if (statement.kind === 'inc_statement') {
    const target = statement.children[0];
    return target !== undefined && sameExpression(file, target, index)
      ? { form: 'add', added: [] }
      : undefined;
  }
  const stored = storedIn(file, statement, index);
  if (stored === undefined) {
    const added = addedIn(file, statement, index);
    return added === undefined ? undefined : { form: 'add', added: [added] };
  }
  const list = appendedTo(file, stored);
  if (list !== undefined) {
    const isOther = list.added.every((each) => !mentions(file, each, value, index));
    return isEntry(list.list) && isOther ? { form: 'append', added: list.added } : undefined;
  }
  const sum = unparenthesised(stored);
  const [left, right] = [child(sum, 'left'), child(sum, 'right')];
  if (sum.kind !== 'binary_expression' || child(sum, 'operator')?.kind !== '+' || right === undefined)
    return undefined;
  return isEntry(left) && !mentions(file, right, value, index) ? { form: 'add', added: [right] } : undefined;
}

/** The value that `m[k] = x` stores. */
export function storedIn(file: ResolvedFile, statement: GoNode, index: GoNode): GoNode | undefined {
  return operandOf(file, statement, index, '=');
}

function addedIn(file: ResolvedFile, statement: GoNode, index: GoNode): GoNode | undefined {
  return operandOf(file, statement, index, '+=');
}

function operandOf(
  file: ResolvedFile,
  statement: GoNode,
  index: GoNode,
  operator: string,
): GoNode | undefined {
  if (statement.kind !== 'assignment_statement' || child(statement, 'operator')?.kind !== operator)
    return undefined;
  const [target, ...targets] = child(statement, 'left')?.children ?? [];
  const [value, ...values] = child(statement, 'right')?.children ?? [];
  const isOne = target !== undefined && targets.length === 0 && values.length === 0;
  return isOne && sameExpression(file, unparenthesised(target), index) ? value : undefined;
}

function appendedTo(
  file: ResolvedFile,
  value: GoNode,
): { readonly list: GoNode; readonly added: readonly GoNode[] } | undefined {
  const call = unparenthesised(value);
  if (call.kind !== 'call_expression' || builtinCallee(file, call) !== 'append') return undefined;
  const [list, ...added] = child(call, 'arguments')?.children ?? [];
  // `append(list, more...)` may add nothing, and then leaves nil where a literal would not.
  const spreads = added.some(({ kind }) => kind === 'variadic_argument' || kind === '...');
  return list === undefined || added.length === 0 || spreads ? undefined : { list, added };
}

/** True when the value that the absent entry gets is what the change makes of nothing. */
function startsWith(file: ResolvedFile, start: GoNode, { form, added }: Change): boolean {
  const node = unparenthesised(start);
  if (form === 'add') {
    const [only] = added;
    return only === undefined ? textOf(file.syntax, node) === '1' : sameExpression(file, node, only);
  }
  if (node.kind !== 'composite_literal' || child(node, 'type')?.kind !== 'slice_type') return false;
  const elements = child(node, 'body')?.children ?? [];
  return (
    elements.length === added.length &&
    elements.every((element, at) => {
      const value = element.kind === 'literal_element' ? element.children[0] : undefined;
      const other = added[at];
      return value !== undefined && other !== undefined && sameExpression(file, value, other);
    })
  );
}

/** True for integers and texts, where nothing and x make x: of floats, 0 and -0 make 0. */
function startsAtNothing(file: ResolvedFile, index: GoNode): boolean {
  const type = file.index.underlying(typeOf(file, index));
  return type.kind === 'basic' && /^(?:u?int|uintptr|byte|rune|string)/.test(type.name);
}

/** True when the expression reads the entry, or the variable that holds it. */
function mentions(file: ResolvedFile, node: GoNode, value: GoSymbol | undefined, index: GoNode): boolean {
  return anyBelow(
    node,
    (part) =>
      (part.kind === 'identifier' && value !== undefined && file.symbolOf(part) === value) ||
      (part.kind === 'index_expression' && sameExpression(file, part, index)),
  );
}

function written(
  file: ResolvedFile,
  index: GoNode,
  { form, added }: Change,
): Pick<PlainUpdate, 'update' | 'zero' | 'isSafe'> {
  const entry = textOf(file.syntax, index);
  const values = added.map((value) => textOf(file.syntax, value)).join(', ');
  const update =
    form === 'append'
      ? `${entry} = append(${entry}, ${values})`
      : values === '' || values === '1'
        ? `${entry}++`
        : `${entry} += ${values}`;
  const isSafe = !added.some((value) =>
    anyBelow(
      value,
      (node) =>
        FUNCTION_KINDS.has(node.kind) ||
        (node.kind === 'call_expression' && callEffect(file, node) !== 'none'),
    ),
  );
  return { update, zero: form === 'append' ? 'an empty slice' : 'zero', isSafe };
}

/** Puts the one update in place of the statements; comments in them stay above it. */
export function updateFix<Kind extends string>(
  plain: PlainUpdate,
  context: RuleContext<Kind>,
): Fix | undefined {
  const { file } = context;
  const { first, last, update, isSafe } = plain;
  const { text } = file.syntax;
  const span = { start: first.start, end: last.end };
  if (!beginsLine(text, first.start) || update.includes('\n') || isCommentAligned(context, last))
    return undefined;
  const indent = indentAt(text, first.start);
  const comments = context.commentsIn(span).map((comment) => `${textOf(file.syntax, comment)}\n${indent}`);
  const edits = [{ span, newText: comments.join('') + update }];
  const title = `Write ${update}`;
  return isSafe
    ? { title, applicability: 'safe', edits }
    : {
        title,
        applicability: 'review',
        review: 'a function called for the value could change the entry',
        edits,
      };
}
