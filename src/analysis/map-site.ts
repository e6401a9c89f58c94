import type { Span } from '../base/text.ts';
import { isFilledInLoop, knownEntries } from '../rules/map-size.ts';
import type { PricedFill } from '../rules/model.ts';
import { functionKey } from '../semantics/function-facts.ts';
import { heatMarksAt, heatOfMarks, type Heat } from '../semantics/heat.ts';
import type { LocalMap, MapCreation } from '../semantics/map-sites.ts';
import { placeText, type Place } from '../semantics/places.ts';
import { constantValue } from '../semantics/pure-expression.ts';
import type { ResolvedFile } from '../semantics/symbols.ts';
import { typeText } from '../semantics/type-text.ts';
import { estimateFill } from '../simulator/index.ts';
import type { Cost, MapRuntime } from '../simulator/model.ts';
import { textOf, type GoNode } from '../syntax/node.ts';
import type { Directives } from './directives.ts';
import { ROUND_ENTRIES, slotTypes } from './pricing.ts';

/** What holds a map after it was made: `none` where it is used on the spot, returned or stored in an element. */
export type MapOwner = 'local' | 'parameter' | 'field' | 'package variable' | 'none';

/** A place in the source where a map is created, as lists show it. Plain data. */
export interface MapSite {
  /** The creating expression: `make(…)` or the composite literal. */
  readonly span: Span;
  readonly created: MapCreation;
  /** The expression the map is stored in (`seen`, `s.index`), undefined when it is used in place. */
  readonly name: string | undefined;
  readonly owner: MapOwner;
  /** For example `map[string]int`. */
  readonly type: string;
  /** The function it is made in (`Index`, `Store.Load`), undefined at package level. */
  readonly function: string | undefined;
  /** Source text of the capacity hint, undefined without one. */
  readonly hint: string | undefined;
  /** Entries the code shows or a directive promises; undefined: the cost is that of `pricedEntries`. */
  readonly entries: number | undefined;
  readonly pricedEntries: number;
  /** True where a loop puts entries in after it was made. */
  readonly filledInLoop: boolean;
  /** How it is made and what of, for prices on other releases. */
  readonly fill: PricedFill;
  /** What it costs to be filled as it is. */
  readonly cost: Cost;
  readonly heat: Heat['level'];
}

/** The sites of a file for lists, each with what it costs to fill it. */
export function mapSites(
  file: ResolvedFile,
  path: string,
  maps: readonly LocalMap[],
  directives: Directives,
  runtime: MapRuntime,
): readonly MapSite[] {
  return maps.map((map) => {
    const { creation, created, place, hint } = map;
    const known = knownEntries(map, {
      file,
      expectedEntries: ({ creation: { start } }) => directives.sizeAt(start),
    });
    const entries = known ?? ROUND_ENTRIES;
    const { types } = slotTypes(map.key, map.elem, file.index);
    const variable = place === undefined ? packageVariable(creation, file) : undefined;
    const hinted = hint === undefined ? undefined : (constantValue(file, hint) ?? entries);
    return {
      span: { start: creation.start, end: creation.end },
      created,
      name: place === undefined ? variable : placeText(place),
      owner: variable === undefined ? ownerOf(place) : 'package variable',
      type: typeText({ kind: 'map', key: map.key, elem: map.elem }),
      function: functionAround(creation, file),
      hint: hint === undefined ? undefined : textOf(file.syntax, hint),
      entries: known,
      pricedEntries: entries,
      filledInLoop: isFilledInLoop(map),
      fill: { types, hint: hinted },
      cost: estimateFill({ runtime, types, hint: hinted, entries }),
      heat: heatOfMarks(heatMarksAt(file, path, creation)).level,
    };
  });
}

/** The name in `var name = make(…)` outside functions, where rules see no place because nothing happens in order there. */
function packageVariable(creation: GoNode, file: ResolvedFile): string | undefined {
  const spec = creation.parent?.parent;
  if (spec?.kind !== 'var_spec' || functionAround(spec, file) !== undefined) return undefined;
  const at = creation.parent?.children.indexOf(creation) ?? -1;
  const name = spec.children.filter(({ field }) => field === 'name')[at];
  return name === undefined ? undefined : textOf(file.syntax, name);
}

function ownerOf(place: Place | undefined): MapOwner {
  if (place === undefined) return 'none';
  if (place.path.length > 0) return 'field';
  const { kind } = place.root;
  return kind === 'package variable' || kind === 'parameter' ? kind : 'local';
}

/** The declared function, as literals have no name to be found by. */
function functionAround(node: GoNode, file: ResolvedFile): string | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.kind === 'function_declaration' || at.kind === 'method_declaration') {
      return functionKey(at, file.syntax);
    }
  }
  return undefined;
}
