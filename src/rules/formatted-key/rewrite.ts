import { indentAt, type TextEdit } from '../../base/text.ts';
import type { BuiltText, TextPart } from '../../semantics/built-text.ts';
import { importedCallee } from '../../semantics/expression-types.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { typeText } from '../../semantics/type-text.ts';
import { anyBelow, child, contains, textOf, unparenthesised, walk, type GoNode } from '../../syntax/node.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';

/**
 * Makes the values themselves the key of the map, with all its uses: one value as it is, several of one type as an
 * array, others as a struct whose type is declared above the map. Undefined where the result would not surely compile.
 */
export function keyRewrite<Kind extends string>(
  map: LocalMap,
  texts: readonly BuiltText[],
  context: RuleContext<Kind>,
): Fix | undefined {
  const { file } = context;
  const [first] = texts;
  const keyNode = map.typeNode.kind === 'map_type' ? child(map.typeNode, 'key') : undefined;
  const statement = map.statement;
  const name = map.place?.root.name;
  if (first === undefined || keyNode === undefined || statement === undefined || name === undefined)
    return undefined;
  if (!canWriteTypes(map, texts, file) || !texts.every((text) => canReplace(text, context))) return undefined;
  if (isTypedVariable(map.place?.root.declaration)) return undefined;
  const imports = importEdits(texts, file);
  const written = writtenKey(first.parts, `${name}Key`, file);
  if (written === undefined || imports === undefined) return undefined;
  const edits: TextEdit[] = [...imports, { span: keyNode, newText: written.type }];
  if (written.declaration !== undefined) {
    const at = { start: statement.start, end: statement.start };
    edits.push({ span: at, newText: declarationAbove(file, statement, written.declaration) });
  }
  for (const { node, parts } of texts) {
    const values = parts.map((part) => textOf(file.syntax, part.node)).join(', ');
    edits.push({ span: node, newText: parts.length === 1 ? values : `${written.type}{${values}}` });
  }
  return {
    title: `Make the ${first.parts.length === 1 ? 'value itself' : 'values themselves'} the key of ${name}, with all its uses`,
    applicability: 'review',
    review:
      first.parts.length === 1
        ? 'nobody must expect the text in the map, a debugger or dump for example'
        : 'values that give the same text, like "a/b", "c" and "a", "b/c", are different keys then',
    edits,
  };
}

interface WrittenKey {
  readonly type: string;
  /** Lines of a type declaration, without the indentation. */
  readonly declaration?: readonly string[];
}

function writtenKey(
  parts: readonly TextPart[],
  typeName: string,
  file: ResolvedFile,
): WrittenKey | undefined {
  const types = parts.map(({ type }) => typeText(type));
  const [type] = types;
  if (type === undefined) return undefined;
  if (types.length === 1) return { type };
  if (new Set(types).size === 1) return { type: `[${types.length}]${type}` };
  if (new RegExp(`\\b${typeName}\\b`).test(file.syntax.text) || file.index.declares(typeName))
    return undefined;
  const names = fieldNames(parts, file);
  const width = Math.max(...names.map(({ length }) => length));
  const fields = names.map((field, at) => `\t${field.padEnd(width)} ${types[at] ?? ''}`);
  return { type: typeName, declaration: [`type ${typeName} struct {`, ...fields, '}'] };
}

const KEYWORDS =
  /^(?:break|case|chan|const|continue|default|defer|else|fallthrough|for|func|go|goto|if|import|interface|map|package|range|return|select|struct|switch|type|var|_)$/;

/** Each field is called after the variable, field or method its value comes from, if that tells them apart. */
function fieldNames(parts: readonly TextPart[], file: ResolvedFile): readonly string[] {
  const names = parts.map(({ node }) => fieldName(node, file));
  const usable = names.every((name) => /^[a-z]\w*$/.test(name) && !KEYWORDS.test(name));
  return usable && new Set(names).size === names.length
    ? names
    : parts.map((_, at) => String.fromCharCode('a'.charCodeAt(0) + at));
}

function fieldName(value: GoNode, file: ResolvedFile): string {
  let node = unparenthesised(value);
  if (node.kind === 'call_expression') {
    const callee = child(node, 'function');
    const [argument] = child(node, 'arguments')?.children ?? [];
    const converts = callee?.kind === 'identifier' && file.symbolOf(callee)?.kind === 'builtin';
    if (converts && argument !== undefined) return fieldName(argument, file);
    node = callee ?? node;
  }
  const last = node.kind === 'selector_expression' ? child(node, 'field') : node;
  const text = last === undefined ? '' : textOf(file.syntax, last);
  return /^[\p{Lu}\d_]+$/u.test(text)
    ? text.toLowerCase()
    : text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
}

