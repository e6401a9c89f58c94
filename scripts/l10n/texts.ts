import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A call of `l10n.t`. */
export interface TranslatableText {
  /** File and line, for messages of tests. */
  readonly place: string;
  /** The text; undefined where it is none that is written out there, so that no bundle can hold it. */
  readonly text: string | undefined;
  /** Arguments behind the text; undefined where a list is spread into them. */
  readonly given: number | undefined;
}

/** Folders whose texts are translated. */
const FOLDERS = ['src/extension', 'src/server'];

/** All texts that the extension and the server ask for, in order, each once. */
export function englishTexts(root: string): readonly string[] {
  return [...new Set(translatableTexts(root).flatMap(({ text }) => text ?? []))].sort();
}

/** Each `l10n.t(…)` and `….l10n.t(…)` of the extension and the server, tests left out. */
export function translatableTexts(root: string): readonly TranslatableText[] {
  return FOLDERS.flatMap((folder) => textsBelow(root, folder));
}

function textsBelow(root: string, folder: string): readonly TranslatableText[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => {
      const path = join(folder, name);
      return textsIn(path, readFileSync(join(root, path), 'utf8'));
    });
}

/** Those of one source file. */
export function textsIn(path: string, source: string): readonly TranslatableText[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest);
  const found: TranslatableText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const [text, ...given] = node.arguments;
      found.push({
        place: `${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`,
        text: text !== undefined && ts.isStringLiteralLike(text) ? text.text : undefined,
        given: given.some((each) => ts.isSpreadElement(each)) ? undefined : given.length,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isTranslation(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 't') return false;
  const { expression: owner } = callee;
  return ts.isIdentifier(owner)
    ? owner.text === 'l10n'
    : ts.isPropertyAccessExpression(owner) && owner.name.text === 'l10n';
}

/** The placeholders of a text, each once, in order. */
export function placeholdersOf(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}

/** What a translation has to leave alone: code, addresses of links, settings and icons. */
export function untranslatedOf(text: string): readonly string[] {
  return (text.match(/`[^`]+`|\]\([^)]+\)|\$\([\w-]+\)|\bbucketwise\.[\w.]+/g) ?? []).sort();
}
