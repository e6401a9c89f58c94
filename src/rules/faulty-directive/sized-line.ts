import type { Span } from '../../base/text.ts';
import { UNKNOWN, type GoType } from '../../semantics/go-type.ts';
import { resultTypesOf, typeAt, typeOf } from '../../semantics/expression-types.ts';
import { localMaps } from '../../semantics/map-sites.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { child, ERROR_KIND, walk, type GoNode } from '../../syntax/node.ts';

/**
 * False where a line surely holds nothing that a size could be about: no map is made there, and no variable, field or result
 * of a map type declared. What is not understood may be one.
 */
export function mayMakeMap(file: ResolvedFile, line: Span): boolean {
  const begins = ({ start }: Span): boolean => line.start <= start && start < line.end;
  if (localMaps(file).some(({ creation }) => begins(creation))) return true;
  let found = false;
  walk(file.syntax.root, (node) => {
    if (found || node.end <= line.start || line.end <= node.start) return false;
    found =
      node.kind === ERROR_KIND ||
      (begins(node) && typesDeclaredBy(file, node).some((type) => mayBeMap(file, type)));
    return undefined;
  });
  return found;
}

function mayBeMap(file: ResolvedFile, type: GoType): boolean {
  const { kind } = file.index.underlying(type);
  return kind === 'map' || kind === 'typeParameter' || kind === 'unknown';
}

/** The types that variables, fields and named results get by a declaration or an assignment. */
function typesDeclaredBy(file: ResolvedFile, node: GoNode): readonly GoType[] {
  switch (node.kind) {
    case 'field_declaration':
      return [typeAt(file, child(node, 'type'))];
    case 'var_spec': {
      const type = child(node, 'type');
      return type === undefined ? typesOfAll(file, child(node, 'value')) : [typeAt(file, type)];
    }
    case 'type_parameter_declaration':
      return [UNKNOWN];
    case 'parameter_declaration':
      return isNamedResult(node) ? [typeAt(file, child(node, 'type'))] : [];
    case 'short_var_declaration':
    case 'assignment_statement':
      return typesOfAll(file, child(node, 'right'));
    default:
      return [];
  }
}

function isNamedResult(node: GoNode): boolean {
  return node.parent?.field === 'result' && child(node, 'name') !== undefined;
}

function typesOfAll(file: ResolvedFile, expressions: GoNode | undefined): readonly GoType[] {
  return (expressions?.children ?? []).flatMap((expression) => {
    if (expression.kind !== 'call_expression') return [typeOf(file, expression)];
    const results = resultTypesOf(file, expression);
    return results.length === 0 ? [UNKNOWN] : results;
  });
}
