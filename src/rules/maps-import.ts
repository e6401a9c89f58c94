import { lineAt, type TextEdit } from '../base/text.ts';
import type { ResolvedFile } from '../semantics/symbols.ts';
import { anyBelow, child, childOfKind, textOf, type GoNode } from '../syntax/node.ts';

/**
 * The edits after which a file may say `maps.Copy`: none where it imports the package, else one line where gofmt would put
 * it. Undefined where the name `maps` means something else somewhere in the file.
 */
export function mapsImport(file: ResolvedFile): readonly TextEdit[] | undefined {
  return isNameTaken(file, 'maps') ? undefined : importEdits(file);
}

/** True when the name means anything but an imported package somewhere in the file. */
export function isNameTaken(file: ResolvedFile, name: string): boolean {
  return (
    file.index.declares(name) ||
    anyBelow(file.syntax.root, (node) => {
      if (node.kind !== 'identifier') return false;
      if (file.declaredBy(node)?.name === name) return true;
      // A package whose path does not say its name.
      const symbol = file.symbolOf(node);
      return symbol?.name === name && symbol.kind === 'unresolved';
    })
  );
}

/** What it takes to have `maps` imported: nothing, or one line where gofmt would put it. */
function importEdits(file: ResolvedFile): readonly TextEdit[] | undefined {
  const known = file.declarations.imports.find((declaration) => declaration.name === 'maps');
  if (known !== undefined) return known.path === 'maps' ? [] : undefined;
  const declarations = file.syntax.root.children.filter((node) => node.kind === 'import_declaration');
  const [first] = declarations;
  if (first !== undefined && hasComments(file, first)) return undefined;
  if (first === undefined) {
    const clause = childOfKind(file.syntax.root, 'package_clause');
    return clause === undefined ? undefined : [insertion(clause.end, '\n\nimport "maps"')];
  }
  const list = childOfKind(first, 'import_spec_list');
  if (list === undefined) return [insertion(first.end, '\nimport "maps"')];
  const specs = list.children.filter((node) => node.kind === 'import_spec');
  const paths = specs.map((spec) => {
    const path = child(spec, 'path');
    return path === undefined ? '' : textOf(file.syntax, path).slice(1, -1);
  });
  // The standard library comes first; its paths have no dot in their first element.
  const standard = paths.findIndex((path) => path.split('/')[0]?.includes('.') === true);
  const end = standard === -1 ? specs.length : standard;
  const at = paths.slice(0, end).findIndex((path) => path > 'maps');
  const before = specs[at === -1 ? specs.length : at];
  if (before !== undefined) return [insertion(before.start, '"maps"\n\t')];
  const last = specs[end - 1];
  return last === undefined ? undefined : [insertion(last.end, '\n\t"maps"')];
}

/** True for a comment among the imports or beside them, which a new line would part from what it is about. */
function hasComments({ syntax: { comments, text } }: ResolvedFile, { start, end }: GoNode): boolean {
  const last = lineAt(text, end).end;
  return comments.some((comment) => comment.start >= start && comment.start <= last);
}

function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
