import { formatBytes, plural } from '../../base/format.ts';
import { atLeast } from '../../base/go-version.ts';
import type { Span } from '../../base/text.ts';
import { knownProduct, mostEntries, WRITES } from '../../semantics/entry-bound.ts';
import { importedCallee } from '../../semantics/expression-types.ts';
import { keyCount } from '../../semantics/key-count.ts';
import { iterationCount } from '../../semantics/iteration-flow.ts';
import { loopsAround, runsOnce, waits } from '../../semantics/loops-around.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { OWN_USES, type MapOperation, type OperationKind } from '../../semantics/operations.ts';
import { constantValue } from '../../semantics/pure-expression.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import {
  anyBelow,
  child,
  nearest,
  outermostParenthesis,
  textOf,
  unparenthesised,
  type GoNode,
} from '../../syntax/node.ts';
import { MapEachTime } from '../costs.json';
import { type Comparison, comparisonsAt, measuredOn, ratiosOf, releaseFor } from '../measured.ts';
import { entriesText } from '../price-text.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { hoistFix } from './hoist.ts';

type Kind = 'grows-each-time' | 'sized-each-time';

/** A map that does not leave the function has room for so many entries on the stack, at no cost. */
const FREE_ENTRIES = 8;

/** So few iterations cannot cost enough to be worth a remark. */
const FEW_ITERATIONS = 8;

/** What may be done to a map that stays in its iteration. */
const STAYS: ReadonlySet<OperationKind> = new Set([...OWN_USES, 'read', 'inspect']);

export const mapMadeInLoop = defineRule<Kind>({
  id: 'map-made-in-loop',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  ownLoops: 1,
  // Without clear there is no map to use again.
  appliesTo: ({ language }) => atLeast(language, 21),
  docs,
  messages: {
    'grows-each-time': (facts) => `${cost(facts)}; ${gain(facts, GROWN)}`,
    'sized-each-time': (facts) => `${cost(facts)}; ${gain(facts, SIZED)}`,
  },
  checkMap(map, context) {
    const { file } = context;
    const { statement, place, hint } = map;
    if (statement === undefined || place === undefined || !staysInIteration(map, file)) return;
    if (!file.isPredeclaredAt('clear', map.creation.start)) return;
    const [loop, ...outer] = loopsAround(statement);
    if (loop === undefined || runsOnce(file, statement, loop) || waits(file, loop)) return;
    if (knownProduct(file, [loop, ...outer]) <= FEW_ITERATIONS) return;

    const most = Math.min(mostEntries(file, map, statement), keyCount(map.key, file.index));
    const promised = context.expectedEntries(map);
    if ((promised ?? most) <= FREE_ENTRIES) return;
    const entries = promised ?? (Number.isFinite(most) ? most : undefined);
    const fixedHint = hint === undefined ? 0 : constantValue(file, hint);
    const isSized = fixedHint === undefined || fixedHint > FREE_ENTRIES;
    // Who asks for room for a few expects a few.
    if (!isSized && hint !== undefined && fixedHint > 0 && promised === undefined) return;
    const fix = hoistFix(
      map,
      statement,
      [loop, ...outer],
      Number.isFinite(most) || hint !== undefined,
      context,
    );
    context.report({
      kind: isSized ? 'sized-each-time' : 'grows-each-time',
      span: map.creation,
      confidence: isWorthSaying(map, statement, loop, context) ? 'likely' : 'possible',
      data: { map: place.root.name },
      cost: {
        key: map.key,
        elem: map.elem,
        entries,
        hint: isSized ? (fixedHint ?? 'entries') : undefined,
        fixed: undefined,
      },
      related: [{ span: head(loop), message: 'each iteration of this loop makes it' }],
      fixes: fix === undefined ? [] : [fix],
    });
  },
});

function cost({ price, data }: MessageFacts): string {
  const map = data['map'] ?? '';
  if (price === undefined) return `Each iteration makes ${map} anew`;
  const entries = entriesText(price);
  if (price.assumedTypes.length > 0) {
    return price.now.growths > 0
      ? `Each iteration makes ${map} anew and grows it ${plural(price.now.growths, 'time')} on its way to ${entries}`
      : `Each iteration makes ${map} anew, with room for ${entries}`;
  }
  // The header and the first group of a map that stays in the function are on its stack, which the price counts too.
  return `Each iteration makes ${map} anew, which allocates up to ${formatBytes(price.now.bytes)} for ${entries}`;
}

/** Measured, as the simulator knows no clock. */
function gain({ data, go }: MessageFacts, comparisons: readonly Comparison[]): string {
  const map = data['map'] ?? '';
  const release = releaseFor(go);
  return (
    `made before the loop and emptied with clear(${map}) it is filled ${ratiosOf(comparisons, release)} times as fast at 20 to 1,000 entries ` +
    `${measuredOn(release)}, unless a few iterations are far larger than the rest: clear costs the capacity reached`
  );
}

