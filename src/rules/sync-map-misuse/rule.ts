import { formatDuration, plural } from '../../base/format.ts';
import { atLeast } from '../../base/go-version.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import { syncMapCalls, type SyncMapCall } from '../../semantics/sync-maps.ts';
import {
  anyBelow,
  child,
  childOfKind,
  nearest,
  textOf,
  unparenthesised,
  type GoNode,
} from '../../syntax/node.ts';
import { isCommentAligned } from '../line-comments.ts';
import { linesOf } from '../line-removal.ts';
import { SyncMapCount, SyncMapEmpty, Unshared } from '../costs.json';
import { comparisonsAt, measuredOn, ratiosOf, releaseNear } from '../measured.ts';
import type { Fix } from '../model.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { mayBeGuardedOutside } from './outside.ts';
import { loadThenDelete, loadThenStore, type DependentStore } from './pairs.ts';

type Kind = 'load-then-store' | 'load-then-delete' | 'range-and-delete-all' | 'count-in-loop' | 'unshared';

export const syncMapMisuse = defineRule<Kind>({
  id: 'sync-map-misuse',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  // A file may use a sync.Map that another one declares.
  mentions: ['sync.Map', '.Load(', '.Range('],
  messages: {
    'load-then-store': ({ data }) =>
      `Load and Store of ${data['map'] ?? ''} are two steps: ${data['loss'] ?? ''}; ${data['instead'] ?? ''}`,
    'load-then-delete': ({ data }) =>
      `Load and Delete of ${data['map'] ?? ''} are two steps: two goroutines can both load the entry before one deletes it; ` +
      `LoadAndDelete is one step, and gives the entry to one of them only`,
    'range-and-delete-all': ({ data }) =>
      `Loop deletes every entry of ${data['map'] ?? ''} one by one: Clear drops them all at once, ` +
      `${ratiosOf(EMPTY, '1.26')} times as fast, refilling included ${measuredOn('1.26')}`,
    'count-in-loop': (facts) =>
      `Each count of ${facts.data['map'] ?? ''} walks all of its entries, ${countTime(facts)}; ` +
      `keep an atomic counter beside the map`,
    unshared: (facts) =>
      `Only one goroutine ever sees ${facts.data['map'] ?? ''}: a plain map is stored to and read ${unsharedGain(facts)}`,
  },
  checkFile(context) {
    const { file } = context;
    if (!file.syntax.text.includes('sync.Map') && !file.index.usesType('sync', 'Map')) return;
    const calls = syncMapCalls(file);
    const reported = new Set<GoNode | undefined>();
    for (const call of calls) {
      if (call.method === 'Range') checkRange(call, context);
      const declared = call.place.path.length === 0 ? call.place.root.declaration : undefined;
      if (declared !== undefined && !reported.has(declared) && isUnshared(call, calls, file)) {
        context.report({ kind: 'unshared', span: declared, confidence: 'certain', data: dataOf(call, file) });
      }
      reported.add(declared);
      if (call.method === 'Load' && !isUnshared(call, calls, file)) checkPairs(call, calls, context);
    }
  },
});

function dataOf({ map }: SyncMapCall, file: ResolvedFile): Record<string, string> {
  return { map: textOf(file.syntax, map) };
}

const EMPTY = comparisonsAt(SyncMapEmpty, 'range-delete', 'clear', [100, 10000]);

function countTime({ go }: MessageFacts): string {
  const release = releaseNear(go);
  const time = formatDuration(SyncMapCount.results['10000'][release].ns);
  return `${time} for 10,000 of them ${measuredOn(release)}`;
}

function unsharedGain({ go }: MessageFacts): string {
  const release = releaseNear(go);
  const { 'sync-map/1000': shared, 'map/1000': unshared } = Unshared.results;
  return (
    `${ratiosOf([[shared, unshared]], release)} times as fast, without ` +
    `${plural(shared[release].allocs, 'allocation')} a store ${measuredOn(release)}`
  );
}

