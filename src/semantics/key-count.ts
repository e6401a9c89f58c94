import type { GoType } from './go-type.ts';
import type { PackageIndex } from './package-index.ts';

const BASIC_COUNTS: Readonly<Record<string, number>> = {
  bool: 2,
  int8: 2 ** 8,
  uint8: 2 ** 8,
  int16: 2 ** 16,
  uint16: 2 ** 16,
};

/** How many different keys a type has at most; infinity for all but bools, one- and two-byte integers and what is made of them. */
export function keyCount(type: GoType, index: PackageIndex, depth = 0): number {
  const under = index.underlying(type);
  if (depth > 8) return Number.POSITIVE_INFINITY;
  switch (under.kind) {
    case 'basic':
      return BASIC_COUNTS[under.name] ?? Number.POSITIVE_INFINITY;
    case 'array':
      return under.length === undefined
        ? Number.POSITIVE_INFINITY
        : keyCount(under.elem, index, depth + 1) ** under.length;
    case 'struct':
      return under.fields.reduce((product, field) => product * keyCount(field.type, index, depth + 1), 1);
    default:
      return Number.POSITIVE_INFINITY;
  }
}
