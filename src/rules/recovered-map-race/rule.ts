import type { Span } from '../../base/text.ts';
import { builtinCallee, typeOf } from '../../semantics/expression-types.ts';
import { placeOf } from '../../semantics/places.ts';
import { enclosingFunction, FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import {
  child,
  childOfKind,
  contains,
  textOf,
  unparenthesised,
  walk,
  type GoNode,
} from '../../syntax/node.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';

type Kind = 'said-so' | 'nothing-else';

export const recoveredMapRace = defineRule<Kind>({
  id: 'recovered-map-race',
  group: 'hazard',
  since: '0.1.0',
  defaultSeverity: 'warning',
  appliesTo: () => true,
  mentions: ['concurrent map'],
  docs,
  messages: {
    'said-so': ({ data }: MessageFacts) =>
      `recover() never sees a concurrent map access, which ${data['evidence'] ?? ''} expects of it: ${FATAL}; guard the map with a mutex`,
    'nothing-else': ({ data }: MessageFacts) =>
      `${data['operation'] ?? ''} cannot panic, and recover() never sees a concurrent map access: ${FATAL}; guard the map with a mutex`,
  },
  checkFunction(declaration, context) {
    const { file } = context;
    if (declaration.broken) return;
    const call = recoverIn(declaration, file);
    if (call === undefined) return;
    const evidence = evidenceFor(declaration, context);
    if (evidence !== undefined) {
      context.report({
        kind: 'said-so',
        span: call,
        confidence: 'certain',
        data: { evidence: evidence.what },
        related: [{ span: evidence.span, message: 'expected here' }],
      });
      return;
    }
    const operation = onlyMapOperation(declaration, file);
    if (operation === undefined) return;
    context.report({
      kind: 'nothing-else',
      span: call,
      confidence: 'certain',
      data: { operation: textOf(file.syntax, operation) },
      related: [{ span: operation, message: 'the only thing it could recover from' }],
    });
  },
});

const FATAL =
  'the runtime ends the program with a fatal error and runs no deferred function (tried with Go 1.19 to 1.27)';

/** The call of `recover` in the function itself, not in one inside it. */
function recoverIn(declaration: GoNode, file: ResolvedFile): GoNode | undefined {
  let found: GoNode | undefined;
  walk(declaration, (node) => {
    if (node !== declaration && FUNCTION_KINDS.has(node.kind)) return false;
    if (node.kind === 'call_expression' && builtinCallee(file, node) === 'recover') found ??= node;
    return undefined;
  });
  return found;
}

interface Evidence {
  readonly what: string;
  readonly span: Span;
}

const MAP_RACE =
  /\bconcurrent(?:ly)?\s+(?:(?:access|writes?|reads?)\s+(?:to|of|on|from)\s+(?:an?\s+|the\s+)?)?maps?\b|\bmap\s+(?:race|concurren)/i;
const CATCHING = /\b(?:recover|panic|catch|surviv|rescue|swallow|ignore|protect)/i;
/** Who knows that it does not work says so with one of these. */
const DENIAL = /\bnot\b|n't\b|\bcannot\b|\bnever\b|\bno\b|\bun(?:recover|catch)|\bfatal\b|\bthrows?\b/i;

/** What says that the function is there to catch map races: a comment, a text it prints or looks for, or its name. */
function evidenceFor(declaration: GoNode, context: RuleContext<Kind>): Evidence | undefined {
  const { file } = context;
  const text = (span: Span): string => file.syntax.text.slice(span.start, span.end);
  const comment = commentBlocks(declaration, context).find((block) => {
    const words = text(block).replaceAll(/\s*\n\s*(?:\/\/|\*)?\s*/g, ' ');
    const inside = contains(declaration, block);
    return MAP_RACE.test(words) && (inside || CATCHING.test(words)) && !DENIAL.test(words);
  });
  if (comment !== undefined) return { what: 'a comment', span: comment };

  let literal: GoNode | undefined;
  walk(declaration, (node) => {
    if (!/^(?:interpreted|raw)_string_literal$/.test(node.kind)) return undefined;
    const words = text(node);
    if (MAP_RACE.test(words) && !DENIAL.test(words.replace(/\bfatal error: concurrent/i, 'concurrent')))
      literal ??= node;
    return false;
  });
  if (literal !== undefined) return { what: text(literal), span: literal };

  const name = child(declaration, 'name');
  const words = name === undefined ? '' : text(name);
  const tells =
    /map/i.test(words) && /race|concurren/i.test(words) && /recover|catch|surviv|ignore|rescue/i.test(words);
  return name !== undefined && tells && !/^(?:Test|Benchmark|Example)/.test(words)
    ? { what: words, span: name }
    : undefined;
}

/** The comments inside the function, and the one that ends on the line above it or its `defer`. */
function commentBlocks(declaration: GoNode, context: RuleContext<Kind>): Span[] {
  const { text } = context.file.syntax;
  let head = declaration;
  while (
    head.parent !== undefined &&
    text.lastIndexOf('\n', head.start) < head.parent.start &&
    head.parent.start > 0
  )
    head = head.parent;
  const comments = context.commentsIn({ start: 0, end: declaration.end });
  const blocks: { start: number; end: number }[] = [];
  for (const { start, end } of comments) {
    const last = blocks.at(-1);
    if (last !== undefined && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(last.end, start))) last.end = end;
    else blocks.push({ start, end });
  }
  return blocks.filter(
    (block) => contains(declaration, block) || /^[ \t]*\r?\n[ \t]*$/.test(text.slice(block.end, head.start)),
  );
}

