import { formatBytes } from '../../base/format.ts';
import type { GoType } from '../../semantics/go-type.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { placeText } from '../../semantics/places.ts';
import { sizeOf } from '../../semantics/sizes.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { typeText } from '../../semantics/type-text.ts';
import { hasUsesInView } from '../../semantics/uses-in-view.ts';
import { child, textOf } from '../../syntax/node.ts';
import type { Confidence } from '../model.ts';
import { pricedHint } from '../map-size.ts';
import { entriesText, versionText } from '../price-text.ts';
import { ByteCount, DenseIndex } from '../costs.json';
import { type Comparison, comparisonsAt, measuredOn, ratiosOf, releaseFor } from '../measured.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { indexedBy } from './loop-index.ts';
import { sliceFix } from './rewrite.ts';
import { denseKeys, fitsInto, storesByteOf } from './small-keys.ts';

type Kind = 'loop-index' | 'small-keys';

export const denseKeyMap = defineRule<Kind>({
  id: 'dense-key-map',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    'loop-index': (facts) =>
      `The keys of ${facts.data['map'] ?? 'this map'} are the indexes of a loop, 0 to ${facts.data['bound'] ?? 'n'}-1: ` +
      `make([]${facts.data['type'] ?? '…'}, ${facts.data['bound'] ?? 'n'}) ${room(facts)} and is filled and read ${faster(INDEXED, facts)}`,
    'small-keys': (facts) =>
      `${facts.data['map'] ?? 'This map'} has keys of type ${facts.data['key'] ?? ''}, of which there are ${facts.data['count'] ?? 'few'}: ` +
      `a [${facts.data['count'] ?? 'N'}]${facts.data['type'] ?? '…'} ${room(facts)}; counting bytes in one is ${faster(COUNTED, facts)}`,
  },
  checkMap(map, context) {
    if (map.creation.broken) return;
    if (!reportLoopIndex(map, context)) reportSmallKeys(map, context);
  },
});

/** Against a map with the right hint. */
const INDEXED = comparisonsAt(DenseIndex, 'map', 'slice', [100, 1000, 100000]);

/** Both maps hash a byte by their general path. */
const COUNTED = comparisonsAt(ByteCount, 'map', 'array', [10000]);

function faster(comparisons: readonly Comparison[], { go }: MessageFacts): string {
  const release = releaseFor(go);
  return `${ratiosOf(comparisons, release)} times as fast ${measuredOn(release)}`;
}

/** What a group and a bucket have room for. */
const SMALLEST = 8;

/** A table that fills less than this part of its array is no denser than a map. */
const FULLEST = 4;

function room({ data, price, go }: MessageFacts): string {
  if (price === undefined || price.assumedTypes.length > 0) return 'needs no hashing';
  const bytes = Number(data['count'] ?? price.entries) * Number(data['elem']);
  return `takes ${formatBytes(bytes)} instead of ${formatBytes(price.now.finalBytes)} for ${entriesText(price)} (${versionText(go)})`;
}

function reportLoopIndex(map: LocalMap, context: RuleContext<Kind>): boolean {
  const { file } = context;
  if (!hasUsesInView(map)) return false;
  const index = indexedBy(map, file);
  if (index === undefined) return false;
  const fix = index.isFilled ? sliceFix(map, index, context) : undefined;
  context.report({
    kind: 'loop-index',
    span: map.creation,
    confidence: index.isFilled ? 'likely' : 'possible',
    severity: 'hint',
    data: {
      map: nameOf(map),
      type: elemText(map, file),
      bound: index.bound,
      elem: String(placeBytes(map, file)),
    },
    cost: {
      key: map.key,
      elem: map.elem,
      entries: context.expectedEntries(map) ?? index.value,
      hint: pricedHint(map, context),
      fixed: undefined,
    },
    related: [{ span: index.write, message: 'the key is the index of the loop' }],
    fixes: fix === undefined ? [] : [fix],
  });
  return true;
}

function reportSmallKeys(map: LocalMap, context: RuleContext<Kind>): void {
  const { file } = context;
  const count = denseKeys(map.key, file.index);
  // So few entries fit into the first group of a map, or the only bucket.
  if (count === undefined || count <= SMALLEST) return;
  const confidence = confidenceFor(map, count, file);
  if (confidence === undefined) return;
  context.report({
    kind: 'small-keys',
    span: map.creation,
    confidence,
    severity: 'hint',
    data: {
      map: nameOf(map),
      key: keyText(map.key),
      type: elemText(map, file),
      count: String(count),
      elem: String(placeBytes(map, file)),
    },
    cost: {
      key: map.key,
      elem: map.elem,
      entries: map.initialEntries > 0 ? map.initialEntries : count,
      hint: pricedHint(map, context),
      fixed: undefined,
    },
  });
}

/**
 * Likely where a loop puts the bytes of a text into a local map, which surely meets many of them. A table is possible only:
 * who reads it how often is not in view. Undefined for fields and for maps that leave the function, of which there may be many
 * with a few entries each, and for tables of which most places would be empty.
 */
function confidenceFor(map: LocalMap, count: number, file: ResolvedFile): Confidence | undefined {
  const { place, owner, initialEntries, typeNode } = map;
  if (typeNode.kind !== 'map_type') return undefined;
  const isPackageLevel = owner === undefined || place?.root.kind === 'package variable';
  if (initialEntries > 0 && initialEntries * FULLEST < count) return undefined;
  if (!fitsInto(count, map, file)) return undefined;
  if (isPackageLevel) {
    // What an empty literal is for cannot be told.
    const isTable = initialEntries > 0 || map.created === 'make';
    return isTable && (place === undefined || place.path.length === 0) ? 'possible' : undefined;
  }
  if (!hasUsesInView(map)) return undefined;
  return map.operations.some((operation) => storesByteOf(operation, map, file)) ? 'likely' : 'possible';
}

function nameOf({ place }: LocalMap): string {
  return place === undefined ? 'This map' : placeText(place);
}

/** Bytes of one place: an element, or for a set the bool that says whether the key is there. */
function placeBytes({ elem }: LocalMap, file: ResolvedFile): number {
  return Math.max(1, sizeOf(elem, file.index).size);
}

/** The element type as it is written, shortened where it is a long one. */
function elemText({ typeNode, elem: type }: LocalMap, file: ResolvedFile): string {
  if (sizeOf(type, file.index).size === 0) return 'bool';
  const elem = typeNode.kind === 'map_type' ? child(typeNode, 'value') : undefined;
  const text = elem === undefined ? '…' : textOf(file.syntax, elem);
  return text.length > LONGEST || text.includes('\n') ? '…' : text;
}

/** Longer types would hide the rest of the message. */
const LONGEST = 40;

function keyText(type: GoType): string {
  return type.kind === 'basic' && type.name === 'uint8' ? 'byte' : typeText(type);
}
