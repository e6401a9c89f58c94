/**
 * What a call may do to variables it is not given: `none` is proven, `foreign` is a function of another package, which
 * reaches them only by calling back (a String method, a callback stored before), `unknown` may do anything.
 */
export type CallEffect = 'none' | 'foreign' | 'unknown';

/** Functions of the standard library that give the same for the same arguments and do nothing else. */
const COMPUTES =
  /^(?:(?:strings|bytes)\.(?!Map$|New|\w*Func$)|strconv\.(?!Append)|unicode\/utf8\.(?!Append|EncodeRune)|(?:math|math\/bits|unicode|path)\.|path\/filepath\.(?:Base|Clean|Dir|Ext|FromSlash|IsAbs|Join|Split|ToSlash|VolumeName)$)/;

/** Those that do nothing either, but give something new each time. */
const OBSERVES = /^(?:errors\.New|time\.(?:Now|Since|Until))$/;

/** True for a function of the standard library, as `path.Name`, whose result hangs on nothing but its arguments. */
export function computes(callee: string): boolean {
  return COMPUTES.test(callee);
}

/** The effect of a function of another package, as `path.Name`, that is given no function to call. */
export function effectOfImported(callee: string): CallEffect {
  return COMPUTES.test(callee) || OBSERVES.test(callee) ? 'none' : 'foreign';
}

/**
 * What a function does with a map it is given: `reads` takes nil for an empty map, `inspects` may tell them apart, `writes`
 * changes its entries and keeps nothing of it, `keeps` may do anything, and later too.
 */
export type MapUse = 'reads' | 'inspects' | 'writes' | 'keeps';

/** Prints nil and empty maps alike but for `%#v`, or tells them apart as `null` and `{}`. */
const INSPECTS =
  /^(?:fmt\.(?:Sprint|Print|Fprint|Append)|log\.(?:Print|Fatal|Panic)|encoding\/json\.Marshal|reflect\.DeepEqual$)/;

const READS = /^maps\.(?:Equal|EqualFunc|Clone)$/;

/** Iterators over a map, which read it for as long as they are kept. */
const ITERATES = /^maps\.(?:All|Keys|Values)$/;

/** What a function of the standard library does with a map that is its argument number `at`. */
export function mapUseOfImported(callee: string, at: number): MapUse {
  if (READS.test(callee)) return 'reads';
  if (INSPECTS.test(callee)) return 'inspects';
  if (callee === 'maps.Copy') return at === 0 ? 'writes' : 'reads';
  return at === 0 && (callee === 'maps.Insert' || callee === 'maps.DeleteFunc') ? 'writes' : 'keeps';
}

/** True for `maps.Keys` and its like. */
export function iteratesMap(callee: string): boolean {
  return ITERATES.test(callee);
}

const USES_UP = /^(?:slices|maps)\.(?:Collect|Sorted|SortedFunc|SortedStableFunc)$/;

/** True for a function that uses an iterator up before it returns. */
export function usesUpIterator(callee: string): boolean {
  return USES_UP.test(callee);
}

const CALLS_BACK =
  /^(?:sort\.(?:Find|Search|Slice|SliceStable)|(?:slices|maps)\.\w*Func|strings\.(?:FieldsFunc|IndexFunc|Map|TrimFunc)|(?:path\/)?filepath\.Walk(?:Dir)?)$/;

/** True for a function of the standard library that calls the function it is given again and again, and only until it returns. */
export function callsBack(callee: string): boolean {
  return CALLS_BACK.test(callee);
}
