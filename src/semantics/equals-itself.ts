import type { GoType } from './go-type.ts';
import type { ResolvedFile } from './symbols.ts';

/** True for key types of which every value equals itself: all but floats, interfaces and what may hold them. */
export function equalsItself(file: ResolvedFile, type: GoType, depth = 0): boolean {
  const under = file.index.underlying(type);
  if (depth > 8) return false;
  switch (under.kind) {
    case 'basic':
      return !/^(?:float|complex)/.test(under.name);
    case 'pointer':
    case 'channel':
      return true;
    case 'array':
      return equalsItself(file, under.elem, depth + 1);
    case 'struct':
      return under.fields.every((field) => equalsItself(file, field.type, depth + 1));
    default:
      return false;
  }
}
