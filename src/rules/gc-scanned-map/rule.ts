import { formatBytes, formatDuration } from '../../base/format.ts';
import { declaredMaps, declaredName, type DeclaredMap } from '../../semantics/declared-maps.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { isTestFile } from '../../semantics/imports.ts';
import { isLongLived } from '../../semantics/long-lived.ts';
import { sizeOf } from '../../semantics/sizes.ts';
import { typeText } from '../../semantics/type-text.ts';
import { Collect } from '../costs.json';
import { knownEntriesOfDeclared } from '../map-size.ts';
import { measuredOn, rangeOf, releaseFor } from '../measured.ts';
import { entriesText, versionText } from '../price-text.ts';
import { defineRule, type GoFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';

type Kind = 'scanned';

/** Fewer entries are scanned in less than a millisecond of one processor's time. */
const LARGE = 100_000;

/** Larger keys and elements lie behind a pointer, which is scanned even where they hold none. */
const MAX_IN_SLOT = 128;

/** The simulator knows no clock. */
function collecting(go: GoFacts): string {
  const release = releaseFor(go);
  const [some, many] = ([100000, 1000000] as const).map((size) => {
    const { results } = Collect;
    const times = [results[`text-keys/${size}`], results[`pointer-elements/${size}`]].map(
      (measured) => measured[release].ns,
    );
    return rangeOf(Math.min(...times), Math.max(...times), formatDuration);
  });
  return `${some ?? ''} of processor time for 100,000 text keys or pointers and ${many ?? ''} for a million ${measuredOn(release)}`;
}

export const gcScannedMap = defineRule<Kind>({
  id: 'gc-scanned-map',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'hint',
  appliesTo: () => true,
  docs,
  messages: {
    scanned: ({ data, price, go }) =>
      `${data['map'] ?? ''} lives long and holds pointers (${data['pointers'] ?? ''}), so each garbage collection walks all of it: ` +
      `${price === undefined ? '' : `${formatBytes(price.now.finalBytes)} at ${entriesText(price)} `}(${versionText(go)}), ` +
      `${collecting(go)}; a map without pointers in key and element is skipped`,
  },
  checkFile(context) {
    if (isTestFile(context.file.declarations.imports)) return;
    for (const map of declaredMaps(context.file)) check(map, context);
  },
});

function check(map: DeclaredMap, context: RuleContext<Kind>): void {
  const { file } = context;
  const pointers = [pointersIn(map.key, 'key', context), pointersIn(map.elem, 'element', context)];
  if (pointers.includes(undefined) || pointers.every((text) => text === '') || !isLongLived(file, map))
    return;
  const entries = knownEntriesOfDeclared(map, context);
  if (entries === undefined || entries < LARGE) return;
  context.report({
    kind: 'scanned',
    span: map.node,
    confidence: 'certain',
    severity: 'hint',
    data: { map: declaredName(map), pointers: pointers.filter((text) => text !== '').join(', ') },
    cost: { key: map.key, elem: map.elem, entries, hint: undefined, fixed: undefined },
  });
}

/** Why a key or element is scanned, empty where it is not; undefined where its type is not known. */
function pointersIn(type: GoType, role: string, { file }: RuleContext<Kind>): string | undefined {
  const { size, pointerBytes, assumed } = sizeOf(type, file.index);
  if (assumed.length > 0) return undefined;
  if (pointerBytes > 0) return `the ${role} ${typeText(type)}`;
  return size > MAX_IN_SLOT ? `the ${role} of ${formatBytes(size)}, which lies behind one` : '';
}
