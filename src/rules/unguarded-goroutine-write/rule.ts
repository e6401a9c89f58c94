import type { Span } from '../../base/text.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import { goroutineStarts, isSharedWith, type GoroutineStart } from '../../semantics/goroutines.ts';
import { knownIterations, loopsAround, runsOnce } from '../../semantics/loops-around.ts';
import { operationsWithin, type MapOperation, type OperationKind } from '../../semantics/operations.ts';
import { placeOf, placeText, samePlace, type Place } from '../../semantics/places.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, contains, nearest, walk, type GoNode } from '../../syntax/node.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { isGuarded, isPickedOut, isSpokenOf, synchronises } from './guards.ts';

type Kind = 'started-in-loop' | 'two-goroutines';

const WRITES: ReadonlySet<OperationKind> = new Set(['insert', 'update', 'delete', 'clear', 'copy']);

export const unguardedGoroutineWrite = defineRule<Kind>({
  id: 'unguarded-goroutine-write',
  group: 'hazard',
  since: '0.1.0',
  defaultSeverity: 'warning',
  appliesTo: () => true,
  docs,
  messages: {
    'started-in-loop': (facts) =>
      `Each goroutine that this loop starts writes to ${map(facts)}, and nothing in sight guards it: ${OUTCOME}`,
    'two-goroutines': (facts) =>
      `Two goroutines write to ${map(facts)} at the same time, and nothing in sight guards it: ${OUTCOME}`,
  },
  checkFile(context) {
    const { file } = context;
    const starts = goroutineStarts(file);
    const reported: Place[] = [];
    const isNew = (place: Place): boolean => !reported.some((other) => samePlace(other, place));
    for (const start of starts) {
      const loop = repeatedBy(start, file);
      for (const write of unguardedWrites(start, context)) {
        if (!isNew(write.place)) continue;
        if (loop !== undefined && isSharedIn(loop, write.place, file)) {
          reported.push(write.place);
          report('started-in-loop', write, context, [
            { span: head(loop), message: 'this loop starts the goroutines' },
          ]);
          continue;
        }
        const other = besideOf(start, starts, file)
          .flatMap((beside) => unguardedWrites(beside, context))
          .find(({ place }) => samePlace(place, write.place));
        if (other === undefined) continue;
        reported.push(write.place);
        report('two-goroutines', other, context, [
          { span: write.operation.node, message: 'another goroutine writes to it here' },
        ]);
      }
    }
  },
});

const OUTCOME =
  'the runtime ends the program when it notices concurrent map writes, and no recover() can stop that; ' +
  'lock a mutex around the write, and confirm with go test -race';

function map({ data }: MessageFacts): string {
  return data['map'] ?? 'a map';
}

interface SharedWrite {
  readonly place: Place;
  readonly operation: MapOperation;
}

function report(
  kind: Kind,
  { place, operation }: SharedWrite,
  context: RuleContext<Kind>,
  related: readonly { readonly span: Span; readonly message: string }[],
): void {
  context.report({
    kind,
    span: operation.node,
    confidence: 'certain',
    data: { map: placeText(place) },
    related,
  });
}

/** What a goroutine writes to maps that live outside of it, one write for each map that nothing guards. */
function unguardedWrites({ body, site }: GoroutineStart, context: RuleContext<Kind>): readonly SharedWrite[] {
  const { file } = context;
  const writes: SharedWrite[] = [];
  for (const place of sharedPlaces(body, file)) {
    const operations = operationsWithin(file, place, body);
    // A map that the goroutine makes itself, or that is handed on, is somebody else's business.
    if (operations.some(({ kind }) => kind === 'remake' || kind === 'unknown')) continue;
    const operation = operations.find(({ kind, node }) => WRITES.has(kind) && !isGuarded(node, body, file));
    if (operation !== undefined) writes.push({ place, operation });
  }
  return writes.length === 0 || isSpokenOf(body, site, context) ? [] : writes;
}

/** The places of maps, known to be such, that the literal writes to and that live longer than it. */
function sharedPlaces(body: GoNode, file: ResolvedFile): readonly Place[] {
  const places: Place[] = [];
  walk(body, (node) => {
    const operand =
      node.kind === 'index_expression'
        ? child(node, 'operand')
        : node.kind === 'call_expression'
          ? child(node, 'arguments')?.children[0]
          : undefined;
    const place = operand === undefined ? undefined : placeOf(file, operand);
    if (operand === undefined || place === undefined || !isSharedWith(body, place.root)) return undefined;
    if (places.some((other) => samePlace(other, place))) return undefined;
    if (file.index.underlying(typeOf(file, operand)).kind === 'map') places.push(place);
    return undefined;
  });
  return places;
}

/** The loop that starts a goroutine again before the last one has surely ended. */
function repeatedBy({ site }: GoroutineStart, file: ResolvedFile): GoNode | undefined {
  const statement = nearest(site, new Set(['go_statement', 'expression_statement']));
  if (statement === undefined) return undefined;
  return loopsAround(site).find((loop) => {
    const body = child(loop, 'body');
    return (
      body !== undefined &&
      !runsOnce(file, statement, loop) &&
      !isPickedOut(statement, loop, file) &&
      (knownIterations(file, loop) ?? Number.POSITIVE_INFINITY) > 1 &&
      !synchronises(body, file, FUNCTION_KINDS)
    );
  });
}

/** True when all iterations of the loop mean the same map: it is neither declared nor made anew in there. */
function isSharedIn(loop: GoNode, place: Place, file: ResolvedFile): boolean {
  const { declaration } = place.root;
  if (declaration !== undefined && contains(loop, declaration)) return false;
  return operationsWithin(file, place, loop).every(({ kind }) => kind !== 'remake' && kind !== 'unknown');
}

/** The goroutines started by later statements of the same list, with nothing in between that might wait for the first. */
function besideOf(
  { site, body }: GoroutineStart,
  starts: readonly GoroutineStart[],
  file: ResolvedFile,
): readonly GoroutineStart[] {
  const first = statementOf(site);
  const list = first?.parent;
  if (first === undefined || list?.kind !== 'statement_list') return [];
  return starts.filter((other) => {
    const second = statementOf(other.site);
    if (second?.parent !== list || second.start < first.end) return false;
    const between = list.children.slice(list.children.indexOf(first) + 1, list.children.indexOf(second));
    // What only one of them gets to, as after `return`, is not looked at any closer.
    const isPlain = between.every(
      (statement) =>
        !synchronises(statement, file, FUNCTION_KINDS) &&
        !anyBelow(statement, ({ kind }) => LEAVES.has(kind), FUNCTION_KINDS),
    );
    return isPlain && (other.body === body || !contains(body, other.body));
  });
}

const LEAVES = new Set(['return_statement', 'goto_statement', 'break_statement', 'continue_statement']);

function statementOf(site: GoNode): GoNode | undefined {
  return site.kind === 'go_statement' ? site : nearest(site, new Set(['expression_statement']));
}

function head(loop: GoNode): Span {
  return { start: loop.start, end: child(loop, 'body')?.start ?? loop.end };
}
