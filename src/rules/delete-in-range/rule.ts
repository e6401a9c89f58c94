import { formatDuration } from '../../base/format.ts';
import { atLeast } from '../../base/go-version.ts';
import type { Span } from '../../base/text.ts';
import { isReflexive } from '../../semantics/reflexive.ts';
import { builtinCallee, typeOf } from '../../semantics/expression-types.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { iterationCount } from '../../semantics/iteration-flow.ts';
import { isKeyChanged } from '../../semantics/loop-keys.ts';
import type { RangeLoop } from '../../semantics/map-sites.ts';
import { operationsWithin, type OperationKind } from '../../semantics/operations.ts';
import { placeOf, samePlace } from '../../semantics/places.ts';
import { enclosingFunction, FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, nearest, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';
import { EmptyAndRefill, PopOne, RangeAfterDelete } from '../costs.json';
import { comparisonsAt, type MeasuredRelease, measuredOn, ratiosOf, releaseFor } from '../measured.ts';
import type { Confidence } from '../model.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { cleanupFix, exactFix } from './clear-fixes.ts';
import { deleteFuncFix } from './delete-func.ts';
import { docs } from './docs.ts';
import { statementsOf } from './statements.ts';

type Kind = 'clear-all' | 'clear-all-after-work' | 'filter' | 'pop-one';

export const deleteInRange = defineRule<Kind>({
  id: 'delete-in-range',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    'clear-all': (facts) =>
      `Loop deletes every entry of ${facts.data['map'] ?? ''} one by one: ${facts.data['reason'] ?? ''}; ` +
      `${facts.data['instead'] ?? ''} empties it in one pass, ${clearGain(facts)}`,
    'clear-all-after-work': (facts) =>
      `Loop deletes every entry of ${facts.data['map'] ?? ''} one by one beside its other work; ` +
      `${facts.data['instead'] ?? ''} after the loop empties it in one pass; as a loop of its own the deleting is ${clearGain(facts)}`,
    filter: ({ data, go }) =>
      `Deleting while ranging is safe, but ${data['map'] ?? ''} keeps its capacity: after 90 % of 10,000 entries ` +
      `are deleted a range over it takes ${ratiosOf(RANGE, releaseFor(go))} times as long as over a rebuilt map ${measuredOn(releaseFor(go))}`,
    'pop-one': ({ data, go }) =>
      `Taking one entry and deleting it walks the slots emptied before, so the larger ${data['map'] ?? ''} was, the longer ` +
      `each pop takes: ${popTimes(releaseFor(go))}; keep a slice beside the map`,
  },
  checkRange(loop, context) {
    const deletes = deletesOf(loop, context.file);
    const [only] = deletes;
    if (only === undefined || deletes.length !== 1 || loop.body.broken) return;
    const keyArgument = child(only, 'arguments')?.children[1];
    const type = context.file.index.dereferenced(typeOf(context.file, loop.operand));
    // delete proves a map, but without the declaration its key type stays unknown.
    const keyType: GoType = type.kind === 'map' ? type.key : { kind: 'unknown' };
    if (keyArgument === undefined || loop.keySymbol === undefined || loop.key === undefined) return;
    const argument = unparenthesised(keyArgument);
    if (argument.kind !== 'identifier' || context.file.symbolOf(argument) !== loop.keySymbol) return;
    if (isKeyChanged(loop) || doesInBody(loop, context, WRITES)) return;

    const statement = only.parent;
    if (statement?.kind !== 'expression_statement') return;
    if (popsOne(loop, only)) {
      if (!evicts(loop, context.file)) reportPop(loop, only, context);
      return;
    }
    // What gets hold of the map may put entries in, which a clear after the loop would lose.
    if (doesInBody(loop, context, HANDS_ON)) return;
    const { least, mayBreak } = iterationCount(context.file, loop.loop, new Set([only]));
    if (mayBreak || statementsOf(loop).some(leavesLoop)) return;
    if (least > 0) reportClear(loop, statement, keyType, context);
    else reportFilter(loop, only, context);
  },
});

