import { packageOfTexts } from '../../analysis/package-outline.ts';
import { packageDirectories, type ModuleLayout } from '../../analysis/package-directories.ts';
import type { PackageIndex, PackageLookup } from '../../semantics/package-index.ts';
import { standardPackages } from '../../semantics/standard-library.ts';
import type { GoGrammar } from '../../syntax/grammar.ts';
import { directoryOf, joinUri, normalizeUri, type FileAccess } from './file-access.ts';

/** Bytes. Larger files are generated tables, and nobody waits for them. */
const MAX_FILE = 2_000_000;

/** Lets waiting messages, a keystroke or a cancellation among them, be read. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

interface KnownPackage {
  /** Undefined where no directory has the package. */
  readonly index: PackageIndex | undefined;
  readonly directory: string | undefined;
}

/** What has been read for one module so far. */
interface KnownModule {
  readonly layout: ModuleLayout;
  readonly packages: Map<string, KnownPackage>;
  /** Import paths that were asked for and are not read yet. */
  readonly wanted: Set<string>;
  /** Another object whenever it would give another answer. */
  lookup: PackageLookup;
  loading: boolean;
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

  /** Begins to read what has been asked for since. */
  readWanted(layout: ModuleLayout): void {
    const known = this.#module(layout);
    if (known.loading || known.wanted.size === 0) return;
    known.loading = true;
    void this.#read(known)
      .then((isNew) => {
        if (!isNew) return;
        known.lookup = this.#newLookup(known);
        this.#options.onLate();
      })
      .finally(() => {
        known.loading = false;
      });
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
      loading: false,
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
    if (read !== undefined) return read.index;
    const standard = standardPackages(this.#grammar)(path);
    const isStandardModule = known.layout.modules.some((module) => module.path === 'std');
    if (standard === undefined || isStandardModule) known.wanted.add(path);
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
        known.packages.set(path, read);
        if (read.directory !== undefined) isNew = true;
      } else known.wanted.add(path);
      await nextTurn();
    }
    return isNew;
  }

  async #readPackage(known: KnownModule, path: string): Promise<KnownPackage> {
    for (const directory of packageDirectories(known.layout, path, this.#options.moduleCache)) {
      const texts = await this.#textsIn(directory);
      if (texts.length === 0) continue;
      const lookup: PackageLookup = (inner) => this.#find(known, inner);
      return {
        index: packageOfTexts(this.#grammar, texts, lookup),
        directory: normalizeUri(directory),
      };
    }
    return { index: standardPackages(this.#grammar)(path), directory: undefined };
  }

  async #textsIn(directory: string): Promise<readonly string[]> {
    const names = await this.#files.list(directory).catch(() => []);
    const texts: string[] = [];
    for (const name of names) {
      if (!/^[^._].*\.go$/.test(name) || name.endsWith('_test.go')) continue;
      const text = await this.#files.readText(joinUri(directory, name), MAX_FILE).catch(() => undefined);
      if (text !== undefined) texts.push(text);
    }
    return texts;
  }
}
