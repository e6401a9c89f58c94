import type { Span } from '../../base/text.ts';
import { hasEffects } from '../../semantics/call-effects.ts';
import { disturbance, isPrivateMap, type Disturbance } from '../../semantics/disturbance.ts';
import { builtinCallee } from '../../semantics/expression-types.ts';
import { alwaysLeaves } from '../../semantics/iteration-flow.ts';
import { callReach } from '../../semantics/parameter-effects.ts';
import { repeatable } from '../../semantics/repeatable.ts';
import { sameExpression } from '../../semantics/same-expression.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import type { Watched } from '../../semantics/writes.ts';
import {
  anyBelow,
  child,
  childOfKind,
  contains,
  textOf,
  unparenthesised,
  walk,
  type GoNode,
} from '../../syntax/node.ts';
import { isRead, type FirstLookup } from './first-lookups.ts';

/** A later read of the entry that the first lookup has found already. */
export interface SecondRead {
  readonly index: GoNode;
  /** Below or beside the `if`, or in the loop whose range the first lookup is; or behind it. */
  readonly where: 'inside' | 'behind';
  readonly disturbance: Disturbance;
  /** True when it only serves an error message, a log line or a panic. */
  readonly isCold: boolean;
  /** True in a loop that the first lookup is not repeated by: behind it worth no remark of its own, but it may read the variable too. */
  readonly isRepeated: boolean;
  /** Until here nothing may change: the read itself, or the end of the outermost loop it is in. */
  readonly until: number;
}

/** Where second reads may stand, and what runs between the first lookup and there. */
interface Region {
  readonly nodes: readonly GoNode[];
  readonly where: SecondRead['where'];
  /** Spans that run before the region is entered. */
  readonly before: readonly Span[];
  readonly start: number;
  /** The loop that the first lookup heads, of which the region is the body. */
  readonly loop?: GoNode;
}

/** The first lookup with all that follows it. */
export interface Lookups {
  readonly first: FirstLookup;
  readonly reads: readonly SecondRead[];
  /** The `m[k] = …` by which the `if` makes sure that there is an entry. */
  readonly insert: GoNode | undefined;
}

/** The reads that surely, or all but surely, find what the first lookup found. */
export function secondReads(file: ResolvedFile, owner: GoNode, first: FirstLookup): Lookups {
  const none: Lookups = { first, reads: [], insert: undefined };
  const map = child(first.index, 'operand');
  const key = child(first.index, 'index');
  if (map === undefined || key === undefined) return none;
  const reads = repeatable(file, map, key);
  const keyReads = repeatable(file, key);
  if (reads === undefined || keyReads === undefined) return none;
  const entry: Watched = { map, reads, isPrivate: isPrivateMap(file, map) };
  const insert = insertOf(file, first);
  const found: SecondRead[] = [];
  for (const region of regionsOf(file, first)) {
    for (const node of region.nodes) {
      for (const index of readsIn(file, node, first.index)) {
        const path = pathTo(index, region);
        const spans = [...region.before, ...path.spans];
        const judged =
          insert !== undefined && index.start > insert.end
            ? afterInsert(
                file,
                entry,
                { ...entry, map: undefined, reads: keyReads },
                owner,
                first,
                insert,
                index,
              )
            : disturbance(file, entry, owner, spans);
        const worst = either(
          either(judged, besideRead(file, entry, index)),
          betweenOperands(file, first.index, index),
        );
        if (worst === 'some') continue;
        found.push({
          index,
          where: region.where,
          disturbance: worst,
          isCold: isCold(file, index),
          isRepeated: path.isRepeated,
          until: path.until,
        });
      }
    }
  }
  if (insert === undefined) return { first, reads: found, insert };
  const isUsed = found.some(
    ({ index, where, isCold }) => where === 'behind' && !isCold && index.start > insert.end,
  );
  // What is read in the `if` after the insert is read only where there was no entry.
  return isUsed
    ? { first, reads: found, insert }
    : { first, reads: found.filter(({ index }) => index.end < insert.start), insert: undefined };
}

/** Where there is no entry one is made: until then only the key has to stay, from then on the entry. */
function afterInsert(
  file: ResolvedFile,
  entry: Watched,
  key: Watched,
  owner: GoNode,
  first: FirstLookup,
  insert: GoNode,
  read: GoNode,
): Disturbance {
  const start = behindLookup(first);
  // Where the entry is there it has to stay from the lookup on, where it is not, only the key.
  const head = child(first.statement, 'consequence')?.start ?? insert.start;
  const before = either(
    disturbance(file, entry, owner, [{ start, end: head }]),
    disturbance(file, key, owner, [{ start, end: insert.end }]),
  );
  const calls = hasEffects(file, insert);
  const after = disturbance(file, entry, owner, pathTo(read, { start: insert.end }).spans);
  return either(either(before, calls && !entry.isPrivate ? 'assumed' : 'none'), after);
}

