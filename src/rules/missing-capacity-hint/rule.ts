import { plural } from '../../base/format.ts';
import type { TextEdit } from '../../base/text.ts';
import { fillingOf, type Fill } from '../../semantics/fills.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { constantValue } from '../../semantics/pure-expression.ts';
import { keyCount } from '../../semantics/key-count.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { textOf } from '../../syntax/node.ts';
import { hintEdit, reasonToFormat } from '../hint-writing.ts';
import type { Fix } from '../model.ts';
import { assumptionText, entriesText, gainText, versionText } from '../price-text.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { fillMarks } from './fill-heat.ts';
import { docs } from './docs.ts';
import { doubtAbout } from '../hint-safety.ts';
import { gradeOf, type Grade, type GradeKind } from '../filling-grade.ts';
import { isFilledThroughField } from './stored.ts';

/** Keys of so few values are a table rather than a map; their number bounds it, not the loop's. */
const SMALL_DOMAIN = 256;

/** A map's first bucket or group is enough for so many entries: up to here a hint changes nothing. */
const FREE_ENTRIES = 8;

export const missingCapacityHint = defineRule<GradeKind>({
  id: 'missing-capacity-hint',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    'unique-keys': (facts) => `${growth(facts)}; ${gain(facts)}`,
    'repeating-keys': (facts) => `${growth(facts)}; ${gain(facts, ' if all keys differ')}`,
    'at-least': (facts) =>
      `${growth(facts)}, and more may be put in besides; ${gain(facts, facts.data['unique'] === 'yes' ? ' for these' : ' for these if all keys differ')}`,
    filtered: (facts) =>
      `${growth(facts, 'may grow')}; not every iteration need add a key, so ${facts.data['hint'] ?? ''} is only an upper bound; ` +
      gain(facts, ' if all did'),
  },
  checkMap(map, context) {
    if (!isUnhinted(map, context)) return;
    const { file } = context;
    const most = keyCount(map.key, file.index);
    if (most <= SMALL_DOMAIN) return;
    const filling = fillingOf(file, map);
    if (filling === undefined || map.place === undefined) return;
    const found = gradeOf(filling, map);
    const grade: Grade = isFilledThroughField(file, map) ? { ...found, confidence: 'possible' } : found;
    const { kind, confidence, fills, hint } = grade;
    const entries = context.expectedEntries(map) ?? hint.value;
    if (entries !== undefined && (entries <= FREE_ENTRIES || entries > most)) return;
    const builtins = ['len', 'int'].filter((name) => hint.expression.includes(`${name}(`));
    if (!builtins.every((name) => file.isPredeclaredAt(name, map.creation.start))) return;

    const edit = hintEdit(map, hint.expression, context);
    const created = edit?.created ?? textOf(file.syntax, map.creation);
    const review = reasonToReview(grade, map, file) ?? reasonToFormat(map, context);
    context.report({
      kind,
      span: map.creation,
      confidence,
      heatMarks: fillMarks(file, map, fills),
      data: { hint: hint.expression, created, unique: fills.every((fill) => fill.uniqueKeys) ? 'yes' : 'no' },
      cost: { key: map.key, elem: map.elem, entries, hint: undefined, fixed: { hint: 'entries' } },
      related: fills.map((fill) => ({
        span: { start: fill.node.start, end: headEnd(fill) },
        message: `filled here, ${fill.trip.expression} times${isExact(fill) ? '' : ' at most'}`,
      })),
      fixes: edit === undefined ? [] : [fixFor(edit.edit, hint.expression, review)],
    });
  },
});

function growth({ price }: MessageFacts, verb = 'grows'): string {
  return price === undefined
    ? `Map ${verb}`
    : `Map ${verb} ${plural(price.now.growths, 'time')} on its way to ${entriesText(price)}`;
}

function gain({ price, data, go }: MessageFacts, condition = ''): string {
  const created = data['created'] ?? '';
  if (price === undefined) return created;
  return `${created} ${gainText(price)}${condition} (${versionText(go)}${assumptionText(price)})`;
}

function reasonToReview(
  { fills, confidence, hint }: Grade,
  map: LocalMap,
  file: ResolvedFile,
): string | undefined {
  const doubt = doubtAbout(file, map, fills);
  if (doubt !== undefined) return doubt;
  if (confidence === 'possible') return 'far fewer entries may go in';
  return /\s/.test(hint.expression.replaceAll(', ', ',')) ? 'gofmt may want the blanks otherwise' : undefined;
}

/** No hint, a hint of 0, or an empty literal. */
function isUnhinted(map: LocalMap, { file }: RuleContext<GradeKind>): boolean {
  if (map.created === 'literal') {
    return map.initialEntries === 0 && file.isPredeclaredAt('make', map.creation.start);
  }
  return map.hint === undefined || constantValue(file, map.hint) === 0;
}

function fixFor(edit: TextEdit, hint: string, review: string | undefined): Fix {
  return {
    title: `Add the capacity hint ${hint}`,
    ...(review === undefined ? { applicability: 'safe' } : { applicability: 'review', review }),
    edits: [edit],
  };
}

/** True when every iteration puts in the same number of entries and none is left out. */
function isExact({ perIteration, mayStopShort, trip }: Fill): boolean {
  const { least, most, mayBreak } = perIteration;
  return least > 0 && least === most && !mayBreak && !mayStopShort && trip.over !== 'string';
}

/** The loop's head is enough to show: from `for` to its brace. */
function headEnd(fill: Fill): number {
  const body = fill.node.children.find((part) => part.field === 'body');
  return body === undefined ? fill.node.end : body.start;
}
