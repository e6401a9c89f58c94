import { dirname, join } from 'node:path';
import type { GoCommand } from './go-command.ts';
import type { Workspace } from './workspace.ts';

/** Files of a module by the packages of this build that they belong to. */
export interface Touched {
  /** Import path by file. */
  readonly packageOf: ReadonlyMap<string, string>;
  /** Files that this build does not compile: those of other systems or build tags, and tests. */
  readonly notBuilt: readonly string[];
}

export function packagesOf(files: readonly string[], workspace: Workspace, go: GoCommand): Touched {
  const packageOf = new Map<string, string>();
  if (files.length === 0) return { packageOf, notBuilt: [] };
  const folders = new Set(files.map((file) => `./${dirname(file)}`));
  for (const { path, directory, files: built } of go.list([...folders])) {
    for (const file of files) {
      const name = join(workspace.directory, file);
      if (built.some((other) => join(directory, other) === name)) packageOf.set(file, path);
    }
  }
  return { packageOf, notBuilt: files.filter((file) => !packageOf.has(file)) };
}
