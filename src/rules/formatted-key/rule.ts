import { builtText, type BuiltText } from '../../semantics/built-text.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { isChanged, type MapOperation } from '../../semantics/operations.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { typeText } from '../../semantics/type-text.ts';
import { child, contains, textOf, unparenthesised, walk, type GoNode } from '../../syntax/node.ts';
import { TextKey } from '../costs.json';
import { type Comparison, measuredOn, ratiosOf, releaseFor } from '../measured.ts';
import type { Confidence } from '../model.ts';
import { defineRule, type MessageFacts } from '../rule.ts';
import { docs } from './docs.ts';
import { keyRewrite } from './rewrite.ts';

type Kind = 'composite-key' | 'single-value-key' | 'joined-key';

/** Keys of more values than that are wide themselves, and no figure of ours says what they gain. */
const MOST_PARTS = 4;

/** Other places that make such a text and are shown. */
const MOST_RELATED = 3;

export const formattedKey = defineRule<Kind>({
  id: 'formatted-key',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  ownLoops: 1,
  appliesTo: () => true,
  docs,
  messages: {
    'composite-key': (facts) =>
      `${subject(facts)}: ${facts.data['instead'] ?? ''} as key needs no allocation, and ${gain(facts)}`,
    'single-value-key': (facts) =>
      `${subject(facts)}, and all that differs is ${facts.data['part'] ?? ''}: that value as key (${facts.data['type'] ?? ''}) ` +
      `needs no allocation, and ${gain(facts)}`,
    'joined-key': (facts) =>
      `${subject(facts)}: ${facts.data['instead'] ?? ''} as key needs no allocation, and ${gain(facts)}`,
  },
  checkMap(map, context) {
    const texts = textKeysOf(map, context.file);
    const repeated = texts?.find((text) => isRepeated(text.node, map));
    if (texts === undefined || repeated === undefined) return;
    const { file } = context;
    const [first] = repeated.parts;
    if (first === undefined || repeated.parts.length > MOST_PARTS) return;
    const single = repeated.parts.length === 1;
    const differs = !single ? '' : isInteger(first, file) ? 'integer' : 'text';
    // What is not measured is not said.
    if (gainOf(repeated.work, differs) === undefined) return;
    const fix = keyRewrite(map, texts, context);
    const joined = repeated.work === 'join';
    const confidence: Confidence =
      single || repeated.work === 'format' ? 'certain' : joined ? 'possible' : 'likely';
    context.report({
      kind: single ? 'single-value-key' : joined ? 'joined-key' : 'composite-key',
      span: repeated.node,
      confidence,
      data: {
        map: map.place?.root.name ?? '',
        work: repeated.work,
        part: textOf(file.syntax, first.node),
        type: `map[${typeText(first.type)}]…`,
        single: differs,
        instead: insteadOf(repeated),
      },
      related: [
        { span: map.creation, message: 'the map, all of whose uses are in view' },
        ...texts
          .filter((text) => text !== repeated)
          .slice(0, MOST_RELATED)
          .map(({ node }) => ({ span: node, message: 'made here for the same purpose' })),
      ],
      fixes: fix === undefined ? [] : [fix],
    });
  },
});

function subject({ data }: MessageFacts): string {
  const how =
    { format: 'formatted', convert: 'put together', join: 'put together' }[data['work'] ?? ''] ?? 'made';
  return `Text is ${how} here only to be a key of ${data['map'] ?? ''}`;
}

function gain({ data, go }: MessageFacts): string {
  const release = releaseFor(go);
  const comparisons = gainOf(data['work'], data['single']);
  if (comparisons === undefined) throw new Error(`no gain was measured for ${data['work'] ?? ''}`);
  return `filling and looking up is ${ratiosOf(comparisons, release)} times as fast ${measuredOn(release)}`;
}

function gainOf(work = '', single = ''): readonly Comparison[] | undefined {
  return GAINS[work]?.[single];
}

const { results } = TextKey;
const ARRAY = results['array-two-strings/1000'];
const STRUCT = results['struct-string-and-int/1000'];
const INTEGER = results['plain-int/1000'];
const STRING = results['plain-prefix/1000'];

/** What is compared, by the work that is saved and by what is left when the key is a single value. */
const GAINS: Readonly<
  Record<string, Readonly<Record<string, readonly Comparison[] | undefined>> | undefined>
