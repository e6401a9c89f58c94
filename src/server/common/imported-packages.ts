import { NEVER } from '../../base/cancellation.ts';
import { declarationsInSteps, isPackageFile, MAX_OUTLINED_FILE } from '../../analysis/package-outline.ts';
import {
  isStandardModule,
  packageDirectories,
  type ModuleLayout,
} from '../../analysis/package-directories.ts';
import { PackageIndex, type PackageLookup } from '../../semantics/package-index.ts';
import { standardPackages } from '../../semantics/standard-library.ts';
import type { GoGrammar } from '../../syntax/grammar.ts';
import { inSlices } from './in-slices.ts';
import { nextTurn } from './next-turn.ts';
import { directoryOf, EMPTY_DIRECTORY, joinUri, normalizeUri, type FileAccess } from './file-access.ts';

/** Packages kept for each module, those asked for last. */
export const KEPT_PACKAGES = 1000;

interface KnownPackage {
  /** Undefined where no directory has the package. */
  readonly index: PackageIndex | undefined;
  readonly directory: string | undefined;
}

/** What has been read for one module so far. */
interface KnownModule {
  readonly layout: ModuleLayout;
  /** In order of use, the least recent first. */
  readonly packages: Map<string, KnownPackage>;
  /** Import paths that were asked for and are not read yet. */
  readonly wanted: Set<string>;
  /** Another object whenever it would give another answer. */
  lookup: PackageLookup;
  /** What is being read just now; true when it tells more. */
  loading: Promise<boolean> | undefined;
  /** Counts what was forgotten: what was being read meanwhile may be old. */
  generation: number;
}

export interface ImportOptions {
  /** URI of the module cache, undefined where there is none. */
  readonly moduleCache: string | undefined;
  /** Called when packages came that an answer could not wait for. */
  readonly onLate: () => void;
}

/**
 * The packages that documents import, as far as they are read. An answer is given with what is known; what it asked for
 * beyond that is read afterwards, and then it can be given anew. What is missing only keeps rules silent.
 */
export class ImportedPackages {
  readonly #grammar: GoGrammar;
  readonly #files: FileAccess;
  readonly #options: ImportOptions;
  readonly #modules = new Map<ModuleLayout, KnownModule>();

  constructor(grammar: GoGrammar, files: FileAccess, options: ImportOptions) {
    this.#grammar = grammar;
    this.#files = files;
    this.#options = options;
  }

  /** The packages as the files of a module see them; the same object as long as nothing new is known. */
  lookupFor(layout: ModuleLayout): PackageLookup {
    return this.#module(layout).lookup;
  }

  /** Begins to read what has been asked for since, and says so when that tells more. */
  readWanted(layout: ModuleLayout): void {
    void this.read(layout).then((isNew) => {
      if (isNew) this.#options.onLate();
    });
  }

  /** Reads what has been asked for since; true when that tells more than the answers given before. */
  read(layout: ModuleLayout): Promise<boolean> {
    const known = this.#module(layout);
    if (known.wanted.size === 0) return Promise.resolve(false);
    known.loading ??= this.#read(known)
      .then((isNew) => {
        if (isNew) known.lookup = this.#newLookup(known);
        return isNew;
      })
      .finally(() => {
        known.loading = undefined;
      });
    return known.loading;
  }

  /** The directory that a package was read from; undefined where it is not known, or from the table of the standard library. */
  directoryOf(layout: ModuleLayout, path: string): string | undefined {
    return this.#module(layout).packages.get(path)?.directory;
  }

  /** Forgets what was read of a file's package: the file changed, came or went. */
  forget(uri: string): void {
    const directory = directoryOf(normalizeUri(uri));
    for (const known of this.#modules.values()) {
      known.generation++;
      for (const [path, read] of known.packages) {
        if (!this.#mayLieIn(known, path, read, directory)) continue;
        known.packages.delete(path);
        known.lookup = this.#newLookup(known);
      }
    }
  }

  /** True for a package that was read there, and for one that nobody had, if it would be looked for there. */
  #mayLieIn(known: KnownModule, path: string, read: KnownPackage, directory: string): boolean {
    if (read.directory !== undefined) return read.directory === directory;
    return packageDirectories(known.layout, path, this.#options.moduleCache).some(
      (candidate) => normalizeUri(candidate) === directory,
    );
  }

  clear(): void {
    this.#modules.clear();
  }

  #module(layout: ModuleLayout): KnownModule {
    const known = this.#modules.get(layout);
    if (known !== undefined) return known;
    const made: KnownModule = {
      layout,
      packages: new Map(),
      wanted: new Set(),
      lookup: () => undefined,
      loading: undefined,
      generation: 0,
    };
    made.lookup = this.#newLookup(made);
    this.#modules.set(layout, made);
    return made;
  }

  #newLookup(known: KnownModule): PackageLookup {
    return (path) => this.#find(known, path);
  }

  #find(known: KnownModule, path: string): PackageIndex | undefined {
    const read = known.packages.get(path);
    if (read !== undefined) {
      keep(known.packages, path, read);
      return read.index;
    }
    const standard = standardPackages(this.#grammar)(path);
    if (standard === undefined || isStandardModule(known.layout)) known.wanted.add(path);
    return standard;
  }

  /** Reads what is wanted; true when that tells more than the answers given before. */
  async #read(known: KnownModule): Promise<boolean> {
    let isNew = false;
    for (const path of known.wanted) {
      const { generation } = known;
      // A package that cannot be read is one that nobody has.
      const read = await this.#readPackage(known, path).catch((): KnownPackage => ({
        index: undefined,
        directory: undefined,
      }));
      known.wanted.delete(path);
      if (known.generation === generation) {
        keep(known.packages, path, read);
        if (read.directory !== undefined) isNew = true;
      } else known.wanted.add(path);
      await nextTurn();
    }
    return isNew;
  }

  async #readPackage(known: KnownModule, path: string): Promise<KnownPackage> {
    for (const directory of packageDirectories(known.layout, path, this.#options.moduleCache)) {
      const steps = declarationsInSteps(this.#grammar, await this.#textsIn(directory));
      const declarations = await inSlices(steps, NEVER);
      if (declarations.length === 0) continue;
      const lookup: PackageLookup = (inner) => this.#find(known, inner);
      return { index: new PackageIndex(declarations, lookup), directory: normalizeUri(directory) };
    }
    return { index: standardPackages(this.#grammar)(path), directory: undefined };
  }

  async #textsIn(directory: string): Promise<readonly string[]> {
    const { files } = await this.#files.list(directory).catch(() => EMPTY_DIRECTORY);
    const texts: string[] = [];
    for (const name of files) {
      if (!isPackageFile(name)) continue;
      const text = await this.#files
        .readText(joinUri(directory, name), MAX_OUTLINED_FILE)
        .catch(() => undefined);
      if (text !== undefined) texts.push(text);
    }
    return texts;
  }
}

/** Makes a package the one used last, and lets go of those that nobody asked for in a long time. */
function keep(packages: Map<string, KnownPackage>, path: string, read: KnownPackage): void {
  packages.delete(path);
  packages.set(path, read);
  for (const oldest of packages.keys()) {
    if (packages.size <= KEPT_PACKAGES) break;
    packages.delete(oldest);
  }
}
