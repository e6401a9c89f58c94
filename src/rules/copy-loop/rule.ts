import { formatDuration } from '../../base/format.ts';
import { atLeast } from '../../base/go-version.ts';
import { indentAt, type Span } from '../../base/text.ts';
import { handfulMarks } from '../../semantics/heat.ts';
import { localMaps, type LocalMap } from '../../semantics/map-sites.ts';
import { mapCopyOf, type MapCopy } from '../../semantics/map-copy.ts';
import { isNonNilMap } from '../../semantics/non-nil.ts';
import type { OperationKind } from '../../semantics/operations.ts';
import { placeOf, samePlace } from '../../semantics/places.ts';
import { isSameType } from '../../semantics/same-type.ts';
import { builtinCallee } from '../../semantics/expression-types.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, textOf, unparenthesised } from '../../syntax/node.ts';
import { CopyMap } from '../costs.json';
import { measuredOn } from '../measured.ts';
import { mapsImport } from '../maps-import.ts';
import { isAlignedWithOthers } from '../line-comments.ts';
import type { Fix } from '../model.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';

type Kind = 'clone' | 'copy';

/** What a nil map allows as well as an empty one, with the same outcome. */
const NIL_WILL_DO: ReadonlySet<OperationKind> = new Set([
  'lookup',
  'commaOk',
  'delete',
  'range',
  'len',
  'clear',
  'read',
]);

/** Callers who get the copy rarely tell nil from empty. */
const NIL_MAY_DO: ReadonlySet<OperationKind> = new Set([...NIL_WILL_DO, 'return']);

const CLONE = formatDuration(CopyMap.results['clone/1000']['1.26'].ns);
const LOOP = formatDuration(CopyMap.results['loop-with-hint/1000']['1.26'].ns);

export const copyLoop = defineRule<Kind>({
  id: 'copy-loop',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  // The package maps came with Go 1.21.
  appliesTo: ({ language }) => atLeast(language, 21),
  docs,
  sameAs: { clone: ['mapsloop'], copy: ['mapsloop'] },
  messages: {
    clone: ({ data, go }) =>
      `Loop puts the entries of ${data['source'] ?? ''} into ${data['map'] ?? ''} one by one; maps.Clone ` +
      (atLeast(go.runtime, 25)
        ? `copies its tables as they are: ${CLONE} instead of ${LOOP} for 1,000 entries ${measuredOn('1.26')}`
        : 'says so in one call and costs about the same before Go 1.25'),
    copy: ({ data }) =>
      `Loop does what maps.Copy(${data['map'] ?? ''}, ${data['source'] ?? ''}) says in one call; the cost is the same`,
  },
  checkRange(loop, context) {
    const { file } = context;
    const copy = mapCopyOf(file, loop);
    if (copy === undefined || samePlace(copy.place, loop.place)) return;
    if (loop.loop.parent?.kind !== 'statement_list') return;
    const fresh = freshDestination(copy, file);
    // Whether the map is made with room for what goes in is for missing-capacity-hint to say, with either spelling.
    if (fresh !== undefined && !isSizedFor(fresh, copy, file)) return;
    if (fresh !== undefined && canBeClone(fresh, copy)) reportClone(fresh, copy, context);
    else reportCopy(copy, context);
  },
});

/** The creation right before the loop of the map that the loop fills: until then nothing is in it. */
function freshDestination(copy: MapCopy, file: ResolvedFile): LocalMap | undefined {
  const siblings = copy.loop.loop.parent?.children ?? [];
  const before = siblings[siblings.indexOf(copy.loop.loop) - 1];
  if (before === undefined) return undefined;
  return localMaps(file).find(
    ({ statement, place, guard, initialEntries }) =>
      statement === before &&
      place !== undefined &&
      samePlace(place, copy.place) &&
      guard === 'none' &&
      initialEntries === 0,
  );
}

/** True for a hint of exactly `len(src)`. A larger one means that more is to come, for which a clone has no room. */
function isSizedFor({ hint }: LocalMap, { loop }: MapCopy, file: ResolvedFile): boolean {
  const call = hint === undefined ? undefined : unparenthesised(hint);
  if (call?.kind !== 'call_expression' || builtinCallee(file, call) !== 'len') return false;
  const argument = child(call, 'arguments')?.children[0];
  const measured = argument === undefined ? undefined : placeOf(file, argument);
  return measured !== undefined && samePlace(measured, loop.place);
}

/** True where `maps.Clone` compiles: it gives the type of its source, and takes the place of one creation alone. */
function canBeClone({ statement, creation }: LocalMap, { from, to }: MapCopy): boolean {
  if (statement?.kind !== 'short_var_declaration' && statement?.kind !== 'assignment_statement') return false;
  const values = child(statement, 'right')?.children ?? [];
  return values.length === 1 && values[0] === creation && isSameType(from, to);
}

/** True when a nil map, which is what a clone of nil is, does what the empty one did: nobody writes to it or sees it. */
function nilWillDo(map: LocalMap, copy: MapCopy, file: ResolvedFile): boolean {
  return isNonNilMap(file, copy.loop.operand) || isOnly(map, copy, NIL_WILL_DO);
}

