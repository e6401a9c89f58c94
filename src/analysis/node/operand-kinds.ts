import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LineIndex } from '../../base/text.ts';
import { declarationsOf } from '../../semantics/declarations.ts';
import { builtinCallee, typeOf } from '../../semantics/expression-types.ts';
import type { GoType } from '../../semantics/go-type.ts';
import { resolveFile } from '../../semantics/resolve.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import { GoDocument } from '../../syntax/document.ts';
import type { GoGrammar } from '../../syntax/grammar.ts';
import { child, childOfKind, unparenthesised, walk, type GoNode, type GoSyntax } from '../../syntax/node.ts';
import { packageName } from '../package-name.ts';
import type { GoContextFinder } from './go-modules.ts';
import type { ModulePackages } from './module-packages.ts';

/** Kinds of the types of operands, by `line\tcolumn\tendLine\tendColumn`, columns in bytes as Go counts them. */
export type OperandKinds = ReadonlyMap<string, GoType['kind']>;

/**
 * What Bucketwise knows of the operands of index, range, delete and len expressions in the given files, which are absolute
 * paths. Gives directory after directory, so that the texts of only one are held.
 */
export async function* operandKinds(
  grammar: GoGrammar,
  files: readonly string[],
  finder: GoContextFinder,
  packages: ModulePackages,
): AsyncGenerator<{ readonly file: string; readonly kinds: OperandKinds }> {
  for (const directory of new Set(files.map((file) => dirname(file)))) {
    const wanted = files.filter((file) => dirname(file) === directory);
    const texts = new Map(goFiles(directory).map((path) => [path, readFileSync(path, 'utf8')]));
    const syntaxes = new Map([...texts].map(([path, text]) => [path, parse(grammar, text)]));
    const lookup = packages.lookupFor(await finder.layoutOf(directory));
    for (const file of wanted) {
      const syntax = syntaxes.get(file);
      if (syntax === undefined) continue;
      const siblings = [...syntaxes].filter(
        ([other, { text }]) => other !== file && packageName(text) === packageName(syntax.text),
      );
      const declarations = siblings.map(([, sibling]) => declarationsOf(sibling));
      yield { file, kinds: kindsIn(resolveFile(syntax, declarations, lookup)) };
    }
  }
}

function goFiles(directory: string): readonly string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.go'))
    .map((name) => join(directory, name));
}

function parse(grammar: GoGrammar, text: string): GoSyntax {
  const document = GoDocument.open(grammar, text);
  const syntax = document.syntax();
  document.dispose();
  return syntax;
}

function kindsIn(file: ResolvedFile): OperandKinds {
  const lines = new LineIndex(file.syntax.text);
  const place = (offset: number): string => {
    const { line, character } = lines.positionAt(offset);
    const before = file.syntax.text.slice(offset - character, offset);
    return `${line + 1}\t${Buffer.byteLength(before) + 1}`;
  };
  const kinds = new Map<string, GoType['kind']>();
  walk(file.syntax.root, (node) => {
    const operand = operandOf(file, node);
    if (operand !== undefined) {
      const inner = unparenthesised(operand);
      kinds.set(
        `${place(inner.start)}\t${place(inner.end)}`,
        file.index.underlying(typeOf(file, inner)).kind,
      );
    }
    return undefined;
  });
  return kinds;
}

function operandOf(file: ResolvedFile, node: GoNode): GoNode | undefined {
  switch (node.kind) {
    case 'index_expression':
      return child(node, 'operand');
    case 'for_statement': {
      const clause = childOfKind(node, 'range_clause');
      return clause === undefined ? undefined : child(clause, 'right');
    }
    case 'call_expression': {
      const name = builtinCallee(file, node);
      return name === 'len' || name === 'delete' ? child(node, 'arguments')?.children[0] : undefined;
    }
    default:
      return undefined;
  }
}
