import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PROJECT_FILE } from '../model.ts';
import {
  MAX_PROJECT_FILE,
  parseProjectFile,
  unreadableProjectFile,
  type ProjectFile,
} from '../project-file.ts';
import { reasonOf } from './skipped.ts';
import { readText } from './source-file.ts';

/** A project file and the absolute path of the folder that its patterns are relative to. */
export interface PlacedProjectFile {
  readonly directory: string;
  readonly file: ProjectFile;
}

/** Finds the project file that counts for a directory, given by its absolute path. */
export type ProjectFileFinder = (directory: string) => Promise<PlacedProjectFile | undefined>;

/** Makes a finder that reads each file once. @param showPath how an absolute path is written in messages */
export function createProjectFileFinder(showPath: (path: string) => string): ProjectFileFinder {
  const known = new Map<string, Promise<PlacedProjectFile | undefined>>();
  const nearest = (directory: string): Promise<PlacedProjectFile | undefined> => {
    let found = known.get(directory);
    if (found === undefined) {
      found = look(directory);
      known.set(directory, found);
    }
    return found;
  };
  const look = async (directory: string): Promise<PlacedProjectFile | undefined> => {
    const path = join(directory, PROJECT_FILE);
    const file = await readProjectFile(path, showPath(path));
    if (file !== undefined) return { directory, file };
    const parent = dirname(directory);
    return parent === directory ? undefined : nearest(parent);
  };
  return (directory) => nearest(resolve(directory));
}

/** The project file at an absolute path, undefined where there is none. One that cannot be read says why. */
export async function readProjectFile(absolute: string, shown: string): Promise<ProjectFile | undefined> {
  try {
    const stats = await stat(absolute);
    // A folder of that name is somebody else's; a pipe would never end.
    if (stats.isDirectory()) return undefined;
    if (!stats.isFile()) return unreadableProjectFile(shown, 'it is not a regular file');
    const read = await readText(absolute, MAX_PROJECT_FILE);
    return typeof read === 'string' ? unreadableProjectFile(shown, read) : parseProjectFile(read.text, shown);
  } catch (error) {
    return isMissing(error) ? undefined : unreadableProjectFile(shown, reasonOf(error));
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
