import { spansOverlap, type Span } from '../../base/text.ts';
import { enclosingFunction, type ResolvedFile } from '../../semantics/symbols.ts';
import { textOf, walk, type GoNode } from '../../syntax/node.ts';

const NAMES = ['v', 'value', 'entry', 'current', 'held'];

interface Given {
  readonly name: string;
  readonly scope: Span;
}

/** Gives out short names for new variables, so that the fixes of a file can be applied together. */
export class FreeNames {
  readonly #used = new Map<GoNode, ReadonlySet<string>>();
  readonly #given: Given[] = [];

  /** A name that nothing in the function has and that was not given out for a scope that meets this one. */
  take(file: ResolvedFile, owner: GoNode, scope: Span): string | undefined {
    const used = this.#used.get(owner) ?? identifiersIn(file, owner);
    this.#used.set(owner, used);
    const isFree = (name: string): boolean =>
      !used.has(name) &&
      !this.#given.some((given) => given.name === name && spansOverlap(given.scope, scope));
    const name = NAMES.find(isFree);
    if (name !== undefined) this.#given.push({ name, scope });
    return name;
  }
}

function identifiersIn(file: ResolvedFile, owner: GoNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(owner, (node) => {
    if (node.children.length === 0 && node.kind.endsWith('identifier')) names.add(textOf(file.syntax, node));
    return undefined;
  });
  return names;
}

/** The function declaration around a node, or the outermost function literal. */
export function outermostFunction(node: GoNode): GoNode | undefined {
  let found: GoNode | undefined;
  for (let at = enclosingFunction(node); at !== undefined; at = enclosingFunction(at)) found = at;
  return found;
}
