import { beginsLine, lineAt } from '../../base/text.ts';
import { builtinCallee, importedCallee, typeOf } from '../../semantics/expression-types.ts';
import { loopsAround } from '../../semantics/loops-around.ts';
import { isWritten } from '../../semantics/operations.ts';
import { constantValue } from '../../semantics/pure-expression.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import {
  anyBelow,
  child,
  childOfKind,
  outermostParenthesis,
  textOf,
  walk,
  type GoNode,
} from '../../syntax/node.ts';
import type { Fix } from '../model.ts';
import { Yield } from '../costs.json';
import { comparisonsAt, measuredOn, ratiosOf, releaseFor } from '../measured.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';

type Kind = 'yields-each-time' | 'does-nothing';

export const goschedInMapLoop = defineRule<Kind>({
  id: 'gosched-in-map-loop',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    'yields-each-time': (facts) =>
      `runtime.Gosched() in each iteration sends the loop through the scheduler for every write to ${facts.data['map'] ?? ''}, ` +
      `which takes ${times(facts)}; goroutines that run for long are interrupted anyway since Go 1.14`,
    'does-nothing': () => 'time.Sleep(0) returns at once: it gives the processor to nobody',
  },
  checkFile(context) {
    const { file } = context;
    walk(file.syntax.root, (node) => {
      if (node.broken || node.kind !== 'expression_statement') return undefined;
      const kind = kindOf(file, node);
      if (kind !== undefined) checkYield(node, kind, context);
      return undefined;
    });
  },
});

const YIELD = comparisonsAt(Yield, 'every-write', 'never', [100000]);

function times({ go }: MessageFacts): string {
  const release = releaseFor(go);
  return `${ratiosOf(YIELD, release)} times as long ${measuredOn(release)}`;
}

function kindOf(file: ResolvedFile, statement: GoNode): Kind | undefined {
  const call = statement.children[0];
  if (call?.kind !== 'call_expression') return undefined;
  const callee = importedCallee(file, call);
  if (callee === 'runtime.Gosched') return 'yields-each-time';
  const pause = child(call, 'arguments')?.children[0];
  const isZero = pause !== undefined && constantValue(file, pause) === 0;
  return callee === 'time.Sleep' && isZero ? 'does-nothing' : undefined;
}

function checkYield(statement: GoNode, kind: Kind, context: RuleContext<Kind>): void {
  const { file } = context;
  const [loop] = loopsAround(statement);
  const body = loop === undefined ? undefined : child(loop, 'body');
  // Under a condition, such as once in a hundred iterations, yielding costs nothing that can be measured.
  if (loop === undefined || body === undefined || statement.parent?.parent !== body) return;
  if (!goesThroughSomething(loop) || waitsForOthers(file, loop)) return;
  const map = writtenMap(file, body);
  if (map === undefined) return;
  const fix = removal(statement, kind, context);
  context.report({
    kind,
    span: statement,
    confidence: kind === 'does-nothing' ? 'certain' : 'likely',
    severity: 'hint',
    data: { map: textOf(file.syntax, map) },
    related: [{ span: { start: loop.start, end: body.start }, message: 'the loop' }],
    fixes: fix === undefined ? [] : [fix],
  });
}

/** False for a loop that has no clause or only a condition: it tries again until another goroutine has done something. */
function goesThroughSomething(loop: GoNode): boolean {
  return loop.children.some(({ kind }) => kind === 'range_clause' || kind === 'for_clause');
}

const WAITS = /\.(?:Try)?R?Lock$|\.CompareAndSwap|^atomic\.|\.Wait$/;

/** True where another goroutine has to do something before the loop goes on: at a channel, a lock or an atomic. */
function waitsForOthers(file: ResolvedFile, loop: GoNode): boolean {
  const range = childOfKind(loop, 'range_clause');
  const operand = range === undefined ? undefined : child(range, 'right');
  if (operand !== undefined && file.index.underlying(typeOf(file, operand)).kind === 'channel') return true;
  const isWait = (node: GoNode): boolean => {
    if (node.kind === 'send_statement' || node.kind === 'select_statement') return true;
    if (node.kind === 'unary_expression') return file.syntax.text.startsWith('<-', node.start);
    const callee = node.kind === 'call_expression' ? child(node, 'function') : undefined;
    return callee !== undefined && WAITS.test(textOf(file.syntax, callee));
  };
  return anyBelow(loop, isWait, FUNCTION_KINDS);
}

/** The first map that a loop's body writes to or deletes from. */
function writtenMap(file: ResolvedFile, body: GoNode): GoNode | undefined {
  let found: GoNode | undefined;
  walk(body, (node) => {
    if (found !== undefined || FUNCTION_KINDS.has(node.kind)) return false;
    found = mapWrittenBy(file, node);
    return undefined;
  });
  return found;
}

function mapWrittenBy(file: ResolvedFile, node: GoNode): GoNode | undefined {
  if (node.kind === 'call_expression' && builtinCallee(file, node) === 'delete') {
    return child(node, 'arguments')?.children[0];
  }
  const map = node.kind === 'index_expression' ? child(node, 'operand') : undefined;
  if (map === undefined || !isWritten(outermostParenthesis(node))) return undefined;
  return file.index.underlying(typeOf(file, map)).kind === 'map' ? map : undefined;
}

/** Takes the call away with its line, where the package is used elsewhere too. */
function removal(statement: GoNode, kind: Kind, context: RuleContext<Kind>): Fix | undefined {
  const { file } = context;
  const { text } = file.syntax;
  const line = lineAt(text, statement.start);
  if (!beginsLine(text, statement.start) || text.slice(statement.end, line.end).trim() !== '')
    return undefined;
  const [call] = statement.children;
  const callee = call === undefined ? undefined : child(call, 'function');
  const name = callee === undefined ? undefined : child(callee, 'operand');
  const uses = name === undefined ? [] : (file.symbolOf(name)?.references ?? []);
  const isAlone = statement.parent?.children.length === 1;
  if (uses.length < 2 || isAlone) return undefined;
  return {
    title: `Remove ${textOf(file.syntax, statement)}`,
    ...(kind === 'does-nothing'
      ? { applicability: 'safe' }
      : { applicability: 'review', review: 'another goroutine may be meant to get the processor here' }),
    edits: [{ span: { start: line.start, end: line.end + 1 }, newText: '' }],
  };
}
