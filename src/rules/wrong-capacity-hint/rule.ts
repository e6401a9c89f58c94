import { formatCount, plural } from '../../base/format.ts';
import { usesGoto } from '../../semantics/early-exits.ts';
import { mostEntries } from '../../semantics/entry-bound.ts';
import { fillingOf } from '../../semantics/fills.ts';
import { keyCount } from '../../semantics/key-count.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { OWN_USES } from '../../semantics/operations.ts';
import { constantValue } from '../../semantics/pure-expression.ts';
import { sizeOf } from '../../semantics/sizes.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { child, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';
import { losesLastUse } from '../hint-writing.ts';
import { isCommentAligned } from '../line-comments.ts';
import { gradeOf, type Grade } from '../filling-grade.ts';
import { doubtAbout } from '../hint-safety.ts';
import type { Confidence, Fix, RelatedPlace } from '../model.ts';
import { assumptionText, entriesText, gainText, versionText } from '../price-text.ts';
import { defineRule, type CostQuestion, type Hint, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { isEmptyThere, isNeighbour, measuredBy } from './lengths.ts';
import { shareOf } from './share.ts';

type Kind = 'empty-length' | 'other-length' | 'too-small' | 'too-large' | 'guessed';

/** A map's first bucket or group is enough for so many entries: a hint up to here changes nothing. */
const FREE_ENTRIES = 8;

/** A map made for n entries has room for up to twice as many: with more than four times as many it grows twice. */
const GROWS_TWICE = 4;

/** A hint so many times too large that wastes so many bytes is worth a remark. */
const TOO_LARGE = 8;
const TOO_MANY_BYTES = 64 * 1_024;

export const wrongCapacityHint = defineRule<Kind>({
  id: 'wrong-capacity-hint',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    'empty-length': (facts) =>
      `Hint ${hint(facts)} is 0 where it is taken, so the map grows ${times(facts)} on its way to ${entries(facts)}; ${gain(facts)}`,
    'other-length': ({ data }) =>
      `The hint is ${data['hint'] ?? ''}, but the loop that fills the map runs ${data['better'] ?? ''} times: ` +
      'too small a hint lets the map grow, too large a one wastes what it makes room for',
    'too-small': (facts) =>
      `Hint ${hint(facts)} is too small: the map still grows ${times(facts)} on its way to ${entries(facts)}; ${gain(facts)}`,
    'too-large': (facts) => `Hint ${hint(facts)} is too large: ${facts.data['most'] ?? ''}; ${gain(facts)}`,
    guessed: (facts) =>
      `Hint ${hint(facts)} is a guess where the number is known: the map grows ${times(facts)} on its way to ${entries(facts)}; ${gain(facts)}`,
  },
  checkMap(map, context) {
    if (map.hint === undefined) return;
    const value = constantValue(context.file, map.hint);
    if (value === undefined) checkExpression(map, map.hint, context);
    else if (value > 0) checkConstant(map, map.hint, value, context);
  },
});

function hint({ data }: MessageFacts): string {
  return data['hint'] ?? '';
}

function times({ price }: MessageFacts): string {
  return price === undefined ? 'again' : plural(price.now.growths, 'time');
}

function entries({ price }: MessageFacts): string {
  return price === undefined ? 'its size' : entriesText(price);
}

function gain({ price, data, go }: MessageFacts): string {
  const created = data['created'] ?? '';
  if (price === undefined) return created;
  return `${created} ${gainText(price)} (${versionText(go)}${assumptionText(price)})`;
}

/** Judges `len(a)` and sums of such. */
function checkExpression(map: LocalMap, hintNode: GoNode, context: RuleContext<Kind>): void {
  const { file } = context;
  const grade = soundGrade(map, file);
  if (grade === undefined || keyCount(map.key, file.index) !== Infinity) return;
  const { fills, hint: better, confidence } = grade;
  const site = { map, hint: hintNode, grade, better: better.expression, doubt: doubtAbout(file, map, fills) };
  const measured = measuredBy(file, hintNode);
  const [fill] = fills;
  const share = shareOf(file, hintNode, fills);
  if (share !== undefined) {
    const overlaid = fills.length > 1 && fills.every(({ trip }) => trip.over === 'map');
    const doubt = overlaid ? 'where one map is laid over another, most keys may be in both' : site.doubt;
    const said = overlaid ? 'possible' : confidence;
    report({ ...site, doubt }, { kind: 'too-small', confidence: said, now: { share } }, context);
  } else if (measured !== undefined && isEmptyThere(file, map, measured)) {
    report(site, { kind: 'empty-length', confidence, now: 0 }, context);
  } else if (
    measured !== undefined &&
    fills.length === 1 &&
    fill !== undefined &&
    // Where more goes in besides, the hint may count just that.
    grade.kind !== 'at-least' &&
    isNeighbour(file, measured, fill)
  ) {
    const doubt = site.doubt ?? 'the two may be as long as each other';
    report({ ...site, doubt }, { kind: 'other-length', confidence: 'likely', now: undefined }, context);
  }
}

