import { child, childrenIn, textOf, type GoNode } from '../syntax/node.ts';
import { specsOf } from './constants.ts';
import type { GoType } from './go-type.ts';
import type { UseSet } from './map-uses.ts';
import type { ResolvedFile } from './symbols.ts';
import { typeFromNode } from './type-syntax.ts';

/** A package variable, or a field of a declared struct, that is a map. */
export interface DeclaredMap {
  readonly name: string;
  /** The struct type of a field; undefined for a variable. */
  readonly struct: string | undefined;
  /** The declared name. */
  readonly node: GoNode;
  /** The type as it is written, undefined where only the value says it. */
  readonly typeNode: GoNode | undefined;
  /** The value a variable is declared with. */
  readonly value: GoNode | undefined;
  readonly key: GoType;
  readonly elem: GoType;
}

/** The maps a file declares at package level, in source order. Types of other packages are not looked up for it. */
export function declaredMaps(file: ResolvedFile): DeclaredMap[] {
  return file.syntax.root.children.flatMap((declaration) => {
    switch (declaration.kind) {
      case 'var_declaration':
        return specsOf(declaration, 'var_spec').flatMap((spec) => variablesOf(file, spec));
      case 'type_declaration':
        return declaration.children.flatMap((spec) => fieldsOf(file, spec));
      default:
        return [];
    }
  });
}

/** What the package does with it; undefined where others may do more, see `PackageUses`. */
export function usesOf(
  file: ResolvedFile,
  map: Pick<DeclaredMap, 'name' | 'struct'>,
  without?: 'tests',
): { readonly all: UseSet; readonly sure: UseSet } | undefined {
  const { uses } = file.index;
  if (map.struct !== undefined) return uses.ofField(map.struct, map.name, without);
  const all = uses.ofVariable(map.name, without);
  return all === undefined ? undefined : { all, sure: all };
}

/** `sessions`, or `Server.sessions` for a field. */
export function declaredName({ name, struct }: DeclaredMap): string {
  return struct === undefined ? name : `${struct}.${name}`;
}

function variablesOf(file: ResolvedFile, spec: GoNode): DeclaredMap[] {
  const names = childrenIn(spec, 'name').filter(({ kind }) => kind === 'identifier');
  const values = child(spec, 'value')?.children ?? [];
  return names.flatMap((node, at) => {
    const name = textOf(file.syntax, node);
    const type = mapType(file, file.declarations.variables.get(name)?.type);
    const value = values.length === names.length ? values[at] : undefined;
    if (type === undefined || node.broken) return [];
    return [{ name, struct: undefined, node, typeNode: child(spec, 'type'), value, ...type }];
  });
}

function fieldsOf(file: ResolvedFile, spec: GoNode): DeclaredMap[] {
  const named = child(spec, 'name');
  const struct = child(spec, 'type');
  if (named === undefined || struct?.kind !== 'struct_type') return [];
  return (struct.children[0]?.children ?? []).flatMap((field) => {
    const typeNode = child(field, 'type');
    const type = mapType(
      file,
      typeFromNode(typeNode, file.syntax, () => undefined),
    );
    if (type === undefined || field.broken) return [];
    return childrenIn(field, 'name').map((node) => ({
      name: textOf(file.syntax, node),
      struct: textOf(file.syntax, named),
      node,
      typeNode,
      value: undefined,
      ...type,
    }));
  });
}

function mapType(
  file: ResolvedFile,
  type: GoType | undefined,
): { readonly key: GoType; readonly elem: GoType } | undefined {
  // Which map another package's type is would take reading that package.
  if (type === undefined || (type.kind === 'named' && type.path !== undefined)) return undefined;
  const under = type.kind === 'map' ? type : file.index.underlying(type);
  return under.kind === 'map' ? { key: under.key, elem: under.elem } : undefined;
}
