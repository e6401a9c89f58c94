import { formatBytes } from '../../base/format.ts';
import type { Span, TextEdit } from '../../base/text.ts';
import { declaredMaps, declaredName, type DeclaredMap } from '../../semantics/declared-maps.ts';
import { fillingOf } from '../../semantics/fills.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { constantHint, creationsOf } from '../../semantics/known-size.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { hasUse } from '../../semantics/map-uses.ts';
import { constantValue } from '../../semantics/pure-expression.ts';
import { sizeOf } from '../../semantics/sizes.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { child, nearest, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';
import { DenseSet } from '../costs.json';
import { isCommentAligned } from '../line-comments.ts';
import { isFilledInLoop, knownEntriesOfDeclared } from '../map-size.ts';
import { comparisonsAt, measuredOn, ratiosOf } from '../measured.ts';
import type { Confidence, Fix } from '../model.ts';
import { assumptionText, entriesText, gainText, versionText } from '../price-text.ts';
import { defineRule, type CostQuestion, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { isTrueOnly, setIn, whyNoFix } from './declared.ts';
import { localSet, setRewrite } from './rewrite.ts';

type Kind = 'saves-bytes' | 'at-scale' | 'reads-better';

/** From so many entries on a set is worth a remark even where `struct{}` saves nothing. */
const SCALE = 10_000;

const EMPTY_STRUCT: GoType = { kind: 'struct', fields: [] };

/** What may be done to a set without its values being seen. */
const SET_OPERATIONS: ReadonlySet<string> = new Set([
  'insert',
  'lookup',
  'commaOk',
  'delete',
  'len',
  'range',
  'clear',
  'compare',
]);

export const boolMapAsSet = defineRule<Kind>({
  id: 'bool-map-as-set',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    'saves-bytes': (facts) =>
      `${subject(facts)} is a set: only true is ever stored; map[…]struct{} ` +
      `${facts.price === undefined ? '' : gainText(facts.price)} ${at(facts)}, one byte less a slot ${setting(facts)}${facts.data['noFix'] ?? ''}`,
    'at-scale': (facts) =>
      `${subject(facts)} is a set of ${facts.price === undefined ? 'many' : entriesText(facts.price)} and holds ` +
      `${size(facts)} ${setting(facts)}; struct{} elements would save nothing from Go 1.24 on, but ${facts.data['advice'] ?? ''}`,
    'reads-better': (facts) =>
      `${subject(facts)} is a set: only true is ever stored; map[…]struct{} says so, but holds the same ` +
      `${size(facts)} ${at(facts)} ${setting(facts)}${facts.data['noFix'] ?? ''}`,
  },
  checkMap(map, context) {
    const { file } = context;
    if (!isTrueOnlySet(map, context)) return;
    const filling = fillingOf(file, map);
    const bound = filling?.fills.reduce<number | undefined>(
      (sum, { trip }) => (sum === undefined || trip.value === undefined ? undefined : sum + trip.value),
      0,
    );
    const hinted = map.hint === undefined ? undefined : constantValue(file, map.hint);
    const entries =
      context.expectedEntries(map) ??
      bound ??
      hinted ??
      (map.initialEntries > 0 && !isFilled(map) ? map.initialEntries : undefined);
    if (map.key.kind === 'basic' && map.key.name === 'bool') return;

    const set = localSet(map);
    const edits = set === undefined ? undefined : setRewrite(file, set);
    reportSet(
      {
        span: map.creation,
        name: map.place?.root.name ?? '',
        type: { key: map.key, elem: map.elem },
        entries,
        hint: hinted ?? (map.hint === undefined ? undefined : 'entries'),
        isFilledInLoop: isFilledInLoop(map),
        inserts: map.operations.filter(({ kind }) => kind === 'insert').map(({ node }) => node),
        fix:
          edits === undefined
            ? undefined
            : { title: fixTitle(file, map.typeNode), ...applicabilityOf(edits, map, context), edits },
      },
      context,
    );
  },
  checkFile(context) {
    for (const map of declaredMaps(context.file)) checkDeclared(map, context);
  },
});

/** Safe unless gofmt would move what stands in columns beside the edits. */
function applicabilityOf(
  edits: readonly TextEdit[],
  { typeNode }: LocalMap,
  context: RuleContext<Kind>,
): { applicability: 'safe' } | { applicability: 'review'; review: string } {
  const spec = nearest(typeNode, new Set(['var_spec']));
  const isInColumns = spec?.parent?.kind === 'var_spec_list' && spec.parent.children.length > 1;
  return isInColumns || edits.some(({ span }) => isCommentAligned(context, span))
    ? { applicability: 'review', review: 'what stands in columns has to be aligned anew, as gofmt does' }
    : { applicability: 'safe' };
}

/** A set, and what is known of it. */
interface FoundSet {
  readonly span: Span;
  readonly name: string;
  readonly type: { readonly key: GoType; readonly elem: GoType };
  readonly entries: number | undefined;
  readonly hint: CostQuestion['hint'];
  readonly isFilledInLoop: boolean;
  readonly inserts: readonly GoNode[];
  readonly fix: Fix | undefined;
  /** Why there is no fix, for those who could expect one. */
  readonly noFix?: string;
}

