import type { Span, TextEdit } from '../base/text.ts';
import type { Heat } from '../semantics/heat.ts';
import type { Cost, MapLayout, SlotTypes } from '../simulator/model.ts';

/**
 * `hazard` can break a program, `cost` wastes memory or time, `style` only reads better and is off by default; `hygiene` is
 * not about the code but about what comments tell Bucketwise.
 */
export type RuleGroup = 'hazard' | 'cost' | 'style' | 'hygiene';

/**
 * True for what is weighed by how often its code runs, and left out where that does not matter, as in tests. Hazards and
 * wrong directives are told everywhere.
 */
export function isWeighed(group: RuleGroup): boolean {
  return group === 'cost' || group === 'style';
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** How sure the rule is: proven from the code, very probable, or true only under a condition it cannot see. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** `safe`: behaviour is proven the same, joins fix-all. `review`: compiles, but a person has to agree. */
export type Applicability = 'safe' | 'review';

export interface Fix {
  readonly title: string;
  readonly applicability: Applicability;
  /** For fixes to review: what to look at. */
  readonly review?: string;
  /**
   * True where the edits change what may be said of the file: they are made by themselves, and the rest is judged anew. A
   * misspelt `ignore` was written against the very fixes that stand beside it.
   */
  readonly comesFirst?: boolean;
  /** Edits of the finding's own document, not overlapping. */
  readonly edits: readonly TextEdit[];
}

/** Another place that explains the finding: the loop, the other write, the declaration. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** The price of a site now and after its fix, for `entries` entries. */
export interface Estimate {
  readonly layout: MapLayout;
  /** For example `1.26`. */
  readonly goVersion: string;
  readonly entries: number;
  /** False when `entries` is only a round number. */
  readonly entriesKnown: boolean;
  /** Types whose size is not in view; their values were counted as 8 bytes. */
  readonly assumedTypes: readonly string[];
  readonly now: Cost;
  readonly fixed: Cost | undefined;
  /** What the two costs were asked for, so that they can be asked of another release. */
  readonly refill: { readonly now: PricedFill; readonly fixed: PricedFill | undefined };
}

/** A map as it is filled with the entries of its {@link Estimate}. */
export interface PricedFill {
  readonly types: SlotTypes;
  /** The value passed to `make`, undefined without one. */
  readonly hint: number | undefined;
}

/** One remark on one site, priced and ready to be shown. Spans are offsets into the document it was found in. */
export interface Finding {
  readonly ruleId: string;
  /** Which of the rule's messages: the kind of the finding, for example `clear-all`. */
  readonly kind: string;
  readonly group: RuleGroup;
  readonly span: Span;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly heat: Heat;
  /** One plain sentence, ending with the price. */
  readonly message: string;
  readonly estimate: Estimate | undefined;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  /** Codes under which other tools report the same: `S1033`, `mapsloop`. */
  readonly sameAs: readonly string[];
  /** True where the span can go entirely; editors show it faded. */
  readonly removable?: boolean;
}
