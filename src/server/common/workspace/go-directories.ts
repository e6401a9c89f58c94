import { isGoFile, isIgnoredDirectory } from '../../../analysis/source-names.ts';
import { throwIfCancelled, type Cancellation } from '../../../base/cancellation.ts';
import { EMPTY_DIRECTORY, joinUri, normalizeUri, type FileAccess } from '../file-access.ts';

/** Far more than any repository has; a folder such as a whole disk ends there. */
export const MAX_DIRECTORIES = 200_000;

/**
 * URIs of the directories with Go files below `folders`, as the go command would find them: `vendor`, `testdata` and the like
 * are left out. Each comes once, even where folders lie in each other.
 * @throws CancelledError
 */
export async function* goDirectories(
  files: FileAccess,
  folders: readonly string[],
  cancellation: Cancellation,
): AsyncGenerator<string> {
  const seen = new Set<string>();
  const waiting = folders.map(trimSlash).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    throwIfCancelled(cancellation);
    const directory = next;
    if (seen.has(directory)) continue;
    if (seen.size >= MAX_DIRECTORIES) return;
    seen.add(directory);
    const listing = await files.list(directory).catch(() => EMPTY_DIRECTORY);
    if (listing.files.some(isGoFile)) yield directory;
    const inner = listing.directories.filter((name) => !isIgnoredDirectory(name)).sort();
    waiting.push(...inner.toReversed().map((name) => joinUri(directory, name)));
  }
}

/** True for a directory that {@link goDirectories} would come to. */
export function isInWorkspace(directory: string, folders: readonly string[]): boolean {
  return folders.map(trimSlash).some((folder) => {
    if (directory === folder) return true;
    if (!directory.startsWith(`${folder}/`)) return false;
    return !directory
      .slice(folder.length + 1)
      .split('/')
      .some((name) => isIgnoredDirectory(decodeURIComponent(name)));
  });
}

/** A folder as the server spells directories. */
function trimSlash(folder: string): string {
  return normalizeUri(folder).replace(/(?<=[^/])\/+$/, '');
}
