import { formatDuration } from '../../base/format.ts';
import { usesGoto } from '../../semantics/early-exits.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import { child, contains, ERROR_KIND, textOf, walk, type GoNode } from '../../syntax/node.ts';
import { AddOne, Lookup, LookupTwice } from '../costs.json';
import { comparisonsAt, measuredOn, rangeOf, ratiosOf, releaseFor } from '../measured.ts';
import type { Fix } from '../model.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { lookupOfDeclaration, lookupsOfHead, lookupsOfStatement, type FirstLookup } from './first-lookups.ts';
import { FreeNames } from './free-names.ts';
import { guardFix, guardOf, type Guard } from './guards.ts';
import { holdValueFix } from './hold-value.ts';
import { keepStoredFix, storedEntry } from './stored-entries.ts';
import { staysAsRead } from './held-variable.ts';
import { isCold, secondReads, type Lookups, type SecondRead } from './second-reads.ts';
import { appendAndStore, sameBranches, updateFix, type PlainUpdate } from './plain-updates.ts';
import { operatorFix, selfAssignment, type SelfAssignment } from './self-assign.ts';

type Kind =
  | 'check-then-read'
  | 'compare-then-read'
  | 'insert-then-read'
  | 'read-again'
  | 'read-twice'
  | 'store-then-read'
  | 'same-branches'
  | 'append-and-store'
  | 'operator-assign'
  | 'needless-init'
  | 'guarded-delete';

export const doubleLookup = defineRule<Kind>({
  id: 'double-lookup',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  ownLoops: 1,
  appliesTo: () => true,
  docs,
  sameAs: { 'guarded-delete': ['S1033'], 'same-branches': ['S1036'] },
  messages: {
    'check-then-read': (facts) =>
      `${entry(facts)} is looked up to see whether it is there and again to read it; ${twoToOne(facts, `v, ok := ${entry(facts)}`)}`,
    'compare-then-read': (facts) =>
      `${entry(facts)} is looked up for the condition and again to read it; ${twoToOne(facts, 'one whose value a variable keeps')}`,
    'insert-then-read': (facts) =>
      `${entry(facts)} is looked up to insert it where it is missing and again to read it; ${twoToOne(facts, 'one whose value a variable keeps')}`,
    'read-again': (facts) =>
      `${entry(facts)} is looked up again although ${facts.data['value'] ?? ''} holds it already; ${twoToOne(facts, 'one')}`,
    'read-twice': (facts) =>
      `${entry(facts)} is looked up twice, with nothing in between that could change it; ${twoToOne(facts, 'one whose value a variable keeps')}`,
    'store-then-read': (facts) =>
      `${entry(facts)} is looked up again after it was stored; a variable that holds the value saves a lookup, ${oneLookup(facts)}`,
    'same-branches': (facts) =>
      `${facts.data['update'] ?? ''} says what both branches do, since an absent entry counts as ${facts.data['zero'] ?? ''}; the check costs a lookup more, ${oneLookup(facts)}`,
    'append-and-store': (facts) =>
      `${entry(facts)} is looked up to be appended to and again to be stored; written as ${facts.data['update'] ?? ''} it is looked up once, which saves ${oneLookup(facts)}`,
    'operator-assign': (facts) =>
      `${entry(facts)} = ${entry(facts)} ${facts.data['operator'] ?? ''} … looks the key up twice, ${entry(facts)} ${facts.data['operator'] ?? ''}= … once: ` +
      `${ratiosOf(ADD_ONE, releaseFor(facts.go))} times as long with + ${measuredOn(releaseFor(facts.go))}`,
    'needless-init': (facts) =>
      `${facts.data['update'] ?? ''} needs no entry to begin with: an absent one counts as ${facts.data['zero'] ?? ''}; the check before it costs a lookup each time, ${oneLookup(facts)}`,
    'guarded-delete': (facts) =>
      `delete(${facts.data['arguments'] ?? ''}) does nothing where there is no entry; the check before it costs a lookup more, ${oneLookup(facts)}`,
  },
  checkFile(context) {
    const names = new FreeNames();
    for (const declaration of context.file.functions) checkFunction(declaration, names, context);
  },
});

