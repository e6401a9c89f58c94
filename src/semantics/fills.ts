import { anyBelow, child, contains, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';
import { builtinCallee, typeOf } from './expression-types.ts';
import { alwaysLeaves, iterationCount, type IterationCount } from './iteration-flow.ts';
import type { LocalMap } from './map-sites.ts';
import { operationsWithin, type MapOperation } from './operations.ts';
import { chainAt, placeOf, samePlace } from './places.ts';
import { endsWhenFound, exitsBefore, mayLeaveBetween } from './early-exits.ts';
import { conditionAround, recordsDuplicate } from './fill-guards.ts';
import { isFolded, isUnique, variesIn } from './loop-keys.ts';
import { callsFunction, isStable, isVisibleAt } from './stability.ts';
import { FUNCTION_KINDS, type ResolvedFile } from './symbols.ts';
import { knownLength, pureExpression } from './pure-expression.ts';
import { tripCountOf, type TripCount } from './trip-count.ts';

/** One loop, or one copying call, that fills a map after it was made. */
export interface Fill {
  /** The `for` statement, or the call. */
  readonly node: GoNode;
  /** How often it runs at most, written so that it can be evaluated where the map is made. */
  readonly trip: TripCount;
  /** Entries an iteration inserts; least 0 when some iterations insert nothing. */
  readonly perIteration: IterationCount;
  /** True when each iteration's key is surely new. */
  readonly uniqueKeys: boolean;
  /** True when keys are meant to meet: the loop reads the entries, as grouping and counting do, or folds its keys. */
  readonly readsEntries: boolean;
  /** True when the loop may end the function half-way, so that far fewer entries than the bound go in. */
  readonly mayStopShort: boolean;
  /** True when the loop ends the function once it has found what it was after: mostly long before its bound. */
  readonly endsWhenFound: boolean;
}

/** How a map is filled by the function that makes it. */
export interface Filling {
  readonly fills: readonly Fill[];
  /** True when another loop inserts as well, and how much cannot be said beforehand. */
  readonly unboundedToo: boolean;
  /** Inserts that always run once, outside any loop, under different keys. */
  readonly single: number;
  /** True when all that is done with the map later is to range over it or count it: finding the distinct keys is its purpose. */
  readonly onlyCounted: boolean;
}

/** More loops over one map are written by a program, and what they add up to is beyond a hint. */
const MAX_FILLS = 32;

/** What happens to a map before it is filled that makes its filling unknown. */
const LOSES_SIGHT: ReadonlySet<string> = new Set(['pass', 'alias', 'unknown', 'remake', 'copy']);

/**
 * Finds the loops that fill a map in the statements after its creation. Undefined when there is none whose trip count
 * can be written at the creation, or when the map may be filled, emptied or replaced out of sight before or in them.
 */
export function fillingOf(file: ResolvedFile, map: LocalMap): Filling | undefined {
  const { statement, owner, place } = map;
  if (statement === undefined || owner === undefined || place === undefined) return undefined;
  const later = map.operations.filter((operation) => operation.node.start >= statement.end);
  const remade = later.find((operation) => operation.kind === 'remake');
  const alive =
    remade === undefined ? later : later.filter((operation) => operation.node.start < remade.node.start);
  const writers = alive.filter(
    ({ kind, owner: where }) =>
      where === owner && (kind === 'insert' || kind === 'update' || kind === 'copy'),
  );

  const groups = new Map<GoNode, MapOperation[]>();
  for (const writer of writers) {
    const filler = fillerOf(statement, writer);
    if (filler === undefined) continue;
    const group = groups.get(filler);
    if (group === undefined) groups.set(filler, [writer]);
    else group.push(writer);
  }
  const [first] = groups.keys();
  if (first === undefined || groups.size > MAX_FILLS) return undefined;
  // A remake inside a filling loop means that the map never holds what the loop inserts.
  if (remade !== undefined && [...groups.keys()].some((filler) => contains(filler, remade.node)))
    return undefined;
  const lost = alive.some(
    (operation) =>
      operation.node.start < first.start &&
      (LOSES_SIGHT.has(operation.kind) || operation.owner !== owner) &&
      !groups.has(operation.node) &&
      !isHarmlessAlias(file, operation, first, owner),
  );
  if (lost || exitsBefore(file, statement, first)) return undefined;

  const fills: Fill[] = [];
  let unboundedToo = false;
  for (const [filler, operations] of groups) {
    const fill = fillOf(file, map, statement, filler, operations);
    if (fill === 'none') continue;
    if (fill === undefined) unboundedToo = true;
    else fills.push(fill);
  }
  if (fills.length === 0) return undefined;
  const end = Math.max(...[...groups.keys()].map((filler) => filler.end));
  const after = alive.filter((operation) => operation.node.start >= end);
  return {
    fills,
    unboundedToo,
    single: distinctWrites(
      file,
      writers.filter(({ kind, node }) => kind === 'insert' && node.parent === statement.parent),
    ).length,
    onlyCounted: after.length > 0 && after.every(({ kind }) => kind === 'range' || kind === 'len'),
  };
}

/** A map that is only stored elsewhere is not filled there, as long as nothing is called before we fill it. */
function isHarmlessAlias(
  file: ResolvedFile,
  { kind, node }: MapOperation,
  first: GoNode,
  owner: GoNode,
): boolean {
  return kind === 'alias' && !callsFunction(file, { start: node.end, end: first.start }, owner);
}

/** The outermost loop around a write, or the copying call itself; undefined when it stands outside any loop. */
function fillerOf(statement: GoNode, writer: MapOperation): GoNode | undefined {
  const list = statement.parent;
  let outermost: GoNode | undefined = writer.kind === 'copy' ? writer.node : undefined;
  for (let at: GoNode | undefined = writer.node; at !== undefined; at = at.parent) {
    if (at === list) return outermost;
    if (at.kind === 'for_statement' && isInBody(at, writer.node)) outermost = at;
    if (FUNCTION_KINDS.has(at.kind)) return undefined;
  }
  // The write stands outside the block the map was made in.
  return undefined;
}

function isInBody(loop: GoNode, node: GoNode): boolean {
  const body = child(loop, 'body');
  return body !== undefined && contains(body, node);
}

function fillOf(
  file: ResolvedFile,
  map: LocalMap,
  statement: GoNode,
  filler: GoNode,
  writers: readonly MapOperation[],
): Fill | undefined | 'none' {
  const list = statement.parent;
  if (list === undefined || map.owner === undefined || filler.broken) return undefined;
  // A copy below a loop adds as many entries as its source has, each time round.
  if (filler.kind === 'for_statement' && writers.some(({ kind }) => kind === 'copy')) return undefined;
  const trip = filler.kind === 'for_statement' ? loopTrip(file, filler, writers) : copyTrip(file, writers);
  const keys = writers.map((writer) => writer.key);
  if (
    filler.kind === 'for_statement' &&
    keys.every((key) => key !== undefined && !variesIn(file, key, filler))
  ) {
    // The same key each time round: not a fill.
    return 'none';
  }
  if (trip === undefined || readsPlace(file, map, trip)) return undefined;
  const between = { start: statement.end, end: trip.reevaluated ? filler.end : filler.start };
  if (!isVisibleAt(file, trip.reads, map.creation.start)) return undefined;
  if (!isStable(file, trip.reads, between, map.owner)) return undefined;
  if (trip.dereferences && mayLeaveBetween(file, list, statement, filler)) return undefined;
  const inside = map.place === undefined ? [] : operationsWithin(file, map.place, filler);
  if (inside.some(({ kind }) => kind === 'delete' || kind === 'clear' || kind === 'unknown'))
    return undefined;

  const condition = conditionAround(file, filler, list, trip);
  // A guard around the loop may be what makes the bound safe to evaluate.
  if (condition !== 'none' && trip.dereferences) return undefined;
  const perIteration: IterationCount =
    filler.kind === 'for_statement'
      ? iterationCount(file, filler, new Set(distinctWrites(file, writers)))
      : { least: 1, most: 1, mayBreak: false };
  const nested = isRectangularNest(filler, writers);
  const counted: IterationCount = nested ? { least: 1, most: 1, mayBreak: false } : perIteration;
  return {
    node: filler,
    trip,
    perIteration: condition === 'other' ? { ...counted, least: 0 } : counted,
    uniqueKeys:
      filler.kind !== 'for_statement' ||
      (!nested &&
        writers.every(({ key }) => key !== undefined && isUnique(file, key, trip.distinct, filler))),
    readsEntries:
      writers.some(({ kind, key }) => kind === 'update' || (key !== undefined && isFolded(file, key))) ||
      inside.some((operation) => readsBefore(file, operation, writers, filler)),
    mayStopShort: mayStopShort(file, filler),
    endsWhenFound: endsWhenFound(file, filler),
  };
}

/** True for a lookup before the insert, unless finding the key there ends the function: then keys are new. */
function readsBefore(
  file: ResolvedFile,
  { kind, node, key }: MapOperation,
  writers: readonly MapOperation[],
  filler: GoNode,
): boolean {
  if (kind === 'len') return true;
  if (kind !== 'lookup' && kind !== 'commaOk') return false;
  if (key !== undefined && isKeyOfOthers(file, key, writers)) return false;
  if (writers.every((writer) => writer.node.end <= node.start)) return false;
  for (let at: GoNode | undefined = node; at !== undefined && at !== filler; at = at.parent) {
    const conditional = at.parent;
    if (conditional?.kind !== 'if_statement') continue;
    const tested = at.field === 'initializer' || at.field === 'condition';
    const consequence = child(conditional, 'consequence');
    if (!tested || consequence === undefined) continue;
    if (alwaysLeaves(file, consequence)) return false;
    const writes = writers.some((writer) => contains(conditional, writer.node));
    if (!writes && recordsDuplicate(file, conditional, node)) return false;
  }
  return true;
}

/** True for a variable of an inner loop that inserts nothing: it looks for other entries than those that are put in. */
function isKeyOfOthers(file: ResolvedFile, key: GoNode, writers: readonly MapOperation[]): boolean {
  const declaration = key.kind === 'identifier' ? file.symbolOf(key)?.declaration : undefined;
  const clause = declaration?.parent?.parent;
  const loop = clause?.kind === 'range_clause' ? clause.parent : undefined;
  return loop !== undefined && !writers.some((writer) => contains(loop, writer.node));
}

function mayStopShort(file: ResolvedFile, filler: GoNode): boolean {
  const stops = (node: GoNode): boolean =>
    node.kind === 'return_statement' ||
    node.kind === 'goto_statement' ||
    (node.kind === 'call_expression' && builtinCallee(file, node) === 'panic');
  return anyBelow(filler, stops, FUNCTION_KINDS);
}

/**
 * One write for each key expression and statement list: the same key written twice makes one entry. In different
 * branches both count, since only one of them runs.
 */
function distinctWrites(file: ResolvedFile, writers: readonly MapOperation[]): GoNode[] {
  const known = new Map<GoNode | undefined, Set<string>>();
  return writers
    .filter(({ node, key }) => {
      if (key === undefined) return true;
      const keys = known.get(node.parent) ?? new Set<string>();
      known.set(node.parent, keys);
      const text = textOf(file.syntax, unparenthesised(key));
      if (keys.has(text)) return false;
      keys.add(text);
      return true;
    })
    .map(({ node }) => node);
}

function loopTrip(file: ResolvedFile, loop: GoNode, writers: readonly MapOperation[]): TripCount | undefined {
  const outer = tripCountOf(file, loop);
  if (!isRectangularNest(loop, writers)) return outer;
  const [writer] = writers;
  if (outer?.value === undefined || writer === undefined || writers.length !== 1) return undefined;
  // Constant nests multiply; any other product says too little about how many entries there will be.
  let value = outer.value;
  const distinct = [...outer.distinct];
  for (let at: GoNode | undefined = writer.node.parent; at !== undefined && at !== loop; at = at.parent) {
    if (at.kind !== 'for_statement') continue;
    const inner = tripCountOf(file, at);
    const isPlain =
      inner?.value !== undefined && iterationCount(file, at, new Set([writer.node])).least === 1;
    if (inner?.value === undefined || (at === innermostLoop(writer.node) && !isPlain)) return undefined;
    value *= inner.value;
    distinct.push(...inner.distinct);
  }
  return {
    ...outer,
    expression: String(value),
    compound: false,
    value,
    reads: [],
    dereferences: false,
    distinct,
  };
}

function innermostLoop(node: GoNode): GoNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) if (at.kind === 'for_statement') return at;
  return undefined;
}

function isRectangularNest(loop: GoNode, writers: readonly MapOperation[]): boolean {
  return writers.some((writer) => writer.kind !== 'copy' && innermostLoop(writer.node) !== loop);
}

/** `maps.Copy(m, src)` inserts `len(src)` entries. */
function copyTrip(file: ResolvedFile, writers: readonly MapOperation[]): TripCount | undefined {
  const source = writers[0]?.value;
  if (source === undefined || file.index.underlying(typeOf(file, source)).kind !== 'map') return undefined;
  const pure = pureExpression(file, source);
  if (pure === undefined) return undefined;
  return {
    expression: `len(${file.syntax.text.slice(source.start, source.end)})`,
    compound: false,
    value: knownLength(file, source),
    ...pure,
    reevaluated: false,
    distinct: [],
    over: 'map',
    assumed: false,
    provenLength: true,
    isInt: true,
  };
}

/** True when the trip count is the filled map's own length. */
function readsPlace(file: ResolvedFile, map: LocalMap, trip: TripCount): boolean {
  return trip.reads.some((read) => {
    const place = placeOf(file, chainAt(file, read).node);
    return place !== undefined && map.place !== undefined && samePlace(place, map.place);
  });
}
