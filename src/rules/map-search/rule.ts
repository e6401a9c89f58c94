import type { Span } from '../../base/text.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import { isReflexive } from '../../semantics/reflexive.ts';
import { textOf } from '../../syntax/node.ts';
import { Search } from '../costs.json';
import { comparisonsAt, measuredOn, ratiosOf, releaseFor } from '../measured.ts';
import { defineRule, type MessageFacts } from '../rule.ts';
import { docs } from './docs.ts';
import { canBeKey, lookupFix } from './lookup-fix.ts';
import { lookupText, searchOf } from './search.ts';

type Kind = 'stops-at-key' | 'walks-all';

export const mapSearch = defineRule<Kind>({
  id: 'map-search',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    'stops-at-key': (facts) =>
      `Loop walks over ${facts.data['map'] ?? ''} until it comes to the key ${facts.data['wanted'] ?? ''}; ${lookup(facts)}`,
    'walks-all': (facts) =>
      `Loop walks over all of ${facts.data['map'] ?? ''} for the one entry with the key ${facts.data['wanted'] ?? ''}; ${lookup(facts)}`,
  },
  checkRange(loop, context) {
    const { file } = context;
    const map = file.index.underlying(typeOf(file, loop.operand));
    const search = map.kind === 'map' ? searchOf(file, loop) : undefined;
    if (map.kind !== 'map' || search === undefined) return;
    const fix = lookupFix(search, context);
    const head: Span = { start: loop.loop.start, end: loop.clause.end };
    const isProven = canBeKey(file, search.wanted, map.key) && isReflexive(map.key, file.index) === true;
    context.report({
      kind: search.stops ? 'stops-at-key' : 'walks-all',
      span: head,
      confidence: isProven ? 'certain' : 'likely',
      data: {
        map: textOf(file.syntax, loop.operand),
        wanted: textOf(file.syntax, search.wanted),
        lookup: lookupText(file, search),
      },
      related: [{ span: search.wanted, message: 'the same for every entry' }],
      fixes: fix === undefined ? [] : [fix],
    });
  },
});

/** Walks that stop at the key. */
const [FEW, SOME] = ([8, 100] as const).map((size) => [
  ...comparisonsAt(Search, 'walk-int64', 'lookup-int64', [size]),
  ...comparisonsAt(Search, 'walk-string', 'lookup-string', [size]),
]);

function lookup({ data, go }: MessageFacts): string {
  const release = releaseFor(go);
  return (
    `${data['lookup'] ?? ''} finds it at once: walking until it comes takes ${ratiosOf(FEW ?? [], release)} times as long among 8 entries, ` +
    `${ratiosOf(SOME ?? [], release)} times among 100 ${measuredOn(release)}`
  );
}
