import { isImport, typeOf } from '../../semantics/expression-types.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { importPath } from '../../semantics/imports.ts';
import { loopsAround } from '../../semantics/loops-around.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import type { MapOperation } from '../../semantics/operations.ts';
import type { PackageIndex } from '../../semantics/package-index.ts';
import { constantValue } from '../../semantics/pure-expression.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { child, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';

/** Larger enums than this have gaps or meanings of their own. */
const MOST_KEYS = 256;

/** An array may have so many times the places of the constants there are. */
const SPARSEST = 2;

const BASIC_KEYS: Readonly<Record<string, number>> = { int8: 256, uint8: 256 };

/** How many places an array has to have that stands for a map with such keys, undefined where they may lie far apart. */
export function denseKeys(key: GoType, index: PackageIndex): number | undefined {
  const under = index.underlying(key);
  if (under.kind !== 'basic') return undefined;
  return (key.kind === 'named' ? enumSize(key, index) : undefined) ?? BASIC_KEYS[under.name];
}

/**
 * True when the keys of a literal surely lie below the number of places. Other packages may add constants to an enum, with
 * values far from its own.
 */
export function fitsInto(
  places: number,
  { key, creation, initialEntries }: LocalMap,
  file: ResolvedFile,
): boolean {
  const isEnum = key.kind === 'named' && enumSize(key, file.index) !== undefined;
  if (!isEnum || (initialEntries === 0 && key.path === undefined)) return true;
  const elements = child(creation, 'body')?.children ?? [];
  return (
    initialEntries > 0 &&
    elements.every((element) => {
      const written = child(element, 'key')?.children[0];
      const value = written === undefined ? undefined : valueOf(unparenthesised(written), file);
      return value !== undefined && value < places;
    })
  );
}

/** The value of a constant of this package or, as `pkg.Name`, of another. */
function valueOf(key: GoNode, file: ResolvedFile): number | undefined {
  const operand = key.kind === 'selector_expression' ? child(key, 'operand') : undefined;
  const name = child(key, 'field');
  if (operand === undefined || name === undefined || !isImport(file, operand))
    return constantValue(file, key);
  const path = importPath(file.syntax, textOf(file.syntax, operand));
  return path === undefined ? undefined : file.index.importedConstant(path, textOf(file.syntax, name));
}

/** One more than the largest constant of a type whose constants are all known and lie close together from 0 up. */
function enumSize(type: GoType & { readonly kind: 'named' }, index: PackageIndex): number | undefined {
  const values = new Set(index.constantsOfType(type));
  if (values.size < 2) return undefined;
  let most = 0;
  for (const value of values) {
    if (value === undefined || value < 0) return undefined;
    most = Math.max(most, value);
  }
  const places = most + 1;
  return places <= MOST_KEYS && places <= values.size * SPARSEST ? places : undefined;
}

/** True for `m[c] = …` and `m[c]++` in a loop that runs after the map is made, where `c` is a byte of a text or buffer. */
export function storesByteOf(
  { kind, key, node }: MapOperation,
  { statement }: LocalMap,
  file: ResolvedFile,
): boolean {
  if ((kind !== 'insert' && kind !== 'update') || key === undefined || statement === undefined) return false;
  return (
    loopsAround(node).some((loop) => loop.start > statement.start) && isByteOf(unparenthesised(key), file)
  );
}

/** True for `text[i]`, and for the value of a range over bytes. */
function isByteOf(key: GoNode, file: ResolvedFile): boolean {
  if (key.kind === 'index_expression') return isBytes(child(key, 'operand'), file);
  const declaration = key.kind === 'identifier' ? file.symbolOf(key)?.declaration : undefined;
  const list = declaration?.parent;
  const clause = list?.parent;
  if (clause?.kind !== 'range_clause' || list?.children[1] !== declaration) return false;
  return isBytes(child(clause, 'right'), file);
}

function isBytes(operand: GoNode | undefined, file: ResolvedFile): boolean {
  if (operand === undefined) return false;
  const type = file.index.dereferenced(typeOf(file, operand));
  if (type.kind === 'basic') return type.name === 'string';
  if (type.kind !== 'slice' && type.kind !== 'array') return false;
  const elem = file.index.underlying(type.elem);
  return elem.kind === 'basic' && elem.name === 'uint8';
}