> = {
  format: {
    '': [
      [results['sprintf-two-strings/1000'], ARRAY],
      [results['sprintf-string-and-int/1000'], STRUCT],
    ],
    integer: [[results['sprintf-int/1000'], INTEGER]],
    text: [[results['sprintf-prefix/1000'], STRING]],
  },
  convert: {
    '': [[results['joined-string-and-int/1000'], STRUCT]],
    integer: [[results['itoa-int/1000'], INTEGER]],
  },
  join: {
    '': [[results['joined-two-strings/1000'], ARRAY]],
    text: [[results['joined-prefix/1000'], STRING]],
  },
};

function insteadOf({ parts }: BuiltText): string {
  const types = new Set(parts.map(({ type }) => typeText(type)));
  const [type] = types;
  return types.size === 1 ? `[${parts.length}]${type ?? ''}` : 'a struct of the values';
}

function isInteger({ type }: BuiltText['parts'][number], file: ResolvedFile): boolean {
  const under = file.index.underlying(type);
  return under.kind === 'basic' && under.name.includes('int');
}

/**
 * The texts that are the keys of a local map, when every use of the map is in view, all its keys are texts of one shape,
 * and neither they nor the variables that hold them are used for anything else.
 */
function textKeysOf(map: LocalMap, file: ResolvedFile): readonly BuiltText[] | undefined {
  const { place, key } = map;
  if (place?.root.kind !== 'variable' || place.path.length > 0 || map.initialEntries > 0) return undefined;
  if (key.kind !== 'basic' || key.name !== 'string' || map.creation.broken) return undefined;
  if (place.root.initial === undefined || unparenthesised(place.root.initial) !== map.creation)
    return undefined;
  const keys = new Set<GoNode>();
  for (const operation of map.operations) {
    if (!keepsKeys(operation, file)) return undefined;
    if (operation.key !== undefined) keys.add(unparenthesised(operation.key));
  }
  const texts = new Map<GoNode, BuiltText>();
  for (const node of keys) {
    const text = node.kind === 'identifier' ? textInVariable(node, keys, file) : builtText(file, node);
    if (text === undefined) return undefined;
    texts.set(text.node, text);
  }
  const found = [...texts.values()];
  if (new Set(found.map(({ shape }) => shape)).size !== 1) return undefined;
  return found.some((text) => isBuiltElsewhere(text, found, file)) ? undefined : found;
}

/** True for what is done to a map without its keys being seen as text. */
function keepsKeys(operation: MapOperation, file: ResolvedFile): boolean {
  switch (operation.kind) {
    case 'insert':
    case 'update':
    case 'lookup':
    case 'commaOk':
    case 'delete':
      return operation.key !== undefined;
    case 'len':
    case 'clear':
    case 'compare':
      return true;
    case 'range': {
      if (operation.node.kind !== 'range_clause') return false;
      const name = child(operation.node, 'left')?.children[0];
      return name === undefined || textOf(file.syntax, name) === '_';
    }
    default:
      return false;
  }
}

/** The text a variable holds for all its life, when it is never anything but a key of the map. */
function textInVariable(node: GoNode, keys: ReadonlySet<GoNode>, file: ResolvedFile): BuiltText | undefined {
  const symbol = file.symbolOf(node);
  if (symbol?.kind !== 'variable' || symbol.initial === undefined) return undefined;
  const onlyKey = symbol.references.every((reference) => keys.has(reference) && !isChanged(reference));
  return onlyKey ? builtText(file, symbol.initial) : undefined;
}

/** True when the function makes the same text for another purpose too: then it is there anyway. */
function isBuiltElsewhere(text: BuiltText, all: readonly BuiltText[], file: ResolvedFile): boolean {
  const source = textOf(file.syntax, text.node);
  let top = text.node;
  for (let at = text.node.parent; at?.parent !== undefined; at = at.parent) top = at;
  let found = false;
  walk(top, (node) => {
    if (
      found ||
      all.some(
        (other) =>
          contains(other.node, node) && other.node.start === node.start && other.node.end === node.end,
      )
    )
      return false;
    if (node.kind === text.node.kind && textOf(file.syntax, node) === source) found = true;
    return undefined;
  });
  return found;
}

/** True when the text is made again and again while the map lives. */
function isRepeated(node: GoNode, map: LocalMap): boolean {
  const block = map.statement?.parent;
  if (block === undefined || !contains(block, node)) return false;
  for (let at = node.parent; at !== undefined && at !== block; at = at.parent) {
    if (at.kind === 'for_statement' && isInBody(at, node)) return true;
  }
  return false;
}

function isInBody(loop: GoNode, node: GoNode): boolean {
  const body = child(loop, 'body');
  return body !== undefined && contains(body, node);
}
