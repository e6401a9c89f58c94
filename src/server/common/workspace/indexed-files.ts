import { directoryOf, normalizeUri } from '../file-access.ts';
import type { ScannedDirectory } from './directory-scan.ts';
import type { FileRecord } from './file-record.ts';

/** What is kept of a directory. */
interface IndexedDirectory extends Pick<ScannedDirectory, 'outline' | 'imports'> {
  /** By normalised URI. */
  readonly files: Map<string, FileRecord>;
}

/** Hears of every file whose record becomes another one. */
export interface Follower {
  /** Normalised URIs of the files that came, changed or went since they were last taken. */
  take(): ReadonlySet<string>;
  /** Resolves at the next change of anything, the progress included; at once when there was one since the last take. */
  readonly changed: () => Promise<void>;
  /** Resolves what waits for a change. */
  wake(): void;
  dispose(): void;
}

export interface ChangedFile {
  /** Normalised. */
  readonly uri: string;
  readonly revision: number;
  readonly record: FileRecord | undefined;
}

/** The records of all files that were read, by directory, and who is told when they change. */
export class IndexedFiles {
  readonly #directories = new Map<string, IndexedDirectory>();
  readonly #followers = new Set<(file: string | undefined) => void>();
  /** The revision in which each file changed last, also of files that are gone; the oldest change first. */
  readonly #changes = new Map<string, number>();
  #count = 0;
  #revision = 0;

  /** Number of files. */
  get count(): number {
    return this.#count;
  }

  /** Another number whenever anything may have changed. */
  get revision(): number {
    return this.#revision;
  }

  get directories(): Iterable<string> {
    return this.#directories.keys();
  }

  has(directory: string): boolean {
    return this.#directories.has(directory);
  }

  /** Directories in order, each with its files. */
  *byDirectory(): Generator<readonly [directory: string, files: Iterable<FileRecord>]> {
    for (const directory of [...this.#directories.keys()].sort()) {
      yield [directory, this.#directories.get(directory)?.files.values() ?? []];
    }
  }

  *records(): Generator<FileRecord> {
    for (const { files } of this.#directories.values()) yield* files.values();
  }

  /** The record of a file by its normalised URI. */
  recordOf(uri: string): FileRecord | undefined {
    return this.#directories.get(directoryOf(uri))?.files.get(uri);
  }

  /** Files that came, changed or went after a revision, the oldest change first. A record is missing where the file is gone. */
  *changedSince(revision: number): Generator<ChangedFile> {
    for (const [uri, changed] of this.#changes) {
      if (changed > revision) yield { uri, revision: changed, record: this.recordOf(uri) };
    }
  }

  /** Takes the record of one file over. Before its directory is known it would stand for all of it, and is left out. */
  put(record: FileRecord): void {
    const uri = normalizeUri(record.uri);
    const files = this.#directories.get(directoryOf(uri))?.files;
    if (files === undefined) return;
    if (!files.has(uri)) this.#count++;
    files.set(uri, record);
    this.tell(uri);
  }

  /**
   * Takes over what was found in a directory; undefined where it is gone.
   * @returns whether it means something else than before to those who import from it
   */
  putDirectory(directory: string, found: ScannedDirectory | undefined): boolean {
    const before = this.#directories.get(directory);
    const files = new Map((found?.records ?? []).map((record) => [normalizeUri(record.uri), record]));
    if (found === undefined || files.size === 0) this.#directories.delete(directory);
    else this.#directories.set(directory, { files, outline: found.outline, imports: found.imports });
    this.#count += files.size - (before?.files.size ?? 0);
    for (const uri of before?.files.keys() ?? []) if (!files.has(uri)) this.tell(uri);
    for (const [uri, record] of files) if (!isSame(before?.files.get(uri), record)) this.tell(uri);
    return before !== undefined && before.outline !== (found?.outline ?? '');
  }

  /** Directories that import a package of this one, and those that import them: types may be handed on. */
  dependentsOf(directory: string): ReadonlySet<string> {
    const reached = new Set([directory]);
    // Grows while it is gone through.
    for (const imported of reached) {
      for (const [other, { imports }] of this.#directories) if (imports.has(imported)) reached.add(other);
    }
    reached.delete(directory);
    return reached;
  }

  /** Directories that lie in one of these, or are one of them. */
  below(uris: readonly string[]): readonly string[] {
    const roots = new Set(uris.map(normalizeUri));
    return [...this.#directories.keys()].filter((directory) => {
      for (let at = directory, below = ''; at !== below; below = at, at = directoryOf(at)) {
        if (roots.has(at)) return true;
      }
      return false;
    });
  }

  /** Follows all changes from now on. */
  follow(): Follower {
    let files = new Set<string>();
    let isStale = false;
    let wake: (() => void) | undefined;
    const hear = (file: string | undefined): void => {
      if (file !== undefined) files.add(file);
      isStale = true;
      wake?.();
      wake = undefined;
    };
    this.#followers.add(hear);
    return {
      take: () => {
        const taken = files;
        files = new Set();
        isStale = false;
        return taken;
      },
      changed: () => (isStale ? Promise.resolve() : new Promise((resolve) => (wake = resolve))),
      wake: () => hear(undefined),
      dispose: () => this.#followers.delete(hear),
    };
  }

  /** Tells all who follow of a file, or, undefined, of the progress. */
  tell(file: string | undefined): void {
    this.#revision++;
    if (file !== undefined) {
      // At the end, where the newest stand.
      this.#changes.delete(file);
      this.#changes.set(file, this.#revision);
    }
    for (const hear of this.#followers) hear(file);
  }
}

function isSame(a: FileRecord | undefined, b: FileRecord): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
