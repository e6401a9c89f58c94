import { dirname, join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { createGoContextFinder } from '../../src/analysis/node/go-modules.ts';
import { ModulePackages, moduleCacheOf } from '../../src/analysis/node/module-packages.ts';
import { packageName } from '../../src/analysis/package-name.ts';
import { LineIndex } from '../../src/base/text.ts';
import { declarationsOf } from '../../src/semantics/declarations.ts';
import { builtinCallee, typeOf } from '../../src/semantics/expression-types.ts';
import { resolveFile } from '../../src/semantics/resolve.ts';
import type { ResolvedFile } from '../../src/semantics/symbols.ts';
import { GoDocument } from '../../src/syntax/document.ts';
import { loadGrammar, type GoGrammar, type GrammarBytes } from '../../src/syntax/grammar.ts';
import {
  child,
  childOfKind,
  unparenthesised,
  walk,
  type GoNode,
  type GoSyntax,
} from '../../src/syntax/node.ts';

/** Kinds of the operands of index, range, delete and len expressions, by `line column endLine endColumn` in bytes. */
export type OperandKinds = ReadonlyMap<string, string>;

/** What Bucketwise knows of the operands in the given files, which are absolute paths. */
export async function operandKinds(
  bytes: GrammarBytes,
  files: readonly string[],
): Promise<ReadonlyMap<string, OperandKinds>> {
  const grammar = await loadGrammar(bytes);
  const finder = createGoContextFinder({ setting: undefined, env: process.env });
  const packages = new ModulePackages(grammar, moduleCacheOf(process.env));
  const found = new Map<string, OperandKinds>();
  for (const directory of new Set(files.map((file) => dirname(file)))) {
    const wanted = files.filter((file) => dirname(file) === directory);
    const texts = new Map(goFiles(directory).map((path) => [path, readFileSync(path, 'utf8')]));
    const syntaxes = new Map([...texts].map(([path, text]) => [path, parse(grammar, text)]));
    const lookup = packages.lookupFor(await finder.layoutOf(directory));
    for (const path of wanted) {
      const syntax = syntaxes.get(path);
      if (syntax === undefined) continue;
      const siblings = [...syntaxes].filter(
        ([other, { text }]) => other !== path && packageName(text) === packageName(syntax.text),
      );
      const declarations = siblings.map(([, sibling]) => declarationsOf(sibling));
      found.set(path, kindsIn(resolveFile(syntax, declarations, lookup)));
    }
  }
  return found;
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
  const kinds = new Map<string, string>();
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