function checkPairs(load: SyncMapCall, calls: readonly SyncMapCall[], context: RuleContext<Kind>): void {
  const { file, go } = context;
  const store = loadThenStore(load, calls, file);
  if (store !== undefined) {
    const swaps = atLeast(go.language, 20) && store.isComparable;
    const isLost = store.loses === 'update' || store.isIdentity;
    context.report({
      kind: 'load-then-store',
      span: store.call,
      confidence: isLost && !mayBeGuardedOutside(load, file) ? 'likely' : 'possible',
      data: {
        ...dataOf(load, file),
        loss: LOSSES[store.loses],
        instead: swaps && store.loses === 'update' ? SWAP : INSTEAD[store.loses],
      },
      related: [{ span: load.call, message: 'what is stored there depends on this Load' }],
    });
    return;
  }
  const deletion = loadThenDelete(load, calls, file);
  if (deletion === undefined || !atLeast(go.language, 15)) return;
  const fix = loadAndDeleteFix(load, deletion, context);
  context.report({
    kind: 'load-then-delete',
    span: load.call,
    confidence: mayBeGuardedOutside(load, file) ? 'possible' : 'certain',
    data: dataOf(load, file),
    related: [{ span: deletion.call, message: 'the same entry is deleted here' }],
    fixes: fix === undefined ? [] : [fix],
  });
}

const LOSSES: Readonly<Record<DependentStore['loses'], string>> = {
  update: 'of two goroutines that change the entry at once one loses its change',
  value:
    'two goroutines that find nothing both store, and one goes on with a value that is no longer in the map',
  turn: 'two goroutines that find nothing both store, and both do what only the first is to do',
};

const INSTEAD: Readonly<Record<DependentStore['loses'], string>> = {
  update: 'lock around both',
  value: 'LoadOrStore is one step and gives both the same value',
  turn: 'LoadOrStore is one step and tells the second of them that it is too late',
};

const SWAP = 'repeat with CompareAndSwap until it succeeds, or lock around both';

function loadAndDeleteFix(
  load: SyncMapCall,
  deletion: SyncMapCall,
  context: RuleContext<Kind>,
): Fix | undefined {
  const statement = deletion.call.parent;
  const callee = child(load.call, 'function');
  const method = callee === undefined ? undefined : child(callee, 'field');
  if (statement?.kind !== 'expression_statement' || method === undefined) return undefined;
  const lines = linesOf(context, statement);
  if (lines === undefined || isCommentAligned(context, method)) return undefined;
  return {
    title: 'Load and delete in one step',
    ...(deletesLater(load, statement)
      ? {
          applicability: 'review',
          review: 'what stands in between may panic or wait, and leaves the entry as it is now',
        }
      : { applicability: 'safe' }),
    edits: [
      { span: method, newText: 'LoadAndDelete' },
      { span: lines, newText: '' },
    ],
  };
}

/** What cannot fail and does not wait, so that nobody sees whether the entry is deleted before it or after. */
const PLAIN = /^(?:short_var_declaration|expression_list|identifier|:=|\w*literal|true|false|nil)$/;

/** True when anything else stands in the statements between the Load and the Delete. */
function deletesLater(load: SyncMapCall, deletion: GoNode): boolean {
  const between = (deletion.parent?.children ?? []).filter(
    ({ start, end }) => start >= load.call.end && end <= deletion.start,
  );
  return between.some(
    (statement) =>
      statement.kind === 'short_var_declaration' && anyBelow(statement, ({ kind }) => !PLAIN.test(kind)),
  );
}

