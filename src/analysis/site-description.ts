import { formatGoVersion } from '../base/go-version.ts';
import type { Span } from '../base/text.ts';
import type { FileDeclarations } from '../semantics/declarations.ts';
import { typeOf } from '../semantics/expression-types.ts';
import { fillingOf } from '../semantics/fills.ts';
import { heatMarksAt, heatOfMarks, type Heat } from '../semantics/heat.ts';
import { localMaps, type LocalMap } from '../semantics/map-sites.ts';
import { placeOf, placeText, samePlace } from '../semantics/places.ts';
import { constantValue } from '../semantics/pure-expression.ts';
import type { PackageLookup } from '../semantics/package-index.ts';
import { resolveFile } from '../semantics/resolve.ts';
import type { ResolvedFile } from '../semantics/symbols.ts';
import { typeText } from '../semantics/type-text.ts';
import { typeFromNode } from '../semantics/type-syntax.ts';
import type { MapLayout, SlotTypes } from '../simulator/model.ts';
import type { GoDocument } from '../syntax/document.ts';
import { child, contains, type GoNode } from '../syntax/node.ts';
import { runtimeOf } from './document-analysis.ts';
import { readDirectives } from './directives.ts';
import type { GoContext } from './model.ts';
import { slotTypes } from './pricing.ts';
import { gradeOf } from '../rules/filling-grade.ts';

/** A map at a place of the source, ready for a hover or for the growth simulator. Spans are offsets. */
export interface DescribedSite {
  /** What the pointer is on: a creation, a variable or field, a map type. */
  readonly span: Span;
  /** The creating expression, where it is known; else the same as `span`. */
  readonly creation: Span;
  /** Source of the creation, or the map's type. */
  readonly source: string;
  readonly name: string | undefined;
  readonly keyType: string;
  readonly elemType: string;
  readonly types: SlotTypes;
  /** Types whose size is not known and was taken as 8 bytes. */
  readonly assumedTypes: readonly string[];
  /** The hint's value, where it is a constant. */
  readonly hint: number | undefined;
  /** The hint as it is written. */
  readonly writtenHint: string | undefined;
  readonly entries: number | undefined;
  /** What the missing-capacity-hint fix would write. */
  readonly suggestedHint: string | undefined;
  readonly layout: MapLayout;
  readonly goVersion: string;
  readonly goVersionAssumed: boolean;
  /** Of the place where it is made, where that is known. */
  readonly heat: Heat | undefined;
}

/** The map at an offset: its creation, its type, or a variable or field that holds one. */
export function siteAt(
  document: GoDocument,
  path: string,
  siblings: readonly FileDeclarations[],
  packages: PackageLookup,
  go: GoContext,
  offset: number,
): DescribedSite | undefined {
  const syntax = document.syntax();
  const node = nodeAt(syntax.root, offset);
  if (node === undefined) return undefined;
  const file = resolveFile(syntax, siblings, packages);
  const maps = localMaps(file);
  const directives = readDirectives(syntax);

  const describe = (
    span: Span,
    map: LocalMap | undefined,
    type: { key: LocalMap['key']; elem: LocalMap['elem'] },
    name?: string,
  ): DescribedSite => {
    const { types, assumed } = slotTypes(type.key, type.elem, file.index);
    const creation = map === undefined ? span : { start: map.creation.start, end: map.creation.end };
    const filling = map === undefined ? undefined : fillingOf(file, map);
    const suggestion = filling === undefined || map === undefined ? undefined : gradeOf(filling, map).hint;
    const promised = map === undefined ? undefined : directives.sizeAt(map.creation.start);
    return {
      span: { start: span.start, end: span.end },
      creation,
      source: syntax.text.slice(creation.start, creation.end),
      name: map?.place === undefined ? name : placeText(map.place),
      keyType: typeText(type.key),
      elemType: typeText(type.elem),
      types,
      assumedTypes: assumed,
      hint: map?.hint === undefined ? undefined : constantValue(file, map.hint),
      writtenHint: map?.hint === undefined ? undefined : syntax.text.slice(map.hint.start, map.hint.end),
      entries: promised ?? suggestion?.value,
      suggestedHint: map?.hint === undefined ? suggestion?.expression : undefined,
      layout: runtimeOf(go).layout,
      goVersion: formatGoVersion(go.runtime),
      goVersionAssumed: go.runtimeSource === 'assumed',
      heat: map === undefined ? undefined : heatOfMarks(heatMarksAt(file, path, map.creation)),
    };
  };

  const made = maps.filter((map) => contains(map.creation, { start: offset, end: offset }));
  // The innermost: a map literal may hold others. Inside a literal's elements only its type belongs to it.
  const creation = made.findLast(
    (map) => map.created === 'make' || offset <= (child(map.creation, 'body')?.start ?? map.creation.end),
  );
  if (creation !== undefined) return describe(creation.creation, creation, creation);

  const expression = outermostSelector(node);
  const place = placeOf(file, expression) ?? declaredPlace(file, node);
  if (place !== undefined) {
    const declared = node.kind === 'identifier' && place.path.length === 0;
    const type = file.index.underlying(declared ? place.root.type : typeOf(file, expression));
    const maker =
      maps.findLast(
        (map) => map.place !== undefined && samePlace(map.place, place) && map.creation.start <= offset,
      ) ?? maps.find((map) => map.place !== undefined && samePlace(map.place, place));
    if (type.kind === 'map') return describe(declared ? node : expression, maker, type, placeText(place));
    if (maker !== undefined) return describe(declared ? node : expression, maker, maker);
    return undefined;
  }
  const mapType = nearestMapType(node);
  if (mapType === undefined) return undefined;
  const type = typeFromNode(mapType, syntax, () => undefined);
  return type.kind === 'map' ? describe(mapType, undefined, type) : undefined;
}

function nodeAt(root: GoNode, offset: number): GoNode | undefined {
  let node = root;
  for (;;) {
    const next: GoNode | undefined = node.children.findLast(
      (part) => part.start <= offset && offset <= part.end && part.end > part.start,
    );
    if (next === undefined) return node === root ? undefined : node;
    node = next;
  }
}

/** From the `b` of `a.b` to the whole of it; from its `a` only to `a`. */
function outermostSelector(node: GoNode): GoNode {
  return node.field === 'field' && node.parent?.kind === 'selector_expression' ? node.parent : node;
}

function declaredPlace(file: ResolvedFile, node: GoNode): ReturnType<typeof placeOf> {
  const symbol = node.kind === 'identifier' ? file.declaredBy(node) : undefined;
  return symbol === undefined ? undefined : { root: symbol, path: [] };
}

function nearestMapType(node: GoNode): GoNode | undefined {
  for (let at: GoNode | undefined = node; at !== undefined; at = at.parent) {
    if (at.kind === 'map_type') return at;
    if (at.kind.endsWith('_statement') || at.kind.endsWith('_declaration')) return undefined;
  }
  return undefined;
}
