import { isTestFile } from '../../semantics/imports.ts';
import type { DeclaredMap } from '../../semantics/declared-maps.ts';
import type { GoField, GoType } from '../../semantics/go-type.ts';
import { keyCount } from '../../semantics/key-count.ts';
import { fieldsOf } from '../../semantics/long-lived.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';

/** Keys of so few values are a table. */
const SMALL_DOMAIN = 65_536;

/** Settings are read once; stand-ins live for a test; a cache by this name throws out what is old. */
const BOUNDED_NAMES =
  /(?:^|[a-z\d_])(?:[Ll]ru|LRU|[Ll]fu|LFU)|^(?:config|settings|options)$|(?:Config|Settings|Options)$|^(?:fake|mock|stub|dummy|test)|(?:Fake|Mock|Stub|Dummy)/;

/** Fields by which a struct limits how much it holds. */
const LIMITS = /^(?:max|limit|cap(?:acity)?$|size$|bound)|(?:Limit|Capacity|MaxSize|MaxEntries)$/i;

/** What is registered is code: there are as many entries as the program has of it. */
const CODE: ReadonlySet<GoType['kind']> = new Set(['function']);

/**
 * True for maps that cannot get large, or that are bounded by their own means: keys of few values or of an enumeration,
 * caches with a limit or an order of use, tables of functions, settings, and what only tests use.
 */
export function isBounded(file: ResolvedFile, map: DeclaredMap): boolean {
  const { index } = file;
  if (isTestFile(file.declarations.imports)) return true;
  if (keyCount(map.key, index) <= SMALL_DOMAIN || isEnumerated(file, map.key)) return true;
  if (CODE.has(index.underlying(map.elem).kind)) return true;
  if (BOUNDED_NAMES.test(map.name) || BOUNDED_NAMES.test(map.struct ?? '')) return true;
  return map.struct !== undefined && fieldsOf(file, map.struct).some(limitsSize);
}

/** True for a type whose values are named by constants. */
function isEnumerated({ index }: ResolvedFile, key: GoType): boolean {
  if (key.kind !== 'named' || key.path !== undefined) return false;
  return index.constantsOfType(key).length > 1;
}

function limitsSize({ name, type }: GoField): boolean {
  const at = type.kind === 'pointer' ? type.elem : type;
  const isList = at.kind === 'named' && at.path === 'container/list';
  return isList || (at.kind === 'basic' && LIMITS.test(name));
}