function checkConstant(map: LocalMap, hintNode: GoNode, value: number, context: RuleContext<Kind>): void {
  const { file } = context;
  const promised = context.expectedEntries(map);
  const ofType = keyCount(map.key, file.index);
  const most = promised ?? Math.min(mostInView(map, file), ofType);
  if (isFarTooLarge(value, most, map, file)) {
    const why =
      promised === undefined && most === ofType
        ? `its keys have only ${formatCount(most)} values`
        : `no more than ${formatCount(most)} entries go in`;
    const site = { map, hint: hintNode, grade: undefined, better: String(most), doubt: undefined };
    report(site, { kind: 'too-large', confidence: 'certain', now: value, entries: most, most: why }, context);
    return;
  }
  const grade = soundGrade(map, file);
  const least = promised ?? grade?.hint.value;
  if (least === undefined) {
    if (grade === undefined || ofType !== Infinity) return;
    const doubt = 'the number may have been chosen for a reason';
    const site = { map, hint: hintNode, grade, better: grade.hint.expression, doubt };
    report(site, { kind: 'guessed', confidence: 'possible', now: value }, context);
  } else if (least > GROWS_TWICE * Math.max(value, FREE_ENTRIES) && least <= ofType) {
    const better = promised === undefined ? (grade?.hint.expression ?? '') : String(promised);
    const doubt =
      grade === undefined || promised !== undefined ? undefined : doubtAbout(file, map, grade.fills);
    const confidence = promised === undefined ? (grade?.confidence ?? 'likely') : 'certain';
    const site = { map, hint: hintNode, grade, better, doubt };
    report(site, { kind: 'too-small', confidence, now: value, entries: least }, context);
  }
}

/** What surely goes in by loops whose length can be written; undefined where that is no more than an upper bound. */
function soundGrade(map: LocalMap, file: ResolvedFile): Grade | undefined {
  const filling = fillingOf(file, map);
  const grade = filling === undefined ? undefined : gradeOf(filling, map);
  return grade?.confidence === 'possible' ? undefined : grade;
}

/** How many entries go in at most, infinity where more may be put in elsewhere: a cache is made for what it will hold. */
function mostInView(map: LocalMap, file: ResolvedFile): number {
  const { place, owner, creation, operations, statement } = map;
  const initial = place?.path.length === 0 ? place.root.initial : undefined;
  if (initial === undefined || unparenthesised(initial) !== creation || owner === undefined) return Infinity;
  if (usesGoto(owner)) return Infinity;
  const stays = operations.every((operation) => OWN_USES.has(operation.kind) && operation.owner === owner);
  return stays && statement !== undefined ? mostEntries(file, map, statement) : Infinity;
}

function isFarTooLarge(
  value: number,
  most: number,
  { key, elem }: LocalMap,
  { index }: ResolvedFile,
): boolean {
  const slot = sizeOf(key, index).size + sizeOf(elem, index).size;
  return most > 0 && value >= TOO_LARGE * most && (value - most) * slot >= TOO_MANY_BYTES;
}

/** A map with a hint, and what would be right. */
interface Site {
  readonly map: LocalMap;
  readonly hint: GoNode;
  readonly grade: Grade | undefined;
  readonly better: string;
  readonly doubt: string | undefined;
}

interface Verdict {
  readonly kind: Kind;
  readonly confidence: Confidence;
  /** What the hint amounts to now; undefined where nothing can be said of it. */
  readonly now: Hint | undefined;
  readonly entries?: number;
  readonly most?: string;
}

function report(site: Site, verdict: Verdict, context: RuleContext<Kind>): void {
  const { map, grade, better } = site;
  const { file } = context;
  const builtins = ['len', 'int'].filter((name) => better.includes(`${name}(`));
  if (!builtins.every((name) => file.isPredeclaredAt(name, map.creation.start))) return;
  const cost: CostQuestion = {
    key: map.key,
    elem: map.elem,
    entries: verdict.entries ?? context.expectedEntries(map) ?? grade?.hint.value,
    hint: verdict.now,
    fixed: { hint: 'entries' },
  };
  context.report({
    kind: verdict.kind,
    span: map.creation,
    confidence: verdict.confidence,
    data: {
      hint: textOf(file.syntax, site.hint),
      better,
      created: `make(${textOf(file.syntax, map.typeNode)}, ${better})`,
      most: verdict.most ?? '',
    },
    ...(verdict.now === undefined ? {} : { cost }),
    related: relatedTo(grade),
    fixes: losesLastUse(site.hint, file) ? [] : [fixFor(site, context)],
  });
}

function relatedTo(grade: Grade | undefined): readonly RelatedPlace[] {
  return (grade?.fills ?? []).map(({ node, trip }) => ({
    span: { start: node.start, end: child(node, 'body')?.start ?? node.end },
    message: `filled here, ${trip.expression} times`,
  }));
}

function fixFor({ map, hint: old, better, doubt }: Site, context: RuleContext<Kind>): Fix {
  const aligned = isCommentAligned(context, map.creation)
    ? 'the comments on these lines have to be aligned anew, as gofmt does'
    : undefined;
  const review = doubt ?? aligned;
  return {
    title: `Change the capacity hint to ${better}`,
    ...(review === undefined ? { applicability: 'safe' } : { applicability: 'review', review }),
    edits: [{ span: { start: old.start, end: old.end }, newText: better }],
  };
}
