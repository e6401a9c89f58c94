import type { GoVersion } from '../../base/go-version.ts';
import { resolveGoContext, type ModuleFile } from '../../analysis/go-context.ts';
import type { GoContext } from '../../analysis/model.ts';
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

  constructor(files: FileAccess, installed: () => Promise<InstalledGo>) {
    this.#files = files;
    this.#installed = installed;
  }

  /** The same object for the same answer, so that callers can compare by identity. */
  of(uri: string, setting: GoVersion | undefined): Promise<GoContext> {
    const directory = directoryOf(uri);
    const key = `${directory} ${JSON.stringify(setting ?? null)}`;
    let found = this.#contexts.get(key);
    if (found === undefined) {
      found = this.#resolve(directory, setting);
      this.#contexts.set(key, found);
    }
    return found;
  }

  clear(): void {
    this.#contexts = new Map();
    this.#moduleFiles = new Map();
  }

  async #resolve(directory: string, setting: GoVersion | undefined): Promise<GoContext> {
    const [goMod, work, installed] = await Promise.all([
      this.#nearest(directory, 'go.mod'),
      this.#nearest(directory, 'go.work'),
      this.#installed(),
    ]);
    const goWork = work !== undefined && goMod !== undefined && uses(work, goMod) ? work : undefined;
    return resolveGoContext({
      setting,
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

/** True when the go.work lists the directory of the go.mod. */
function uses(work: FoundFile, goMod: FoundFile): boolean {
  const target = trimSlash(displayPath(goMod.directory));
  return work.facts.use.some((used) => {
    const path = used.replaceAll('\\', '/');
    const absolute = path.startsWith('/') || /^[a-zA-Z]:\//.test(path);
    const directory = absolute
      ? path.replace(/^([a-zA-Z]:)/, '/$1')
      : displayPath(joinUri(work.directory, path));
    return trimSlash(directory) === target;
  });
}

const trimSlash = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') : path);
