import { importsOf } from '../../semantics/imports.ts';
import type { Fill } from '../../semantics/fills.ts';
import type { LocalMap } from '../../semantics/map-sites.ts';
import { FUNCTION_KINDS, type ResolvedFile } from '../../semantics/symbols.ts';
import { anyBelow, child, childOfKind, nearest, textOf, type GoNode } from '../../syntax/node.ts';

/**
 * True for places where the growth of a map matters little: they are shown as hints. Each sign was met in real code again
 * and again, mostly on maps of a handful of entries: what runs once at the start, command lines, texts made for people,
 * labels that are mostly missing, and loops whose every iteration does something that may fail, next to which the
 * growth is nothing.
 */
export function isCold(file: ResolvedFile, map: LocalMap, fills: readonly Fill[]): boolean {
  return (
    isCommandLine(file) ||
    runsRarely(file, map.owner) ||
    isMadeOnlyWhereSomethingIs(file, map, fills) ||
    fills.some((fill) => isVariadicOperand(file, fill) || failsEachTime(file, fill))
  );
}

const COMMAND_LINES =
  /^(?:github\.com\/(?:spf13\/cobra|urfave\/cli|mitchellh\/cli|hashicorp\/cli|alecthomas\/(?:kong|kingpin)|jessevdk\/go-flags)|gopkg\.in\/alecthomas\/kingpin\.v2)(?:\/v\d+)?$/;

function isCommandLine({ syntax }: ResolvedFile): boolean {
  return importsOf(syntax).some(({ path }) => COMMAND_LINES.test(path));
}

/** `init`, `initTables`, `setupRoutes`, and `String`, `Error`, `Format`: what is made for people to read. */
const RARE_FUNCTION = /^(?:(?:init|setup)(?:$|[\p{Lu}_])|(?:String|GoString|Error|Format)$)/u;

function runsRarely({ syntax }: ResolvedFile, owner: GoNode | undefined): boolean {
  for (let at = owner; at !== undefined; at = nearest(at.parent, FUNCTION_KINDS)) {
    const name = child(at, 'name');
    if (name !== undefined && RARE_FUNCTION.test(textOf(syntax, name))) return true;
  }
  return false;
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