/** True for a local copy with which nothing else is done behind the loop. */
function isOnly(map: LocalMap, { loop, place }: MapCopy, kinds: ReadonlySet<OperationKind>): boolean {
  if (map.statement?.kind !== 'short_var_declaration' || place.root.kind !== 'variable') return false;
  return map.operations.every(({ kind, node }) => node.start < loop.loop.end || kinds.has(kind));
}

function reportClone(map: LocalMap, copy: MapCopy, context: RuleContext<Kind>): void {
  const { file, go } = context;
  const proven = nilWillDo(map, copy, file);
  const fix = cloneFix(map, copy, proven, context);
  context.report({
    kind: 'clone',
    span: head(copy),
    confidence: proven ? 'certain' : isOnly(map, copy, NIL_MAY_DO) ? 'likely' : 'possible',
    // Before Go 1.25 maps.Clone makes a map of the same size and puts the entries in, as the loop does. From then on it
    // copies the capacity, which may be far more than the entries of a map that something was deleted from.
    ...(atLeast(go.runtime, 25) && !shrinks(copy, file) ? {} : { styleOnly: true, severity: 'hint' }),
    heatMarks: handfulMarks(textOf(file.syntax, copy.loop.operand)),
    data: dataOf(copy, file),
    related: [{ span: map.creation, message: 'made here with room for all of them' }],
    fixes: fix === undefined ? [] : [fix],
  });
}

function reportCopy(copy: MapCopy, context: RuleContext<Kind>): void {
  const fix = copyFix(copy, context);
  context.report({
    kind: 'copy',
    span: head(copy),
    confidence: 'certain',
    severity: 'hint',
    styleOnly: true,
    data: dataOf(copy, context.file),
    fixes: fix === undefined ? [] : [fix],
  });
}

/** True when the file deletes from the source, or from a field of the same name. */
function shrinks({ loop: { place } }: MapCopy, file: ResolvedFile): boolean {
  const name = place.path.at(-1) ?? place.root.name;
  return anyBelow(file.syntax.root, (node) => {
    if (node.kind !== 'call_expression' || builtinCallee(file, node) !== 'delete') return false;
    const map = child(node, 'arguments')?.children[0];
    const deleted = map === undefined ? undefined : placeOf(file, map);
    return deleted !== undefined && (deleted.path.at(-1) ?? deleted.root.name) === name;
  });
}

/** `dst := maps.Clone(src)` takes the place of the creation and the loop. */
function cloneFix(
  map: LocalMap,
  copy: MapCopy,
  proven: boolean,
  context: RuleContext<Kind>,
): Fix | undefined {
  const { file } = context;
  const { loop, statement } = { loop: copy.loop.loop, statement: map.statement };
  const imports = mapsImport(file);
  if (statement === undefined || imports === undefined) return undefined;
  const span = { start: statement.start, end: loop.end };
  // A comment behind the creation lines up with those of its neighbours.
  const firstLine = { start: span.start, end: file.syntax.text.indexOf('\n', span.start) };
  if (context.commentsIn(firstLine).length > 0 || isAlignedWithOthers(context, span)) return undefined;
  const source = textOf(file.syntax, copy.loop.operand);
  // As it is written, `m :=` or `x.m =`.
  const target = textOf(file.syntax, { start: statement.start, end: map.creation.start }).trimEnd();
  return {
    title: `Copy ${source} with maps.Clone`,
    ...(proven
      ? { applicability: 'safe' }
      : {
          applicability: 'review',
          review: `where ${source} is nil the copy is nil too, and a write to it panics`,
        }),
    edits: [...imports, { span, newText: `${commentsAbove(span, context)}${target} maps.Clone(${source})` }],
  };
}

function copyFix(copy: MapCopy, context: RuleContext<Kind>): Fix | undefined {
  const { file } = context;
  const { loop } = copy.loop;
  const imports = mapsImport(file);
  if (imports === undefined || isAlignedWithOthers(context, loop)) return undefined;
  const destination = textOf(file.syntax, copy.destination);
  const source = textOf(file.syntax, copy.loop.operand);
  return {
    title: `Say it with maps.Copy(${destination}, ${source})`,
    // A field is reached through a pointer even if there is nothing to copy.
    ...(copy.place.path.length === 0
      ? { applicability: 'safe' }
      : { applicability: 'review', review: `${destination} is evaluated even where ${source} is empty` }),
    edits: [
      ...imports,
      { span: loop, newText: `${commentsAbove(loop, context)}maps.Copy(${destination}, ${source})` },
    ],
  };
}

/** The comments inside what is replaced, to stand above what takes its place. */
function commentsAbove(span: Span, context: RuleContext<Kind>): string {
  const { text } = context.file.syntax;
  const indent = indentAt(text, span.start);
  return context
    .commentsIn(span)
    .map((comment) => `${text.slice(comment.start, comment.end)}\n${indent}`)
    .join('');
}

function dataOf(copy: MapCopy, file: ResolvedFile): Readonly<Record<string, string>> {
  return {
    map: textOf(file.syntax, copy.destination),
    source: textOf(file.syntax, copy.loop.operand),
  };
}

function head({ loop }: MapCopy): Span {
  return { start: loop.loop.start, end: loop.clause.end };
}
