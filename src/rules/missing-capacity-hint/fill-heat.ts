import type { Fill } from '../../semantics/fills.ts';
import { handfulMarks, type HeatMark } from '../../semantics/heat.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, childOfKind, textOf, type GoNode } from '../../syntax/node.ts';

/**
 * What a filling says about how much the growth of the map matters. Each sign was met in real code again and again, mostly
 * on maps of a handful of entries: variadic parameters, labels and the like, which are mostly missing, and loops whose
 * every iteration does something that may fail, next to which the growth is nothing.
 */
export function fillMarks(file: ResolvedFile, map: LocalMap, fills: readonly Fill[]): readonly HeatMark[] {
  const marks = fills.flatMap(({ trip }) => handfulMarks(trip.expression));
  if (isMadeOnlyWhereSomethingIs(file, map, fills)) marks.push(mark('mostly there is nothing to put in'));
  if (fills.some((fill) => isVariadicOperand(file, fill))) marks.push(mark('calls spell out its entries'));
  if (fills.some((fill) => failsEachTime(file, fill)))
    marks.push(mark('each iteration does something that may fail'));
  return marks;
}

function mark(reason: string): HeatMark {
  return { points: -2, reason };
}

/** `if len(labels) > 0 { m := make(…); for k, v := range labels { … } }`: mostly there are none. */
function isMadeOnlyWhereSomethingIs(
  { syntax }: ResolvedFile,
  { statement }: LocalMap,
  fills: readonly Fill[],
): boolean {
  const block = statement?.parent?.parent;
  const conditional = block?.field === 'consequence' ? block.parent : undefined;
  const condition = conditional?.kind === 'if_statement' ? child(conditional, 'condition') : undefined;
  if (condition === undefined) return false;
  const test = textOf(syntax, condition).replaceAll(/\s/g, '');
  return fills.some(({ trip }) => test === `${trip.expression}>0` || test === `${trip.expression}!=0`);
}

function isVariadicOperand(file: ResolvedFile, { trip }: Fill): boolean {
  return trip.reads.some((read) => {
    const declaration = file.symbolOf(read)?.declaration;
    return declaration?.parent?.kind === 'variadic_parameter_declaration';
  });
}

/** `if err != nil { return … }` in the loop's own body, and the same for a key that is there already. */
function failsEachTime(file: ResolvedFile, { node }: Fill): boolean {
  const body = child(node, 'body');
  const statements = body === undefined ? undefined : childOfKind(body, 'statement_list');
  return statements?.children.some((statement) => isFailure(file, statement)) === true;
}

function isFailure(file: ResolvedFile, statement: GoNode): boolean {
  if (statement.kind !== 'if_statement') return false;
  const consequence = child(statement, 'consequence');
  const condition = child(statement, 'condition');
  if (consequence === undefined || condition === undefined) return false;
  const returns = (part: GoNode): boolean => part.kind === 'return_statement' && part.children.length > 0;
  if (!anyBelow(consequence, returns, FUNCTION_KINDS)) return false;
  return /^err(?:or)?\w*\s*!=\s*nil$/.test(textOf(file.syntax, condition));
}
