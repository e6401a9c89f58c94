import { throwIfCancelled, type Cancellation } from '../../base/cancellation.ts';
import { readDeclarations } from '../../analysis/document-analysis.ts';
import { packageName } from '../../analysis/package-name.ts';
import { isGoFile } from '../../analysis/source-names.ts';
import { UNREAD_FILE, type FileDeclarations } from '../../semantics/declarations.ts';
import { GoDocument } from '../../syntax/document.ts';
import type { GoGrammar } from '../../syntax/grammar.ts';
import type { OpenDocuments } from './documents.ts';
import { directoryOf, joinUri, normalizeUri, type FileAccess } from './file-access.ts';
import { nextTurn } from './next-turn.ts';

/** Directories whose declarations are kept; they are plain data of some kilobytes per file. */
const KEPT_DIRECTORIES = 40;

/** A file that is not open, as far as it was needed. */
interface ClosedFile {
  /** Undefined where the file could not be read or has no package clause. */
  readonly packageName: string | undefined;
  /** Undefined while nobody of its package asked: an external test is not parsed for the package it tests. */
  readonly declarations: FileDeclarations | undefined;
}

interface KnownDirectory {
  /** Normalised URIs of the Go files in it. */
  files: Promise<readonly string[]>;
  readonly closed: Map<string, ClosedFile>;
  /** Files being read, by package. */
  readonly loads: Map<string, Promise<void>>;
}

interface KnownOpenFile {
  readonly version: number;
  readonly declarations: FileDeclarations;
}

export interface SiblingOptions {
  /** Milliseconds an answer waits for files that are not read yet; a large package takes longer than a reader does. */
  readonly patience: number;
  /** Called when files came that an answer did not wait for. */
  readonly onLate: () => void;
}

/** The declarations of the other files of a document's package, open ones as edited, others as on disk. */
export class SiblingDeclarations {
  readonly #grammar: GoGrammar;
  readonly #files: FileAccess;
  readonly #documents: OpenDocuments;
  readonly #options: SiblingOptions;
  /** In order of use, the least recent first. */
  readonly #directories = new Map<string, KnownDirectory>();
  readonly #open = new Map<string, KnownOpenFile>();

  constructor(grammar: GoGrammar, files: FileAccess, documents: OpenDocuments, options: SiblingOptions) {
    this.#grammar = grammar;
    this.#files = files;
    this.#documents = documents;
    this.#options = options;
  }

  /**
   * Declarations in a fixed order, as many as are known in time, with `UNREAD_FILE` at the end where some are not: what is
   * missing only keeps rules silent. Unchanged files give the same objects again.
   * @param maxFileSize larger files are left out, in bytes
   * @throws CancelledError
   */
  async of(
    uri: string,
    maxFileSize: number,
    cancellation: Cancellation,
  ): Promise<readonly FileDeclarations[]> {
    const own = normalizeUri(uri);
    const text = this.#documents.get(uri)?.text.getText();
    const wanted = text === undefined ? undefined : packageName(text);
    if (wanted === undefined) return [];
    const directory = this.#directory(directoryOf(own));
    const siblings = await this.#siblings(directory, own);
    await this.#loadInTime(directory, siblings, wanted, maxFileSize);
    throwIfCancelled(cancellation);
    const known = siblings
      .map((sibling) =>
        this.#documents.get(sibling)
          ? this.#ofOpen(sibling, cancellation)
          : directory.closed.get(sibling)?.declarations,
      )
      .filter((declarations) => declarations !== undefined)
      .filter((declarations) => declarations.packageName === wanted);
    const isWhole = siblings.every(
      (sibling) =>
        this.#documents.get(sibling) !== undefined ||
        (!isMissing(directory, sibling, wanted) && directory.closed.get(sibling)?.packageName !== undefined),
    );
    return isWhole ? known : [...known, UNREAD_FILE];
  }

