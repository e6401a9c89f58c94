import { formatCount } from '../../base/format.ts';
import { isFoundAbsent } from '../../semantics/absent-check.ts';
import { builtinCallee, importedCallee, typeOf } from '../../semantics/expression-types.ts';
import { iterationCount, mayIterateAfter } from '../../semantics/iteration-flow.ts';
import { isKeyChanged } from '../../semantics/loop-keys.ts';
import type { RangeLoop } from '../../semantics/map-sites.ts';
import { isChanged, operationsWithin, type MapOperation } from '../../semantics/operations.ts';
import { enclosingFunction, FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import { child, childOfKind, contains, textOf, unparenthesised, type GoNode } from '../../syntax/node.ts';
import { InsertWhileRanging } from '../costs.json';
import { measuredOn, rangeOf, releaseFor } from '../measured.ts';
import type { Confidence } from '../model.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { snapshotFix } from './snapshot.ts';

type Kind = 'absent-key' | 'derived-key' | 'moved-entry' | 'other-key';

export const insertWhileRanging = defineRule<Kind>({
  id: 'insert-while-ranging',
  group: 'hazard',
  since: '0.1.0',
  defaultSeverity: 'warning',
  appliesTo: () => true,
  docs,
  messages: {
    'absent-key': (facts) =>
      `A new entry is inserted into ${map(facts)} while ranging over it, and chance decides whether the loop comes to it: ${doubled(facts)}`,
    'derived-key': (facts) =>
      `${map(facts)} gets an entry under ${key(facts)} for each entry while ranging over it, and chance decides for which of the new ones it is done ` +
      `again: ${doubled(facts)}`,
    'moved-entry': (facts) =>
      `Entries of ${map(facts)} move to ${key(facts)} while ranging over it: one that the loop comes to again is moved twice, and one whose key ` +
      `stays the same is deleted; ${moved(facts)}`,
    'other-key': (facts) =>
      `${map(facts)} is assigned under ${key(facts)} while ranging over it: if that is a new entry, chance decides whether the loop comes to it; ` +
      doubled(facts),
  },
  checkRange(loop, context) {
    const { file } = context;
    if (loop.body.broken || !isMap(loop, file)) return;
    const owner = enclosingFunction(loop.loop);
    const operations = operationsWithin(file, loop.place, loop.body);
    // What is not understood may make it another map.
    if (operations.some(({ kind }) => kind === 'remake' || kind === 'unknown')) return;
    const inserts = operations.filter(
      (operation) =>
        (operation.kind === 'insert' || operation.kind === 'update') &&
        operation.owner === owner &&
        mayIterateAfter(file, loop.loop, new Set([operation.node])),
    );
    const reports = inserts.flatMap((insert) => {
      const kind = kindOf(insert, loop, context);
      return kind === undefined ? [] : [{ insert, kind }];
    });
    // One remark on a loop: the surest.
    const [first] = reports.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
    if (first === undefined) return;
    const fix = snapshotFix(loop, context);
    context.report({
      kind: first.kind,
      span: first.insert.node,
      ...(first.kind === 'other-key' && !isMostlyNew(first.insert, loop, file) ? { severity: 'hint' } : {}),
      confidence: isRepeated(loop) ? 'possible' : confidenceIn(first, loop, file),
      data: {
        map: textOf(file.syntax, loop.operand),
        key: first.insert.key === undefined ? '' : textOf(file.syntax, first.insert.key),
      },
      related: [
        { span: { start: loop.loop.start, end: loop.clause.end }, message: 'the loop ranges over it here' },
      ],
      fixes: fix === undefined ? [] : [fix],
    });
  },
});

function confidenceIn(
  { insert, kind }: { readonly insert: MapOperation; readonly kind: Kind },
  loop: RangeLoop,
  file: ResolvedFile,
): Confidence {
  if (kind !== 'other-key') return 'certain';
  return isMostlyNew(insert, loop, file) ? 'likely' : 'possible';
}

/** From the surest to the least sure. */
const KINDS: readonly Kind[] = ['moved-entry', 'derived-key', 'absent-key', 'other-key'];

function map({ data }: MessageFacts): string {
  return data['map'] ?? '';
}

function key({ data }: MessageFacts): string {
  return data['key'] ?? '';
}

function doubled({ go }: MessageFacts): string {
  const release = releaseFor(go);
  const { fewest, most } = InsertWhileRanging.results['double/1000'][release];
  return `a loop that doubled 1,000 entries came to ${rangeOf(fewest, most, formatCount)} of the new ones ${measuredOn(release)}`;
}

function moved({ go }: MessageFacts): string {
  const release = releaseFor(go);
  const { fewest, most } = InsertWhileRanging.results['move/1000'][release];
  return `a loop that moved 1,000 entries came again to ${rangeOf(fewest, most, formatCount)} of them ${measuredOn(release)}`;
}

/** `x[k] = v` alone may be a slice: its declaration, or an operation only maps have, has to say that it is a map. */
function isMap(loop: RangeLoop, file: ResolvedFile): boolean {
  const type = file.index.dereferenced(typeOf(file, loop.operand));
  if (type.kind !== 'unknown') return type.kind === 'map';
  return operationsWithin(file, loop.place, loop.body).some(
    ({ kind }) => kind === 'delete' || kind === 'commaOk',
  );
}

/** What an insert does to the loop, undefined when it only overwrites the current entry. */
function kindOf(insert: MapOperation, loop: RangeLoop, context: RuleContext<Kind>): Kind | undefined {
  const { file } = context;
  if (insert.key === undefined) return undefined;
  if (isFoundAbsent(file, loop.place, insert, loop.body)) return 'absent-key';
  const key = resolvedKey(insert.key, loop, file);
  if (isRangeKey(key, loop, file)) return isKeyChanged(loop) ? 'other-key' : undefined;
  // Below a condition the loop most likely tells the entries apart that it has inserted itself.
  if (isKeyChanged(loop) || !runsAlways(insert.node, loop, file)) return 'other-key';
  if (isOtherThanKey(key, loop, file)) return 'derived-key';
  return isMadeFromKey(key, loop, file) && isDeletedAfter(insert, loop, file) ? 'moved-entry' : 'other-key';
}

/** True for a key that is all but surely another one: a function always makes it of the current key, or an inner loop brings it. */
function isMostlyNew(insert: MapOperation, loop: RangeLoop, file: ResolvedFile): boolean {
  if (insert.key === undefined || insert.kind !== 'insert' || isKeyChanged(loop)) return false;
  const key = resolvedKey(insert.key, loop, file);
  if (isMadeFromKey(key, loop, file)) {
    return (
      !isNormalising(key, file) && runsAlways(insert.node, loop, file) && !isDeletedAfter(insert, loop, file)
    );
  }
  const declaration = key.kind === 'identifier' ? file.symbolOf(key)?.declaration : undefined;
  const clause = declaration?.parent?.parent;
  const inner = clause?.kind === 'range_clause' ? clause.parent : undefined;
  if (inner === undefined || declaration?.parent?.field !== 'left' || !contains(loop.body, inner))
    return false;
  return iterationCount(file, inner, new Set([insert.node])).least > 0;
}

/** True for a call that gives most keys back as they are: for these the insert overwrites the current entry. */
function isNormalising(call: GoNode, file: ResolvedFile): boolean {
  return NORMALISES.test(importedCallee(file, call) ?? '');
}

const NORMALISES =
  /^(?:(?:strings|bytes)\.(?:To|Trim|Clone|Title|Replace)|path\.Clean$|path\/filepath\.(?:Clean|ToSlash|FromSlash)$|net\/(?:http|textproto)\.Canonical)/;

/** True when every iteration that comes to its end runs the operation. */
function runsAlways(operation: GoNode, loop: RangeLoop, file: ResolvedFile): boolean {
  return iterationCount(file, loop.loop, new Set([operation])).least > 0;
}

/** True for a call of a function with the range key among its arguments. */
function isMadeFromKey(key: GoNode, loop: RangeLoop, file: ResolvedFile): boolean {
  if (key.kind !== 'call_expression' || builtinCallee(file, key) !== undefined) return false;
  const callee = child(key, 'function');
  const symbol = callee?.kind === 'identifier' ? file.symbolOf(callee) : undefined;
  // A conversion keeps the key, and a name from out of view may be a type too.
  if (symbol !== undefined && !/function|variable|parameter/.test(symbol.kind)) return false;
  return child(key, 'arguments')?.children.some((argument) => isRangeKey(argument, loop, file)) === true;
}

/** True when each iteration deletes its own entry after the insert: one whose key stays the same is lost then. */
function isDeletedAfter(insert: MapOperation, loop: RangeLoop, file: ResolvedFile): boolean {
  const after = { start: insert.node.end, end: loop.body.end };
  return operationsWithin(file, loop.place, after).some(
    ({ kind, key, node, owner }) =>
      kind === 'delete' &&
      key !== undefined &&
      owner === insert.owner &&
      isRangeKey(unparenthesised(key), loop, file) &&
      runsAlways(node, loop, file),
  );
}

/** The expression behind a variable of the body that is set only once: `longer` for `longer := key + "s"`. */
function resolvedKey(key: GoNode, loop: RangeLoop, file: ResolvedFile): GoNode {
  const node = unparenthesised(key);
  const symbol = node.kind === 'identifier' ? file.symbolOf(node) : undefined;
  if (symbol?.initial === undefined || symbol.declaration === undefined) return node;
  if (!contains(loop.body, symbol.declaration) || symbol.references.some(isChanged)) return node;
  return unparenthesised(symbol.initial);
}

function isRangeKey(key: GoNode, loop: RangeLoop, file: ResolvedFile): boolean {
  return loop.keySymbol !== undefined && key.kind === 'identifier' && file.symbolOf(key) === loop.keySymbol;
}

/** True for the range key with something added, so that it surely is another key: `name + ".bak"`, `id + 1`. */
function isOtherThanKey(key: GoNode, loop: RangeLoop, file: ResolvedFile): boolean {
  const operator = key.kind === 'binary_expression' ? child(key, 'operator')?.kind : undefined;
  const left = child(key, 'left');
  const right = child(key, 'right');
  if ((operator !== '+' && operator !== '-') || left === undefined || right === undefined) return false;
  const mentions = (node: GoNode): boolean =>
    isRangeKey(unparenthesised(node), loop, file) || isOtherThanKey(unparenthesised(node), loop, file);
  return (
    (mentions(left) && isSomething(right, file)) ||
    (operator === '+' && isSomething(left, file) && mentions(right))
  );
}

/** True for a literal that is neither zero nor empty. */
function isSomething(node: GoNode, file: ResolvedFile): boolean {
  const text = textOf(file.syntax, unparenthesised(node));
  if (/^(?:interpreted|raw)_string_literal$/.test(node.kind)) return text.length > 2;
  return node.kind === 'int_literal' && !/^0[xXbBoO_0]*$/.test(text);
}

/** True when a loop around this one starts it again: then what it missed is found in the next round. */
function isRepeated({ loop }: RangeLoop): boolean {
  for (let at = loop.parent; at !== undefined && !FUNCTION_KINDS.has(at.kind); at = at.parent) {
    if (at.kind === 'for_statement' && childOfKind(at, 'range_clause') === undefined) return true;
  }
  return false;
}
