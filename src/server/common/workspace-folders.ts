import type { InitializeParams, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { normalizeUri, pathBelow } from './file-access.ts';

/** The folders that the client has open. */
export class WorkspaceFolders {
  #folders: readonly string[];

  constructor(params: InitializeParams) {
    const { workspaceFolders } = params;
    // Clients of before 2018 know one folder only.
    const { rootUri } = params as { readonly rootUri?: unknown };
    const uris = workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
    this.#folders = uris.map(normalizeUri);
  }

  /** Normalised URIs. */
  get all(): readonly string[] {
    return this.#folders;
  }

  change({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({ uri }) => normalizeUri(uri)));
    this.#folders = [
      ...this.#folders.filter((uri) => !gone.has(uri)),
      ...added.map(({ uri }) => normalizeUri(uri)),
    ];
  }

  /** The innermost folder that a file lies in. */
  of(uri: string): string | undefined {
    const around = this.#folders.filter((folder) => pathBelow(folder, uri) !== undefined);
    return around.reduce<string | undefined>(
      (inner, folder) => (inner === undefined || folder.length > inner.length ? folder : inner),
      undefined,
    );
  }
}
