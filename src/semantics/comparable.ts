import type { GoType } from './go-type.ts';
import type { PackageIndex } from './package-index.ts';

/** A part of a type that `==` is not defined for, which keeps the type from being a map key. */
export interface IncomparablePart {
  readonly kind: 'slice' | 'map' | 'function';
  /** Names of the struct fields that lead to it, the outermost first. */
  readonly fields: readonly string[];
}

/** Nested types are followed so far; a type that contains itself by value is broken Go anyway. */
const MAX_DEPTH = 16;

/**
 * The first part of a type that cannot be compared (Go specification, "Comparison operators"), undefined where all can.
 * What is not known counts as comparable.
 */
export function incomparablePart(type: GoType, index: PackageIndex, depth = 0): IncomparablePart | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (type.kind) {
    case 'slice':
    case 'map':
    case 'function':
      return { kind: type.kind, fields: [] };
    case 'array':
      return incomparablePart(type.elem, index, depth + 1);
    case 'struct':
      for (const field of type.fields) {
        const part = incomparablePart(field.type, index, depth + 1);
        if (part !== undefined) return { kind: part.kind, fields: [field.name, ...part.fields] };
      }
      return undefined;
    case 'named':
      return incomparablePart(index.underlying(type), index, depth + 1);
    case 'basic':
    case 'pointer':
    case 'channel':
    case 'interface':
    case 'typeParameter':
    case 'unknown':
      return undefined;
  }
}
