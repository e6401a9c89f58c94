import { disturbance, type Disturbance } from '../../semantics/disturbance.ts';
import { builtinCallee, typeOf } from '../../semantics/expression-types.ts';
import { alwaysLeaves } from '../../semantics/iteration-flow.ts';
import { isAssignmentTarget, isChanged } from '../../semantics/operations.ts';
import { repeatable } from '../../semantics/repeatable.ts';
import { enclosingFunction, type GoSymbol, type ResolvedFile } from '../../semantics/symbols.ts';
import {
  child,
  childOfKind,
  contains,
  outermostParenthesis,
  textOf,
  unparenthesised,
  type GoNode,
} from '../../syntax/node.ts';

/** A string made of bytes for a lookup that needs none, and kept for the case that the entry is not there. */
export interface KeptKey {
  /** `k := string(b)` */
  readonly declaration: GoNode;
  readonly symbol: GoSymbol;
  /** `string(b)` */
  readonly conversion: GoNode;
  /** Where the key is only looked up, before it is known whether the entry is there. */
  readonly lookups: readonly GoNode[];
  /** What runs only where the entry is not there, and all else that the key is used for. */
  readonly miss: Miss;
  /** What may happen to the bytes before the last lookup. */
  readonly disturbance: Disturbance;
}

/** What runs where there is no entry: a block of its own, or what comes after an `if` whose block is left for good. */
export type Miss =
  | { readonly kind: 'block'; readonly block: GoNode }
  | { readonly kind: 'after'; readonly conditional: GoNode };

/** Reads `k := string(b)` as a key that is kept for the miss; undefined where it is anything else. */
export function keptKey(file: ResolvedFile, declaration: GoNode): KeptKey | undefined {
  const names = child(declaration, 'left')?.children ?? [];
  const values = child(declaration, 'right')?.children ?? [];
  const [name] = names;
  const [value] = values;
  const list = declaration.parent;
  if (names.length !== 1 || values.length !== 1 || name === undefined || value === undefined)
    return undefined;
  const symbol = file.declaredBy(name);
  const conversion = unparenthesised(value);
  if (symbol === undefined || list?.kind !== 'statement_list' || !isConversion(file, conversion))
    return undefined;
  const owner = enclosingFunction(declaration);
  if (
    owner === undefined ||
    symbol.references.some((use) => isChanged(use) || enclosingFunction(use) !== owner)
  )
    return undefined;
  const siblings = list.children.slice(list.children.indexOf(declaration) + 1);
  const lookups = symbol.references.filter((use) => isLookup(file, use));
  const others = symbol.references.filter((use) => !lookups.includes(use));
  // A key that is only looked up is what staticcheck reports (SA6001).
  if (lookups.length === 0 || !others.some(isStored)) return undefined;
  const miss = missOf(file, siblings, lookups);
  if (miss === undefined || !others.every((use) => runsOnMiss(use, miss, list))) return undefined;
  const early = lookups.filter((use) => !runsOnMiss(use, miss, list));
  const last = early.at(-1);
  const reads = repeatable(file, conversion);
  if (last === undefined || reads === undefined) return undefined;
  const span = { start: declaration.end, end: statementEnd(last) };
  const watched = { map: undefined, reads, isPrivate: false };
  return {
    declaration,
    symbol,
    conversion,
    lookups: early,
    miss,
    disturbance: disturbance(file, watched, owner, [span]),
  };
}

/** The end of the assignment that a lookup is the value of, which changes its variables after it; else its own. */
function statementEnd(lookup: GoNode): number {
  for (let at = lookup.parent; at !== undefined; at = at.parent) {
    if (/^(?:short_var_declaration|assignment_statement)$/.test(at.kind)) return at.end;
    if (/(?:block|_list|_statement|_case)$/.test(at.kind) && at.kind !== 'expression_list') break;
  }
  return lookup.end;
}

/** `string(b)` of a slice of bytes. */
function isConversion(file: ResolvedFile, node: GoNode): boolean {
  if (node.kind !== 'call_expression' || builtinCallee(file, node) !== 'string') return false;
  const argument = child(node, 'arguments')?.children[0];
  const type = argument === undefined ? undefined : file.index.underlying(typeOf(file, argument));
  if (type?.kind !== 'slice') return false;
  const elem = file.index.underlying(type.elem);
  return elem.kind === 'basic' && elem.name === 'uint8';
}

/** The index expression of a map that a use of the key is the index of. */
function indexedBy(file: ResolvedFile, use: GoNode): GoNode | undefined {
  const outer = outermostParenthesis(use);
  const index =
    outer.field === 'index' && outer.parent?.kind === 'index_expression' ? outer.parent : undefined;
  const map = index === undefined ? undefined : child(index, 'operand');
  const type = map === undefined ? undefined : file.index.underlying(typeOf(file, map));
  if (type?.kind !== 'map') return undefined;
  // To be a key of interface type the string has to be on the heap.
  const key = file.index.underlying(type.key);
  return key.kind === 'basic' && key.name === 'string' ? index : undefined;
}

function isLookup(file: ResolvedFile, use: GoNode): boolean {
  const index = indexedBy(file, use);
  return index !== undefined && !isChanged(outermostParenthesis(index));
}

