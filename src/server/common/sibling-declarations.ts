import { throwIfCancelled, type Cancellation } from '../../base/cancellation.ts';
import { readDeclarations } from '../../analysis/document-analysis.ts';
import { packageName } from '../../analysis/package-name.ts';
import type { FileDeclarations } from '../../semantics/declarations.ts';
import { GoDocument } from '../../syntax/document.ts';
import type { GoGrammar } from '../../syntax/grammar.ts';
import type { OpenDocuments } from './documents.ts';
import { directoryOf, joinUri, normalizeUri, type FileAccess } from './file-access.ts';

/** Directories whose declarations are kept; they are plain data of some kilobytes per file. */
const KEPT_DIRECTORIES = 40;

/** Lets waiting messages, a cancellation among them, be read. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** A file that is not open, as far as it was needed. */
interface ClosedFile {
  /** Undefined where the file could not be read or has no package clause. */
  readonly packageName: string | undefined;
  /** Undefined while nobody of its package asked: an external test is not parsed for the package it tests. */
  readonly declarations: FileDeclarations | undefined;
}

interface KnownDirectory {
  /** Normalised URIs of the Go files in it. */
  readonly files: Promise<readonly string[]>;
  readonly closed: Map<string, ClosedFile>;
}

interface KnownOpenFile {
  readonly version: number;
  readonly declarations: FileDeclarations;
}

/** The declarations of the other files of a document's package, open ones as edited, others as on disk. */
export class SiblingDeclarations {
  readonly #grammar: GoGrammar;
  readonly #files: FileAccess;
  readonly #documents: OpenDocuments;
  /** In order of use, the least recent first. */
  readonly #directories = new Map<string, KnownDirectory>();
  readonly #open = new Map<string, KnownOpenFile>();

  constructor(grammar: GoGrammar, files: FileAccess, documents: OpenDocuments) {
    this.#grammar = grammar;
    this.#files = files;
    this.#documents = documents;
  }

  /**
   * Declarations in a fixed order; unchanged files give the same objects again.
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
    const result: FileDeclarations[] = [];
    for (const sibling of await this.#siblings(directory, own)) {
      throwIfCancelled(cancellation);
      const declarations: FileDeclarations | undefined = this.#documents.get(sibling)
        ? this.#ofOpen(sibling, cancellation)
        : await this.#ofClosed(directory, sibling, wanted, maxFileSize, cancellation);
      if (declarations?.packageName === wanted) result.push(declarations);
    }
    return result;
  }

  /** Forgets what was read of one file: it changed, came or went. */
  forget(uri: string): void {
    const file = normalizeUri(uri);
    const directoryUri = directoryOf(file);
    const known = this.#directories.get(directoryUri);
    if (known === undefined) return;
    known.closed.delete(file);
    this.#directories.set(directoryUri, { ...known, files: this.#list(directoryUri) });
  }

  close(uri: string): void {
    this.#open.delete(normalizeUri(uri));
    this.forget(uri);
  }

  clear(): void {
    this.#directories.clear();
  }

  #directory(directoryUri: string): KnownDirectory {
    const known = this.#directories.get(directoryUri) ?? {
      files: this.#list(directoryUri),
      closed: new Map<string, ClosedFile>(),
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
    const names = await this.#files.list(directoryUri);
    return names
      .filter((name) => name.endsWith('.go') && !name.startsWith('.') && !name.startsWith('_'))
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

  async #ofClosed(
    directory: KnownDirectory,
    uri: string,
    wantedPackage: string,
    maxFileSize: number,
    cancellation: Cancellation,
  ): Promise<FileDeclarations | undefined> {
    const known = directory.closed.get(uri);
    if (known !== undefined && (known.packageName !== wantedPackage || known.declarations !== undefined)) {
      return known.declarations;
    }
    const text = await this.#files.readText(uri, maxFileSize);
    const name = text === undefined ? undefined : packageName(text);
    const declarations =
      text === undefined || name !== wantedPackage ? undefined : this.#read(text, cancellation);
    directory.closed.set(uri, { packageName: name, declarations });
    await nextTurn();
    return declarations;
  }

  #read(text: string, cancellation: Cancellation): FileDeclarations {
    const document = GoDocument.open(this.#grammar, text);
    try {
      return readDeclarations(document, cancellation);
    } finally {
      document.dispose();
    }
  }
}
