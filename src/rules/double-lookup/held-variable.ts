import type { Span } from '../../base/text.ts';
import { typeOf } from '../../semantics/expression-types.ts';
import { isChanged } from '../../semantics/operations.ts';
import { chainAt } from '../../semantics/places.ts';
import { isPointedTo } from '../../semantics/repeatable.ts';
import type { GoSymbol, ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, outermostParenthesis, textOf, type GoNode } from '../../syntax/node.ts';
import type { RuleContext } from '../rule.ts';
import { linesOf } from '../line-removal.ts';
import type { Lookups, SecondRead } from './second-reads.ts';

/** True when nothing in the span makes the variable another than the entry that was read into it. */
export function staysAsRead(file: ResolvedFile, symbol: GoSymbol, index: GoNode, span: Span): boolean {
  const kind = file.index.underlying(typeOf(file, index)).kind;
  const isCopy = kind !== 'pointer' && kind !== 'map' && kind !== 'basic';
  if (isPointedTo(file, symbol)) return false;
  return !symbol.references.some((reference) => {
    if (reference.start < span.start || reference.start > span.end) return false;
    const chain = chainAt(file, reference);
    const whole = outermostParenthesis(chain.node);
    if (isChanged(whole) || isChanged(reference)) return true;
    // Whatever gets at a part of the copy may change it: `v.x = 1`, `v[0]++`, `v[:]`.
    const isPart = chain.path.length > 0 || whole.field === 'operand';
    return isCopy && isPart;
  });
}

/** A second read that names the value: `x := m[k]`. */
export interface NamedRead {
  readonly read: SecondRead;
  readonly name: string;
  /** The lines of the declaration. */
  readonly lines: Span;
}

/**
 * The variable that the code itself reads the entry into later on, if the first lookup can fill it already: nothing else
 * in the function goes by its name, and it still holds the entry wherever that is read again.
 */
export function namedRead<Kind extends string>(
  { reads }: Lookups,
  owner: GoNode,
  context: RuleContext<Kind>,
): NamedRead | undefined {
  const { file } = context;
  for (const read of reads) {
    const statement = outermostParenthesis(read.index).parent?.parent;
    const [variable, ...others] = statement === undefined ? [] : (child(statement, 'left')?.children ?? []);
    const symbol = variable === undefined ? undefined : file.declaredBy(variable);
    if (statement?.kind !== 'short_var_declaration' || statement.parent?.kind !== 'statement_list') continue;
    if (symbol === undefined || symbol.name === '_' || others.length > 0 || read.isRepeated) continue;
    if (isNameMet(file, symbol, owner) || isDeclaredAgain(symbol)) continue;
    const rest = reads.filter((other) => other !== read && other.index.start > statement.end);
    const stays = rest.every(({ until }) =>
      staysAsRead(file, symbol, read.index, { start: statement.end, end: until }),
    );
    const lines =
      stays && context.commentsIn(statement).length === 0 ? linesOf(context, statement) : undefined;
    if (lines !== undefined) return { read, name: symbol.name, lines };
  }
  return undefined;
}

/** True when something else of that name is met in the function, be it a parameter or a result. */
function isNameMet(file: ResolvedFile, symbol: GoSymbol, owner: GoNode): boolean {
  return anyBelow(
    owner,
    (node) =>
      node.kind.endsWith('identifier') &&
      node.kind !== 'field_identifier' &&
      textOf(file.syntax, node) === symbol.name &&
      file.declaredBy(node) !== symbol &&
      file.symbolOf(node) !== symbol,
  );
}

/** True for `x, err := f()` behind `x := m[k]`: from another block it would declare a new one. */
function isDeclaredAgain({ references, declaration }: GoSymbol): boolean {
  return references.some((reference) => {
    const list = reference.parent;
    return (
      reference !== declaration && list?.field === 'left' && list.parent?.kind === 'short_var_declaration'
    );
  });
}
