import { beginsLine, indentAt, type TextEdit } from '../../base/text.ts';
import { usesGoto } from '../../semantics/early-exits.ts';
import { resultNames } from '../result-names.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import type { MapOperation } from '../../semantics/operations.ts';
import { enclosingFunction, type ResolvedFile } from '../../semantics/symbols.ts';
import { child, childOfKind, outermostParenthesis, textOf, walk, type GoNode } from '../../syntax/node.ts';

/** All that is written of a set: what a change of its type has to reach. */
export interface WrittenSet {
  /** The map types it is declared and made with. */
  readonly types: readonly GoNode[];
  /** The expressions that make it. */
  readonly creations: readonly GoNode[];
  readonly operations: readonly MapOperation[];
}

/** The whole of a set in a local variable. Undefined where its type is a name, or says the type of others too. */
export function localSet(map: LocalMap): WrittenSet | undefined {
  if (map.place === undefined) return undefined;
  const { creation, operations, typeNode } = map;
  const declared = declaredTypeOf(map);
  // `var a, b map[string]bool` says the type of others too.
  const names = (declared?.parent?.children ?? []).filter(({ field }) => field === 'name');
  if (names.length > 1) return undefined;
  const types = declared === undefined ? [typeNode] : [typeNode, declared];
  return { types, creations: [creation], operations };
}

/** Rewrites a true-only set to `struct{}` with all its uses. Undefined when some use cannot be rewritten in place. */
export function setRewrite(file: ResolvedFile, set: WrittenSet): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const type of set.types) {
    // A named map type would have to change with it.
    const value = type.kind === 'map_type' ? child(type, 'value') : undefined;
    if (value === undefined) return undefined;
    edits.push({ span: value, newText: 'struct{}' });
  }
  for (const element of set.creations.flatMap((creation) => child(creation, 'body')?.children ?? [])) {
    const value = child(element, 'value')?.children[0];
    if (value === undefined) return undefined;
    // Inside a literal the element type may be left out.
    edits.push({ span: value, newText: '{}' });
  }
  const names = new Map<GoNode | undefined, FreshNames>();
  for (const operation of set.operations) {
    const owner = outermostFunction(operation.node);
    const fresh = names.get(owner) ?? new FreshNames(file, owner);
    names.set(owner, fresh);
    const edit = rewriteUse(file, operation, fresh);
    if (edit === undefined) return undefined;
    edits.push(...edit);
  }
  return edits;
}

/** The type in `var seen map[string]bool = …`. */
function declaredTypeOf(map: LocalMap): GoNode | undefined {
  const spec = map.place?.root.declaration?.parent;
  return spec?.kind === 'var_spec' ? child(spec, 'type') : undefined;
}

function outermostFunction(node: GoNode): GoNode | undefined {
  let outermost: GoNode | undefined;
  for (let at = enclosingFunction(node); at !== undefined; at = enclosingFunction(at)) outermost = at;
  return outermost;
}

/** The edits that adapt one use, none when it stays as it is; undefined when it cannot be adapted. */
function rewriteUse(
  file: ResolvedFile,
  operation: MapOperation,
  names: FreshNames,
): readonly TextEdit[] | undefined {
  switch (operation.kind) {
    case 'insert':
      return operation.value === undefined ? undefined : [{ span: operation.value, newText: 'struct{}{}' }];
    case 'delete':
      // maps.DeleteFunc hands the values to a function that takes a bool.
      return operation.key === undefined ? undefined : [];
    case 'len':
    case 'clear':
    case 'compare':
      return [];
    case 'range': {
      const value = child(operation.node, 'left')?.children[1];
      const harmless =
        operation.node.kind === 'range_clause' && (value === undefined || isBlank(file, value));
      return harmless ? [] : undefined;
    }
    case 'commaOk': {
      const statement = outermostParenthesis(operation.node).parent?.parent;
      const first = statement === undefined ? undefined : child(statement, 'left')?.children[0];
      return first !== undefined && isBlank(file, first) ? [] : undefined;
    }
    case 'lookup':
      return rewriteLookup(file, operation.node, names);
    default:
      return undefined;
  }
}

