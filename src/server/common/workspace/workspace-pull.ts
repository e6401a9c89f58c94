import {
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { CancellationToken } from 'vscode-languageserver';
import { ResultIds } from '../diagnostics.ts';
import { normalizeUri } from '../file-access.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** Milliseconds between partial results: a client shows each of them. */
const STREAM_INTERVAL = 400;

/** Takes partial results. */
export type Stream = (part: WorkspaceDiagnosticReportPartialResult) => void;

/** Answers pulls for the whole workspace, and remembers what it has told. */
export class WorkspacePulls {
  readonly #index: WorkspaceIndex;
  readonly #ids: ResultIds;
  /** The result id of each file that was told last, by normalised URI. */
  readonly #told = new Map<string, string>();

  /** What our result ids begin with. */
  readonly #prefix: string;

  /** @param session different for each server process */
  constructor(index: WorkspaceIndex, session: string) {
    this.#index = index;
    this.#prefix = `${session}.workspace.`;
    this.#ids = new ResultIds(`${session}.workspace`);
  }

  /**
   * Holds the answer back until there is something to tell, because clients ask again as soon as they are answered. While the
   * workspace is being read, results are streamed where the client takes them.
   * @param previous result ids that the client has
   * @param stream undefined where the client wants no partial results
   */
  async pull(
    previous: readonly { readonly uri: string; readonly value: string }[],
    token: CancellationToken,
    stream: Stream | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const index = this.#index;
    index.start();
    const follower = index.files.follow();
    const listener = token.onCancellationRequested(() => follower.wake());
    const known = new Map(previous.map(({ uri, value }) => [normalizeUri(uri), value]));
    const news = new Map<string, WorkspaceDocumentDiagnosticReport>();
    let isFirst = true;
    let hasSeenAll = false;
    let hasStreamed = false;
    try {
      while (!token.isCancellationRequested && !index.isDisposed) {
        const changed = follower.take();
        const { isScanning } = index;
        const looked = isFirst ? allFiles(index) : changed;
        isFirst = false;
        for (const key of looked) this.#look(key, known, news);
        if (!isScanning && !hasSeenAll) {
          // Only when all is read it is certain which files are gone.
          hasSeenAll = true;
          for (const key of [...known.keys()]) this.#look(key, known, news);
        }
        const items = [...news.values()];
        if (stream !== undefined && items.length > 0 && (isScanning || hasStreamed)) {
          stream({ items });
          hasStreamed = true;
          news.clear();
        }
        // What was streamed must not be said again: then the answer itself is empty.
        if (!isScanning && items.length > 0) return { items: [...news.values()] };
        await follower.changed();
        // A scan changes something every few milliseconds.
        if (index.isScanning) await pause(STREAM_INTERVAL);
      }
      return { items: [] };
    } finally {
      follower.dispose();
      listener.dispose();
    }
  }

  /**
   * Puts a report on a file to the news where the client knows something else; from then on it knows this.
   * @param key normalised URI of a file that was read, or is certainly not there
   */
  #look(key: string, known: Map<string, string>, news: Map<string, WorkspaceDocumentDiagnosticReport>): void {
    const record = this.#index.files.recordOf(key);
    const idOfClient = known.get(key);
    if (record === undefined) {
      if (idOfClient === undefined) return;
      known.delete(key);
      this.#told.delete(key);
      this.#ids.forget(key);
      news.set(key, { kind: DocumentDiagnosticReportKind.Full, uri: key, version: null, items: [] });
      return;
    }
    const { uri, version, diagnostics } = record;
    // Of a file with nothing in it the client need not hear at all.
    if (diagnostics.length === 0 && idOfClient === undefined) return;
    const resultId = this.#ids.idFor(key, diagnostics);
    if (idOfClient === resultId) return;
    // Of an open document the client goes on to name the id that it got for the document by itself; but where it names an
    // older one of ours, it never got the newer.
    const isOurs = idOfClient?.startsWith(this.#prefix) === true;
    if (idOfClient !== undefined && !isOurs && this.#told.get(key) === resultId) return;
    known.set(key, resultId);
    this.#told.set(key, resultId);
    news.set(key, {
      kind: DocumentDiagnosticReportKind.Full,
      uri,
      version,
      resultId,
      items: [...diagnostics],
    });
  }
}

function* allFiles(index: WorkspaceIndex): Generator<string> {
  for (const { uri } of index.files.records()) yield normalizeUri(uri);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
