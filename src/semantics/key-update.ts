import type { GoType } from './go-type.ts';
import type { PackageIndex } from './package-index.ts';

/** Nested types are followed so far; a type that contains itself by value is broken Go anyway. */
const MAX_DEPTH = 16;

/**
 * Whether two keys of a type may be equal and yet differ, so that an assignment to a key that is there stores the key
 * again (`cmd/compile/internal/reflectdata`, `needkeyupdate`): floats, whose zeros have a sign, strings, interfaces, and
 * what is made of them, blank fields and arrays of no length included. Padding does not count. What is not known is taken
 * as `comparisonOf` takes it: a type of another package for one that has such a part, all else for a plain word.
 */
export function needKeyUpdate(type: GoType, index: PackageIndex, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  switch (type.kind) {
    case 'basic':
      return type.name === 'string' || /^(?:float|complex)/.test(type.name);
    case 'interface':
      return true;
    case 'array':
      return needKeyUpdate(type.elem, index, depth + 1);
    case 'struct':
      return type.fields.some((field) => needKeyUpdate(field.type, index, depth + 1));
    case 'named': {
      const under = index.underlying(type);
      if (under.kind === 'unknown') return type.path !== undefined;
      return needKeyUpdate(under, index, depth + 1);
    }
    default:
      return false;
  }
}
