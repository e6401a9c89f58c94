import * as l10n from '@vscode/l10n';
import { CancelledError } from '../../../base/cancellation.ts';
import { formatCount } from '../../../base/format.ts';
import { directoryOf, normalizeUri } from '../file-access.ts';
import { describeError, type Log } from '../guarded.ts';
import { nextTurn } from '../next-turn.ts';
import type { WorkspaceFolders } from '../workspace-folders.ts';
import { scanDirectory, type ScanEnvironment } from './directory-scan.ts';
import type { FileRecord } from './file-record.ts';
import { goDirectories, isInWorkspace, MAX_DIRECTORIES } from './go-directories.ts';

/** Files remembered at most, about 2 kB each with what is found in them. */
const MAX_FILES = 60_000;

export interface IndexProgress {
  /** Another number whenever anything may have changed. */
  readonly revision: number;
  readonly scanning: boolean;
  readonly directoriesDone: number;
  readonly directories: number;
  readonly problems: readonly string[];
}

/**
 * What is found in all files of the workspace. Nothing is read before {@link start}; afterwards directories are analysed one
 * after another, again when a file in them changes, and always in between other work.
 */
export class WorkspaceIndex {
  readonly #environment: ScanEnvironment;
  readonly #log: Log;
  readonly #onChange: () => void;
  /** By directory, then by normalised URI. */
  readonly #records = new Map<string, Map<string, FileRecord>>();
  /** Directories to be analysed, in order. */
  readonly #dirty = new Set<string>();
  readonly #folders: WorkspaceFolders;
  #isStarted = false;
  #mustWalk = false;
  #isRunning = false;
  readonly #cancellation = { isCancellationRequested: false };
  #files = 0;
  #revision = 0;
  #waiting: (() => void)[] = [];

  constructor(
    environment: ScanEnvironment,
    folders: WorkspaceFolders,
    log: Log,
    /** Called whenever there is something new to ask for. */
    onChange: () => void,
  ) {
    this.#environment = environment;
    this.#folders = folders;
    this.#log = log;
    this.#onChange = onChange;
  }

  get folders(): readonly string[] {
    return this.#folders.all;
  }

  get progress(): IndexProgress {
    const directories = new Set([...this.#records.keys(), ...this.#dirty]).size;
    return {
      revision: this.#revision,
      scanning: this.#isRunning,
      directoriesDone: directories - this.#dirty.size,
      directories,
      problems: this.#isFull()
        ? [l10n.t('The workspace has more than {0} files; the rest is not listed.', formatCount(MAX_FILES))]
        : [],
    };
  }

  /** Directories in order, each with its files. */
  *byDirectory(): Generator<readonly [directory: string, files: Iterable<FileRecord>]> {
    for (const directory of [...this.#records.keys()].sort()) {
      yield [directory, this.#records.get(directory)?.values() ?? []];
    }
  }

  *records(): Generator<FileRecord> {
    for (const files of this.#records.values()) yield* files.values();
  }

  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** Begins to read the workspace, the first time somebody wants to know. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.rescan();
  }

  /** Everything may be judged differently: settings or module files changed. What is known stays until it is replaced. */
  rescan(): void {
    if (!this.#isStarted) return;
    this.#mustWalk = true;
    this.#run();
  }

  /** A file changed, came or went on disk, or was closed: then what is on disk counts again. */
  touch(uri: string): void {
    const directory = directoryOf(normalizeUri(uri));
    if (!this.#isStarted || !isInWorkspace(directory, this.folders)) return;
    this.#dirty.add(directory);
    this.#run();
  }

  /** An open document was judged as it is now. */
  judged(record: FileRecord): void {
    const uri = normalizeUri(record.uri);
    const directory = directoryOf(uri);
    const files = this.#records.get(directory);
    // Before its directory is scanned it would stand for all of it.
    if (files === undefined) return;
    if (!files.has(uri)) this.#files++;
    files.set(uri, record);
    this.#changed();
  }

  /** Resolves at the next change. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  dispose(): void {
    this.#cancellation.isCancellationRequested = true;
    this.#changed();
  }

  get isDisposed(): boolean {
    return this.#cancellation.isCancellationRequested;
  }

  #run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    // Not before what is waiting: the first answers about open files go first.
    void nextTurn()
      .then(() => this.#work())
      .catch((error: unknown) => {
        if (!(error instanceof CancelledError))
          this.#log.error(`workspace scan failed: ${describeError(error)}`);
      })
      .finally(() => {
        this.#isRunning = false;
        this.#changed();
      });
  }

  async #work(): Promise<void> {
    while (!this.isDisposed) {
      if (this.#mustWalk) {
        this.#mustWalk = false;
        await this.#walk();
        continue;
      }
      const [directory] = this.#dirty;
      if (directory === undefined) return;
      this.#dirty.delete(directory);
      await this.#scan(directory);
      this.#changed();
      await nextTurn();
    }
  }

  async #walk(): Promise<void> {
    const found = new Set<string>();
    for await (const directory of goDirectories(this.#environment.files, this.folders, this.#cancellation)) {
      found.add(directory);
      this.#dirty.add(directory);
      if (found.size % 256 === 0) await nextTurn();
    }
    if (found.size >= MAX_DIRECTORIES)
      this.#log.error(`only ${MAX_DIRECTORIES} directories were looked into`);
    for (const directory of [...this.#records.keys()]) if (!found.has(directory)) this.#put(directory, []);
    this.#changed();
  }

  async #scan(directory: string): Promise<void> {
    if (this.#isFull() && !this.#records.has(directory)) return;
    try {
      const records = await scanDirectory(directory, this.#environment, this.#cancellation);
      // Settings or module files changed meanwhile: it is to be scanned anyway.
      this.#put(
        directory,
        records.map((record) => this.#newest(directory, record)),
      );
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      this.#log.error(`a package could not be analysed: ${describeError(error)}`);
      this.#put(directory, []);
    }
  }

  /** The record of an open document that was judged in a later version while its directory was being scanned. */
  #newest(directory: string, record: FileRecord): FileRecord {
    const known = this.#records.get(directory)?.get(normalizeUri(record.uri));
    const isOpen = this.#environment.documents.get(record.uri) !== undefined;
    const isNewer = known?.version != null && (record.version === null || known.version > record.version);
    return isOpen && known !== undefined && isNewer ? known : record;
  }

  #put(directory: string, records: readonly FileRecord[]): void {
    this.#files -= this.#records.get(directory)?.size ?? 0;
    this.#files += records.length;
    if (records.length === 0) this.#records.delete(directory);
    else this.#records.set(directory, new Map(records.map((record) => [normalizeUri(record.uri), record])));
  }

  #isFull(): boolean {
    return this.#files >= MAX_FILES;
  }

  #changed(): void {
    this.#revision++;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
    this.#onChange();
  }
}
