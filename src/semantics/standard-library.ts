import type { GoType } from './go-type.ts';

const STRING: GoType = { kind: 'basic', name: 'string' };
const INT: GoType = { kind: 'basic', name: 'int' };
const ERROR: GoType = { kind: 'interface' };
const sliceOf = (elem: GoType): GoType => ({ kind: 'slice', elem });
const BYTES = sliceOf({ kind: 'basic', name: 'uint8' });
const STRINGS = sliceOf(STRING);

const FIXED: Readonly<Record<string, readonly GoType[]>> = {
  'bytes.Fields': [sliceOf(BYTES)],
  'bytes.Split': [sliceOf(BYTES)],
  'flag.Args': [STRINGS],
  'net.InterfaceAddrs': [sliceOf({ kind: 'interface' }), ERROR],
  'net.Interfaces': [sliceOf({ kind: 'named', path: 'net', name: 'Interface' }), ERROR],
  'os.Environ': [STRINGS],
  'os.ReadDir': [sliceOf({ kind: 'named', path: 'os', name: 'DirEntry' }), ERROR],
  'os.ReadFile': [BYTES, ERROR],
  'path/filepath.Glob': [STRINGS, ERROR],
  'path/filepath.SplitList': [STRINGS],
  'strconv.Atoi': [INT, ERROR],
  'strings.Fields': [STRINGS],
  'strings.FieldsFunc': [STRINGS],
  'strings.Split': [STRINGS],
  'strings.SplitAfter': [STRINGS],
  'strings.SplitN': [STRINGS],
  'fmt.Sprintf': [STRING],
  'fmt.Sprint': [STRING],
  'strings.ToLower': [STRING],
  'strings.ToUpper': [STRING],
  'strings.TrimSpace': [STRING],
  'strings.Join': [STRING],
  'strings.Repeat': [STRING],
  'strconv.Itoa': [STRING],
};

/** Functions of `slices` and `maps` that give back the type of their first argument. */
const SAME_AS_FIRST = new Set([
  'maps.Clone',
  'slices.Clip',
  'slices.Clone',
  'slices.Compact',
  'slices.Concat',
  'slices.Delete',
  'slices.Grow',
  'slices.Insert',
]);

/**
 * Result types of the standard library functions that most often produce what a map is filled from. Undefined for
 * any other function; import paths, not package names, tell them apart.
 */
export function standardResults(callee: string, args: readonly GoType[]): readonly GoType[] | undefined {
  const first = args[0];
  if (SAME_AS_FIRST.has(callee)) return first === undefined ? undefined : [first];
  return Object.hasOwn(FIXED, callee) ? FIXED[callee] : undefined;
}