function checkFunction(declaration: GoNode, names: FreeNames, context: RuleContext<Kind>): void {
  const body = child(declaration, 'body');
  // With a jump anywhere, what stands further down may run before.
  if (body === undefined || usesGoto(declaration)) return;
  const search: Search = { owner: declaration, claimed: new Set(), names, context };
  walk(body, (node) => {
    // Function literals have their own turn.
    if (FUNCTION_KINDS.has(node.kind) || node.kind === ERROR_KIND) return false;
    if (node.kind === 'if_statement') checkConditional(node, search);
    else if (node.kind === 'short_var_declaration') checkDeclaration(node, search);
    else if (node.kind === 'assignment_statement') checkAssignment(node, search);
    if (node.parent?.kind === 'statement_list') checkPlain(node, search);
    return undefined;
  });
}

/** One function's search for lookups. */
interface Search {
  readonly owner: GoNode;
  /** Index expressions that a finding has spoken of. */
  readonly claimed: Set<GoNode>;
  readonly names: FreeNames;
  readonly context: RuleContext<Kind>;
}

function entry({ data }: MessageFacts): string {
  return data['entry'] ?? '';
}

function twoToOne({ go }: MessageFacts, one: string): string {
  const release = releaseFor(go);
  return `two lookups take ${ratiosOf(LOOKUP_TWICE, release)} times as long as ${one} ${measuredOn(release)}`;
}

function oneLookup({ go }: MessageFacts): string {
  const release = releaseFor(go);
  const times = [Lookup.results['int/1000'], Lookup.results['string/1000']].map((keys) => keys[release].ns);
  const range = rangeOf(Math.min(...times), Math.max(...times), formatDuration);
  return `${range} among 1,000 integers or strings ${measuredOn(release)}`;
}

const LOOKUP_TWICE = comparisonsAt(LookupTwice, 'check-then-read', 'once', [8, 100, 10000, 1000000]);
const ADD_ONE = comparisonsAt(AddOne, 'assign', 'increment', [8, 100, 10000, 1000000]);

function checkConditional(conditional: GoNode, search: Search): void {
  const { claimed, context } = search;
  const guard = guardOf(context.file, conditional);
  if (guard !== undefined) {
    claimed.add(guard.index);
    reportGuard(guard, context);
    return;
  }
  const plain = sameBranches(context.file, conditional);
  if (plain !== undefined) reportUpdate(plain, search);
  else for (const first of lookupsOfHead(context.file, conditional)) checkLookup(first, search);
}

function checkDeclaration(declaration: GoNode, search: Search): void {
  if (declaration.parent?.kind !== 'statement_list') return;
  const { file } = search.context;
  const first = lookupOfDeclaration(file, declaration);
  const plain = first === undefined ? appendAndStore(file, declaration) : undefined;
  if (first !== undefined) checkLookup(first, search);
  else if (plain !== undefined) reportUpdate(plain, search);
}

function checkLookup(first: FirstLookup, search: Search): void {
  const { claimed, context, owner } = search;
  if (isWithinAny(first.index, claimed)) return;
  const lookups = secondReads(context.file, owner, first);
  const reads = lookups.reads.filter((read) => isNew(context.file, first, read));
  // Where the entry is made when it is not there, a loop that fills what it holds is what it was made for.
  const isMade = lookups.insert !== undefined;
  const worthwhile = reads.filter(({ isCold, isRepeated }) => !isCold && (isMade || !isRepeated));
  if (worthwhile.length === 0) return;
  reportReads({ ...lookups, reads }, worthwhile, search);
}

/** Reads that nothing asks a question before: only what is proven is worth a remark. */
function checkPlain(statement: GoNode, search: Search): void {
  const { claimed, context, owner } = search;
  const { file } = context;
  for (const first of lookupsOfStatement(file, statement)) {
    if (isWithinAny(first.index, claimed) || isCold(file, first.index)) continue;
    const lookups = secondReads(file, owner, first);
    const reads = lookups.reads.filter(({ disturbance }) => disturbance === 'none');
    const worthwhile = reads.filter(
      ({ index, isCold: cold, isRepeated, where }) =>
        !cold && (!isRepeated || where === 'inside') && !isWithinAny(index, claimed),
    );
    if (worthwhile.length === 0) continue;
    reportReads({ ...lookups, reads }, worthwhile, search);
  }
}

function isWithinAny(node: GoNode, claimed: ReadonlySet<GoNode>): boolean {
  for (let at: GoNode | undefined = node; at !== undefined; at = at.parent) if (claimed.has(at)) return true;
  return false;
}

