import { beginsLine, indentAt, type TextEdit } from '../../base/text.ts';
import { callEffect } from '../../semantics/call-effects.ts';
import { usesGoto } from '../../semantics/early-exits.ts';
import { isReflexive } from '../../semantics/reflexive.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import { enclosingFunction, type GoSymbol, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, contains, textOf, walk, type GoNode } from '../../syntax/node.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';
import type { FirstLookup } from './first-lookups.ts';
import { outermostFunction, type FreeNames } from './free-names.ts';
import { isCommentAligned } from '../line-comments.ts';
import { namedRead } from './held-variable.ts';
import type { Lookups, SecondRead } from './second-reads.ts';

/**
 * Keeps the value of the first lookup in a variable and reads that instead. Undefined where no name is free, or where
 * the form would need more than renaming.
 */
export function holdValueFix<Kind extends string>(
  lookups: Lookups,
  names: FreeNames,
  context: RuleContext<Kind>,
): Fix | undefined {
  const { file } = context;
  const { first, reads, insert } = lookups;
  const held = first.form === 'held' ? heldEdits(file, first) : newVariable(lookups, names, context);
  if (held === undefined) return undefined;
  const all: TextEdit[] = [
    ...held.edits,
    ...reads
      .filter((read) => read !== held.replaces)
      .map(({ index }) => ({ span: index, newText: held.name })),
  ];
  if (all.some(({ span }) => isCommentAligned(context, span))) return undefined;
  const title = `Look ${textOf(file.syntax, first.index)} up once`;
  const doubt = doubtOf(file, lookups);
  return doubt === undefined
    ? { title, applicability: 'safe', edits: all }
    : { title, applicability: 'review', review: doubt, edits: all };

  function doubtOf(of: ResolvedFile, { first: { index } }: Lookups): string | undefined {
    if (reads.some(({ disturbance }) => disturbance !== 'none'))
      return 'a function called in between could change the entry';
    const operand = child(index, 'operand');
    const type = operand === undefined ? undefined : of.index.underlying(typeOf(of, operand));
    if (insert !== undefined && (type?.kind !== 'map' || isReflexive(type.key, of.index) !== true)) {
      return 'a key that is NaN is never found, not even when it was just inserted';
    }
    return undefined;
  }
}

interface Held {
  readonly name: string;
  readonly edits: readonly TextEdit[];
  /** The read whose statement the edits take out. */
  readonly replaces?: SecondRead;
}

/** `v` exists already. */
function heldEdits(file: ResolvedFile, { value, statement }: FirstLookup): Held | undefined {
  const symbol = value === undefined ? undefined : (file.declaredBy(value) ?? file.symbolOf(value));
  const owner = enclosingFunction(statement);
  if (value === undefined || owner === undefined || file.declaredBy(value) === undefined) return undefined;
  if (
    symbol === undefined ||
    declaredIn(file, owner).some((other) => other.name === symbol.name && other !== symbol)
  ) {
    return undefined;
  }
  return { name: symbol.name, edits: [] };
}

/** A new variable, or the one that the code reads the entry into later on. */
function newVariable<Kind extends string>(
  lookups: Lookups,
  names: FreeNames,
  context: RuleContext<Kind>,
): Held | undefined {
  const { file } = context;
  const { first, reads, insert } = lookups;
  const owner = outermostFunction(first.statement);
  const staysInside =
    first.form !== 'plain' && insert === undefined && reads.every(({ where }) => where === 'inside');
  const scope = staysInside ? first.statement : (first.statement.parent ?? first.statement);
  if (owner === undefined || (!staysInside && usesGoto(owner))) return undefined;
  const named = namedRead(lookups, owner, context);
  const name = named?.name ?? names.take(file, owner, scope);
  const edits = name === undefined ? undefined : declaringEdits(file, lookups, name, staysInside, owner);
  if (name === undefined || edits === undefined) return undefined;
  if (named === undefined) return { name, edits };
  return { name, edits: [...edits, { span: named.lines, newText: '' }], replaces: named.read };
}

/** The edits by which the first lookup fills the variable. */
function declaringEdits(
  file: ResolvedFile,
  { first, insert }: Lookups,
  name: string,
  staysInside: boolean,
  owner: GoNode,
): readonly TextEdit[] | undefined {
  const { statement, index, value } = first;
  if (first.form === 'check') {
    if (value === undefined) return undefined;
    return statement.kind !== 'if_statement' || staysInside
      ? [{ span: value, newText: name }]
      : hoistedCheck(file, first, name, insert, owner);
  }
  if (!first.always || !runsFirst(file, first) || child(statement, 'initializer') !== undefined)
    return undefined;
  const source = textOf(file.syntax, index);
  if (staysInside) {
    const condition = child(statement, 'condition');
    if (condition === undefined) return undefined;
    return [
      { span: { start: condition.start, end: condition.start }, newText: `${name} := ${source}; ` },
      { span: index, newText: name },
    ];
  }
  const indent = ownIndent(file, statement);
  if (indent === undefined || statement.parent?.kind !== 'statement_list') return undefined;
  const stored = insert === undefined ? [] : insertEdits(file, insert, index, name);
  if (stored === undefined) return undefined;
  return [
    { span: { start: statement.start, end: statement.start }, newText: `${name} := ${source}\n${indent}` },
    { span: index, newText: name },
    ...stored,
  ];
}