function declarationAbove(file: ResolvedFile, statement: GoNode, lines: readonly string[]): string {
  const indent = indentAt(file.syntax.text, statement.start);
  return lines.map((line) => `${line}\n${indent}`).join('');
}

/** True when the names of the parts' types mean the same wherever the fix writes them. */
function canWriteTypes(map: LocalMap, texts: readonly BuiltText[], file: ResolvedFile): boolean {
  let top: GoNode = map.creation;
  for (let at = map.creation.parent; at?.parent !== undefined; at = at.parent) top = at;
  // A local type may hide behind what it is made of, and inside generic functions none may be declared up to Go 1.19.
  if (child(top, 'type_parameters') !== undefined) return false;
  if (anyBelow(top, ({ kind }) => kind === 'type_declaration')) return false;
  const names = new Set(texts.flatMap(({ parts }) => parts.map(({ type }) => typeText(type))));
  return ![...names].some((name) =>
    anyBelow(
      top,
      (node) =>
        node.kind === 'identifier' &&
        file.declaredBy(node) !== undefined &&
        textOf(file.syntax, node) === name,
    ),
  );
}

/** True for a text that stands by itself: without comments inside, and not where a composite literal would be misread. */
function canReplace<Kind extends string>({ node, parts }: BuiltText, context: RuleContext<Kind>): boolean {
  if (context.commentsIn(node).length > 0) return false;
  const list = node.parent;
  if (list?.kind === 'expression_list') {
    const statement = list.parent;
    if (statement?.kind === 'var_spec') return child(statement, 'type') === undefined;
    return parts.length === 1 || statement?.parent?.kind === 'statement_list';
  }
  return list?.kind === 'index_expression' || list?.kind === 'argument_list';
}

function isTypedVariable(declaration: GoNode | undefined): boolean {
  const spec = declaration?.parent;
  return spec?.kind === 'var_spec' && child(spec, 'type') !== undefined;
}

/**
 * The edits that drop the imports which nothing but the texts uses, as they would not compile any more. Undefined where one
 * is not a line of its own among others.
 */
function importEdits(texts: readonly BuiltText[], file: ResolvedFile): readonly TextEdit[] | undefined {
  const names = new Set<string>();
  for (const { node } of texts) {
    walk(node, (part) => {
      const callee = part.kind === 'call_expression' ? child(part, 'function') : undefined;
      const operand = callee === undefined ? undefined : child(callee, 'operand');
      if (operand !== undefined && importedCallee(file, part) !== undefined)
        names.add(textOf(file.syntax, operand));
      return undefined;
    });
  }
  const edits: TextEdit[] = [];
  for (const name of names) {
    if (isUsedOutside(name, texts, file)) continue;
    const edit = importRemoval(name, file);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  // Two removed lines next to each other could leave an empty group behind.
  return edits.length > 1 ? undefined : edits;
}

/** True when a package is still named once the texts are gone; their values stay. */
function isUsedOutside(name: string, texts: readonly BuiltText[], file: ResolvedFile): boolean {
  const parts = texts.flatMap((text) => text.parts);
  return anyBelow(
    file.syntax.root,
    (node) =>
      node.kind === 'identifier' &&
      textOf(file.syntax, node) === name &&
      file.symbolOf(node)?.kind === 'import' &&
      (!texts.some((text) => contains(text.node, node)) || parts.some((part) => contains(part.node, node))),
  );
}

/** Deletes the line of an import that stands in a list with a neighbour above or below. */
function importRemoval(name: string, file: ResolvedFile): TextEdit | undefined {
  const { text, comments } = file.syntax;
  const path = file.declarations.imports.find((declaration) => declaration.name === name)?.path;
  let found: TextEdit | undefined;
  walk(file.syntax.root, (node) => {
    if (node.kind !== 'import_spec' || node.parent?.kind !== 'import_spec_list') return undefined;
    const written = child(node, 'path');
    if (written === undefined || textOf(file.syntax, written).slice(1, -1) !== path) return undefined;
    const start = text.lastIndexOf('\n', node.start) + 1;
    const end = text.indexOf('\n', node.end) + 1;
    const alone = text.slice(start, end).trim() === textOf(file.syntax, node);
    const above = text.slice(text.lastIndexOf('\n', start - 2) + 1, start).trim();
    const below = text.slice(end, text.indexOf('\n', end)).trim();
    const isSpec = (line: string): boolean => line.endsWith('"');
    const commented = comments.some((comment) => comment.start >= start - 1 && comment.end < end);
    if (alone && !commented && end > 0 && (isSpec(above) || isSpec(below)))
      found = { span: { start, end }, newText: '' };
    return undefined;
  });
  return found;
}
