import { formatBytes } from '../../base/format.ts';
import { atLeast } from '../../base/go-version.ts';
import { declaredMaps, declaredName, usesOf, type DeclaredMap } from '../../semantics/declared-maps.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { isLongLived } from '../../semantics/long-lived.ts';
import { hasUse, type MapUseName } from '../../semantics/map-uses.ts';
import type { PackageIndex } from '../../semantics/package-index.ts';
import { sizeOf } from '../../semantics/sizes.ts';
import { knownEntriesOfDeclared } from '../map-size.ts';
import { assumptionText, entriesText, versionText } from '../price-text.ts';
import { defineRule, type GoFacts, type MessageFacts, type RuleContext } from '../rule.ts';
import { isBounded } from './bounded.ts';
import { docs } from './docs.ts';

type Kind = 'keeps-peak';

/** What fewer entries leave behind is not worth a remark. */
const WORTH_SAYING = 10_000;

/** A new map, somebody who cares for its size, or uses that cannot be followed. */
const GETS_SMALLER: readonly MapUseName[] = ['remade', 'clear', 'limit', 'address', 'tag', 'unknown'];

export const neverShrinks = defineRule<Kind>({
  id: 'never-shrinks',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'hint',
  appliesTo: () => true,
  docs,
  messages: {
    'keeps-peak': (facts) =>
      `${facts.data['map'] ?? ''} never gives memory back: entries come and go, but no file of the package makes it anew; ` +
      `after a peak of ${retained(facts)}${facts.data['churn'] ?? ''} ` +
      `(${versionText(facts.go)}${facts.price === undefined ? '' : assumptionText(facts.price)}); ` +
      `copy what is left into a new map where it falls below a quarter of its peak`,
  },
  checkFile(context) {
    for (const map of declaredMaps(context.file)) check(map, context);
  },
});

function check(map: DeclaredMap, context: RuleContext<Kind>): void {
  const { file, go } = context;
  const uses = usesOf(file, map, 'tests');
  if (uses === undefined || hasUse(uses.all, ...GETS_SMALLER)) return;
  if (!hasUse(uses.sure, 'delete') || !hasUse(uses.sure, 'insert', 'insertTrue', 'update')) return;
  if (!isLongLived(file, map) || isBounded(file, map)) return;
  const entries = knownEntriesOfDeclared(map, context);
  if (entries !== undefined && entries < WORTH_SAYING) return;
  context.report({
    kind: 'keeps-peak',
    span: map.node,
    confidence: entries === undefined ? 'possible' : 'likely',
    data: { map: declaredName(map), churn: churn(map.key, file.index, go) },
    cost: { key: map.key, elem: map.elem, entries, hint: undefined, fixed: undefined },
  });
}

function retained({ price }: MessageFacts): string {
  if (price === undefined) return 'many entries it keeps the room for them';
  const room = price.assumedTypes.length === 0 ? formatBytes(price.now.finalBytes) : 'the room for all';
  return `${entriesText(price)} it keeps ${room}, however few are left`;
}

/** Measured over long runs of a constant number of entries: what the room left by deleted entries costs on top. */
function churn(key: GoType, index: PackageIndex, go: GoFacts): string {
  if (go.layout === 'classic') return '';
  const times = atLeast(go.runtime, 25) && isPruned(key, index, go) ? 'twice' : 'four times';
  return `, up to ${times} that where keys are replaced all the time`;
}

/** True for the key types whose inserts sweep up after deleted entries: integers of 4 and 8 bytes, text, pointers late. */
function isPruned(key: GoType, index: PackageIndex, go: GoFacts): boolean {
  const under = index.underlying(key);
  if (under.kind === 'pointer' || under.kind === 'channel') return atLeast(go.runtime, 27);
  if (under.kind !== 'basic') return false;
  const { size } = sizeOf(under, index);
  return under.name === 'string' || (/int|uintptr/.test(under.name) && size >= 4);
}
