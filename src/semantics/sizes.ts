import type { GoType } from './go-type.ts';
import type { PackageIndex } from './package-index.ts';

/** Size and alignment in bytes on a 64-bit target, and whether the garbage collector finds a pointer in it. */
export interface TypeSize {
  readonly size: number;
  readonly align: number;
  readonly pointers: boolean;
  /** Names of types that are not known here and were taken as one pointer-sized word each. */
  readonly assumed: readonly string[];
}

const WORD = 8;

const BASIC_SIZES: Readonly<Record<string, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  int: 8,
  int64: 8,
  uint: 8,
  uint64: 8,
  uintptr: 8,
  float64: 8,
  complex64: 8,
  complex128: 16,
  string: 16,
  'unsafe.Pointer': 8,
};

/** Common standard library types: size, alignment, pointers. Checked with unsafe.Sizeof on Go 1.26, amd64. */
const STANDARD: Readonly<Record<string, readonly [number, number, boolean]>> = {
  'time.Time': [24, 8, true],
  'time.Duration': [8, 8, false],
  'time.Month': [8, 8, false],
  'time.Weekday': [8, 8, false],
  'net.IP': [24, 8, true],
  'netip.Addr': [24, 8, true],
  'netip.AddrPort': [32, 8, true],
  'netip.Prefix': [32, 8, true],
  'reflect.Type': [16, 8, true],
  'reflect.Kind': [8, 8, false],
  'reflect.Value': [24, 8, true],
  'context.Context': [16, 8, true],
  'context.CancelFunc': [8, 8, true],
  'io.Reader': [16, 8, true],
  'io.Writer': [16, 8, true],
  'io.Closer': [16, 8, true],
  'net.Conn': [16, 8, true],
  'net.Listener': [16, 8, true],
  'http.Handler': [16, 8, true],
  'http.HandlerFunc': [8, 8, true],
  'json.RawMessage': [24, 8, true],
  'sync.Mutex': [8, 4, false],
  'sync.RWMutex': [24, 4, false],
  'fs.FileInfo': [16, 8, true],
  'fs.FileMode': [4, 4, false],
  'os.FileInfo': [16, 8, true],
  'os.FileMode': [4, 4, false],
  'os.Signal': [16, 8, true],
  'url.Values': [8, 8, true],
  'http.Header': [8, 8, true],
};

/** Nested struct and array types are followed so far; a type that contains itself by value is broken Go anyway. */
const MAX_DEPTH = 16;

/** Lays a type out as the gc compiler does on amd64 and arm64 (go/types.SizesFor("gc", "amd64")). */
export function sizeOf(type: GoType, index: PackageIndex, depth = 0): TypeSize {
  if (depth > MAX_DEPTH) return assumedWord('a recursive type');
  switch (type.kind) {
    case 'basic': {
      const size = BASIC_SIZES[type.name] ?? WORD;
      const align =
        type.name === 'complex128' || type.name === 'string' ? 8 : type.name === 'complex64' ? 4 : size;
      return { size, align, pointers: type.name === 'string' || type.name === 'unsafe.Pointer', assumed: [] };
    }
    case 'map':
    case 'pointer':
    case 'channel':
    case 'function':
      return { size: WORD, align: WORD, pointers: true, assumed: [] };
    case 'slice':
      return { size: 3 * WORD, align: WORD, pointers: true, assumed: [] };
    case 'interface':
      return { size: 2 * WORD, align: WORD, pointers: true, assumed: [] };
    case 'array': {
      if (type.length === undefined) return assumedWord('an array of unknown length');
      const elem = sizeOf(type.elem, index, depth + 1);
      return { ...elem, size: elem.size * type.length, pointers: elem.pointers && type.length > 0 };
    }
    case 'struct':
      return structSize(type, index, depth);
    case 'named': {
      if (type.path !== undefined) {
        const qualified = `${type.path}.${type.name}`;
        const known = Object.hasOwn(STANDARD, qualified) ? STANDARD[qualified] : undefined;
        if (known === undefined) return assumedWord(qualified);
        return { size: known[0], align: known[1], pointers: known[2], assumed: [] };
      }
      const under = index.underlying(type);
      return under.kind === 'unknown' ? assumedWord(type.name) : sizeOf(under, index, depth + 1);
    }
    case 'typeParameter':
      return assumedWord(type.name);
    case 'unknown':
      return assumedWord('a type that is not known here');
  }
}

function structSize(type: GoType & { kind: 'struct' }, index: PackageIndex, depth: number): TypeSize {
  let offset = 0;
  let align = 1;
  let pointers = false;
  let lastSize = 1;
  const assumed: string[] = [];
  for (const field of type.fields) {
    const size = sizeOf(field.type, index, depth + 1);
    offset = roundUp(offset, size.align) + size.size;
    align = Math.max(align, size.align);
    pointers ||= size.pointers;
    lastSize = size.size;
    assumed.push(...size.assumed);
  }
  // A trailing zero-size field is padded so that a pointer to it does not leave the struct.
  if (lastSize === 0 && offset > 0) offset += 1;
  return { size: roundUp(offset, align), align, pointers, assumed };
}

function assumedWord(name: string): TypeSize {
  return { size: WORD, align: WORD, pointers: true, assumed: [name] };
}

function roundUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