/** True where the string is put into a map, which needs it on the heap. */
function isStored(use: GoNode): boolean {
  const index = outermostParenthesis(use).parent;
  return index?.kind === 'index_expression' && isAssignmentTarget(outermostParenthesis(index));
}

/** Finds what runs only where the first lookup finds nothing. */
function missOf(
  file: ResolvedFile,
  siblings: readonly GoNode[],
  lookups: readonly GoNode[],
): Miss | undefined {
  const [first, second] = siblings;
  if (first?.kind === 'if_statement') {
    const initializer = child(first, 'initializer');
    const test =
      initializer === undefined ? directTest(first, lookups) : testOf(file, initializer, first, lookups);
    return test === undefined ? undefined : missBlock(file, first, test);
  }
  if (first === undefined || second?.kind !== 'if_statement' || child(second, 'initializer') !== undefined)
    return undefined;
  const test = testOf(file, first, second, lookups);
  return test === undefined ? undefined : missBlock(file, second, test);
}

/** `if m[k] {` and `if !m[k] {` of a set. */
function directTest(conditional: GoNode, lookups: readonly GoNode[]): 'hit' | 'miss' | undefined {
  const condition = child(conditional, 'condition');
  const node = condition === undefined ? undefined : unparenthesised(condition);
  if (node === undefined) return undefined;
  const negated = node.kind === 'unary_expression' ? child(node, 'operand') : undefined;
  const tested = unparenthesised(negated ?? node);
  if (tested.kind !== 'index_expression' || !lookups.some((use) => use.parent === tested)) return undefined;
  return negated === undefined ? 'hit' : 'miss';
}

/** What the condition asks of `v, ok := m[k]` or `v := m[k]`: whether there is an entry, or whether there is none. */
function testOf(
  file: ResolvedFile,
  statement: GoNode,
  conditional: GoNode,
  lookups: readonly GoNode[],
): 'hit' | 'miss' | undefined {
  if (statement.kind !== 'short_var_declaration') return undefined;
  const targets = child(statement, 'left')?.children ?? [];
  const [value, ...others] = child(statement, 'right')?.children ?? [];
  const found = value === undefined ? undefined : unparenthesised(value);
  if (others.length > 0 || !lookups.some((use) => use.parent === found)) return undefined;
  const condition = child(conditional, 'condition');
  const node = condition === undefined ? undefined : unparenthesised(condition);
  if (node === undefined) return undefined;
  const means = (part: GoNode | undefined, target: GoNode | undefined): boolean => {
    const symbol = target === undefined ? undefined : (file.declaredBy(target) ?? file.symbolOf(target));
    return part?.kind === 'identifier' && symbol !== undefined && file.symbolOf(part) === symbol;
  };
  const [held, ok] = targets;
  if (ok !== undefined && means(node, ok)) return 'hit';
  if (ok !== undefined && node.kind === 'unary_expression' && means(child(node, 'operand'), ok))
    return 'miss';
  // A nil element counts as none.
  if (
    node.kind !== 'binary_expression' ||
    child(node, 'right')?.kind !== 'nil' ||
    !means(child(node, 'left'), held)
  )
    return undefined;
  const operator = child(node, 'operator')?.kind;
  return operator === '!=' ? 'hit' : operator === '==' ? 'miss' : undefined;
}

function missBlock(file: ResolvedFile, conditional: GoNode, test: 'hit' | 'miss'): Miss | undefined {
  const consequence = child(conditional, 'consequence');
  const alternative = child(conditional, 'alternative');
  if (consequence === undefined) return undefined;
  if (test === 'miss') return { kind: 'block', block: consequence };
  if (alternative?.kind === 'block') return { kind: 'block', block: alternative };
  if (alternative !== undefined || !isLeft(file, consequence)) return undefined;
  return { kind: 'after', conditional };
}

/** True for a block that ends by leaving the iteration or the function. */
function isLeft(file: ResolvedFile, block: GoNode): boolean {
  const last = childOfKind(block, 'statement_list')?.children.at(-1);
  if (last === undefined) return false;
  return /^(?:continue|break|goto)_statement$/.test(last.kind) || alwaysLeaves(file, block);
}

function runsOnMiss(use: GoNode, miss: Miss, list: GoNode): boolean {
  return miss.kind === 'block'
    ? contains(miss.block, use)
    : use.start >= miss.conditional.end && contains(list, use);
}

const FAILURE = /err|fatal|panic|fail|invalid|duplicate/i;

/**
 * True where an entry that is there hardly ever is: it is a mistake (`return … ErrDuplicate`), or the loop tries other keys
 * until one is new.
 */
export function rarelyHits(file: ResolvedFile, { miss }: KeptKey): boolean {
  if (miss.kind !== 'after') return false;
  const hit = child(miss.conditional, 'consequence');
  const last = hit === undefined ? undefined : childOfKind(hit, 'statement_list')?.children.at(-1);
  if (last?.kind !== 'continue_statement')
    return last !== undefined && FAILURE.test(textOf(file.syntax, last));
  const end = miss.conditional.parent?.children.at(-1)?.kind;
  return end === 'return_statement' || end === 'break_statement';
}

/** `string(b)` as it is written. */
export function conversionText(file: ResolvedFile, { conversion }: KeptKey): string {
  return textOf(file.syntax, conversion);
}