/** New maps that grow, and one that is cleared. */
const GROWN = comparisonsAt(MapEachTime, 'new', 'cleared', [20, 100, 1000]);

/** New maps with room for all entries, and one that is cleared. */
const SIZED = comparisonsAt(MapEachTime, 'new-with-hint', 'cleared', [20, 100, 1000]);

/** A variable that belongs to the iteration, with every use in view and none that lets the map out of it. */
function staysInIteration(
  { place, creation, owner, initialEntries, guard, operations }: LocalMap,
  file: ResolvedFile,
): boolean {
  if (place?.root.kind !== 'variable' || place.path.length > 0 || creation.broken) return false;
  const { initial, declaration } = place.root;
  if (initial === undefined || declaration === undefined || unparenthesised(initial) !== creation)
    return false;
  if (initialEntries > 0 || guard !== 'none') return false;
  return operations.every(
    (operation) => STAYS.has(operation.kind) && operation.owner === owner && !isPutOff(operation, file),
  );
}

/** True for a deferred operation, and for an iterator over the map (`maps.Keys`) that is not used up where it is made. */
function isPutOff({ kind, node }: MapOperation, file: ResolvedFile): boolean {
  for (let at: GoNode | undefined = node; at !== undefined; at = at.parent) {
    if (at.kind === 'defer_statement' || at.kind === 'go_statement') return true;
    if (at.kind === 'statement_list') break;
  }
  if (kind !== 'range' || node.kind !== 'call_expression') return false;
  const callee = importedCallee(file, node);
  if (callee === 'maps.Clone' || callee === 'maps.Copy') return false;
  const user = outermostParenthesis(node).parent;
  if (user?.kind === 'range_clause') return false;
  const outer = user?.kind === 'argument_list' ? user.parent : undefined;
  const collector = outer === undefined ? undefined : importedCallee(file, outer);
  return collector === undefined || !/^(?:slices|maps)\.(?:Collect|Sorted)/.test(collector);
}

/**
 * True when each iteration surely makes the map and fills it by a loop of its own or from another map, and nothing says
 * that it is done rarely or for a few entries: no condition around it, no return in the filling loop, as checks of
 * settings have, and no code that runs seldom.
 */
function isWorthSaying(map: LocalMap, statement: GoNode, loop: GoNode, context: RuleContext<Kind>): boolean {
  const { file } = context;
  const { operations } = map;
  if (context.heatAt(map.creation).level === 'cold' || !isPlainPart(statement, loop, file)) return false;
  // A loop without a clause of its own tries something again or works until nothing changes any more: a few times mostly.
  if (!loop.children.some(({ kind }) => kind === 'range_clause' || kind === 'for_clause')) return false;
  return operations.some(({ kind, node }) => {
    if (!WRITES.has(kind)) return false;
    const around = loopsAround(node);
    const inner = around.slice(0, around.indexOf(loop));
    const [innermost] = inner;
    const isPlain = inner.every((each, at) => isPlainPart(each, inner[at + 1] ?? loop, file));
    if (kind === 'copy') return isPlain;
    if (innermost === undefined || !isPlain || inner.some(mayReturn)) return false;
    const { least, mayBreak } = iterationCount(file, innermost, new Set([node]));
    return least > 0 && !mayBreak;
  });
}

/** True for a statement that stands in the loop's own body, where nothing before it goes on to the next iteration. */
function isPlainPart(statement: GoNode, loop: GoNode, file: ResolvedFile): boolean {
  const body = child(loop, 'body');
  const outer = statement.parent?.kind === 'labeled_statement' ? statement.parent : statement;
  const list = outer.parent;
  if (body === undefined || list?.kind !== 'statement_list' || list.parent !== body) return false;
  return !list.children.some((sibling) => sibling.start < outer.start && skips(sibling, file));
}

/** True when a statement may go on with the next iteration, unless it is for an error. */
function skips(statement: GoNode, file: ResolvedFile): boolean {
  return anyBelow(
    statement,
    (node) => {
      if (node.kind !== 'continue_statement' && node.kind !== 'break_statement') return false;
      const conditional = nearest(node, new Set(['if_statement']));
      const condition = conditional === undefined ? undefined : child(conditional, 'condition');
      return condition === undefined || !/\berr\b|[a-z]Err\b/.test(textOf(file.syntax, condition));
    },
    FUNCTION_KINDS,
  );
}

function mayReturn(loop: GoNode): boolean {
  return anyBelow(loop, ({ kind }) => kind === 'return_statement', FUNCTION_KINDS);
}

function head(loop: GoNode): Span {
  return { start: loop.start, end: child(loop, 'body')?.start ?? loop.end };
}
