import type { Span } from '../base/text.ts';
import type { GoType } from './go-type.ts';

/** How a map comes into being. */
export type MapCreation = 'make' | 'literal';

/** A place in the source where a map is created, with all that is known of its life in the function. */
export interface MapSite {
  /** The creating expression: `make(…)` or the composite literal. */
  readonly span: Span;
  readonly created: MapCreation;
  /** The expression the map is stored in (`seen`, `s.index`), undefined when it is used in place. */
  readonly name: string | undefined;
  /** The map's type as written in the source. */
  readonly typeText: string;
  readonly key: GoType;
  readonly elem: GoType;
  /** Source text of the capacity hint, undefined without one. */
  readonly hint: string | undefined;
  /** The hint's value, where it is a constant. */
  readonly hintValue: number | undefined;
  /** Number of entries expected, from a constant bound or a `//bucketwise:size` directive. */
  readonly expectedEntries: number | undefined;
}