  /** Forgets what was read of one file: it changed, came or went. */
  forget(uri: string): void {
    const file = normalizeUri(uri);
    const known = this.#directories.get(directoryOf(file));
    if (known === undefined) return;
    if (known.loads.size > 0) {
      // What is being read just now may still bring the old text, so whoever asks next gets a reading of its own.
      this.#directories.delete(directoryOf(file));
      return;
    }
    known.closed.delete(file);
    known.files = this.#list(directoryOf(file));
  }

  close(uri: string): void {
    this.#open.delete(normalizeUri(uri));
    this.forget(uri);
  }

  clear(): void {
    this.#directories.clear();
  }

  #directory(directoryUri: string): KnownDirectory {
    const known: KnownDirectory = this.#directories.get(directoryUri) ?? {
      files: this.#list(directoryUri),
      closed: new Map(),
      loads: new Map(),
    };
    this.#directories.delete(directoryUri);
    this.#directories.set(directoryUri, known);
    for (const oldest of this.#directories.keys()) {
      if (this.#directories.size <= KEPT_DIRECTORIES) break;
      this.#directories.delete(oldest);
    }
    return known;
  }

  async #list(directoryUri: string): Promise<readonly string[]> {
    const { files } = await this.#files.list(directoryUri);
    return files
      .filter(isGoFile)
      .sort()
      .map((name) => normalizeUri(joinUri(directoryUri, name)));
  }

  /** Files on disk, and open ones that are not saved yet. */
  async #siblings(directory: KnownDirectory, own: string): Promise<readonly string[]> {
    const all = new Set(await directory.files);
    for (const { uri } of this.#documents.all()) {
      const open = normalizeUri(uri);
      if (open.endsWith('.go') && directoryOf(open) === directoryOf(own)) all.add(open);
    }
    all.delete(own);
    return [...all];
  }

  async #loadInTime(
    directory: KnownDirectory,
    siblings: readonly string[],
    wanted: string,
    maxFileSize: number,
  ): Promise<void> {
    const missing = siblings.filter(
      (sibling) => !this.#documents.get(sibling) && isMissing(directory, sibling, wanted),
    );
    if (missing.length === 0) return;
    let load = directory.loads.get(wanted);
    if (load === undefined) {
      load = this.#load(directory, missing, wanted, maxFileSize).finally(() =>
        directory.loads.delete(wanted),
      );
      directory.loads.set(wanted, load);
    }
    const { patience, onLate } = this.#options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(true), patience);
    });
    const late = await Promise.race([load.then(() => false), tooLate]);
    clearTimeout(timer);
    // A load that failed has nothing new to tell.
    if (late) void load.then(onLate, () => undefined);
  }

  async #load(
    directory: KnownDirectory,
    files: readonly string[],
    wanted: string,
    maxFileSize: number,
  ): Promise<void> {
    for (const file of files) {
      // A file that cannot be read is one whose declarations are not in view.
      const text = await this.#files.readText(file, maxFileSize).catch(() => undefined);
      const name = text === undefined ? undefined : packageName(text);
      const declarations = text === undefined || name !== wanted ? undefined : this.#read(text);
      directory.closed.set(file, { packageName: name, declarations });
      await nextTurn();
    }
  }

  #read(text: string): FileDeclarations {
    const document = GoDocument.open(this.#grammar, text);
    try {
      return readDeclarations(document);
    } finally {
      document.dispose();
    }
  }

  #ofOpen(uri: string, cancellation: Cancellation): FileDeclarations | undefined {
    const version = this.#documents.get(uri)?.text.version;
    const syntax = this.#documents.syntaxOf(uri);
    if (version === undefined || syntax === undefined) return undefined;
    const known = this.#open.get(uri);
    if (known?.version === version) return known.declarations;
    const declarations = readDeclarations(syntax, cancellation);
    this.#open.set(uri, { version, declarations });
    return declarations;
  }
}

function isMissing({ closed }: KnownDirectory, file: string, wanted: string): boolean {
  const known = closed.get(file);
  return known === undefined || (known.packageName === wanted && known.declarations === undefined);
}
