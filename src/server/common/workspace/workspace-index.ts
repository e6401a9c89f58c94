import * as l10n from '@vscode/l10n';
import { CancelledError } from '../../../base/cancellation.ts';
import { formatCount } from '../../../base/format.ts';
import { directoryOf, normalizeUri } from '../file-access.ts';
import { describeError, type Log } from '../guarded.ts';
import { nextTurn } from '../next-turn.ts';
import type { WorkspaceFolders } from '../workspace-folders.ts';
import { scanDirectory, type ScannedDirectory, type ScanEnvironment } from './directory-scan.ts';
import type { FileRecord } from './file-record.ts';
import { IndexedFiles } from './indexed-files.ts';
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
  readonly #indexed = new IndexedFiles();
  /** Directories to be analysed, in order. */
  readonly #dirty = new Set<string>();
  readonly #folders: WorkspaceFolders;
  #isStarted = false;
  #mustWalk = false;
  #settings: string | undefined;
  #isRunning = false;
  readonly #cancellation = { isCancellationRequested: false };

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

  get isScanning(): boolean {
    return this.#isRunning;
  }

  get progress(): IndexProgress {
    const directories = new Set([...this.#indexed.directories, ...this.#dirty]).size;
    return {
      revision: this.#indexed.revision,
      scanning: this.#isRunning,
      directoriesDone: directories - this.#dirty.size,
      directories,
      problems: this.#isFull()
        ? [l10n.t('The workspace has more than {0} files; the rest is not listed.', formatCount(MAX_FILES))]
        : [],
    };
  }

  /** What was read so far. */
  get files(): Pick<
    IndexedFiles,
    'byDirectory' | 'records' | 'recordOf' | 'follow' | 'revision' | 'changedSince'
  > {
    return this.#indexed;
  }

  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** Begins to read the workspace, the first time somebody wants to know. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.rescan();
    void this.#settingsText().then((text) => (this.#settings ??= text));
  }

  /** The client says that settings changed; whether any of those that decide what is found. */
  async settingsChanged(): Promise<void> {
    if (!this.#isStarted) return;
    const before = this.#settings;
    this.#settings = await this.#settingsText();
    if (this.#settings !== before) this.rescan();
  }

  /** What the settings of all folders decide, as text. */
  async #settingsText(): Promise<string> {
    const { settings } = this.#environment;
    return (await Promise.all(this.folders.map((folder) => settings.decisive(folder)))).join('\n');
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

  /**
   * Files or whole folders were deleted or moved away: of what lay below them nobody tells.
   * @returns the directories that have to be looked at again
   */
  touchBelow(uris: readonly string[]): readonly string[] {
    if (!this.#isStarted) return [];
    const touched = this.#indexed.below(uris);
    for (const directory of touched) this.#dirty.add(directory);
    if (touched.length > 0) this.#run();
    return touched;
  }

  /** An open document was judged as it is now. */
  judged(record: FileRecord): void {
    this.#indexed.put(record);
    this.#onChange();
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
        // Somebody may have asked for more in the very moment it ended.
        if ((this.#dirty.size > 0 || this.#mustWalk) && !this.isDisposed) this.#run();
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
    for (const directory of [...this.#indexed.directories])
      if (!found.has(directory)) this.#put(directory, undefined);
    this.#changed();
  }

  async #scan(directory: string): Promise<void> {
    if (this.#isFull() && !this.#indexed.has(directory)) return;
    try {
      this.#put(directory, await scanDirectory(directory, this.#environment, this.#cancellation));
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      this.#log.error(`a package could not be analysed: ${describeError(error)}`);
      this.#put(directory, undefined);
    }
  }

  /** The record of an open document that was judged in a later version while its directory was being scanned. */
  #newest(record: FileRecord): FileRecord {
    const known = this.#indexed.recordOf(normalizeUri(record.uri));
    const isOpen = this.#environment.documents.get(record.uri) !== undefined;
    const isNewer = known?.version != null && (record.version === null || known.version > record.version);
    return isOpen && known !== undefined && isNewer ? known : record;
  }

  #put(directory: string, found: ScannedDirectory | undefined): void {
    const newest = found && { ...found, records: found.records.map((record) => this.#newest(record)) };
    if (!this.#indexed.putDirectory(directory, newest)) return;
    for (const dependent of this.#indexed.dependentsOf(directory)) this.#dirty.add(dependent);
  }

  #isFull(): boolean {
    return this.#indexed.count >= MAX_FILES;
  }

  /** The progress is another. */
  #changed(): void {
    this.#indexed.tell(undefined);
    this.#onChange();
  }
}
