import { formatBytes, formatCount } from '../../base/format.ts';
import { placeText } from '../../semantics/places.ts';
import { sizeOf } from '../../semantics/sizes.ts';
import { typeText } from '../../semantics/type-text.ts';
import { isFilledInLoop, knownEntries, LARGE, pricedHint } from '../map-size.ts';
import { entriesText, versionText } from '../price-text.ts';
import { defineRule, type MessageFacts } from '../rule.ts';
import { docs } from './docs.ts';

type Kind = 'element' | 'key';

/** Larger keys and elements are not stored in the slot but behind a pointer there (`abi.MapMaxElemBytes`). */
const MOST_INLINE = 128;

export const indirectElement = defineRule<Kind>({
  id: 'indirect-element',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    element: (facts) =>
      `${stored(facts, 'element')}; the index of a slice that holds them needs no allocation of its own, ` +
      `and a pointer, which does, saves copying the value at each lookup`,
    key: (facts) =>
      `${stored(facts, 'key')}; a shorter key, for example a hash of it or an index, is stored in the slot and compared at once`,
  },
  checkMap(map, context) {
    const { file } = context;
    const elem = sizeOf(map.elem, file.index).size;
    const key = sizeOf(map.key, file.index).size;
    const kind: Kind | undefined = elem > MOST_INLINE ? 'element' : key > MOST_INLINE ? 'key' : undefined;
    if (kind === undefined) return;
    const entries = knownEntries(map, context);
    if (entries === undefined ? !isFilledInLoop(map) : entries < LARGE) return;
    context.report({
      kind,
      span: map.creation,
      confidence: entries === undefined ? 'possible' : 'likely',
      severity: 'hint',
      data: {
        map: map.place === undefined ? 'this map' : placeText(map.place),
        type: typeText(kind === 'element' ? map.elem : map.key),
        size: formatBytes(kind === 'element' ? elem : key),
      },
      cost: { key: map.key, elem: map.elem, entries, hint: pricedHint(map, context), fixed: undefined },
    });
  },
});

function stored({ data, price, go }: MessageFacts, what: Kind): string {
  const each = `Each ${what} of ${data['map'] ?? ''}, ${data['type'] ?? ''} of ${data['size'] ?? ''},`;
  const room = `is stored behind a pointer, being larger than 128 bytes`;
  if (price === undefined) return `${each} ${room}`;
  return `${each} ${room}: ${formatCount(price.now.allocations)} allocations for ${entriesText(price)} (${versionText(go)})`;
}
