import type { GoType } from './go-type.ts';
import type { PackageIndex } from './package-index.ts';

/** Size and alignment in bytes on a 64-bit target. */
export interface TypeSize {
  readonly size: number;
  readonly align: number;
  /** Bytes up to the end of the last pointer, which is what the garbage collector scans; 0 without pointers. */
  readonly pointerBytes: number;
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

/**
 * Common standard library types: size, alignment, bytes up to the last pointer. Checked with reflect and the type
 * descriptors of Go 1.26, amd64.
 */
const STANDARD: Readonly<Record<string, readonly [number, number, number]>> = {
  'time.Time': [24, 8, 24],
  'time.Duration': [8, 8, 0],
  'time.Month': [8, 8, 0],
  'time.Weekday': [8, 8, 0],
  'net.IP': [24, 8, 8],
  'netip.Addr': [24, 8, 24],
  'netip.AddrPort': [32, 8, 24],
  'netip.Prefix': [32, 8, 24],
  'reflect.Type': [16, 8, 16],
  'reflect.Kind': [8, 8, 0],
  'reflect.Value': [24, 8, 16],
  'context.Context': [16, 8, 16],
  'context.CancelFunc': [8, 8, 8],
  'io.Reader': [16, 8, 16],
  'io.Writer': [16, 8, 16],
  'io.Closer': [16, 8, 16],
  'net.Conn': [16, 8, 16],
  'net.Listener': [16, 8, 16],
  'http.Handler': [16, 8, 16],
  'http.HandlerFunc': [8, 8, 8],
  'json.RawMessage': [24, 8, 8],
  'sync.Mutex': [8, 4, 0],
  'sync.RWMutex': [24, 4, 0],
  'fs.FileInfo': [16, 8, 16],
  'fs.FileMode': [4, 4, 0],
  'os.FileInfo': [16, 8, 16],
  'os.FileMode': [4, 4, 0],
  'os.Signal': [16, 8, 16],
  'url.Values': [8, 8, 8],
  'http.Header': [8, 8, 8],
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
      const pointer = type.name === 'string' || type.name === 'unsafe.Pointer';
      return { size, align, pointerBytes: pointer ? WORD : 0, assumed: [] };
    }
    case 'map':
    case 'pointer':
    case 'channel':
    case 'function':
      return { size: WORD, align: WORD, pointerBytes: WORD, assumed: [] };
    case 'slice':
      return { size: 3 * WORD, align: WORD, pointerBytes: WORD, assumed: [] };
    case 'interface':
      return { size: 2 * WORD, align: WORD, pointerBytes: 2 * WORD, assumed: [] };
    case 'array': {
      if (type.length === undefined) return assumedWord('an array of unknown length');
      const elem = sizeOf(type.elem, index, depth + 1);
      const scanned = elem.pointerBytes > 0 && type.length > 0;
      return {
        ...elem,
        size: elem.size * type.length,
        pointerBytes: scanned ? elem.size * (type.length - 1) + elem.pointerBytes : 0,
      };
    }
    case 'struct':
      return structSize(type, index, depth);
    case 'named': {
      if (type.path !== undefined) {
        const qualified = `${type.path}.${type.name}`;
        const known = Object.hasOwn(STANDARD, qualified) ? STANDARD[qualified] : undefined;
        if (known === undefined) return assumedWord(qualified);
        return { size: known[0], align: known[1], pointerBytes: known[2], assumed: [] };
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
  let pointerBytes = 0;
  let lastSize = 1;
  const assumed: string[] = [];
  for (const field of type.fields) {
    const size = sizeOf(field.type, index, depth + 1);
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

function assumedWord(name: string): TypeSize {
  return { size: WORD, align: WORD, pointerBytes: WORD, assumed: [name] };
}

function roundUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
