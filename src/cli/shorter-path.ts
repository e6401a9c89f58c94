import { isAbsolute, relative } from 'node:path';

/** An absolute path as messages show it: relative where it lies below the working directory. */
export function shorterPath(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return below.startsWith('..') || isAbsolute(below) ? path : below;
}
