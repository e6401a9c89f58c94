import { URI } from 'vscode-uri';
import type { GoVersion } from '../../base/go-version.ts';
import { resolveGoContext, type ChosenGo, type ModuleFile } from '../../analysis/go-context.ts';
import type { GoContext } from '../../analysis/model.ts';
import {
  NO_MODULE,
  moduleLayout,
  type ModuleLayout,
  type PlacedModuleFile,
} from '../../analysis/package-directories.ts';
import { parseModuleFile, type ModuleFileKind } from '../../semantics/go-mod.ts';
import { directoryOf, displayPath, joinUri, type FileAccess } from './file-access.ts';

/** What the machine itself says about Go. A browser knows nothing. */
export interface InstalledGo {
  readonly version: GoVersion | undefined;
  /** Value of GOEXPERIMENT. */
  readonly goExperiment: string | undefined;
}

/** Bytes. Module files of the largest repositories are below 100 kB. */
const MAX_MODULE_FILE = 1_000_000;

interface FoundFile extends ModuleFile {
  readonly directory: string;
}

/** The Go versions in force per directory, found once and kept until a module file changes. */
export class GoContexts {
  readonly #files: FileAccess;
  readonly #installed: () => Promise<InstalledGo>;
  #contexts = new Map<string, Promise<GoContext>>();
  #moduleFiles = new Map<string, Promise<FoundFile | undefined>>();
  #layouts = new Map<string, Promise<ModuleLayout>>();

  constructor(files: FileAccess, installed: () => Promise<InstalledGo>) {
    this.#files = files;
    this.#installed = installed;
  }

  /** The same object for the same answer, so that callers can compare by identity. */
  of(uri: string, chosen: ChosenGo): Promise<GoContext> {
    const directory = directoryOf(uri);
    const key = JSON.stringify([directory, chosen.setting, chosen.projectFile]);
    let found = this.#contexts.get(key);
    if (found === undefined) {
      found = this.#resolve(directory, chosen);
      this.#contexts.set(key, found);
    }
    return found;
  }

  clear(): void {
    this.#contexts = new Map();
    this.#moduleFiles = new Map();
    this.#layouts = new Map();
  }

  /** Where what a document imports may lie; directories are URIs. The same object for all documents of a module. */
  async layoutOf(uri: string): Promise<ModuleLayout> {
    const [goMod, goWork] = await this.#moduleOf(directoryOf(uri));
    if (goMod === undefined) return NO_MODULE;
    let found = this.#layouts.get(goMod.directory);
    if (found === undefined) {
      found = this.#layOut(goMod, goWork);
      this.#layouts.set(goMod.directory, found);
    }
    return found;
  }

  async #layOut(goMod: FoundFile, goWork: FoundFile | undefined): Promise<ModuleLayout> {
    const used = goWork?.facts.use.map((path) => trimSlash(directoryAt(goWork.directory, path))) ?? [];
    const others = used
      .filter((directory) => directory !== trimSlash(goMod.directory))
      .map(async (directory) => {
        const text = await this.#files.readText(joinUri(directory, 'go.mod'), MAX_MODULE_FILE);
        return { directory, path: text === undefined ? undefined : parseModuleFile(text, 'go.mod').module };
      });
    return moduleLayout(
      placed(goMod),
      goWork === undefined ? undefined : placed(goWork),
      await Promise.all(others),
      (from, written) => trimSlash(directoryAt(from, written)),
    );
  }

  /** The nearest go.mod, and the go.work that uses it. */
  async #moduleOf(directory: string): Promise<readonly [FoundFile | undefined, FoundFile | undefined]> {
    const [goMod, work] = await Promise.all([
      this.#nearest(directory, 'go.mod'),
      this.#nearest(directory, 'go.work'),
    ]);
    return [goMod, work !== undefined && goMod !== undefined && uses(work, goMod) ? work : undefined];
  }

  async #resolve(directory: string, chosen: ChosenGo): Promise<GoContext> {
    const [[goMod, goWork], installed] = await Promise.all([this.#moduleOf(directory), this.#installed()]);
    return resolveGoContext({
      ...chosen,
      goMod,
      goWork,
      installed: installed.version,
      goExperiment: installed.goExperiment,
    });
  }

  #nearest(directory: string, kind: ModuleFileKind): Promise<FoundFile | undefined> {
    const key = `${kind} ${directory}`;
    let found = this.#moduleFiles.get(key);
    if (found === undefined) {
      found = this.#look(directory, kind);
      this.#moduleFiles.set(key, found);
    }
    return found;
  }

  async #look(directory: string, kind: ModuleFileKind): Promise<FoundFile | undefined> {
    const text = await this.#files.readText(joinUri(directory, kind), MAX_MODULE_FILE);
    if (text !== undefined) {
      // Only the name: an absolute path in a message tells nobody more.
      return { path: kind, facts: parseModuleFile(text, kind), directory };
    }
    const parent = directoryOf(directory);
    return parent === directory ? undefined : this.#nearest(parent, kind);
  }
}

function placed({ directory, facts }: FoundFile): PlacedModuleFile {
  return { directory: trimSlash(directory), facts };
}

/** True when the go.work lists the directory of the go.mod. */
function uses(work: FoundFile, goMod: FoundFile): boolean {
  const target = trimSlash(displayPath(goMod.directory));
  return work.facts.use.some((used) => trimSlash(displayPath(directoryAt(work.directory, used))) === target);
}

/** URI of a directory as a module file writes it: relative to the file, or absolute. */
function directoryAt(from: string, written: string): string {
  const path = written.replaceAll('\\', '/');
  const absolute = path.startsWith('/') || /^[a-zA-Z]:\//.test(path);
  return absolute
    ? URI.parse(from)
        .with({ path: path.replace(/^([a-zA-Z]:)/, '/$1') })
        .toString()
    : joinUri(from, path);
}

const trimSlash = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') : path);
