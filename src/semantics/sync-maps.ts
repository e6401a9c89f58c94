import { child, textOf, walk, type GoNode } from '../syntax/node.ts';
import { typeOf } from './expression-types.ts';
import { placeOf, type Place } from './places.ts';
import { enclosingFunction, type ResolvedFile } from './symbols.ts';

/** A call of a method of a `sync.Map` that lives in a variable or field. */
export interface SyncMapCall {
  readonly call: GoNode;
  /** The expression that names the map. */
  readonly map: GoNode;
  readonly place: Place;
  readonly method: string;
  readonly args: readonly GoNode[];
  /** The innermost function declaration or literal around it. */
  readonly owner: GoNode | undefined;
}

/** Found once for each file: a rule asks for them once a function. */
const found = new WeakMap<ResolvedFile, readonly SyncMapCall[]>();

/** The calls of methods of `sync.Map` in the file, in source order. */
export function syncMapCalls(file: ResolvedFile): readonly SyncMapCall[] {
  const known = found.get(file);
  if (known !== undefined) return known;
  const calls: SyncMapCall[] = [];
  walk(file.syntax.root, (node) => {
    if (node.kind !== 'call_expression' || node.broken) return undefined;
    const callee = child(node, 'function');
    const map = callee?.kind === 'selector_expression' ? child(callee, 'operand') : undefined;
    const name = callee === undefined ? undefined : child(callee, 'field');
    if (map === undefined || name === undefined || !isSyncMap(file, map)) return undefined;
    const place = placeOf(file, map);
    if (place === undefined) return undefined;
    const args = child(node, 'arguments')?.children ?? [];
    calls.push({
      call: node,
      map,
      place,
      method: textOf(file.syntax, name),
      args,
      owner: enclosingFunction(node),
    });
    return undefined;
  });
  found.set(file, calls);
  return calls;
}

/** True for an expression of type `sync.Map` or a pointer to one. */
function isSyncMap(file: ResolvedFile, expression: GoNode): boolean {
  const type = typeOf(file, expression);
  const named = type.kind === 'pointer' ? type.elem : type;
  if (named.kind !== 'named' || named.path !== 'sync' || named.name !== 'Map') return false;
  // Another package of that name would be meant wherever this file imports one.
  return !file.declarations.imports.some(({ name, path }) => name === 'sync' && path !== 'sync');
}
