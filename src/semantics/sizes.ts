import type { BasicName, GoType } from './go-type.ts';
import type { PackageIndex } from './package-index.ts';
import { typeText } from './type-text.ts';

/** Bytes of a machine word on the target: of a pointer, an `int` and a `uintptr`. */
export type WordBytes = 4 | 8;

/** Size and alignment in bytes. */
export interface TypeSize {
  readonly size: number;
  readonly align: number;
  /** Bytes up to the end of the last pointer, which is what the garbage collector scans; 0 without pointers. */
  readonly pointerBytes: number;
  /** Names of types that are not known here and were taken as one pointer-sized word each. */
  readonly assumed: readonly string[];
}

/** Sizes of the types that have the same one on every target. */
const FIXED_SIZES: Readonly<Record<string, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  int64: 8,
  uint64: 8,
  float64: 8,
  complex64: 8,
  complex128: 16,
};

/** Nested struct and array types are followed so far; a type that contains itself by value is broken Go anyway. */
const MAX_DEPTH = 16;

/**
 * Lays a type out as the gc compiler does (go/types.SizesFor("gc", …)): for amd64 and arm64 with words of 8 bytes, for
 * 386 with words of 4.
 */
export function sizeOf(type: GoType, index: PackageIndex, word: WordBytes = 8): TypeSize {
  return layOut(type, { index, word }, 0);
}

interface Surroundings {
  readonly index: PackageIndex;
  readonly word: WordBytes;
}

function layOut(type: GoType, target: Surroundings, depth: number): TypeSize {
  const { index, word } = target;
  if (depth > MAX_DEPTH) return assumedWord('a recursive type', word);
  switch (type.kind) {
    case 'basic':
      return basicSize(type.name, word);
    case 'map':
    case 'pointer':
    case 'channel':
    case 'function':
      return { size: word, align: word, pointerBytes: word, assumed: [] };
    case 'slice':
      return { size: 3 * word, align: word, pointerBytes: word, assumed: [] };
    case 'interface':
      return { size: 2 * word, align: word, pointerBytes: 2 * word, assumed: [] };
    case 'array': {
      if (type.length === undefined) return assumedWord('an array of unknown length', word);
      const elem = layOut(type.elem, target, depth + 1);
      const scanned = elem.pointerBytes > 0 && type.length > 0;
      return {
        ...elem,
        size: elem.size * type.length,
        pointerBytes: scanned ? elem.size * (type.length - 1) + elem.pointerBytes : 0,
      };
    }
    case 'struct':
      return structSize(type, target, depth);
    case 'named': {
      const under = index.underlying(type);
      return under.kind === 'unknown'
        ? assumedWord(typeText({ kind: 'named', path: type.path, name: type.name }), word)
        : layOut(under, target, depth + 1);
    }
    case 'typeParameter':
      return assumedWord(type.name, word);
    case 'unknown':
      return assumedWord('a type that is not known here', word);
  }
}

function basicSize(name: BasicName, word: WordBytes): TypeSize {
  if (name === 'string') return { size: 2 * word, align: word, pointerBytes: word, assumed: [] };
  const size = FIXED_SIZES[name] ?? word;
  // A complex number is laid out as the two floats it is made of, and nothing is aligned to more than a word.
  const align = Math.min(name.startsWith('complex') ? size / 2 : size, word);
  return { size, align, pointerBytes: name === 'unsafe.Pointer' ? word : 0, assumed: [] };
}

function structSize(type: GoType & { kind: 'struct' }, target: Surroundings, depth: number): TypeSize {
  let offset = 0;
  let align = 1;
  let pointerBytes = 0;
  let lastSize = 1;
  const assumed: string[] = [];
  for (const field of type.fields) {
    const size = layOut(field.type, target, depth + 1);
    const start = roundUp(offset, size.align);
    offset = start + size.size;
    align = Math.max(align, size.align);
    if (size.pointerBytes > 0) pointerBytes = start + size.pointerBytes;
    lastSize = size.size;
    assumed.push(...size.assumed);
  }
  // A trailing zero-size field is padded so that a pointer to it does not leave the struct.
  if (lastSize === 0 && offset > 0) offset += 1;
  return { size: roundUp(offset, align), align, pointerBytes, assumed };
}

function assumedWord(name: string, word: WordBytes): TypeSize {
  return { size: word, align: word, pointerBytes: word, assumed: [name] };
}

function roundUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
