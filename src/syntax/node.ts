import type { Language, Tree } from 'web-tree-sitter';
import type { Span } from '../base/text.ts';
import { readAsCall, readAsIndexChain } from './index-chains.ts';

/**
 * One node of a Go syntax tree, copied out of the parser's memory so that the tree can be freed and no step of the
 * analysis crosses into wasm. Kinds and fields are tree-sitter-go's. Comments are kept apart, see `GoSyntax`.
 */
export interface GoNode extends Span {
  readonly kind: string;
  /** The node's role in its parent (`operand`, `left`, `body` …), empty without one. */
  readonly field: string;
  readonly parent: GoNode | undefined;
  /** Named nodes, and those tokens that carry meaning: operators, `:=`, `=`, `...`. */
  readonly children: readonly GoNode[];
  /** True when this subtree holds a syntax error or was nested too deeply to be read. */
  readonly broken: boolean;
}

/** A whole file, copied out of the parser. */
export interface GoSyntax {
  readonly text: string;
  readonly root: GoNode;
  readonly comments: readonly Span[];
  /** Number of ERROR and MISSING nodes. */
  readonly errors: number;
}

interface MutableNode {
  kind: string;
  field: string;
  start: number;
  end: number;
  parent: MutableNode | undefined;
  children: MutableNode[];
  broken: boolean;
}

/** The kind of nodes that stand for source the parser, or we, could not read. */
export const ERROR_KIND = 'ERROR';

/**
 * Deeper subtrees become one opaque ERROR node. No code that people write comes near; generated or hostile nesting
 * would otherwise overflow the stack of every recursive step after this one.
 */
const MAX_DEPTH = 400;

const TOKENS_WITH_MEANING = new Set([':=', '=', '...']);

interface KindTable {
  readonly names: readonly string[];
  readonly kept: readonly boolean[];
  readonly comment: number;
}

const tables = new WeakMap<Language, KindTable>();

function kindTable(language: Language): KindTable {
  const known = tables.get(language);
  if (known !== undefined) return known;
  const names: string[] = [];
  const kept: boolean[] = [];
  let comment = -1;
  for (let id = 0; id < language.nodeTypeCount; id++) {
    const name = language.nodeTypeForId(id) ?? '';
    names.push(name);
    kept.push(language.nodeTypeIsNamed(id) || TOKENS_WITH_MEANING.has(name));
    if (name === 'comment') comment = id;
  }
  const table = { names, kept, comment };
  tables.set(language, table);
  return table;
}

/** Copies a tree in one cursor walk. The tree may be deleted afterwards. */
export function copySyntax(tree: Tree, text: string): GoSyntax {
  const { names, kept, comment } = kindTable(tree.language);
  const fields = tree.language.fields;
  const comments: Span[] = [];
  const cursor = tree.walk();
  const misread: MutableNode[] = [];
  let errors = 0;
  const root = makeNode(
    names[cursor.nodeTypeId] ?? ERROR_KIND,
    '',
    cursor.startIndex,
    cursor.endIndex,
    undefined,
  );
  let parent = root;
  let depth = 1;

  try {
    if (!cursor.gotoFirstChild()) return { text, root, comments, errors };
    for (;;) {
      let descended = false;
      const id = cursor.nodeTypeId;
      if (id === comment) {
        comments.push({ start: cursor.startIndex, end: cursor.endIndex });
      } else {
        const fieldId = cursor.currentFieldId;
        const start = cursor.startIndex;
        const end = cursor.endIndex;
        const kind = names[id] ?? ERROR_KIND;
        const missing = start === end && cursor.nodeIsMissing;
        if (kind === ERROR_KIND || missing) {
          errors++;
          breakUpwards(parent);
        }
        if (fieldId !== 0 || (kept[id] ?? true)) {
          const node = makeNode(kind, fields[fieldId] ?? '', start, end, parent);
          node.broken = kind === ERROR_KIND || missing;
          parent.children.push(node);
          if (kind === 'type_instantiation_expression' || kind === 'type_conversion_expression')
            misread.push(node);
          if (depth >= MAX_DEPTH) {
            if (cursor.gotoFirstChild()) {
              cursor.gotoParent();
              node.kind = ERROR_KIND;
              node.broken = true;
              breakUpwards(parent);
            }
          } else if (cursor.gotoFirstChild()) {
            parent = node;
            depth++;
            descended = true;
          }
        }
      }
      if (descended) continue;
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent() || parent.parent === undefined) return { text, root, comments, errors };
        parent = parent.parent;
        depth--;
      }
    }
  } finally {
    cursor.delete();
    misread.forEach(readAsIndexChain);
    misread.forEach(readAsCall);
  }
}

function makeNode(
  kind: string,
  field: string,
  start: number,
  end: number,
  parent: MutableNode | undefined,
): MutableNode {
  return { kind, field, start, end, parent, children: [], broken: false };
}

function breakUpwards(from: MutableNode): void {
  for (let node: MutableNode | undefined = from; node !== undefined && !node.broken; node = node.parent) {
    node.broken = true;
  }
}

/** The child in the given role, or undefined. */
export function child(node: GoNode, field: string): GoNode | undefined {
  for (const candidate of node.children) if (candidate.field === field) return candidate;
  return undefined;
}

/** All children in the given role. */
export function childrenIn(node: GoNode, field: string): GoNode[] {
  return node.children.filter((candidate) => candidate.field === field);
}

/** The first child of the given kind, or undefined. */
export function childOfKind(node: GoNode, kind: string): GoNode | undefined {
  for (const candidate of node.children) if (candidate.kind === kind) return candidate;
  return undefined;
}

/** The node's source text. */
export function textOf(syntax: { readonly text: string }, node: Span): string {
  return syntax.text.slice(node.start, node.end);
}

/** Strips any parentheses around an expression. */
export function unparenthesised(node: GoNode): GoNode {
  let inner = node;
  while (inner.kind === 'parenthesized_expression') {
    const next = inner.children[0];
    if (next === undefined) break;
    inner = next;
  }
  return inner;
}

/** Climbs out of any parentheses around an expression. */
export function outermostParenthesis(node: GoNode): GoNode {
  let outer = node;
  while (outer.parent?.kind === 'parenthesized_expression') outer = outer.parent;
  return outer;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Calls `visit` for the node and all below it, in source order; a `false` answer leaves that subtree out. */
export function walk(node: GoNode, visit: (node: GoNode) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const next of node.children) walk(next, visit);
}

/** True when the test holds for the node or one below it; nodes of the kinds in `notInto` are not looked into. */
export function anyBelow(
  node: GoNode,
  test: (node: GoNode) => boolean,
  notInto?: ReadonlySet<string>,
): boolean {
  if (notInto?.has(node.kind) === true) return false;
  return test(node) || node.children.some((part) => anyBelow(part, test, notInto));
}

/** The nearest ancestor (or the node itself) of one of the kinds. */
export function nearest(node: GoNode | undefined, kinds: ReadonlySet<string>): GoNode | undefined {
  for (let at = node; at !== undefined; at = at.parent) if (kinds.has(at.kind)) return at;
  return undefined;
}