/**
 * For `defer func() { recover() }()` beside a single statement that deletes from a map or reads one under a key that can
 * be hashed: neither can panic, not even with a nil map.
 */
function onlyMapOperation(recovering: GoNode, file: ResolvedFile): GoNode | undefined {
  const call = recovering.parent;
  const deferred = call?.parent;
  if (
    recovering.kind !== 'func_literal' ||
    call?.kind !== 'call_expression' ||
    deferred?.kind !== 'defer_statement'
  ) {
    return undefined;
  }
  const guarded = enclosingFunction(recovering);
  const body = guarded === undefined ? undefined : child(guarded, 'body');
  const statements = body === undefined ? [] : (childOfKind(body, 'statement_list')?.children ?? []);
  const others = statements.filter((statement) => statement !== deferred);
  const [only] = others;
  if (only === undefined || others.length !== 1 || !statements.includes(deferred)) return undefined;
  const operation = mapOperationOf(only, file);
  return operation !== undefined && cannotPanic(operation, file) ? operation : undefined;
}

/** The `delete(m, k)` or `m[k]` a statement consists of. */
function mapOperationOf(statement: GoNode, file: ResolvedFile): GoNode | undefined {
  if (statement.kind === 'expression_statement') {
    const [call] = statement.children;
    return call?.kind === 'call_expression' && builtinCallee(file, call) === 'delete' ? call : undefined;
  }
  const [list] = statement.kind === 'return_statement' ? statement.children : [];
  const [value] = list?.children ?? [];
  return list?.children.length === 1 && value?.kind === 'index_expression' ? value : undefined;
}

function cannotPanic(operation: GoNode, file: ResolvedFile): boolean {
  const args = child(operation, 'arguments')?.children ?? [];
  const map = args[0] ?? child(operation, 'operand');
  const key = args[1] ?? child(operation, 'index');
  if (map === undefined || key === undefined) return false;
  const place = placeOf(file, map);
  const type = file.index.underlying(typeOf(file, map));
  const isPlain = ({ kind }: GoNode): boolean =>
    kind === 'identifier' || kind === 'int_literal' || kind === 'interpreted_string_literal';
  return (
    place?.path.length === 0 &&
    type.kind === 'map' &&
    file.index.underlying(type.key).kind === 'basic' &&
    isPlain(unparenthesised(key))
  );
}
