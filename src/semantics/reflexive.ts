import type { GoType } from './go-type.ts';
import type { PackageIndex } from './package-index.ts';

/**
 * True when every value of a key type equals itself, so that what was inserted is found again and deleting by key leaves
 * nothing: false for floats, complex numbers, interfaces and types that hold them, undefined when the type is not known.
 */
export function isReflexive(type: GoType, index: PackageIndex, depth = 0): boolean | undefined {
  const under = index.underlying(type);
  if (depth > 8) return undefined;
  switch (under.kind) {
    case 'basic':
      return !/^(?:float|complex)/.test(under.name);
    case 'pointer':
    case 'channel':
      return true;
    case 'interface':
      return false;
    case 'array':
      return isReflexive(under.elem, index, depth + 1);
    case 'struct': {
      const fields = under.fields.map((field) => isReflexive(field.type, index, depth + 1));
      if (fields.includes(false)) return false;
      return fields.includes(undefined) ? undefined : true;
    }
    default:
      return undefined;
  }
}
