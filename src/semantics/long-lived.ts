import type { DeclaredMap } from './declared-maps.ts';
import type { GoField, GoType } from './go-type.ts';
import type { ResolvedFile } from './symbols.ts';

const LOCKS: ReadonlySet<string> = new Set(['Mutex', 'RWMutex', 'Once', 'WaitGroup', 'Cond']);

/**
 * True for a map that by all appearances lives as long as the program works: a package variable, or a field of a struct
 * that goroutines share (it holds a lock or a channel) or that a package variable holds.
 */
export function isLongLived(file: ResolvedFile, { struct }: DeclaredMap): boolean {
  if (struct === undefined) return true;
  return fieldsOf(file, struct).some(({ type }) => isShared(type)) || file.index.isHeldByVariable(struct);
}

/** The fields of one of the package's structs, none where it is no struct. */
export function fieldsOf({ index }: ResolvedFile, struct: string): readonly GoField[] {
  const type = index.underlying({ kind: 'named', path: undefined, name: struct });
  return type.kind === 'struct' ? type.fields : [];
}

function isShared(type: GoType): boolean {
  const at = type.kind === 'pointer' ? type.elem : type;
  return at.kind === 'channel' || (at.kind === 'named' && at.path === 'sync' && LOCKS.has(at.name));
}
