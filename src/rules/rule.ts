import type { GoVersion } from '../base/go-version.ts';
import type { Span } from '../base/text.ts';
import type { GoType } from '../semantics/go-type.ts';
import type { Heat, HeatMark } from '../semantics/heat.ts';
import type { LocalMap, RangeLoop } from '../semantics/map-sites.ts';
import type { ResolvedFile } from '../semantics/symbols.ts';
import type { MapLayout } from '../simulator/model.ts';
import type { GoNode } from '../syntax/node.ts';
import type { CostPart } from './costs.ts';
import type { Directive } from './directive.ts';
import type { Confidence, Estimate, Fix, RelatedPlace, RuleGroup, Severity } from './model.ts';

/** The Go versions a rule judges by, and the map that runs there. */
export interface GoFacts {
  /** Decides what a fix may write. */
  readonly language: GoVersion;
  /** Decides which map is running. */
  readonly runtime: GoVersion;
  readonly runtimeAssumed: boolean;
  readonly layout: MapLayout;
}

/**
 * A hint to be priced. `entries` stands for one that is right, as a `len(…)` is taken to be, `share` for one that is right
 * for a part of the entries only.
 */
export type Hint = number | 'entries' | { readonly share: number };

/** What a rule wants priced: the same fill with and without its fix. */
export interface CostQuestion {
  readonly key: GoType;
  readonly elem: GoType;
  /** Undefined when the number is not known: then a round number is priced, and the message says so. */
  readonly entries: number | undefined;
  /** The hint the map has now. */
  readonly hint: Hint | undefined;
  /**
   * The map after the fix; `hint: 'entries'` stands for a hint of exactly the entries priced. Undefined where the finding
   * only says what the map costs.
   */
  readonly fixed: { readonly hint?: Hint; readonly elem?: GoType } | undefined;
}

/** What a message is made of. */
export interface MessageFacts {
  readonly data: Readonly<Record<string, string>>;
  readonly price: Estimate | undefined;
  readonly go: GoFacts;
}

/** One thing a rule has to say. */
export interface Report<Kind extends string> {
  readonly kind: Kind;
  readonly span: Span;
  readonly confidence: Confidence;
  readonly data?: Readonly<Record<string, string>>;
  readonly cost?: CostQuestion;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
  /** Lower than the rule's own level, for kinds that are less than the rule at large. */
  readonly severity?: Severity;
  /** True for kinds that only read better: shown when everything is, or the rule is switched on by name. */
  readonly styleOnly?: boolean;
  /** What the rule knows of how often the code runs, or how small the map is, besides what every rule can see. */
  readonly heatMarks?: readonly HeatMark[];
  /** True where the span can go entirely, and is of no use to anybody. */
  readonly removable?: boolean;
}

/** What a rule may ask. */
export interface RuleContext<Kind extends string> {
  readonly file: ResolvedFile;
  readonly go: GoFacts;
  /** Entries a `//bucketwise:size` directive promises for the map made at this place. */
  expectedEntries(map: LocalMap): number | undefined;
  /** Entries such a directive promises on the line of the offset, where a field or variable is declared. */
  sizeAt(offset: number): number | undefined;
  /** Source comments inside a span, for fixes that must not lose them. */
  commentsIn(span: Span): readonly Span[];
  /** How often the code there seems to run, the rule's `ownLoops` left out. */
  heatAt(place: Span): Heat;
  report(report: Report<Kind>): void;
}

/** What edits look at. */
export type SourceContext = Pick<RuleContext<string>, 'file' | 'commentsIn'>;

/** What a rule may ask that judges directives. */
export interface DirectiveContext<Kind extends string> extends RuleContext<Kind> {
  /** Ids of all rules. */
  readonly knownRules: readonly string[];
  /**
   * True when all that the rule has to say about the file has been said: it is switched on, fits the Go version, has not
   * failed, and everything it looks at is in view.
   */
  hasJudged(ruleId: string): boolean;
  /** True when that holds for every rule that is switched on. */
  readonly allHaveJudged: boolean;
}

/** Text of a rule's page. `bad` and `good` are whole Go files: the tests run them. */
export interface RuleDocs {
  /** One line: what the rule reports. */
  readonly summary: string;
  /** What the runtime does there, with the Go versions it is true for. Markdown. */
  readonly why: string;
  readonly bad: string;
  readonly good: string;
  /** What it costs, simulated or measured: Markdown, and tables whose figures come from the simulator or from costs.json. */
  readonly cost: string | readonly CostPart[];
  readonly whenSilent: readonly string[];
  readonly references: readonly { readonly title: string; readonly url: string }[];
}

/** A rule with all that belongs to it. Everything else about it is generated. */
export interface Rule<Kind extends string = string> {
  /** Says what is wrong, in kebab-case; never changes. */
  readonly id: string;
  readonly group: RuleGroup;
  /** The Bucketwise version that introduced it. */
  readonly since: string;
  readonly defaultSeverity: Severity;
  /** Loops around a finding that it has anyway, the innermost first: they do not make it hot. */
  readonly ownLoops?: number;
  appliesTo(go: GoFacts): boolean;
  readonly docs: RuleDocs;
  readonly messages: Readonly<Record<Kind, (facts: MessageFacts) => string>>;
  /**
   * Codes under which other tools report the same places, by kind: staticcheck's checks and gopls' analyzers. An editor that has
   * both need not say it twice.
   */
  readonly sameAs?: Readonly<Partial<Record<Kind, readonly string[]>>>;
  /** Called for every map creation. */
  checkMap?(map: LocalMap, context: RuleContext<Kind>): void;
  /** Called for every range loop over a variable or field. */
  checkRange?(loop: RangeLoop, context: RuleContext<Kind>): void;
  /** Called for every function declaration, method and function literal, outer ones before those inside them. */
  checkFunction?(declaration: GoNode, context: RuleContext<Kind>): void;
  /** Called once for the file, after all others. */
  checkFile?(context: RuleContext<Kind>): void;
  /** Called once for a file with directives, after all rules have judged it; these know by then what they hid. */
  checkDirectives?(directives: readonly Directive[], context: DirectiveContext<Kind>): void;
  /** Texts besides `map[` and `delete(` that a file has to hold one of for the rule to have anything to say there. */
  readonly mentions?: readonly string[];
}

/** Declares a rule; gives its message kinds a type. */
export function defineRule<const Kind extends string>(rule: Rule<Kind>): Rule {
  // Kinds are only ever produced by the rule itself, so widening them loses nothing.
  return rule;
}
