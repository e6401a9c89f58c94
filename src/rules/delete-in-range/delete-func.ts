import { atLeast } from '../../base/go-version.ts';
import { indentAt } from '../../base/text.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import type { GoType } from '../../semantics/go-type.ts';
import type { RangeLoop } from '../../semantics/map-sites.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { child, childOfKind, textOf, type GoNode } from '../../syntax/node.ts';
import { mapsImport } from '../maps-import.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';

/** A function of more characters gofmt writes on several lines; those it leaves on one line it leaves on several too. */
const ONE_LINE = 90;

/**
 * For a loop that does nothing but delete under a condition: the same as one call of `maps.DeleteFunc`. Undefined when
 * the loop does more, the types cannot be written, or a comment would be lost.
 */
export function deleteFuncFix<Kind extends string>(
  loop: RangeLoop,
  deletion: GoNode,
  context: RuleContext<Kind>,
): Fix | undefined {
  const { file, go } = context;
  const condition = conditionOf(loop, deletion);
  if (condition === undefined || !loop.declares || !atLeast(go.language, 21)) return undefined;
  if (loop.loop.parent?.kind !== 'statement_list' || context.commentsIn(loop.loop).length > 0)
    return undefined;
  const type = file.index.dereferenced(typeOf(file, loop.operand));
  if (type.kind !== 'map') return undefined;
  const key = writtenType(type.key, file);
  const elem = writtenType(type.elem, file);
  const imports = mapsImport(file);
  if (key === undefined || elem === undefined || imports === undefined) return undefined;
  const [first, second] = child(loop.clause, 'left')?.children ?? [];
  const parameter = (node: GoNode | undefined, written: string): string =>
    `${node === undefined ? '_' : textOf(file.syntax, node)} ${written}`;
  const head = `func(${parameter(first, key)}, ${parameter(second, elem)}) bool`;
  const result = `return ${textOf(file.syntax, condition)}`;
  const indent = indentAt(file.syntax.text, loop.loop.start);
  const isShort = head.length + result.length <= ONE_LINE && !result.includes('\n');
  const test = isShort ? `${head} { ${result} }` : `${head} {\n${indent}\t${result}\n${indent}}`;
  return {
    title: 'Say it with maps.DeleteFunc',
    applicability: 'review',
    review: 'it costs the same and only reads differently',
    edits: [
      ...imports,
      { span: loop.loop, newText: `maps.DeleteFunc(${textOf(file.syntax, loop.operand)}, ${test})` },
    ],
  };
}

/** The condition of `for k, v := range m { if condition { delete(m, k) } }`. */
function conditionOf(loop: RangeLoop, deletion: GoNode): GoNode | undefined {
  const statements = childOfKind(loop.body, 'statement_list')?.children ?? [];
  const [conditional] = statements;
  if (statements.length !== 1 || conditional?.kind !== 'if_statement') return undefined;
  if (child(conditional, 'initializer') !== undefined || child(conditional, 'alternative') !== undefined) {
    return undefined;
  }
  const consequence = child(conditional, 'consequence');
  const inner = consequence === undefined ? [] : (childOfKind(consequence, 'statement_list')?.children ?? []);
  return inner.length === 1 && inner[0] === deletion.parent ? child(conditional, 'condition') : undefined;
}

/** A type as it may be written in this file, undefined where its source form is not known. */
function writtenType(type: GoType, file: ResolvedFile): string | undefined {
  const wrap = (prefix: string, inner: GoType): string | undefined => {
    const text = writtenType(inner, file);
    return text === undefined ? undefined : prefix + text;
  };
  switch (type.kind) {
    case 'basic':
      return type.name === 'unsafe.Pointer' ? undefined : type.name;
    case 'pointer':
      return wrap('*', type.elem);
    case 'slice':
      return wrap('[]', type.elem);
    case 'struct':
      return type.fields.length === 0 ? 'struct{}' : undefined;
    case 'named': {
      if (type.path === undefined) return type.name;
      const imported = file.declarations.imports.find(({ path }) => path === type.path);
      return imported === undefined || type.args !== undefined ? undefined : `${imported.name}.${type.name}`;
    }
    default:
      return undefined;
  }
}