function either(a: Disturbance, b: Disturbance): Disturbance {
  if (a === 'some' || b === 'some') return 'some';
  return a === 'assumed' || b === 'assumed' ? 'assumed' : 'none';
}

function regionsOf(file: ResolvedFile, first: FirstLookup): Region[] {
  const { statement, always, whenTrue, whenFalse } = first;
  const start = behindLookup(first);
  const regions: Region[] = [];
  const behind = statement.parent?.kind === 'statement_list' ? siblingsBehind(statement) : [];
  if (statement.kind === 'for_statement') {
    return [
      { nodes: [statement], where: 'inside', before: [], start, loop: statement },
      { nodes: behind, where: 'behind', before: [], start },
    ];
  }
  if (statement.kind !== 'if_statement') {
    return [{ nodes: [statement, ...behind], where: 'behind', before: [], start }];
  }
  const condition = child(statement, 'condition');
  const consequence = child(statement, 'consequence');
  const alternative = child(statement, 'alternative');
  if (condition === undefined || consequence === undefined) return [];
  const head = { start, end: consequence.start };
  if (always) regions.push({ nodes: [condition], where: 'inside', before: [], start });
  if (always || whenTrue) regions.push({ nodes: [consequence], where: 'inside', before: [], start });
  if (alternative !== undefined && (always || whenFalse)) {
    regions.push({ nodes: [alternative], where: 'inside', before: [head], start: alternative.start });
  }
  if (always) {
    const leaves = alternative === undefined && alwaysLeaves(file, consequence);
    regions.push({
      nodes: behind,
      where: 'behind',
      before: leaves ? [head] : [{ start, end: statement.end }],
      start: statement.end,
    });
  }
  return regions;
}

/** Where what follows a lookup begins: just before its end, so that an assignment or a receive that ends with it counts. */
function behindLookup({ index }: FirstLookup): number {
  return index.end - 1;
}

interface Path {
  readonly spans: readonly Span[];
  readonly isRepeated: boolean;
  readonly until: number;
}

/** What may run from `start` on before the read: whole loops around it, but no branch beside the one it is in. */
function pathTo(index: GoNode, { start, loop }: Pick<Region, 'start' | 'loop'>): Path {
  let skipped: Span[] = [];
  let isRepeated = false;
  let until = index.start;
  for (let at = index; at.parent !== undefined && at.parent.end > start; at = at.parent) {
    if (at.start < start) break;
    // The operand of a range is evaluated once, the rest of a loop any number of times.
    if (
      at.parent.kind === 'for_statement' &&
      at.kind !== 'range_clause' &&
      (at.parent.start >= start || at.parent === loop)
    ) {
      isRepeated = true;
      until = at.parent.end;
      skipped = [];
    } else skipped.push(...branchesBeside(at));
  }
  const spans: Span[] = [];
  let from = start;
  for (const { start: begin, end } of skipped.sort((a, b) => a.start - b.start)) {
    if (begin > from) spans.push({ start: from, end: begin });
    from = Math.max(from, end);
  }
  return { spans: [...spans, { start: from, end: until }], isRepeated, until };
}

/** The branches that were not taken where this one is. */
function branchesBeside(branch: GoNode): readonly Span[] {
  const { parent } = branch;
  if (parent === undefined) return [];
  if (parent.kind === 'if_statement' && branch.field === 'alternative') {
    const consequence = child(parent, 'consequence');
    return consequence === undefined ? [] : [consequence];
  }
  if (!branch.kind.endsWith('_case')) return [];
  const bodies = parent.children
    .filter((other) => other.kind.endsWith('_case') && other.end <= branch.start)
    .map((other) => childOfKind(other, 'statement_list'))
    .filter((body) => body !== undefined);
  return bodies.some((body) => body.children.at(-1)?.kind === 'fallthrough_statement') ? [] : bodies;
}

function siblingsBehind(statement: GoNode): readonly GoNode[] {
  return statement.parent?.children.filter((sibling) => sibling.start >= statement.end) ?? [];
}

