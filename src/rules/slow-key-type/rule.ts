import { comparisonOf } from '../../semantics/key-comparison.ts';
import type { GoType } from '../../semantics/go-type.ts';
import type { PackageIndex } from '../../semantics/package-index.ts';
import { placeText } from '../../semantics/places.ts';
import { sizeOf } from '../../semantics/sizes.ts';
import { typeText } from '../../semantics/type-text.ts';
import { knownEntries, LARGE, pricedHint } from '../map-size.ts';
import { entriesText, versionText } from '../price-text.ts';
import { KeyType } from '../costs.json';
import { comparisonsAt, ratiosOf, releaseFor } from '../measured.ts';
import { defineRule, type MessageFacts } from '../rule.ts';
import { docs } from './docs.ts';

type Kind = 'narrow' | 'float' | 'interface' | 'wide';

export const slowKeyType = defineRule<Kind>({
  id: 'slow-key-type',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    narrow: (facts) =>
      `${subject(facts)}: each lookup takes ${times(facts, 'int16', 'int32')} as long as with an int32 key; ` +
      `int32 keys cost a few bytes more a slot, and where most values occur a slice indexed by the key is faster still`,
    float: (facts) =>
      `${subject(facts)}: each lookup takes ${times(facts, 'float64')} as long as with an int64 key, and a key that is no number is never found again; ` +
      `integers, for example of the smallest unit, are cheaper`,
    interface: (facts) =>
      `${subject(facts)}: each lookup asks the key's type how to hash it and takes ${times(facts, 'any-int64')} as long as with an int64 key; ` +
      `a map for each type of key is cheaper`,
    wide: (facts) =>
      `${subject(facts)}: each lookup takes ${times(facts, 'two-words')} as long as with an int64 key; ` +
      `packed in 8 bytes (a uint64, a struct of two int32, an index) it is cheaper`,
  },
  checkMap(map, context) {
    const { index } = context.file;
    const entries = knownEntries(map, context);
    if (entries === undefined || entries < LARGE) return;
    const kind = slowKind(map.key, index);
    if (kind === undefined) return;
    context.report({
      kind,
      span: map.creation,
      confidence: 'likely',
      severity: 'hint',
      data: { map: map.place === undefined ? 'This map' : placeText(map.place), key: typeText(map.key) },
      cost: {
        key: map.key,
        elem: map.elem,
        entries,
        hint: pricedHint(map, context),
        fixed: undefined,
      },
    });
  },
});

function subject(facts: MessageFacts): string {
  const { data, price } = facts;
  const size = price === undefined ? '' : `, a map of ${entriesText(price)},`;
  return `${data['map'] ?? 'This map'}${size} has keys of type ${data['key'] ?? ''}, which no fast path of the runtime takes (${versionText(facts.go)})`;
}

/** How many times as long it takes to look up all of 30,000 entries as with keys of another type. */
function times({ go }: MessageFacts, key: SlowType, other: 'int32' | 'int64' = 'int64'): string {
  const release = releaseFor(go);
  return `${ratiosOf(comparisonsAt(KeyType, key, other, [30000]), release)} times`;
}

type SlowType = 'int16' | 'float64' | 'any-int64' | 'two-words';

/** Widest key that is worth a remark: what is wider can seldom be packed into a word. */
const TWO_WORDS = 16;

/** Why the compiler calls the generic map functions for a key (`cmd/compile/internal/walk`, `mapfast`), undefined if it does not. */
function slowKind(key: GoType, index: PackageIndex): Kind | undefined {
  const under = index.underlying(key);
  const { size, assumed, pointerBytes } = sizeOf(key, index);
  if (assumed.length > 0) return undefined;
  if (under.kind === 'interface') return 'interface';
  if (under.kind === 'basic') {
    if (under.name.startsWith('float')) return 'float';
    return size === 2 ? 'narrow' : undefined;
  }
  // Pointers cannot be made shorter.
  if (under.kind !== 'struct' || pointerBytes > 0) return undefined;
  const isPair = comparisonOf(key, index) === 'memory' && size > 8 && size <= TWO_WORDS;
  return isPair ? 'wide' : undefined;
}
