import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { FileDeclarations } from '../../semantics/declarations.ts';
import { PackageIndex, type PackageLookup } from '../../semantics/package-index.ts';
import { standardPackages } from '../../semantics/standard-library.ts';
import type { GoGrammar } from '../../syntax/grammar.ts';
import { type ModuleLayout, packageDirectories } from '../package-directories.ts';
import { isPackageFile, MAX_OUTLINED_FILE, packageDeclarations } from '../package-outline.ts';

/** The module cache that the go command would use: GOMODCACHE, else `pkg/mod` of the first GOPATH, else of the home directory. */
export function moduleCacheOf(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['GOMODCACHE'];
  if (named !== undefined && named !== '') return named;
  const gopath = env['GOPATH']?.split(delimiter, 1)[0];
  const root = gopath === undefined || gopath === '' ? join(homedir(), 'go') : gopath;
  return join(root, 'pkg', 'mod');
}

/**
 * Reads the packages that a module imports, each when it is first asked for: most never are. Nothing is executed, and
 * what cannot be read is not known.
 */
export class ModulePackages {
  readonly #grammar: GoGrammar;
  readonly #moduleCache: string;
  readonly #lookups = new Map<ModuleLayout, PackageLookup>();
  /** By directory: a package of the module cache serves all modules that require that version. */
  readonly #declarations = new Map<string, readonly FileDeclarations[]>();

  constructor(grammar: GoGrammar, moduleCache: string) {
    this.#grammar = grammar;
    this.#moduleCache = moduleCache;
  }

  /** The packages as the files of one module see them. */
  lookupFor(layout: ModuleLayout): PackageLookup {
    const known = this.#lookups.get(layout);
    if (known !== undefined) return known;
    const packages = new Map<string, PackageIndex | undefined>();
    const lookup: PackageLookup = (path) => {
      // Reading a package asks for no other: what it imports is looked up when one of its types is.
      if (!packages.has(path)) packages.set(path, this.#read(layout, path, lookup));
      return packages.get(path);
    };
    this.#lookups.set(layout, lookup);
    return lookup;
  }

  #read(layout: ModuleLayout, path: string, lookup: PackageLookup): PackageIndex | undefined {
    for (const directory of packageDirectories(layout, path, this.#moduleCache)) {
      const declarations = this.#declarationsIn(directory);
      if (declarations.length > 0) return new PackageIndex(declarations, lookup);
    }
    return standardPackages(this.#grammar)(path);
  }

  /** Of the Go files that are no tests, of which none can be read where the directory cannot. */
  #declarationsIn(directory: string): readonly FileDeclarations[] {
    const known = this.#declarations.get(directory);
    if (known !== undefined) return known;
    const texts = goFilesIn(directory).flatMap((name) => {
      const text = readText(join(directory, name));
      return text === undefined ? [] : [text];
    });
    const declarations = packageDeclarations(this.#grammar, texts);
    // Kept only where another module may ask again.
    if (directory.startsWith(this.#moduleCache)) this.#declarations.set(directory, declarations);
    return declarations;
  }
}

function goFilesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter(isPackageFile);
  } catch {
    return [];
  }
}

function readText(path: string): string | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= MAX_OUTLINED_FILE ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
