import { child, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import { areDifferentMaps } from './different-types.ts';
import { typeOf } from './expression-types.ts';
import type { GoType } from './go-type.ts';
import { isPointedTo, type Repeatable } from './repeatable.ts';
import { sameExpression } from './same-expression.ts';
import type { ResolvedFile } from './symbols.ts';

/** Structs within structs are looked into so far. */
const MAX_DEPTH = 8;

/** What must stay as it is for two reads to give the same. */
export interface Watched {
  /** The map read, undefined when only the key matters. */
  readonly map: GoNode | undefined;
  readonly reads: Repeatable;
  /** True when nothing outside the function knows the map. */
  readonly isPrivate: boolean;
}

/** True when no other code can change what is watched, whatever runs. */
export function isOutOfReach({ isPrivate, map, reads }: Watched): boolean {
  return (isPrivate || map === undefined) && !reads.shared;
}

/** True when one of the targets of an assignment may be what is watched, or a part of it. */
export function anyWritten(file: ResolvedFile, watched: Watched, targets: readonly GoNode[]): boolean {
  return targets.some((target) => writes(file, watched, unparenthesised(target)));
}

function writes(file: ResolvedFile, watched: Watched, target: GoNode): boolean {
  const { reads } = watched;
  switch (target.kind) {
    case 'identifier': {
      const symbol = file.declaredBy(target) === undefined ? file.symbolOf(target) : undefined;
      if (symbol === undefined) return false;
      if (reads.symbols.has(symbol)) return true;
      // Another file may take the address of a package variable.
      return followsPointers(reads) && (symbol.kind === 'package variable' || isPointedTo(file, symbol));
    }
    case 'selector_expression':
    case 'index_expression':
      return writesPart(file, watched, target);
    default:
      return followsPointers(reads) || !isOutOfReach(watched);
  }
}

/** True when what is read may lie behind a pointer that others write through. */
function followsPointers({ shared, isAliased, followsPointer }: Repeatable): boolean {
  return shared || isAliased || followsPointer;
}

/** True for `x.a[i].b = …` when that may be a part of what is read, or has such a part. */
function writesPart(file: ResolvedFile, watched: Watched, target: GoNode): boolean {
  const { reads } = watched;
  for (let at = target; ;) {
    const operand = child(at, 'operand');
    if (operand === undefined) return !isOutOfReach(watched);
    const inner = unparenthesised(operand);
    if (at.kind === 'selector_expression' && writesField(file, reads, at, inner)) return true;
    if (at.kind === 'index_expression' && mayBeWatched(file, watched, inner)) return true;
    if (inner.kind === 'identifier') {
      const symbol = file.symbolOf(inner);
      return symbol !== undefined && reads.wholes.has(symbol) && !isReferenceType(file, inner);
    }
    if (inner.kind !== 'selector_expression' && inner.kind !== 'index_expression')
      return reads.followsPointer;
    // What it leads to lies elsewhere, and is no part of what is read on the way.
    if (isReferenceType(file, inner)) return false;
    at = inner;
  }
}

function writesField(file: ResolvedFile, reads: Repeatable, target: GoNode, operand: GoNode): boolean {
  const field = child(target, 'field');
  if (field === undefined || reads.fields.has(textOf(file.syntax, field))) return true;
  const { kind } = file.index.underlying(typeOf(file, operand));
  if ((reads.isAliased || reads.followsPointer) && kind !== 'struct') return true;
  // A struct that is written as a whole may have what is read in it, an embedded one does not even show it.
  if (isEmbedded(file, target, operand)) return true;
  return holdsField(file, typeOf(file, target), reads);
}

/** True for a struct or array by value that has a field of a name that is read, or may itself lie behind a pointer that is followed. */
function holdsField(file: ResolvedFile, type: GoType, reads: Repeatable, depth = 0): boolean {
  const under = file.index.underlying(type);
  if (depth > MAX_DEPTH) return true;
  if (under.kind === 'array')
    return reads.isAliased || reads.followsPointer || holdsField(file, under.elem, reads, depth + 1);
  if (under.kind !== 'struct') return false;
  if (reads.isAliased || reads.followsPointer) return true;
  return under.fields.some(
    ({ name, type: inner }) => reads.fields.has(name) || holdsField(file, inner, reads, depth + 1),
  );
}

function isReferenceType(file: ResolvedFile, operand: GoNode): boolean {
  return /^(?:pointer|map|slice)$/.test(file.index.underlying(typeOf(file, operand)).kind);
}

function isEmbedded(file: ResolvedFile, target: GoNode, operand: GoNode): boolean {
  const field = child(target, 'field');
  const type = file.index.dereferenced(typeOf(file, operand));
  if (field === undefined || type.kind !== 'struct') return false;
  const name = textOf(file.syntax, field);
  return type.fields.some((own) => own.embedded && own.name === name);
}

/** True when writing an element of the container may change what is watched. */
export function mayBeWatched(
  file: ResolvedFile,
  { map, isPrivate, reads }: Watched,
  container: GoNode,
): boolean {
  if (map !== undefined && sameExpression(file, container, map)) return true;
  const type = file.index.underlying(typeOf(file, container));
  const isList = type.kind === 'slice' || type.kind === 'array' || type.kind === 'pointer';
  // `p := &list[0]` sees that `list[0]` is another one now.
  if (isList)
    return (
      reads.readsElements ||
      reads.isAliased ||
      (reads.shared && reads.fields.size > 0 && !hasPlainElements(file, type))
    );
  // A map of maps is read by its own elements; the elements of a list are no map's.
  if (reads.containers.some((each) => mayReadFrom(file, type, each))) return true;
  if (isPrivate || map === undefined) return false;
  return !areDifferentMaps(file, type, file.index.underlying(typeOf(file, map)));
}

/** True when what is read of the container may be an element of a map of that type. */
function mayReadFrom(file: ResolvedFile, map: GoType, container: GoNode): boolean {
  const type = file.index.underlying(typeOf(file, container));
  if (type.kind === 'slice' || type.kind === 'array' || type.kind === 'basic') return false;
  return !areDifferentMaps(file, map, type);
}

function hasPlainElements(file: ResolvedFile, type: GoType): boolean {
  return 'elem' in type && type.kind !== 'pointer' && file.index.underlying(type.elem).kind === 'basic';
}
