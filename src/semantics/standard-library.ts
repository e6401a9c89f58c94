import { GoDocument } from '../syntax/document.ts';
import type { GoGrammar } from '../syntax/grammar.ts';
import { declarationsOf } from './declarations.ts';
import { PackageIndex, type PackageLookup } from './package-index.ts';
import { STANDARD_DECLARATIONS } from './standard-table.ts';

const lookups = new WeakMap<GoGrammar, PackageLookup>();

/** The packages of the standard library, each read out of the table when it is first asked for. */
export function standardPackages(grammar: GoGrammar): PackageLookup {
  const known = lookups.get(grammar);
  if (known !== undefined) return known;
  const packages = new Map<string, PackageIndex>();
  const lookup: PackageLookup = (path) => {
    const read = packages.get(path);
    if (read !== undefined) return read;
    const text = Object.hasOwn(STANDARD_DECLARATIONS, path) ? STANDARD_DECLARATIONS[path] : undefined;
    if (text === undefined) return undefined;
    const document = GoDocument.open(grammar, text);
    const index = new PackageIndex([declarationsOf(document.syntax())], lookup);
    document.dispose();
    packages.set(path, index);
    return index;
  };
  lookups.set(grammar, lookup);
  return lookup;
}
