import type { GoType } from './go-type.ts';
import type { ResolvedFile } from './symbols.ts';

/** Types within types are compared so far. */
const MAX_DEPTH = 8;

/** True for known map types of which no map can have both. */
export function areDifferentMaps(file: ResolvedFile, a: GoType, b: GoType): boolean {
  if (a.kind !== 'map' || b.kind !== 'map') return false;
  return areDifferent(file, a.key, b.key) || areDifferent(file, a.elem, b.elem);
}

/** True for known types that cannot be one and the same, whatever type parameters and lengths by name stand for. */
function areDifferent(file: ResolvedFile, a: GoType, b: GoType, depth = 0): boolean {
  const left = file.index.underlying(a);
  const right = file.index.underlying(b);
  const isOpen = ({ kind }: GoType): boolean => kind === 'unknown' || kind === 'typeParameter';
  if (depth > MAX_DEPTH || isOpen(left) || isOpen(right)) return false;
  if (left.kind !== right.kind) return true;
  const differ = (one: GoType, other: GoType): boolean => areDifferent(file, one, other, depth + 1);
  switch (left.kind) {
    case 'basic':
      return right.kind === 'basic' && left.name !== right.name;
    case 'map':
      return right.kind === 'map' && (differ(left.key, right.key) || differ(left.elem, right.elem));
    case 'array':
      if (right.kind !== 'array') return true;
      return (
        (left.length !== undefined && right.length !== undefined && left.length !== right.length) ||
        differ(left.elem, right.elem)
      );
    case 'slice':
    case 'pointer':
    case 'channel':
      return 'elem' in right && differ(left.elem, right.elem);
    case 'struct':
      if (right.kind !== 'struct' || left.fields.length !== right.fields.length) return true;
      return left.fields.some((field, at) => {
        const other = right.fields[at];
        return other?.name !== field.name || differ(field.type, other.type);
      });
    default:
      return false;
  }
}