function reportSet(set: FoundSet, context: RuleContext<Kind>): void {
  const { name, type, entries, hint, fix, noFix = '' } = set;
  const base = {
    span: set.span,
    data: { name, noFix, advice: adviceFor(type.key, hint !== undefined, context) },
    related: set.inserts
      .slice(0, 1)
      .map((node) => ({ span: node, message: 'only true is stored, here for example' })),
    cost: { ...type, entries, hint, fixed: { hint: hint ?? 0, elem: EMPTY_STRUCT } },
    fixes: fix === undefined ? [] : [fix],
  };
  if (context.go.layout === 'classic') {
    const confidence: Confidence = entries !== undefined || set.isFilledInLoop ? 'certain' : 'possible';
    context.report({ ...base, kind: 'saves-bytes', confidence });
    return;
  }
  const cost = { ...base.cost, fixed: undefined };
  const plain = { ...base, cost, confidence: 'certain', severity: 'hint' } as const;
  if (entries !== undefined && entries >= SCALE) context.report({ ...plain, kind: 'at-scale', fixes: [] });
  else context.report({ ...plain, kind: 'reads-better', styleOnly: true });
}

/** A field or package variable whose every use, in all files of the package, leaves it a set. */
function checkDeclared(map: DeclaredMap, context: RuleContext<Kind>): void {
  const { file } = context;
  if (!isTrueOnly(map, file)) return;
  const creations = creationsOf(file, map);
  const set = setIn(file, map, creations);
  const noFix = whyNoFix(file, map, set);
  const edits = noFix !== undefined || set === undefined ? undefined : setRewrite(file, set);
  const fix: Fix | undefined =
    edits === undefined
      ? undefined
      : {
          title: fixTitle(file, map.typeNode ?? set?.types[0]),
          applicability: 'review',
          review: 'what prints it or looks at it by reflection sees {} instead of true',
          edits,
        };
  reportSet(
    {
      span: map.node,
      name: declaredName(map),
      type: { key: map.key, elem: map.elem },
      entries: knownEntriesOfDeclared(map, context) ?? tableEntries(map, file),
      hint: constantHint(file, creations),
      isFilledInLoop: false,
      inserts: (set?.operations ?? []).filter(({ kind }) => kind === 'insert').map(({ node }) => node),
      fix,
      ...(noFix === undefined ? {} : { noFix: `; ${noFix}` }),
    },
    context,
  );
}

/** Elements of the literal that a variable holds for good. */
function tableEntries({ struct, name, value }: DeclaredMap, file: ResolvedFile): number | undefined {
  const uses = struct === undefined ? file.index.uses.ofVariable(name) : undefined;
  if (uses === undefined || hasUse(uses, 'insertTrue', 'assigned', 'delete')) return undefined;
  return value?.kind === 'composite_literal' ? child(value, 'body')?.children.length : undefined;
}

function fixTitle(file: ResolvedFile, type: GoNode | undefined): string {
  const key = type === undefined ? undefined : child(type, 'key');
  return `Make it a map[${key === undefined ? '' : textOf(file.syntax, key)}]struct{}, with all its uses`;
}

function subject({ data }: MessageFacts): string {
  return data['name'] ?? 'This map';
}

/** What the finished map holds. */
function size({ price }: MessageFacts): string {
  return price === undefined ? '' : formatBytes(price.now.finalBytes);
}

function at({ price }: MessageFacts): string {
  return price === undefined ? '' : `at ${entriesText(price)}`;
}

function setting({ price, go }: MessageFacts): string {
  return `(${versionText(go)}${price === undefined ? '' : assumptionText(price)})`;
}

/** A local map whose every use is in view, with element type bool, into which only the constant true goes. */
function isTrueOnlySet(map: LocalMap, { file }: RuleContext<Kind>): boolean {
  const { place, elem } = map;
  if (place?.root.kind !== 'variable' || place.path.length > 0) return false;
  if (elem.kind !== 'basic' || elem.name !== 'bool' || map.creation.broken) return false;
  // Each variable is judged once, where it is declared with its map.
  if (place.root.initial === undefined || unparenthesised(place.root.initial) !== map.creation) return false;
  const elements = child(map.creation, 'body')?.children ?? [];
  const literalIsSet =
    map.created === 'make' ||
    elements.every((element) => {
      const value = child(element, 'value')?.children[0];
      return element.kind === 'keyed_element' && value !== undefined && isTrue(value, file);
    });
  const inserts = map.operations.filter((operation) => operation.kind === 'insert');
  if (!literalIsSet || (inserts.length === 0 && elements.length === 0)) return false;
  return map.operations.every(
    (operation) =>
      SET_OPERATIONS.has(operation.kind) &&
      (operation.kind !== 'insert' || (operation.value !== undefined && isTrue(operation.value, file))),
  );
}

function isTrue(node: GoNode, file: RuleContext<Kind>['file']): boolean {
  const value = unparenthesised(node);
  return value.kind === 'true' && file.isPredeclaredAt('true', value.start);
}

function isFilled(map: LocalMap): boolean {
  return map.operations.some((operation) => operation.kind === 'insert');
}

const DENSE = comparisonsAt(DenseSet, 'map', 'slice', [10000]);

/** What does make a big set cheaper, by what is known of it. */
function adviceFor(keyType: GoType, isHinted: boolean, { file }: RuleContext<Kind>): string {
  const key = file.index.underlying(keyType);
  if (key.kind === 'basic' && /int|uintptr/.test(key.name)) {
    return `if the keys are dense from 0 up, a []bool of 10,000 is filled ${ratiosOf(DENSE, '1.26')} times as fast ${measuredOn('1.26')} and takes 1 byte a key`;
  }
  if (!isHinted) return 'a capacity hint halves what is allocated while it is filled';
  if (key.kind === 'basic' && key.name === 'string') {
    return 'for a set that is only read once built, a sorted slice takes 16 bytes a key';
  }
  const { size } = sizeOf(keyType, file.index);
  return `each slot holds a whole key of ${formatBytes(size)}: a hash or an index of it would be smaller`;
}
