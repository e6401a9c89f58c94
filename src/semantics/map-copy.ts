import { child, childOfKind, contains, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import { typeOf } from './expression-types.ts';
import type { GoType } from './go-type.ts';
import type { RangeLoop } from './map-sites.ts';
import { placeOf, type Place } from './places.ts';
import { isSameType } from './same-type.ts';
import { enclosingFunction, type ResolvedFile } from './symbols.ts';

/** A loop that does nothing but copy all entries of one map into another. */
export interface MapCopy {
  readonly loop: RangeLoop;
  readonly destination: GoNode;
  readonly place: Place;
  readonly from: GoType;
  readonly to: GoType;
}

/**
 * Reads `for k, v := range src { dst[k] = v }` where both are maps in view with identical keys and elements: slices look the same, and
 * where elements are only assignable `maps.Copy` does not compile.
 */
export function mapCopyOf(file: ResolvedFile, loop: RangeLoop): MapCopy | undefined {
  const target = copyTarget(file, loop);
  const place = target === undefined ? undefined : placeOf(file, target);
  if (target === undefined || place === undefined) return undefined;
  if (hasLocalTypes(file, loop)) return undefined;
  const from = typeOf(file, loop.operand);
  const to = typeOf(file, target);
  const source = file.index.underlying(from);
  const destination = file.index.underlying(to);
  if (source.kind !== 'map' || destination.kind !== 'map' || !isSameType(source, destination))
    return undefined;
  return { loop, destination: target, place, from, to };
}

/** A type of the function's own is taken for what it is made of, and so for a type it is not identical to. */
function hasLocalTypes(file: ResolvedFile, { loop }: RangeLoop): boolean {
  const owner = enclosingFunction(loop);
  return [...file.localTypes].some(
    ([node, type]) => type.kind !== 'typeParameter' && (owner === undefined || contains(owner, node)),
  );
}

/** The operand of the one index expression that the loop assigns its value variable to. */
function copyTarget(file: ResolvedFile, loop: RangeLoop): GoNode | undefined {
  const { value, keySymbol, body, declares } = loop;
  const statements = childOfKind(body, 'statement_list')?.children ?? [];
  const [statement] = statements;
  if (!declares || value?.kind !== 'identifier' || keySymbol === undefined || body.broken) return undefined;
  if (statements.length !== 1 || statement?.kind !== 'assignment_statement') return undefined;
  const operator = child(statement, 'operator');
  const targets = child(statement, 'left')?.children ?? [];
  const values = child(statement, 'right')?.children ?? [];
  const [target] = targets;
  const [stored] = values;
  if (operator === undefined || textOf(file.syntax, operator) !== '=') return undefined;
  if (targets.length !== 1 || values.length !== 1 || target?.kind !== 'index_expression') return undefined;
  const index = child(target, 'index');
  const operand = child(target, 'operand');
  if (index === undefined || operand === undefined || stored === undefined) return undefined;
  return isUseOf(file, index, keySymbol) && isUseOf(file, stored, file.symbolOf(value))
    ? unparenthesised(operand)
    : undefined;
}

function isUseOf(file: ResolvedFile, node: GoNode, symbol: ReturnType<ResolvedFile['symbolOf']>): boolean {
  const inner = unparenthesised(node);
  return symbol !== undefined && inner.kind === 'identifier' && file.symbolOf(inner) === symbol;
}
