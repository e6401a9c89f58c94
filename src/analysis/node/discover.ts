import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isGoFile, isIgnoredDirectory } from '../source-names.ts';
import { type SkippedPath, reasonOf } from './skipped.ts';

/** A directory with Go files: the unit that is read, analysed and forgotten together. */
export interface SourceDirectory {
  /** Absolute path. */
  readonly directory: string;
  /** The path as the user gave it, joined with the way below it. */
  readonly shown: string;
  /** Names of all its Go files, in order. */
  readonly files: readonly string[];
  /** Names of those to report on; the others are only read for what they declare. */
  readonly judged: ReadonlySet<string>;
  /** Names of those that were given themselves: they are judged even where a project file excludes them. */
  readonly named: ReadonlySet<string>;
}

export interface Discovery {
  /** Parents before children, siblings by name. */
  readonly directories: readonly SourceDirectory[];
  readonly skipped: readonly SkippedPath[];
  /** Paths that do not exist. */
  readonly missing: readonly string[];
}

/** `./...` and `dir/...` mean the directory; directories are always searched to the bottom. */
function withoutPattern(path: string): string {
  if (path === '...') return '.';
  return /[/\\]\.\.\.$/.test(path) ? path.slice(0, -4) || '/' : path;
}

/** A symbolic link `name` in a directory that leads to the file `target`. */
interface FileLink {
  readonly name: string;
  readonly target: string;
}

interface Listing {
  readonly shown: string;
  readonly files: readonly string[];
  readonly links: readonly FileLink[];
  readonly subdirectories: readonly string[];
  readonly skipped: readonly SkippedPath[];
}

interface FoundDirectory extends Omit<SourceDirectory, 'judged' | 'named'> {
  readonly links: readonly FileLink[];
  readonly judged: Set<string>;
  readonly named: Set<string>;
}

/**
 * Finds the Go files below `paths` (directories, files, `dir/...`). Below a given path `vendor`, `node_modules`,
 * `testdata` and directories beginning with `.` or `_` are left out, and symbolic links to directories are not
 * followed, both as the go command does it; a path that is given itself is always taken. `.gitignore` plays no part:
 * ignored Go files are mostly generated ones, which are compiled all the same. No file is listed twice.
 */
export async function discover(paths: readonly string[], cwd: string): Promise<Discovery> {
  const found = new Map<string, FoundDirectory>();
  const walked = new Set<string>();
  const skipped: SkippedPath[] = [];
  const missing: string[] = [];

  const add = (directory: string, { shown, files, links }: Listing): FoundDirectory => {
    const known = found.get(directory);
    if (known !== undefined) return known;
    const added = { directory, shown, files, links, judged: new Set<string>(), named: new Set<string>() };
    found.set(directory, added);
    return added;
  };

  for (const given of paths) {
    const path = withoutPattern(given);
    const absolute = resolve(cwd, path);
    const refuse = (reason: string): void => void skipped.push({ path: given, reason });
    try {
      const stats = await stat(absolute);
      if (stats.isDirectory()) {
        for await (const [directory, listing] of walk(await realpath(absolute), join(path), walked)) {
          skipped.push(...listing.skipped);
          const { files, judged } = add(directory, listing);
          for (const name of files) judged.add(name);
        }
      } else if (!stats.isFile()) {
        refuse('not a regular file');
      } else if (!path.endsWith('.go')) {
        refuse('not a Go file: its name does not end in .go');
      } else {
        const directory = await realpath(dirname(absolute));
        const listing = await list(directory, dirname(join(path)));
        const name = basename(absolute);
        // A name that is ignored below a directory, or that the directory does not let us list.
        const files = listing.files.includes(name) ? listing.files : [...listing.files, name];
        const found = add(directory, { ...listing, files });
        found.judged.add(name);
        found.named.add(name);
      }
    } catch (error) {
      if (isMissing(error)) missing.push(given);
      else refuse(reasonOf(error));
    }
  }

  for (const { directory, shown, links, judged } of found.values()) {
    for (const { name, target } of links) {
      const original = found.get(dirname(target))?.judged.has(basename(target)) ?? false;
      if (original && judged.delete(name)) {
        skipped.push({
          path: join(shown, name),
          reason: `symbolic link to ${relative(directory, target)}, which is scanned itself`,
        });
      }
    }
  }
  const directories = [...found.values()].filter(({ judged }) => judged.size > 0);
  return { directories, skipped, missing };
}

/** All directories from `root` down that are not in `walked` yet. Iterative: a tree can be deeper than the call stack. */
async function* walk(
  root: string,
  rootShown: string,
  walked: Set<string>,
): AsyncGenerator<[string, Listing]> {
  const waiting: [directory: string, shown: string][] = [[root, rootShown]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [directory, shown] = next;
    if (walked.has(directory)) continue;
    walked.add(directory);
    const listing = await list(directory, shown);
    yield [directory, listing];
    for (const name of listing.subdirectories.toReversed()) {
      waiting.push([join(directory, name), join(shown, name)]);
    }
  }
}

async function list(directory: string, shown: string): Promise<Listing> {
  const files: string[] = [];
  const links: FileLink[] = [];
  const subdirectories: string[] = [];
  const skipped: SkippedPath[] = [];
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const { name } = entry;
      const target = entry.isSymbolicLink() ? await linkTarget(join(directory, name)) : undefined;
      let reason: string | undefined;
      if (entry.isDirectory()) {
        if (!isIgnoredDirectory(name)) subdirectories.push(name);
      } else if (target?.kind === 'directory') {
        if (!isIgnoredDirectory(name)) reason = 'symbolic link to a directory, not followed';
      } else if (isGoFile(name)) {
        if (target?.kind === 'file') links.push({ name, target: target.path });
        if (target?.kind === 'unusable') reason = target.reason;
        else if (target === undefined && !entry.isFile()) reason = 'not a regular file';
        else files.push(name);
      }
      if (reason !== undefined) skipped.push({ path: join(shown, name), reason });
    }
  } catch (error) {
    skipped.push({ path: shown, reason: reasonOf(error) });
  }
  return { shown, files, links, subdirectories, skipped };
}

type LinkTarget =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'directory' }
  | { readonly kind: 'unusable'; readonly reason: string };

async function linkTarget(path: string): Promise<LinkTarget> {
  try {
    const target = await stat(path);
    if (target.isDirectory()) return { kind: 'directory' };
    if (target.isFile()) return { kind: 'file', path: await realpath(path) };
    return { kind: 'unusable', reason: 'not a regular file' };
  } catch (error) {
    return { kind: 'unusable', reason: isMissing(error) ? 'symbolic link to nothing' : reasonOf(error) };
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
