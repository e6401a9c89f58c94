import { realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { combine, type Configuration } from '../analysis/configuration.ts';
import type { SourceDirectory } from '../analysis/node/discover.ts';
import {
  createProjectFileFinder,
  readProjectFile,
  type PlacedProjectFile,
  type ProjectFileFinder,
} from '../analysis/node/project-files.ts';
import type { DirectoryConfiguration } from '../analysis/node/scan.ts';
import type { RuleLevel } from '../analysis/model.ts';
import type { CheckOptions } from './arguments.ts';
import { shorterPath } from './shorter-path.ts';

/** What project files and options together say of each directory of a scan. */
export interface Configurations {
  readonly of: (directory: SourceDirectory) => DirectoryConfiguration;
  /** In plain words, each once. */
  readonly problems: readonly string[];
  /** A project file is no JSON object, cannot be read or is not there: what it asks for nobody knows. */
  readonly isUnusable: boolean;
}

/** Reads the project files of all directories before any is scanned: none is to be fixed by half of what was asked. */
export async function configurationsOf(
  directories: readonly SourceDirectory[],
  options: CheckOptions,
  cwd: string,
): Promise<Configurations> {
  const { projectFile } = options;
  const problems = new Set<string>();
  let isUnusable = false;
  const finder = await finderFor(projectFile, cwd);
  if (typeof finder === 'string') {
    isUnusable = true;
    problems.add(finder);
  }
  const found = new Map<SourceDirectory, PlacedProjectFile | undefined>();
  for (const directory of directories) {
    const placed = typeof finder === 'string' ? undefined : await finder(directory.directory);
    found.set(directory, placed);
    for (const problem of placed?.file.problems ?? []) problems.add(problem);
    if (placed?.file.isBroken === true) isUnusable = true;
  }
  return {
    of: (directory) => configurationOf(directory, found.get(directory), options),
    problems: [...problems],
    isUnusable,
  };
}

/** In plain words where the file that was named is none. */
async function finderFor(
  projectFile: CheckOptions['projectFile'],
  cwd: string,
): Promise<ProjectFileFinder | string> {
  if (projectFile === 'none') return () => Promise.resolve(undefined);
  if (projectFile === 'nearest') return createProjectFileFinder((path) => shorterPath(path, cwd));
  const path = resolve(cwd, projectFile.path);
  const file = await readProjectFile(path, projectFile.path);
  if (file === undefined) {
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    return isFolder
      ? `${projectFile.path} is a folder: --config takes a file`
      : `there is no file ${projectFile.path}`;
  }
  // A file kept elsewhere, as in ci/, is about what is scanned. Directories that are scanned have their real paths.
  const placed = { directory: await realpath(cwd), file };
  return () => Promise.resolve(placed);
}

function configurationOf(
  { directory }: SourceDirectory,
  placed: PlacedProjectFile | undefined,
  { given, only, everything }: CheckOptions,
): DirectoryConfiguration {
  const project = placed?.file.configuration ?? {};
  const { analysis, maxFileSize } = combine(everything ? withoutLimits(project) : project, given);
  return {
    options: { ...analysis, only, everything },
    maxFileBytes: maxFileSize,
    go: { setting: given.goVersion, projectFile: project.goVersion },
    isExcluded: (name) => {
      const path = relative(placed?.directory ?? directory, join(directory, name)).replaceAll(sep, '/');
      return placed?.file.exclude.excluding(path) !== undefined;
    },
  };
}

/** `--all` asks for every rule wherever code runs, so what a project file leaves out of that comes back. */
function withoutLimits({ rules, hotOnly: _, ...others }: Configuration): Configuration {
  const levels = Object.entries(rules ?? {}).filter(([, level]) => level !== 'off');
  return { ...others, rules: Object.fromEntries<RuleLevel>(levels) };
}
