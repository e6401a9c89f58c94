import * as l10n from '@vscode/l10n';
import { CancelledError } from '../../../base/cancellation.ts';
import { formatCount } from '../../../base/format.ts';
import { directoryOf, normalizeUri } from '../file-access.ts';
import { describeError, type Log } from '../guarded.ts';
import { nextTurn } from '../next-turn.ts';
import type { WorkspaceFolders } from '../workspace-folders.ts';
import { scanDirectory, type ScannedDirectory, type ScanEnvironment } from './directory-scan.ts';
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

/** What is kept of a directory besides its files. */
interface KnownDirectory {
  readonly files: Map<string, FileRecord>;
  readonly outline: string;
  readonly imports: ReadonlySet<string>;
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

/**
 * What is found in all files of the workspace. Nothing is read before {@link start}; afterwards directories are analysed one
 * after another, again when a file in them changes, and always in between other work.
 */
export class WorkspaceIndex {
  readonly #environment: ScanEnvironment;
  readonly #log: Log;
  readonly #onChange: () => void;
  /** By directory; their files by normalised URI. */
  readonly #directories = new Map<string, KnownDirectory>();
  /** Directories to be analysed, in order. */
  readonly #dirty = new Set<string>();
  readonly #folders: WorkspaceFolders;
  #isStarted = false;
  #mustWalk = false;
  #settings: string | undefined;
  #isRunning = false;
  readonly #cancellation = { isCancellationRequested: false };
  #files = 0;
  #revision = 0;
  /** Directories that are dirty and not known yet. */
  #unknown = 0;
  readonly #followers = new Set<(file: string | undefined) => void>();

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
    const directories = this.#directories.size + this.#unknown;
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
    this.#markDirty(directory);
    this.#run();
  }

  /**
   * Files or whole folders were deleted or moved away: of what lay below them nobody tells.
   * @returns the directories that have to be looked at again
   */
  touchBelow(uris: readonly string[]): readonly string[] {
    const touched: string[] = [];
    if (!this.#isStarted) return touched;
    const gone = new Set(uris.map(normalizeUri));
    for (const directory of this.#directories.keys()) {
      for (let at = directory, up = ''; at !== up; up = at, at = directoryOf(at)) {
        if (!gone.has(at)) continue;
        this.#markDirty(directory);
        touched.push(directory);
        break;
      }
    }
    if (touched.length > 0) this.#run();
    return touched;
  }

  /** An open document was judged as it is now. */
  judged(record: FileRecord): void {
    const uri = normalizeUri(record.uri);
    // Before its directory is scanned it would stand for all of it.
    const known = this.#directories.get(directoryOf(uri));
    if (known === undefined) return;
    if (!known.files.has(uri)) this.#files++;
    known.files.set(uri, record);
    this.#changed(uri);
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
      this.#unmark(directory);
      await this.#scan(directory);
      this.#changed();
      await nextTurn();
    }
  }

  async #walk(): Promise<void> {
    const found = new Set<string>();
    for await (const directory of goDirectories(this.#environment.files, this.folders, this.#cancellation)) {
      found.add(directory);
      this.#markDirty(directory);
      if (found.size % 256 === 0) await nextTurn();
    }
    if (found.size >= MAX_DIRECTORIES)
      this.#log.error(`only ${MAX_DIRECTORIES} directories were looked into`);
    for (const directory of [...this.#directories.keys()])
      if (!found.has(directory)) this.#put(directory, undefined);
    this.#changed();
  }

  async #scan(directory: string): Promise<void> {
    if (this.#isFull() && !this.#directories.has(directory)) return;
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
    const known = this.recordOf(normalizeUri(record.uri));
    const isOpen = this.#environment.documents.get(record.uri) !== undefined;
    const isNewer = known?.version != null && (record.version === null || known.version > record.version);
    return isOpen && known !== undefined && isNewer ? known : record;
  }

  /** Takes over what was found in a directory; nothing where it is gone. */
  #put(directory: string, found: ScannedDirectory | undefined): void {
    const before = this.#directories.get(directory);
    const records = (found?.records ?? []).map((record) => this.#newest(record));
    const files = new Map(records.map((record) => [normalizeUri(record.uri), record]));
    if (found === undefined || records.length === 0) this.#directories.delete(directory);
    else {
      if (before === undefined && this.#dirty.has(directory)) this.#unknown--;
      this.#directories.set(directory, { files, outline: found.outline, imports: found.imports });
    }
    if (before !== undefined && files.size === 0 && this.#dirty.has(directory)) this.#unknown++;
    this.#files += files.size - (before?.files.size ?? 0);
    for (const uri of before?.files.keys() ?? []) if (!files.has(uri)) this.#tell(uri);
    for (const [uri, record] of files) {
      if (!isSame(before?.files.get(uri), record)) this.#tell(uri);
    }
    // What others import from here means something else now.
    if (before !== undefined && before.outline !== (found?.outline ?? '')) this.#markDependents(directory);
  }

  /** Directories that import a package of this one, and those that import them: types may be handed on. */
  #markDependents(changed: string): void {
    const reached = new Set([changed]);
    for (const directory of reached) {
      for (const [other, { imports }] of this.#directories) if (imports.has(directory)) reached.add(other);
    }
    reached.delete(changed);
    for (const directory of reached) this.#markDirty(directory);
  }

  #markDirty(directory: string): void {
    if (this.#dirty.has(directory)) return;
    this.#dirty.add(directory);
    if (!this.#directories.has(directory)) this.#unknown++;
  }

  #unmark(directory: string): void {
    this.#dirty.delete(directory);
    if (!this.#directories.has(directory)) this.#unknown--;
  }

  #isFull(): boolean {
    return this.#files >= MAX_FILES;
  }

  /** Something of the progress or of a file's record is another. */
  #changed(file?: string): void {
    this.#tell(file);
    this.#onChange();
  }

  #tell(file: string | undefined): void {
    this.#revision++;
    for (const hear of this.#followers) hear(file);
  }
}

function isSame(a: FileRecord | undefined, b: FileRecord): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
