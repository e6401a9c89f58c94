import { Utils, URI } from 'vscode-uri';
import type { DirectoryListing } from '../../protocol/requests.ts';

/** Names of what lies in a directory. */
export type { DirectoryListing };

export const EMPTY_DIRECTORY: DirectoryListing = { files: [], directories: [] };

/** The only way the server reaches files it was not sent: Node's file system, or requests to the client. */
export interface FileAccess {
  /** The file's text; undefined when it cannot be read, is not text or is larger than `maxBytes`. */
  readText(uri: string, maxBytes: number): Promise<string | undefined>;
  /** What is in a directory, nothing when it cannot be read. */
  list(directoryUri: string): Promise<DirectoryListing>;
}

/** For places that can reach nothing. */
export const NO_FILES: FileAccess = {
  readText: () => Promise.resolve(undefined),
  list: () => Promise.resolve(EMPTY_DIRECTORY),
};

/** Sends `file:` URIs one way and all others another. */
export function byScheme(file: FileAccess, other: FileAccess): FileAccess {
  const of = (uri: string): FileAccess => (uri.startsWith('file:') ? file : other);
  return {
    readText: (uri, maxBytes) => of(uri).readText(uri, maxBytes),
    list: (uri) => of(uri).list(uri),
  };
}

/** One spelling for each URI: clients differ in what they percent-encode. */
export function normalizeUri(uri: string): string {
  return URI.parse(uri).toString();
}

/** The directory a file lies in, without a slash at its end (but for the root). */
export function directoryOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

export function joinUri(directoryUri: string, name: string): string {
  return Utils.joinPath(URI.parse(directoryUri), name).toString();
}

export function baseName(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

/** The path of a file below a directory, with `/` between names; undefined where it lies elsewhere. */
export function pathBelow(directoryUri: string, uri: string): string | undefined {
  // Normalised, as some clients write drive letters large and others small.
  const [directory, file] = [URI.parse(normalizeUri(directoryUri)), URI.parse(normalizeUri(uri))];
  const prefix = `${directory.path.replace(/\/+$/, '')}/`;
  const isBelow =
    directory.scheme === file.scheme &&
    directory.authority === file.authority &&
    file.path.startsWith(prefix);
  return isBelow ? file.path.slice(prefix.length) : undefined;
}

/** A path for messages and rule conditions (`_test.go`): never used to open anything. */
export function displayPath(uri: string): string {
  return URI.parse(uri).path;
}
