import type { GoType } from './go-type.ts';
import type { PackageIndex } from './package-index.ts';
import { type WordBytes, sizeOf } from './sizes.ts';

/**
 * How the compiler compares and hashes keys of a type (`cmd/compile/internal/types`, `AlgType`): as plain memory, as a
 * string, or by code made for the type. It decides which of the runtime's map functions a program calls.
 */
export type Comparison = 'memory' | 'string' | 'other';

/** Nested types are followed so far; a type that contains itself by value is broken Go anyway. */
const MAX_DEPTH = 16;

/**
 * The comparison of a key type on a target with words of so many bytes. What is not known counts as `memory`, like the
 * word its size is taken for; a type of another package that is not known as `other`.
 */
export function comparisonOf(type: GoType, index: PackageIndex, word: WordBytes = 8, depth = 0): Comparison {
  if (depth > MAX_DEPTH) return 'memory';
  switch (type.kind) {
    case 'basic':
      if (type.name === 'string') return 'string';
      return /^(?:float|complex)/.test(type.name) ? 'other' : 'memory';
    case 'interface':
      return 'other';
    case 'array':
      if (type.length === 0) return 'memory';
      if (type.length === 1) return comparisonOf(type.elem, index, word, depth + 1);
      return comparisonOf(type.elem, index, word, depth + 1) === 'memory' ? 'memory' : 'other';
    case 'struct':
      return structComparison(type, index, word, depth);
    case 'named': {
      const under = index.underlying(type);
      if (under.kind === 'unknown' && type.path !== undefined) return 'other';
      return comparisonOf(under, index, word, depth + 1);
    }
    default:
      return 'memory';
  }
}

function structComparison(
  type: GoType & { kind: 'struct' },
  index: PackageIndex,
  word: WordBytes,
  depth: number,
): Comparison {
  const [only] = type.fields;
  if (type.fields.length === 1 && only !== undefined && only.name !== '_') {
    return comparisonOf(only.type, index, word, depth + 1);
  }
  let packed = 0;
  for (const { name, type: field } of type.fields) {
    // Blank fields and padding are not compared, so the struct is not compared as one piece of memory.
    if (name === '_' || comparisonOf(field, index, word, depth + 1) !== 'memory') return 'other';
    packed += sizeOf(field, index, word).size;
  }
  return packed === sizeOf(type, index, word).size ? 'memory' : 'other';
}