function isBlank(file: ResolvedFile, node: GoNode): boolean {
  return textOf(file.syntax, node) === '_';
}

function rewriteLookup(
  file: ResolvedFile,
  index: GoNode,
  names: FreshNames,
): readonly TextEdit[] | undefined {
  const outer = outermostParenthesis(index);
  const parent = outer.parent;
  if (parent === undefined) return undefined;
  const source = textOf(file.syntax, index);

  // `if m[k] {` and `if !m[k] {`, with no initializer yet.
  const negated = parent.kind === 'unary_expression' && file.syntax.text[parent.start] === '!';
  const condition = negated ? outermostParenthesis(parent) : outer;
  const conditional = condition.parent;
  if (conditional?.kind === 'if_statement' && condition.field === 'condition') {
    if (child(conditional, 'initializer') !== undefined) return undefined;
    const ok = names.freeIn(conditional);
    if (ok === undefined) return undefined;
    return [{ span: condition, newText: `_, ${ok} := ${source}; ${negated ? '!' : ''}${ok}` }];
  }
  if (negated) return undefined;

  // `found := m[k]` and `found = m[k]`.
  const statement = parent.kind === 'expression_list' ? parent.parent : undefined;
  if (statement === undefined || parent.children.length !== 1) return undefined;
  if (statement.kind === 'short_var_declaration' || isPlainAssignment(statement)) {
    const target = child(statement, 'left');
    if (target?.children.length !== 1) return undefined;
    return [{ span: { start: target.start, end: target.start }, newText: '_, ' }];
  }
  // `return m[k]`
  if (statement.kind === 'return_statement' && statement.parent?.kind === 'statement_list') {
    const owner = enclosingFunction(statement);
    // The variable may not be declared twice in a block, nor jumped over.
    if (statement.parent.children.at(-1) !== statement || owner === undefined || usesGoto(owner))
      return undefined;
    const ok = names.freeIn(undefined);
    if (ok === undefined) return undefined;
    const { text } = file.syntax;
    if (!beginsLine(text, statement.start)) return undefined;
    const indent = indentAt(text, statement.start);
    return [{ span: statement, newText: `_, ${ok} := ${source}\n${indent}return ${ok}` }];
  }
  return undefined;
}

function isPlainAssignment(statement: GoNode): boolean {
  if (statement.kind !== 'assignment_statement') return false;
  const operator = child(statement, 'operator') ?? childOfKind(statement, '=');
  return operator?.kind === '=';
}

/** What a new variable could take the meaning of: a variable, or a type of the same name. */
const NAMES: ReadonlySet<string> = new Set(['identifier', 'type_identifier', 'package_identifier']);

/** A function may make many sets; its names are collected once. */
const identifiers = new WeakMap<GoNode, ReadonlySet<string>>();

function identifiersIn(file: ResolvedFile, owner: GoNode): ReadonlySet<string> {
  const known = identifiers.get(owner);
  if (known !== undefined) return known;
  const names = new Set<string>();
  walk(owner, (node) => {
    if (NAMES.has(node.kind)) names.add(textOf(file.syntax, node));
    return undefined;
  });
  identifiers.set(owner, names);
  return names;
}

/** Picks names for the new booleans that mean nothing yet where they are put. */
class FreshNames {
  readonly #used: ReadonlySet<string>;
  readonly #file: ResolvedFile;

  constructor(file: ResolvedFile, owner: GoNode | undefined) {
    this.#file = file;
    this.#used = owner === undefined ? new Set() : identifiersIn(file, owner);
  }

  /**
   * A name for an `if` initializer: one that nothing below that `if` reads. Without a statement: one that the whole
   * function does not know.
   */
  freeIn(conditional: GoNode | undefined): string | undefined {
    const candidates = ['ok', 'found', 'exists', 'present'];
    if (conditional === undefined) return candidates.find((name) => !this.#used.has(name));
    const results = resultNames(this.#file, conditional);
    const below = new Set<string>();
    walk(conditional, (node) => {
      if (NAMES.has(node.kind)) below.add(textOf(this.#file.syntax, node));
      return undefined;
    });
    return candidates.find((name) => !below.has(name) && !results.has(name));
  }
}
