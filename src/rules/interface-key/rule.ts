import type { TextEdit } from '../../base/text.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { importPath } from '../../semantics/imports.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { isSameType } from '../../semantics/same-type.ts';
import { typeText } from '../../semantics/type-text.ts';
import { hasUsesInView } from '../../semantics/uses-in-view.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, childrenIn, textOf, type GoNode } from '../../syntax/node.ts';
import type { Fix } from '../model.ts';
import { knownEntries, pricedHint } from '../map-size.ts';
import { InterfaceKey } from '../costs.json';
import { comparisonsAt, measuredOn, ratiosOf, releaseFor } from '../measured.ts';
import { defineRule, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';

type Kind = 'one-type';

export const interfaceKey = defineRule<Kind>({
  id: 'interface-key',
  group: 'cost',
  since: '0.1.0',
  defaultSeverity: 'information',
  appliesTo: () => true,
  docs,
  messages: {
    'one-type': (facts) =>
      `${facts.data['map'] ?? 'This map'} has keys of an interface type, but only ${facts.data['type'] ?? ''} is ever stored: ` +
      `map[${facts.data['type'] ?? ''}]… is filled and read ${gain(facts)} times as fast, and no key can panic for want of a hash`,
  },
  checkMap(map, context) {
    const { file } = context;
    if (file.index.underlying(map.key).kind !== 'interface' || !hasUsesInView(map)) return;
    const type = storedType(map, file);
    if (type === undefined) return;
    const fix = typeFix(map, type, context);
    context.report({
      kind: 'one-type',
      span: map.creation,
      confidence: 'likely',
      severity: 'hint',
      data: { map: map.place?.root.name ?? 'This map', type: typeText(type) },
      cost: {
        key: map.key,
        elem: map.elem,
        entries: knownEntries(map, context),
        hint: pricedHint(map, context),
        fixed: undefined,
      },
      related: map.operations
        .filter(({ kind }) => kind === 'insert' || kind === 'update')
        .slice(0, 1)
        .map(({ node }) => ({ span: node, message: `a ${typeText(type)} is stored, here for example` })),
      fixes: fix === undefined ? [] : [fix],
    });
  },
});

const TEXTS = comparisonsAt(InterfaceKey, 'any-string', 'string', [1000]);
const NUMBERS = comparisonsAt(InterfaceKey, 'any-int', 'int', [1000]);

function gain({ data, go }: MessageFacts): string {
  const release = releaseFor(go);
  return `${ratiosOf(data['type'] === 'string' ? TEXTS : NUMBERS, release)} ${measuredOn(release)}`;
}

/** The one concrete type of all keys that are stored and looked up, undefined where there are several or one is not known. */
function storedType(map: LocalMap, file: ResolvedFile): GoType | undefined {
  const keys: GoNode[] = [];
  for (const element of child(map.creation, 'body')?.children ?? []) {
    const key = child(element, 'key')?.children[0];
    if (key === undefined) return undefined;
    keys.push(key);
  }
  for (const { kind, key } of map.operations) {
    if (key !== undefined) keys.push(key);
    else if (kind === 'insert' || kind === 'update') return undefined;
  }
  const stores =
    map.initialEntries > 0 || map.operations.some(({ kind }) => kind === 'insert' || kind === 'update');
  const [first, ...others] = keys.map((key) => typeOf(file, key));
  if (!stores || first === undefined || !isConcrete(first, file)) return undefined;
  return others.every((other) => isSameType(first, other)) ? first : undefined;
}

function isConcrete(type: GoType, file: ResolvedFile): boolean {
  const under = file.index.underlying(type);
  return type.kind !== 'typeParameter' && under.kind !== 'interface' && under.kind !== 'unknown';
}

function typeFix(map: LocalMap, type: GoType, context: RuleContext<Kind>): Fix | undefined {
  const { file } = context;
  const spelled = spellingOf(type, file);
  const isPlainUse = map.operations.every(({ kind, node }) => kind !== 'range' || !usesKey(node, file));
  if (spelled === undefined || !isPlainUse || map.owner === undefined) return undefined;
  if (mayMeanAnother(spelled, map.owner, file)) return undefined;
  const edits: TextEdit[] = [];
  for (const typeNode of [map.typeNode, declaredTypeOf(map)]) {
    if (typeNode === undefined) continue;
    const key = typeNode.kind === 'map_type' ? child(typeNode, 'key') : undefined;
    if (key === undefined) return undefined;
    edits.push({ span: key, newText: spelled });
  }
  return {
    title: `Make the key type ${spelled}`,
    applicability: 'review',
    review: 'that no other type of key is to be stored later on',
    edits,
  };
}

/** True when the function declares types, which are known here by what they are made of, or a variable of the type's name. */
function mayMeanAnother(spelled: string, owner: GoNode, file: ResolvedFile): boolean {
  const [name] = /[\p{L}_][\p{L}\p{N}_]*/u.exec(spelled) ?? [];
  let outermost = owner;
  for (let at: GoNode | undefined = owner; at !== undefined; at = at.parent)
    if (FUNCTION_KINDS.has(at.kind)) outermost = at;
  return anyBelow(outermost, (node) => {
    if (node.kind === 'type_declaration' || node.kind === 'type_parameter_list') return true;
    return node.kind === 'identifier' && file.declaredBy(node)?.name === name;
  });
}

/** True when a range clause gives its key a name: what is done with an interface may not be done with a plain type. */
function usesKey(clause: GoNode, file: ResolvedFile): boolean {
  const key = child(clause, 'left')?.children[0];
  return key !== undefined && textOf(file.syntax, key) !== '_';
}

/** The type in `var known map[any]bool = …`; a type that several names share cannot change for one. */
function declaredTypeOf(map: LocalMap): GoNode | undefined {
  const spec = map.place?.root.declaration?.parent;
  const type = spec?.kind === 'var_spec' ? child(spec, 'type') : undefined;
  return type !== undefined && spec !== undefined && childrenIn(spec, 'name').length > 1 ? spec : type;
}

/** The type as this file writes it, undefined where it has no name for it. */
function spellingOf(type: GoType, file: ResolvedFile): string | undefined {
  if (type.kind === 'pointer') {
    const elem = spellingOf(type.elem, file);
    return elem === undefined ? undefined : `*${elem}`;
  }
  if (type.kind === 'basic') return type.name;
  if (type.kind !== 'named' || type.args !== undefined) return undefined;
  const text = typeText(type);
  if (type.path === undefined) return file.index.declaresType(type.name) ? text : undefined;
  return importPath(file.syntax, text.slice(0, text.indexOf('.'))) === type.path ? text : undefined;
}