/** False when the variable that holds the value is out of sight or may be another by now: then the map is asked for a reason. */
function isNew(file: ResolvedFile, { form, value, index }: FirstLookup, read: SecondRead): boolean {
  if (form !== 'held' || value === undefined) return true;
  const symbol = file.declaredBy(value) ?? file.symbolOf(value);
  if (symbol === undefined || !contains(symbol.scope, read.index)) return false;
  return staysAsRead(file, symbol, index, { start: index.end, end: read.until });
}

function reportReads(lookups: Lookups, worthwhile: readonly SecondRead[], search: Search): void {
  const { claimed, names, context } = search;
  const { file } = context;
  const { first, insert, reads } = lookups;
  for (const { index } of [first, ...reads]) claimed.add(index);
  const fix = holdValueFix(lookups, names, context);
  const kind = insert !== undefined ? 'insert-then-read' : KIND_OF_FORM[first.form];
  context.report({
    kind,
    span: first.index,
    confidence: worthwhile.some(({ disturbance }) => disturbance === 'none') ? 'certain' : 'likely',
    data: {
      entry: shortText(file, first.index),
      value: first.value === undefined ? '' : textOf(file.syntax, first.value),
    },
    related: worthwhile.slice(0, 3).map(({ index }) => ({ span: index, message: 'looked up again here' })),
    fixes: fixList(fix),
  });
}

const KIND_OF_FORM: Readonly<Record<FirstLookup['form'], Kind>> = {
  check: 'check-then-read',
  compare: 'compare-then-read',
  held: 'read-again',
  plain: 'read-twice',
};

function reportUpdate(plain: PlainUpdate, { claimed, context }: Search): void {
  const { file } = context;
  const { kind, index, stores, first, last, update, zero } = plain;
  walk({ ...first, children: [first, ...(last === first ? [] : [last])] }, (node) => {
    if (node.kind === 'index_expression') claimed.add(node);
    return undefined;
  });
  context.report({
    kind,
    span: index,
    confidence: 'certain',
    data: { entry: shortText(file, index), update: shortened(update), zero },
    related: stores.map((span) => ({ span, message: 'stored here' })),
    fixes: fixList(updateFix(plain, context)),
  });
}

function checkStored(statement: GoNode, search: Search): void {
  const { claimed, context, names, owner } = search;
  const { file } = context;
  const stored = storedEntry(file, owner, statement);
  if (stored === undefined) return;
  const reads = stored.reads.filter(({ index }) => !isWithinAny(index, claimed));
  const worthwhile = reads.filter(({ isCold }) => !isCold);
  if (worthwhile.length === 0) return;
  for (const { index } of reads) claimed.add(index);
  context.report({
    kind: 'store-then-read',
    span: stored.index,
    confidence: worthwhile.some(({ disturbance }) => disturbance === 'none') ? 'certain' : 'likely',
    data: { entry: shortText(file, stored.index) },
    related: worthwhile.slice(0, 3).map(({ index }) => ({ span: index, message: 'looked up again here' })),
    fixes: fixList(keepStoredFix({ ...stored, reads }, names, context)),
  });
}

function checkAssignment(statement: GoNode, search: Search): void {
  const { context } = search;
  const { file } = context;
  const assignment: SelfAssignment | undefined = selfAssignment(file, statement);
  if (assignment === undefined) {
    checkStored(statement, search);
    return;
  }
  context.report({
    kind: 'operator-assign',
    span: statement,
    confidence: 'certain',
    data: { entry: shortText(file, assignment.index), operator: assignment.operator },
    fixes: fixList(operatorFix(assignment, context)),
  });
}

function reportGuard(guard: Guard, context: RuleContext<Kind>): void {
  const { file } = context;
  const { kind, index, stays, conditional } = guard;
  const map = child(index, 'operand');
  const key = child(index, 'index');
  context.report({
    kind,
    span: { start: conditional.start, end: child(conditional, 'condition')?.end ?? conditional.end },
    confidence: guard.confidence,
    ...(kind === 'guarded-delete' ? { severity: 'hint' } : {}),
    data: {
      arguments: `${map === undefined ? '' : shortText(file, map)}, ${key === undefined ? '' : shortText(file, key)}`,
      update: shortText(file, stays),
      zero: guard.zero,
    },
    related: [{ span: stays, message: 'this is enough' }],
    fixes: fixList(guardFix(guard, context)),
  });
}

function fixList(fix: Fix | undefined): readonly Fix[] {
  return fix === undefined ? [] : [fix];
}

/** An expression as a message may quote it. */
function shortText(file: ResolvedFile, node: GoNode): string {
  return shortened(textOf(file.syntax, node));
}

function shortened(source: string): string {
  const text = source.replaceAll(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