const WRITES: ReadonlySet<OperationKind> = new Set([
  'insert',
  'update',
  'copy',
  'remake',
  'clear',
  'unknown',
]);
const HANDS_ON: ReadonlySet<OperationKind> = new Set(['pass', 'alias', 'return']);

/** True when the loop's body does something of these kinds with the ranged map. */
function doesInBody(
  loop: RangeLoop,
  { file }: RuleContext<Kind>,
  kinds: ReadonlySet<OperationKind>,
): boolean {
  return operationsWithin(file, loop.place, loop.body).some((operation) => kinds.has(operation.kind));
}

function clearGain({ go }: MessageFacts): string {
  const release = releaseFor(go);
  return `${ratiosOf(CLEAR, release)} times as fast, refilling included ${measuredOn(release)}`;
}

function popTimes(release: MeasuredRelease): string {
  const [small, large, huge] = [
    PopOne.results['100'],
    PopOne.results['10000'],
    PopOne.results['1000000'],
  ].map((pop) => formatDuration(pop[release].ns));
  return `${small ?? ''} in a map of 100 entries, ${large ?? ''} in one of 10,000, ${huge ?? ''} in one of 1,000,000 ${measuredOn(release)}`;
}

/** A map of which nine entries in ten were deleted, and one rebuilt to its size. */
const RANGE = comparisonsAt(RangeAfterDelete, 'thinned', 'rebuilt', [10000]);

/** A loop the compiler does not recognise, and clear. */
const CLEAR = comparisonsAt(EmptyAndRefill, 'delete-loop', 'clear', [100, 10000, 1000000]);

/** The calls `delete(m, …)` on the ranged map in the loop's own body. */
function deletesOf(loop: RangeLoop, file: ResolvedFile): GoNode[] {
  const owner = enclosingFunction(loop.loop);
  return operationsWithin(file, loop.place, loop.body)
    .filter(
      (operation) => operation.kind === 'delete' && operation.key !== undefined && operation.owner === owner,
    )
    .map((operation) => operation.node);
}

/** True when a `break` or `return` always follows the delete in its block. */
function popsOne(loop: RangeLoop, deletion: GoNode): boolean {
  const statement = deletion.parent;
  const list = statement?.parent;
  if (statement === undefined || list?.kind !== 'statement_list') return false;
  const last = list.children.at(-1);
  if (last === undefined || last.start < statement.end) return false;
  const leaves = last.kind === 'return_statement' || last.kind === 'break_statement';
  // Only when the first entry is taken whatever it is: below a condition it is a search.
  return leaves && list.parent === loop.body;
}

/** True below `if len(m) >= limit`: the map stays about as full as it is, so that the first entry is near. */
function evicts(loop: RangeLoop, file: ResolvedFile): boolean {
  for (let at = loop.loop; at.parent !== undefined && !FUNCTION_KINDS.has(at.kind); at = at.parent) {
    const { parent } = at;
    const isGuarded =
      (parent.kind === 'if_statement' && at.field === 'consequence') ||
      (parent.kind === 'for_statement' && at.field === 'body');
    if (!isGuarded) continue;
    const tests = parent.children.filter((part) => part !== at && part.field !== 'alternative');
    if (tests.some((part) => anyBelow(part, (node) => isOverLimit(node, loop, file)))) return true;
  }
  return false;
}

function isOverLimit(node: GoNode, loop: RangeLoop, file: ResolvedFile): boolean {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  const operator = child(node, 'operator')?.kind;
  if (left === undefined || right === undefined || (operator !== '>' && operator !== '>=')) return false;
  const call = unparenthesised(left);
  if (call.kind !== 'call_expression' || builtinCallee(file, call) !== 'len') return false;
  const measured = child(call, 'arguments')?.children[0];
  const place = measured === undefined ? undefined : placeOf(file, measured);
  return place !== undefined && samePlace(place, loop.place) && textOf(file.syntax, right) !== '0';
}