function checkRange(range: SyncMapCall, context: RuleContext<Kind>): void {
  const { file, go } = context;
  const [literal] = range.args;
  const [first, second, ...others] = literal?.kind === 'func_literal' ? statementsOf(literal) : [];
  if (literal === undefined || first === undefined || others.length > 0 || !returnsTrue(second)) return;
  if (deletesKey(first, literal, range, file)) {
    // The map of Go 1.23 has to be built up again after Clear, which takes longer than the deleting.
    if (!atLeast(go.language, 23) || !atLeast(go.runtime, 24)) return;
    const replaced =
      range.call.parent?.kind === 'expression_statement' && context.commentsIn(range.call).length === 0;
    context.report({
      kind: 'range-and-delete-all',
      span: head(range, literal),
      confidence: 'certain',
      data: dataOf(range, file),
      related: [{ span: first, message: 'each entry is looked up and deleted here' }],
      fixes: !replaced
        ? []
        : [
            {
              title: `Replace the loop with ${textOf(file.syntax, range.map)}.Clear()`,
              applicability: 'review',
              review:
                'keys that are NaN go too, and what other goroutines store meanwhile may stay or go otherwise than now',
              edits: [{ span: range.call, newText: `${textOf(file.syntax, range.map)}.Clear()` }],
            },
          ],
    });
  } else if (first.kind === 'inc_statement' && isInLoop(range)) {
    context.report({
      kind: 'count-in-loop',
      span: head(range, literal),
      confidence: 'certain',
      data: dataOf(range, file),
      related: [{ span: first, message: 'the entries are counted here' }],
    });
  }
}

function head({ call }: SyncMapCall, literal: GoNode): { start: number; end: number } {
  return { start: call.start, end: child(literal, 'body')?.start ?? call.end };
}

function statementsOf(literal: GoNode): readonly GoNode[] {
  const body = child(literal, 'body');
  return body === undefined ? [] : (childOfKind(body, 'statement_list')?.children ?? []);
}

function returnsTrue(node: GoNode | undefined): boolean {
  const [list] = node?.kind === 'return_statement' ? node.children : [];
  return list?.children.length === 1 && list.children[0]?.kind === 'true';
}

/** True for `m.Delete(k)` with the key that Range hands to the literal. */
function deletesKey(statement: GoNode, literal: GoNode, range: SyncMapCall, file: ResolvedFile): boolean {
  const call = statement.kind === 'expression_statement' ? statement.children[0] : undefined;
  const deletion = syncMapCalls(file).find((other) => other.call === call);
  if (deletion?.method !== 'Delete' || textOf(file.syntax, deletion.map) !== textOf(file.syntax, range.map))
    return false;
  const [parameter] = child(literal, 'parameters')?.children ?? [];
  const key = parameter === undefined ? undefined : child(parameter, 'name');
  const [argument] = deletion.args;
  if (key === undefined || argument === undefined || deletion.place.root !== range.place.root) return false;
  const declared = file.declaredBy(key);
  const given = unparenthesised(argument);
  return declared !== undefined && given.kind === 'identifier' && file.symbolOf(given) === declared;
}

/** True when the call is repeated by a loop of its own function that does not make the map anew. */
function isInLoop({ call, place }: SyncMapCall): boolean {
  const loop = nearest(call.parent, new Set(['for_statement', ...FUNCTION_KINDS]));
  const { declaration } = place.root;
  const inside =
    declaration !== undefined &&
    loop !== undefined &&
    loop.start <= declaration.start &&
    declaration.end <= loop.end;
  return loop?.kind === 'for_statement' && !inside;
}

/** True for a local `var m sync.Map` of which nothing but method calls in its own function is ever made. */
function isUnshared({ place, map }: SyncMapCall, calls: readonly SyncMapCall[], file: ResolvedFile): boolean {
  const { root, path } = place;
  const spec = root.declaration?.parent;
  if (path.length > 0 || root.kind !== 'variable' || root.owner === undefined || spec?.kind !== 'var_spec')
    return false;
  const type = child(spec, 'type');
  if (type === undefined || textOf(file.syntax, type) !== 'sync.Map' || map.broken) return false;
  return root.references.every((reference) =>
    calls.some((call) => unparenthesised(call.map) === reference && call.owner === root.owner),
  );
}
