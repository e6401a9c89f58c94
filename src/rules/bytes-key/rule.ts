import { child, textOf, walk } from '../../syntax/node.ts';
import { BytesKey } from '../costs.json';
import { comparisonsAt, measuredOn, ratiosOf, releaseFor } from '../measured.ts';
import { defineRule, type MessageFacts } from '../rule.ts';
import { docs } from './docs.ts';
import { convertFix } from './convert-fix.ts';
import { conversionText, rarelyHits, keptKey } from './kept-key.ts';

type Kind = 'kept-for-miss';

const KEPT = comparisonsAt(BytesKey, 'kept-on-miss', 'converted-on-miss', [16, 64]);

export const bytesKey = defineRule<Kind>({
  id: 'bytes-key',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  sameAs: { 'kept-for-miss': ['SA6001'] },
  messages: {
    'kept-for-miss': ({ data, go }: MessageFacts) =>
      `${data['conversion'] ?? ''} allocates each time, but the string is needed only where there is no entry; ` +
      `${data['lookup'] ?? ''} allocates nothing: ` +
      `with the string made first a lookup that hits takes ${ratiosOf(KEPT, releaseFor(go))} times as long at 16 to 64 bytes ${measuredOn(releaseFor(go))}`,
  },
  checkFile(context) {
    const { file } = context;
    walk(file.syntax.root, (node) => {
      if (node.broken || node.kind !== 'short_var_declaration') return undefined;
      const kept = keptKey(file, node);
      if (kept === undefined || kept.disturbance === 'some') return undefined;
      const [first] = kept.lookups;
      const map = first?.parent === undefined ? undefined : child(first.parent, 'operand');
      const conversion = conversionText(file, kept);
      const fix = convertFix(kept, context);
      context.report({
        kind: 'kept-for-miss',
        span: node,
        // It is never worse; how much better it is hangs on how often the entry is there.
        confidence: rarelyHits(file, kept) ? 'possible' : 'likely',
        data: { conversion, lookup: map === undefined ? '' : `${textOf(file.syntax, map)}[${conversion}]` },
        related: kept.lookups.map((use) => ({ span: use, message: 'only looked up here' })),
        fixes: fix === undefined ? [] : [fix],
      });
      return undefined;
    });
  },
});
