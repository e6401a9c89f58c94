import { beginsLine, indentAt, lineAt, type Span, type TextEdit } from '../../base/text.ts';
import { anyBelow, child, walk, type GoNode } from '../../syntax/node.ts';
import type { Fix } from '../model.ts';
import { LockedBatch } from '../costs.json';
import { comparisonsAt, measuredOn, ratiosOf, releaseFor } from '../measured.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { lockedWrite, type LockedWrite } from './locked-write.ts';

type Kind = 'each-iteration' | 'some-iterations';

export const lockPerWrite = defineRule<Kind>({
  id: 'lock-per-write',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    'each-iteration': (facts) => `Each iteration locks ${locked(facts)}; ${gain(facts)}`,
    'some-iterations': (facts) =>
      `The loop locks ${locked(facts)} each time it gets here; ${gain(facts)}, if what the loop does besides is not slow`,
  },
  checkFile(context) {
    const { file } = context;
    walk(file.syntax.root, (node) => {
      if (node.broken || node.kind !== 'expression_statement') return undefined;
      const found = lockedWrite(file, node);
      if (found !== undefined) report(found, context);
      return undefined;
    });
  },
});

function locked({ data }: MessageFacts): string {
  return `${data['mutex'] ?? ''} for one write to ${data['map'] ?? ''}`;
}

const ALONE = comparisonsAt(LockedBatch, 'lock-per-write-alone', 'lock-per-batch-alone', [100]);
const SHARED = comparisonsAt(LockedBatch, 'lock-per-write-with-reader', 'lock-per-batch-with-reader', [100]);

function gain({ go }: MessageFacts): string {
  const release = releaseFor(go);
  return (
    `locked once around the loop a write is ${ratiosOf(ALONE, release)} times as fast where nobody else wants the lock, ` +
    `${ratiosOf(SHARED, release)} times where another goroutine does ${measuredOn(release)}`
  );
}

function report(found: LockedWrite, context: RuleContext<Kind>): void {
  const { loop, lock, unlock, mutex, map, isAllThereIs } = found;
  const fix = isAllThereIs ? batchFix(found, context) : undefined;
  const span: Span = { start: lock.start, end: unlock.end };
  context.report({
    kind: isAllThereIs ? 'each-iteration' : 'some-iterations',
    span,
    // Whoever waits for the lock would wait for all of what the loop does.
    confidence: isAllThereIs ? 'likely' : 'possible',
    data: { mutex, map },
    related: [
      { span: { start: loop.start, end: child(loop, 'body')?.start ?? loop.end }, message: 'the loop' },
    ],
    fixes: fix === undefined ? [] : [fix],
  });
}

const EXITS = new Set(['return_statement', 'goto_statement']);

/** Locks before the loop and unlocks after it. Undefined where the loop may be left with the lock held. */
function batchFix({ loop, lock, unlock, mutex }: LockedWrite, context: RuleContext<Kind>): Fix | undefined {
  const { text } = context.file.syntax;
  if (loop.parent?.kind !== 'statement_list' || !beginsLine(text, loop.start)) return undefined;
  const leaves = (node: GoNode): boolean =>
    EXITS.has(node.kind) || (/^(?:break|continue)_statement$/.test(node.kind) && node.children.length > 0);
  if (anyBelow(loop, leaves)) return undefined;
  const lines = [lock, unlock].map((statement) => lineAt(text, statement.start));
  const areAlone = [lock, unlock].every(
    (statement, at) =>
      text.slice(lines[at]?.start, lines[at]?.end).trim() === text.slice(statement.start, statement.end),
  );
  if (!areAlone) return undefined;
  const indent = indentAt(text, loop.start);
  const edits: TextEdit[] = [
    { span: { start: loop.start, end: loop.start }, newText: `${mutex}.Lock()\n${indent}` },
    ...lines.map(({ start, end }) => ({ span: { start, end: end + 1 }, newText: '' })),
    { span: { start: loop.end, end: loop.end }, newText: `\n${indent}${mutex}.Unlock()` },
  ];
  return {
    title: `Lock ${mutex} once, around the loop`,
    applicability: 'review',
    review: 'whoever waits for the lock waits for the whole loop then',
    edits,
  };
}
