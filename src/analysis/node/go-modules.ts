import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { GoVersion } from '../../base/go-version.ts';
import { type ModuleFacts, type ModuleFileKind, parseModuleFile } from '../../semantics/go-mod.ts';
import { type ChosenGo, type ModuleFile, resolveGoContext } from '../go-context.ts';
import type { GoContext } from '../model.ts';
import { type ModuleLayout, NO_MODULE, moduleLayout } from '../package-directories.ts';
import { type GoInstallation, findGoInstallation } from './go-installation.ts';

export interface GoContextFinderOptions {
  /** The Go version the user asked for. */
  readonly setting: GoVersion | undefined;
  /** GOROOT, PATH, GOWORK and GOEXPERIMENT are read from it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How an absolute path is written in messages; unchanged by default. */
  readonly showPath?: (path: string) => string;
}

/** Knows the Go context of each directory. Every go.mod, go.work and VERSION file is read once. */
export interface GoContextFinder {
  /**
   * @param directory absolute path of a directory with Go files
   * @param chosen what was chosen there; by default what the finder was made with
   */
  readonly contextOf: (directory: string, chosen?: ChosenGo) => Promise<GoContext>;
  /** Where what the directory's files import may lie; the same object for all directories of a module. */
  readonly layoutOf: (directory: string) => Promise<ModuleLayout>;
}

/** Makes a finder with an empty cache; when a go.mod or go.work changes, make a new one. */
export function createGoContextFinder(options: GoContextFinderOptions): GoContextFinder {
  const { setting, env, showPath = (path: string) => path } = options;
  const files = new Map<string, Promise<ModuleFile | undefined>>();
  const contexts = new Map<string, Promise<GoContext>>();
  const layouts = new Map<string, Promise<ModuleLayout>>();
  let installation: Promise<GoInstallation | undefined> | undefined;

  const fileAt = (path: string, kind: ModuleFileKind): Promise<ModuleFile | undefined> => {
    let file = files.get(path);
    if (file === undefined) {
      file = readModuleFile(path, kind).then((facts) =>
        facts === undefined ? undefined : { path: showPath(path), facts },
      );
      files.set(path, file);
    }
    return file;
  };

  const nearest = async (
    directory: string,
    kind: ModuleFileKind,
  ): Promise<[string, ModuleFile] | undefined> => {
    for (let at = directory; ; at = dirname(at)) {
      const file = await fileAt(join(at, kind), kind);
      if (file !== undefined) return [at, file];
      if (dirname(at) === at) return undefined;
    }
  };

  const workFile = async (moduleRoot: string): Promise<readonly [string, ModuleFile] | undefined> => {
    const gowork = env['GOWORK'];
    if (gowork === 'off') return undefined;
    const found =
      gowork === undefined || gowork === ''
        ? await nearest(moduleRoot, 'go.work')
        : await fileAt(resolve(gowork), 'go.work').then(
            (file) => file && ([dirname(resolve(gowork)), file] as const),
          );
    if (found === undefined) return undefined;
    const [root, file] = found;
    // A module that no `use` line names is not built in the workspace.
    return file.facts.use.some((path) => resolve(root, path) === moduleRoot) ? found : undefined;
  };

  const makeContext = async (
    moduleRoot: string | undefined,
    goMod: ModuleFile | undefined,
    chosen: ChosenGo,
  ): Promise<GoContext> => {
    installation ??= findGoInstallation(env);
    return resolveGoContext({
      ...chosen,
      goMod,
      goWork: moduleRoot === undefined ? undefined : (await workFile(moduleRoot))?.[1],
      installed: (await installation)?.version,
      goExperiment: env['GOEXPERIMENT'],
    });
  };

  const makeLayout = async (
    root: string | undefined,
    goMod: ModuleFile | undefined,
  ): Promise<ModuleLayout> => {
    if (root === undefined || goMod === undefined) return NO_MODULE;
    const [workRoot, work] = (await workFile(root)) ?? [];
    const used =
      workRoot === undefined || work === undefined
        ? []
        : work.facts.use.map((path) => resolve(workRoot, path)).filter((directory) => directory !== root);
    const others = used.map(async (directory) => ({
      directory,
      path: (await fileAt(join(directory, 'go.mod'), 'go.mod'))?.facts.module,
    }));
    return moduleLayout(
      { directory: root, facts: goMod.facts },
      workRoot === undefined || work === undefined ? undefined : { directory: workRoot, facts: work.facts },
      await Promise.all(others),
      resolve,
    );
  };

  return {
    layoutOf: async (directory) => {
      const [root, goMod] = (await nearest(resolve(directory), 'go.mod')) ?? [];
      const key = root ?? '';
      let layout = layouts.get(key);
      if (layout === undefined) {
        layout = makeLayout(root, goMod);
        layouts.set(key, layout);
      }
      return layout;
    },
    contextOf: async (directory, chosen = { setting }) => {
      const [root, goMod] = (await nearest(resolve(directory), 'go.mod')) ?? [];
      const key = JSON.stringify([root, chosen.setting, chosen.projectFile]);
      let context = contexts.get(key);
      if (context === undefined) {
        context = makeContext(root, goMod, chosen);
        contexts.set(key, context);
      }
      return context;
    },
  };
}

/** Larger than any go.mod; what a wrong file of that name holds is of no use. */
const MAX_MODULE_FILE_BYTES = 4_000_000;

/** Undefined where there is no such file. One that cannot be read is still the module's border. */
async function readModuleFile(path: string, kind: ModuleFileKind): Promise<ModuleFacts | undefined> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return undefined;
    // A pipe that nobody writes to would wait for ever.
    if (!stats.isFile()) return unreadable('it is not a regular file');
    if (stats.size > MAX_MODULE_FILE_BYTES) return unreadable('it is too large');
    const bytes = await readFile(path);
    return parseModuleFile(bytes.toString('utf8'), kind);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return unreadable(`it cannot be read (${String(code)})`);
  }
}

function unreadable(problem: string): ModuleFacts {
  return {
    ...{ module: undefined, go: undefined, toolchain: undefined },
    ...{ use: [], require: [], replace: [] },
    problems: [problem],
  };
}