function reportPop(loop: RangeLoop, deletion: GoNode, context: RuleContext<Kind>): void {
  const repeated =
    nearest(loop.loop.parent, new Set(['for_statement', ...FUNCTION_KINDS]))?.kind === 'for_statement';
  context.report({
    kind: 'pop-one',
    span: head(loop),
    confidence: repeated ? 'certain' : 'likely',
    data: { map: textOf(context.file.syntax, loop.operand) },
    related: [{ span: deletion, message: 'the entry is deleted here and the loop left' }],
  });
}

function reportFilter(loop: RangeLoop, deletion: GoNode, context: RuleContext<Kind>): void {
  const fix = deleteFuncFix(loop, deletion, context);
  context.report({
    kind: 'filter',
    span: head(loop),
    confidence: 'possible',
    severity: 'hint',
    styleOnly: true,
    data: { map: textOf(context.file.syntax, loop.operand) },
    related: [{ span: deletion, message: 'deleted here, under a condition' }],
    fixes: fix === undefined ? [] : [fix],
  });
}

function reportClear(loop: RangeLoop, statement: GoNode, keyType: GoType, context: RuleContext<Kind>): void {
  const { file, go } = context;
  const others = statementsOf(loop).filter((other) => other !== statement);
  const reflexive = isReflexive(keyType, file.index);
  const exact = others.length === 0;
  // The compiler already turns the exact idiom into a map clear, and an unknown key type is most likely such a one.
  if (exact && loop.value === undefined && loop.declares && !hasBlankValue(loop) && reflexive !== false)
    return;

  const map = textOf(file.syntax, loop.operand);
  const canClear = atLeast(go.language, 21) && file.isPredeclaredAt('clear', loop.loop.start);
  // Before Go 1.21 nothing but such a loop empties a map whose keys may be NaN.
  if (!canClear && reflexive === false) return;
  const calls = others.some(hasCall);
  const confidence: Confidence = calls ? 'possible' : keyType.kind === 'unknown' ? 'likely' : 'certain';
  const instead = canClear
    ? `clear(${map})`
    : `a loop of nothing but \`for k := range ${map} { delete(${map}, k) }\``;
  const emptying = { loop, map, reflexive: reflexive === true, canClear };
  const fix = exact ? exactFix(emptying, context) : cleanupFix(emptying, statement, context);
  context.report({
    kind: exact ? 'clear-all' : 'clear-all-after-work',
    span: head(loop),
    confidence,
    data: { map, instead, reason: reasonFor(loop, exact, reflexive) },
    related: [{ span: statement, message: 'each entry is looked up and deleted here' }],
    fixes: fix === undefined ? [] : [fix],
  });
}

function reasonFor(loop: RangeLoop, exact: boolean, reflexive: boolean | undefined): string {
  if (exact && reflexive === false)
    return 'keys that may be NaN keep the compiler from making it a map clear';
  if (!loop.declares) return 'a key variable from outside keeps the compiler from making it a map clear';
  return 'the value variable keeps the compiler from making it a map clear';
}

function head(loop: RangeLoop): Span {
  return { start: loop.loop.start, end: loop.clause.end };
}

function hasBlankValue(loop: RangeLoop): boolean {
  return (child(loop.clause, 'left')?.children.length ?? 0) > 1;
}

function hasCall(node: GoNode): boolean {
  return anyBelow(node, ({ kind }) => kind === 'call_expression' || kind === 'send_statement');
}

/** True when it may end the function or jump to a label; plain `break` and `continue` are seen by the flow. */
function leavesLoop(node: GoNode): boolean {
  const leaves = ({ kind, children }: GoNode): boolean => {
    const jump = kind === 'break_statement' || kind === 'continue_statement';
    return kind === 'return_statement' || kind === 'goto_statement' || (jump && children.length > 0);
  };
  return anyBelow(node, leaves, FUNCTION_KINDS);
}
