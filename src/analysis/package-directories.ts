import type { ModuleFacts, Replacement } from '../semantics/go-mod.ts';

/** A module whose directory is known. */
export interface PlacedModule {
  readonly path: string;
  /** Absolute, without a slash at its end. */
  readonly directory: string;
}

/** Where the packages that a module imports may lie. All directories are absolute, with slashes. */
export interface ModuleLayout {
  /** The module at hand and the others of its go.work. */
  readonly modules: readonly PlacedModule[];
  readonly require: readonly { readonly path: string; readonly version: string }[];
  /** With the directories of local replacements made absolute. */
  readonly replace: readonly Replacement[];
  /** Directories that may have a `vendor` folder: of the module, and of the go.work. */
  readonly roots: readonly string[];
}

/** Outside any module. */
export const NO_MODULE: ModuleLayout = { modules: [], require: [], replace: [], roots: [] };

/** A go.mod or go.work and where it lies. */
export interface PlacedModuleFile {
  /** Absolute, without a slash at its end. */
  readonly directory: string;
  readonly facts: ModuleFacts;
}

/**
 * The layout that a go.mod gives, with the go.work that uses it.
 * @param used the other modules of the go.work; `path` is undefined where their go.mod could not be read
 * @param directoryAt makes a directory that a module file names absolute
 */
export function moduleLayout(
  goMod: PlacedModuleFile,
  goWork: PlacedModuleFile | undefined,
  used: readonly { readonly directory: string; readonly path: string | undefined }[],
  directoryAt: (from: string, written: string) => string,
): ModuleLayout {
  const files = goWork === undefined ? [goMod] : [goWork, goMod];
  const modules = [{ directory: goMod.directory, path: goMod.facts.module }, ...used];
  return {
    modules: modules.flatMap(({ directory, path }) => (path === undefined ? [] : [{ directory, path }])),
    require: goMod.facts.require,
    replace: files.flatMap(({ directory, facts }) =>
      facts.replace.map((line) =>
        line.byVersion === undefined ? { ...line, by: directoryAt(directory, line.by) } : line,
      ),
    ),
    roots: [...new Set([goMod, ...files].map(({ directory }) => directory))],
  };
}

/** True for Go's own module, whose packages are read rather than taken from the table of the standard library. */
export function isStandardModule(layout: ModuleLayout): boolean {
  return layout.modules.some(({ path }) => path === STANDARD_MODULE);
}

/** Module path of Go's own `src` directory, whose packages are imported without it. */
const STANDARD_MODULE = 'std';

/**
 * Directories in which a package may lie, by the order the go command looks in: the modules at hand, local replacements,
 * vendor folders, the module cache.
 * @param moduleCache GOMODCACHE; undefined where there is none to read
 */
export function packageDirectories(
  layout: ModuleLayout,
  importPath: string,
  moduleCache: string | undefined,
): readonly string[] {
  const required = longestFirst(layout.require.filter(({ path }) => isInModule(importPath, path)));
  const nearest = required[0]?.path.length ?? 0;
  // A module below another is no part of it.
  const own = longestFirst(
    layout.modules.filter(({ path }) => isInModule(importPath, path) && path.length >= nearest),
  ).map((module) => joined(module.directory, restOf(importPath, module.path)));
  if (own.length > 0 && !isStandardModule(layout)) return own;
  const vendored = layout.roots.map((root) => `${root}/vendor/${importPath}`);
  const local: string[] = [];
  const cached: string[] = [];
  for (const { path, version } of required) {
    const replacement = layout.replace.find(
      (line) => line.path === path && (line.version === undefined || line.version === version),
    );
    const rest = restOf(importPath, path);
    if (replacement !== undefined && replacement.byVersion === undefined) {
      local.push(joined(replacement.by, rest));
    } else if (moduleCache !== undefined) {
      const name = escaped(replacement?.by ?? path);
      cached.push(joined(`${moduleCache}/${name}@${escaped(replacement?.byVersion ?? version)}`, rest));
    }
  }
  return [...own, ...local, ...vendored, ...cached];
}

function isInModule(importPath: string, modulePath: string): boolean {
  if (modulePath === STANDARD_MODULE) return !(importPath.split('/', 1)[0] ?? '').includes('.');
  return importPath === modulePath || importPath.startsWith(`${modulePath}/`);
}

/** The part of an import path below its module. */
function restOf(importPath: string, modulePath: string): string {
  return modulePath === STANDARD_MODULE ? importPath : importPath.slice(modulePath.length + 1);
}

function longestFirst<T extends { readonly path: string }>(modules: readonly T[]): readonly T[] {
  return modules.toSorted((a, b) => b.path.length - a.path.length);
}

function joined(directory: string, rest: string): string {
  return rest === '' ? directory : `${directory}/${rest}`;
}

/** Capitals are written `!c` in the module cache, since some file systems do not tell them apart (module.EscapePath). */
function escaped(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
