import type { GoType } from './go-type.ts';

/** Nested types are followed so far; a type that contains itself by value is broken Go anyway. */
const MAX_DEPTH = 16;

/**
 * True when two types are surely identical (Go specification, "Type identity"): what is not known, or not kept whole by
 * `GoType` (methods of interfaces, directions of channels, tags of structs), is not.
 */
export function isSameType(a: GoType, b: GoType, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  switch (a.kind) {
    case 'basic':
      return b.kind === 'basic' && a.name === b.name;
    case 'named':
      return b.kind === 'named' && a.path === b.path && a.name === b.name && isPlainNamed(a, b);
    case 'typeParameter':
      return b.kind === 'typeParameter' && a.name === b.name;
    case 'pointer':
      return b.kind === 'pointer' && isSameType(a.elem, b.elem, depth + 1);
    case 'slice':
      return b.kind === 'slice' && isSameType(a.elem, b.elem, depth + 1);
    case 'array':
      return (
        b.kind === 'array' &&
        a.length !== undefined &&
        a.length === b.length &&
        isSameType(a.elem, b.elem, depth + 1)
      );
    case 'map':
      return b.kind === 'map' && isSameType(a.key, b.key, depth + 1) && isSameType(a.elem, b.elem, depth + 1);
    case 'struct':
      return b.kind === 'struct' && a.fields.length === 0 && b.fields.length === 0;
    default:
      return false;
  }
}

/** The arguments of generic types, where types carry them, have to be the same as well. */
function isPlainNamed(a: GoType, b: GoType): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