/** The same index expression in a reading place. */
function readsIn(file: ResolvedFile, node: GoNode, wanted: GoNode): GoNode[] {
  const reads: GoNode[] = [];
  walk(node, (part) => {
    if (FUNCTION_KINDS.has(part.kind)) return false;
    if (part.kind !== 'index_expression' || part.start < wanted.end) return undefined;
    if (!sameExpression(file, part, wanted)) return undefined;
    if (isRead(file, part)) reads.push(part);
    return false;
  });
  return reads;
}

/** Calls in the read's own statement, which may run before it although they stand behind it. */
function besideRead(file: ResolvedFile, { isPrivate, reads }: Watched, index: GoNode): Disturbance {
  if (isPrivate && !reads.shared) return 'none';
  let statement = index;
  while (
    statement.parent !== undefined &&
    !/^(?:statement_list|block|\w+_case|if_statement|for_statement)$/.test(statement.parent.kind)
  ) {
    statement = statement.parent;
  }
  if (/^(?:if|for|\w*_?switch|select)_statement$/.test(statement.kind)) return 'none';
  const risky = anyBelow(
    statement,
    (node) => node.kind === 'call_expression' && node.start > index.start && callReach(file, node) !== 'none',
    FUNCTION_KINDS,
  );
  return risky ? 'assumed' : 'none';
}

/** What runs its parts one after the other, but for the kinds whose parts are all operands. */
const ONE_BY_ONE = /_(?:list|block|clause|statement)$|^block$/;
const AT_ONCE = /^(?:expression_list|argument_list|assignment_statement|send_statement)$/;

/**
 * Two operands of one expression: gc may load the first of them only after the calls in it, whatever their order. Where `&&`
 * or `||` stands between them, the first is done with.
 */
function betweenOperands(file: ResolvedFile, first: GoNode, second: GoNode): Disturbance {
  let common: GoNode | undefined = first;
  while (common !== undefined && !contains(common, second)) common = common.parent;
  if (common === undefined || (ONE_BY_ONE.test(common.kind) && !AT_ONCE.test(common.kind))) return 'none';
  const operator = child(common, 'operator')?.kind;
  if (operator === '&&' || operator === '||') return 'none';
  const calls = anyBelow(
    common,
    (node) => node !== common && node.kind === 'call_expression' && callReach(file, node) !== 'none',
    FUNCTION_KINDS,
  );
  return calls ? 'some' : 'none';
}

/** Methods by which loggers and errors take their words. */
const TELLS =
  /^(?:(?:Debug|Info|Warn|Warning|Error|Fatal|Panic|Print|Log|Trace|Notice)\w*|Wrap\w*|With(?:Field|Fields|Error))$/;

/** True when the value only goes into an error message, a log line or a panic. */
export function isCold(file: ResolvedFile, index: GoNode): boolean {
  for (let at = index.parent; at !== undefined && at.kind !== 'statement_list'; at = at.parent) {
    if (at.kind !== 'call_expression') continue;
    if (builtinCallee(file, at) === 'panic') return true;
    const callee = child(at, 'function');
    const name = callee?.kind === 'selector_expression' ? child(callee, 'field') : callee;
    if (name === undefined) continue;
    const text = textOf(file.syntax, name);
    if (TELLS.test(text) || /[eE]rror|(?:^|\.)errs?\.|\bErr[A-Z]/.test(textOf(file.syntax, callee ?? name)))
      return true;
  }
  return false;
}

/** The single `m[k] = …` in the `if`, of which every path that comes out of it has run. */
function insertOf(file: ResolvedFile, first: FirstLookup): GoNode | undefined {
  const { statement, index } = first;
  const consequence = statement.kind === 'if_statement' ? child(statement, 'consequence') : undefined;
  if (consequence === undefined || child(statement, 'alternative') !== undefined) return undefined;
  if (alwaysLeaves(file, consequence)) return undefined;
  const statements = childOfKind(consequence, 'statement_list')?.children ?? [];
  const inserts = statements.filter((candidate) => isInsertOf(file, candidate, index));
  return inserts.length === 1 ? inserts[0] : undefined;
}

function isInsertOf(file: ResolvedFile, statement: GoNode, index: GoNode): boolean {
  if (statement.kind !== 'assignment_statement' || child(statement, 'operator')?.kind !== '=') return false;
  const [target, ...others] = child(statement, 'left')?.children ?? [];
  const values = child(statement, 'right')?.children ?? [];
  if (target === undefined || others.length > 0 || values.length !== 1) return false;
  return sameExpression(file, unparenthesised(target), index);
}
