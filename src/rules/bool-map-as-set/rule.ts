import { formatBytes } from '../../base/format.ts';
import { fillingOf } from '../../semantics/fills.ts';
import type { GoType } from '../../semantics/go-type.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import type { MapOperation } from '../../semantics/operations.ts';
import { constantValue } from '../../semantics/pure-expression.ts';
import { sizeOf } from '../../semantics/sizes.ts';
import { child, unparenthesised, type GoNode } from '../../syntax/node.ts';
import { DenseSet } from '../costs.json';
import { comparisonsAt, measuredOn, ratiosOf } from '../measured.ts';
import type { Confidence } from '../model.ts';
import { assumptionText, entriesText, gainText, versionText } from '../price-text.ts';
import { defineRule, type CostQuestion, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { setRewrite } from './rewrite.ts';

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
      `${facts.price === undefined ? '' : gainText(facts.price)} ${at(facts)}, one byte less a slot ${setting(facts)}`,
    'at-scale': (facts) =>
      `${subject(facts)} is a set of ${facts.price === undefined ? 'many' : entriesText(facts.price)} and holds ` +
      `${size(facts)} ${setting(facts)}; struct{} elements would save nothing from Go 1.24 on, but ${facts.data['advice'] ?? ''}`,
    'reads-better': (facts) =>
      `${subject(facts)} is a set: only true is ever stored; map[…]struct{} says so, but holds the same ` +
      `${size(facts)} ${at(facts)} ${setting(facts)}`,
  },
  checkMap(map, context) {
    const { file, go } = context;
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

    const rewrite = setRewrite(map, context);
    const hint: CostQuestion['hint'] = hinted ?? (map.hint === undefined ? undefined : 'entries');
    const base = {
      span: map.creation,
      data: { name: map.place?.root.name ?? '', advice: adviceFor(map, context) },
      related: map.operations
        .filter((operation) => operation.kind === 'insert')
        .slice(0, 1)
        .map((operation) => ({ span: operation.node, message: 'only true is stored, here for example' })),
      cost: { key: map.key, elem: map.elem, entries, hint, fixed: { hint: hint ?? 0, elem: EMPTY_STRUCT } },
      fixes: rewrite === undefined ? [] : [rewrite],
    };
    if (go.layout === 'classic') {
      const confidence: Confidence = entries !== undefined || isFilledInLoop(map) ? 'certain' : 'possible';
      context.report({ ...base, kind: 'saves-bytes', confidence });
    } else if (entries !== undefined && entries >= SCALE) {
      const cost = { ...base.cost, fixed: undefined };
      context.report({ ...base, kind: 'at-scale', confidence: 'certain', severity: 'hint', cost, fixes: [] });
    } else {
      const cost = { ...base.cost, fixed: undefined };
      context.report({
        ...base,
        kind: 'reads-better',
        confidence: 'certain',
        severity: 'hint',
        styleOnly: true,
        cost,
      });
    }
  },
});

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

function isFilledInLoop(map: LocalMap): boolean {
  return map.operations.some((operation) => operation.kind === 'insert' && isBelowLoop(operation, map));
}

function isBelowLoop(operation: MapOperation, map: LocalMap): boolean {
  const block = map.statement?.parent;
  for (let at = operation.node.parent; at !== undefined && at !== block; at = at.parent) {
    if (at.kind === 'for_statement') return true;
  }
  return false;
}

const DENSE = comparisonsAt(DenseSet, 'map', 'slice', [10000]);

/** What does make a big set cheaper, by what is known of it. */
function adviceFor(map: LocalMap, { file }: RuleContext<Kind>): string {
  const key = file.index.underlying(map.key);
  if (key.kind === 'basic' && /int|uintptr/.test(key.name)) {
    return `if the keys are dense from 0 up, a []bool of 10,000 is filled ${ratiosOf(DENSE, '1.26')} times as fast ${measuredOn('1.26')} and takes 1 byte a key`;
  }
  if (map.hint === undefined) return 'a capacity hint halves what is allocated while it is filled';
  if (key.kind === 'basic' && key.name === 'string') {
    return 'for a set that is only read once built, a sorted slice takes 16 bytes a key';
  }
  const { size } = sizeOf(map.key, file.index);
  return `each slot holds a whole key of ${formatBytes(size)}: a hash or an index of it would be smaller`;
}