/** `if _, ok := m[k]; !ok {` becomes `v, ok := m[k]` and `if !ok {`, so that what follows the `if` has `v` too. */
function hoistedCheck(
  file: ResolvedFile,
  first: FirstLookup,
  name: string,
  insert: GoNode | undefined,
  owner: GoNode,
): readonly TextEdit[] | undefined {
  const { statement, index, ok } = first;
  const initializer = child(statement, 'initializer');
  const condition = child(statement, 'condition');
  const indent = ownIndent(file, statement);
  if (initializer === undefined || condition === undefined || indent === undefined || ok === undefined)
    return undefined;
  if (statement.parent?.kind !== 'statement_list' || !isFreeAround(file, ok, statement, owner))
    return undefined;
  const stored = insert === undefined ? [] : insertEdits(file, insert, index, name);
  if (stored === undefined) return undefined;
  const declaration = `${name}, ${textOf(file.syntax, ok)} := ${textOf(file.syntax, index)}\n${indent}`;
  return [
    { span: { start: statement.start, end: statement.start }, newText: declaration },
    { span: { start: initializer.start, end: condition.start }, newText: '' },
    ...stored,
  ];
}

/** `m[k] = x` becomes `v = x` and `m[k] = v`. */
function insertEdits(
  file: ResolvedFile,
  insert: GoNode,
  index: GoNode,
  name: string,
): TextEdit[] | undefined {
  const indent = ownIndent(file, insert);
  const target = child(insert, 'left');
  if (indent === undefined || target === undefined) return undefined;
  if (!/^[ \t]*\r?\n/.test(file.syntax.text.slice(insert.end))) return undefined;
  const stored = `\n${indent}${textOf(file.syntax, index)} = ${name}`;
  return [
    { span: target, newText: name },
    { span: { start: insert.end, end: insert.end }, newText: stored },
  ];
}

/** True when nothing that the statement does before the lookup could change what it finds. */
function runsFirst(file: ResolvedFile, { form, statement, index }: FirstLookup): boolean {
  const evaluated = form === 'plain' ? statement : child(statement, 'condition');
  if (evaluated === undefined) return false;
  return !anyBelow(evaluated, (node) => {
    if (node.end > index.start) return false;
    const receives = node.kind === 'unary_expression' && file.syntax.text.startsWith('<-', node.start);
    return receives || (node.kind === 'call_expression' && callEffect(file, node) !== 'none');
  });
}

/**
 * True when the name may be declared in the statement list around the `if` without another of that name being meant. One
 * that the list declared before and that nothing reads any more may be assigned again.
 */
function isFreeAround(file: ResolvedFile, ok: GoNode, statement: GoNode, owner: GoNode): boolean {
  const name = textOf(file.syntax, ok);
  const own = file.declaredBy(ok);
  const list = statement.parent;
  if (list === undefined || own === undefined) return false;
  const isSpent = ({ declaration, references, owner: declaredIn, type }: GoSymbol): boolean =>
    declaration !== undefined &&
    type.kind === 'basic' &&
    type.name === 'bool' &&
    declaration.start < statement.start &&
    isDirectlyIn(list, declaration) &&
    references.every(
      (reference) => reference.end <= statement.start && enclosingFunction(reference) === declaredIn,
    );
  const meets = declaredIn(file, owner).some(
    (other) => other !== own && other.name === name && contains(other.scope, statement) && !isSpent(other),
  );
  if (meets) return false;
  return !anyBelow(list, (node) => {
    if (node.kind !== 'identifier' || textOf(file.syntax, node) !== name) return false;
    const declared = file.declaredBy(node);
    if (declared !== undefined) return isDirectlyIn(list, node) && !isSpent(declared);
    const symbol = file.symbolOf(node);
    return symbol !== undefined && symbol !== own && contains(symbol.scope, statement) && !isSpent(symbol);
  });
}

/** True when a declaration in the list itself, not in a block or `if` below it, declares the identifier. */
function isDirectlyIn(list: GoNode, identifier: GoNode): boolean {
  let declaration = identifier.parent;
  while (declaration !== undefined && /^(?:expression_list|var_spec|var_spec_list)$/.test(declaration.kind)) {
    declaration = declaration.parent;
  }
  return declaration?.parent === list;
}

/** The blanks before a statement that begins its line. */
function ownIndent({ syntax: { text } }: ResolvedFile, { start }: GoNode): string | undefined {
  return beginsLine(text, start) ? indentAt(text, start) : undefined;
}

function declaredIn(file: ResolvedFile, owner: GoNode): GoSymbol[] {
  const symbols: GoSymbol[] = [];
  walk(owner, (node) => {
    const symbol = node.kind === 'identifier' ? file.declaredBy(node) : undefined;
    if (symbol !== undefined) symbols.push(symbol);
    return undefined;
  });
  return symbols;
}
