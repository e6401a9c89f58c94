import { atLeast, type GoVersion } from '../base/go-version.ts';
import { spansOverlap, type Span, type TextEdit } from '../base/text.ts';
import { hintEdit, losesLastUse, reasonToFormat } from '../rules/hint-writing.ts';
import type { SourceContext } from '../rules/rule.ts';
import type { FileDeclarations } from '../semantics/declarations.ts';
import { builtinCallee } from '../semantics/expression-types.ts';
import { localMaps, type LocalMap } from '../semantics/map-sites.ts';
import type { PackageLookup } from '../semantics/package-index.ts';
import { constantValue } from '../semantics/pure-expression.ts';
import { resolveFile } from '../semantics/resolve.ts';
import type { ResolvedFile } from '../semantics/symbols.ts';
import type { GoDocument } from '../syntax/document.ts';
import { anyBelow, outermostParenthesis, type GoNode } from '../syntax/node.ts';
import { analyzeDocument, factsOf } from './document-analysis.ts';
import { DEFAULT_OPTIONS, type GoContext } from './model.ts';
import { isGenerated } from './prefilter.ts';

/** Why a hint is not written. */
export type HintRefusal =
  /** Something else stands there now. */
  | 'changed'
  /** A parameter, a type, or another place that makes no map. */
  | 'made elsewhere'
  | 'generated'
  /** The literal starts with entries. */
  | 'entries'
  /** A comment in the literal would be lost. */
  | 'comment'
  /** `&T{}`, and what `make` gives has no address. */
  | 'address'
  /** `make` is a name of the program. */
  | 'make'
  /** The hint that is there calls something, which may do more than count. */
  | 'call'
  /** What the hint that is there reads would be used nowhere. */
  | 'last use'
  /** The map has this hint. */
  | 'same'
  /** No rule knows a better hint. */
  | 'no suggestion';

export type HintAnswer =
  | {
      readonly kind: 'edit';
      /** As those of fixes: `Add the capacity hint 1_000`. */
      readonly title: string;
      readonly edits: readonly TextEdit[];
      /** What a person has to look at afterwards. */
      readonly review: string | undefined;
    }
  | { readonly kind: 'refused'; readonly why: HintRefusal };

/** The place a reader looks at: what was there when they were shown it. */
export interface SeenSite {
  readonly span: Span;
  readonly source: string;
}

/** The rules whose fixes write hints. */
const HINT_RULES: ReadonlySet<string> = new Set(['missing-capacity-hint', 'wrong-capacity-hint']);

/**
 * The edits that write a hint where the map of a site is made.
 * @param hint a number of entries, or `suggested`: what a rule would write there, whether or not it is shown
 */
export function hintEditAt(
  document: GoDocument,
  path: string,
  siblings: readonly FileDeclarations[],
  packages: PackageLookup,
  go: GoContext,
  seen: SeenSite,
  hint: number | 'suggested',
): HintAnswer {
  const { text } = document;
  const { span, source } = seen;
  if (text.slice(span.start, span.end) !== source) return refused('changed');
  if (isGenerated(text)) return refused('generated');
  const file = resolveFile(document.syntax(), siblings, packages);
  const map = localMaps(file).find(({ creation }) => isSame(creation, span));
  if (map === undefined) return refused('made elsewhere');
  if (hint === 'suggested') return suggestedEdit(document, path, siblings, packages, go, span);
  return numberEdit(map, file, hint, factsOf(go, text).language);
}

function suggestedEdit(
  document: GoDocument,
  path: string,
  siblings: readonly FileDeclarations[],
  packages: PackageLookup,
  go: GoContext,
  span: Span,
): HintAnswer {
  // Thresholds and comments decide what is shown without being asked for; here somebody asks.
  const options = { ...DEFAULT_OPTIONS, only: HINT_RULES, everything: true, includeTests: true };
  const { findings, suppressed } = analyzeDocument(document, path, siblings, packages, go, options);
  const fixes = [...findings, ...suppressed]
    .filter((finding) => HINT_RULES.has(finding.ruleId) && isSame(finding.span, span))
    .flatMap((finding) => finding.fixes);
  const fix = fixes.find(({ applicability }) => applicability === 'safe') ?? fixes[0];
  if (fix === undefined) return refused('no suggestion');
  return { kind: 'edit', title: fix.title, edits: fix.edits, review: fix.review };
}

function numberEdit(map: LocalMap, file: ResolvedFile, hint: number, language: GoVersion): HintAnswer {
  const why = map.created === 'literal' ? whyNoMake(map, file) : whyKeepHint(map, file, hint);
  if (why !== undefined) return refused(why);
  const context: SourceContext = {
    file,
    commentsIn: (span) => file.syntax.comments.filter((comment) => spansOverlap(comment, span)),
  };
  const written = goNumber(hint, language);
  const made = hintEdit(map, written, context);
  if (made === undefined) return refused('comment');
  const outer = outermostParenthesis(map.creation);
  // What a literal needs in the head of a loop, gofmt takes away from a call.
  const isInHead = map.created === 'literal' && outer.parent?.kind === 'range_clause';
  const edit = isInHead ? { span: { start: outer.start, end: outer.end }, newText: made.created } : made.edit;
  return {
    kind: 'edit',
    title:
      map.hint === undefined ? `Add the capacity hint ${written}` : `Change the capacity hint to ${written}`,
    edits: [edit],
    review: reasonToFormat(map, context),
  };
}

/** Why a `make` cannot stand in the place of a literal. */
function whyNoMake({ creation, initialEntries }: LocalMap, file: ResolvedFile): HintRefusal | undefined {
  if (initialEntries > 0) return 'entries';
  if (!file.isPredeclaredAt('make', creation.start)) return 'make';
  const outer = outermostParenthesis(creation).parent;
  const isAddressed = outer?.kind === 'unary_expression' && file.syntax.text[outer.start] === '&';
  return isAddressed ? 'address' : undefined;
}

/** Why the hint that is there cannot go. */
function whyKeepHint({ hint: old }: LocalMap, file: ResolvedFile, hint: number): HintRefusal | undefined {
  if (old === undefined) return undefined;
  if (constantValue(file, old) === hint) return 'same';
  if (anyBelow(old, (node) => doesSomething(file, node))) return 'call';
  return losesLastUse(old, file) ? 'last use' : undefined;
}

function doesSomething(file: ResolvedFile, node: GoNode): boolean {
  return (
    (node.kind === 'call_expression' && builtinCallee(file, node) === undefined) ||
    (node.kind === 'unary_expression' && file.syntax.text.startsWith('<-', node.start))
  );
}

/** From so many on a number is easier to read in groups of three. */
const GROUPED = 10_000;

/** A number as a Go source writes it: `1_000_000`, which Go knows since 1.13, else `1000000`. */
function goNumber(value: number, language: GoVersion): string {
  const digits = String(value);
  return value >= GROUPED && atLeast(language, 13) ? digits.replace(/\B(?=(?:\d{3})+$)/g, '_') : digits;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function refused(why: HintRefusal): HintAnswer {
  return { kind: 'refused', why };
}
