import { enclosingFunction, type ResolvedFile } from '../semantics/symbols.ts';
import { child, textOf, walk, type GoNode } from '../syntax/node.ts';

/** The names of the results of the functions around a node: a `return` without values means them all. */
export function resultNames(file: ResolvedFile, node: GoNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (let owner = enclosingFunction(node); owner !== undefined; owner = enclosingFunction(owner)) {
    const result = child(owner, 'result');
    if (result?.kind !== 'parameter_list') continue;
    walk(result, (part) => {
      if (part.kind === 'identifier') names.add(textOf(file.syntax, part));
      return undefined;
    });
  }
  return names;
}
