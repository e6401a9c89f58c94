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

  /** @param session different for each server process */
  constructor(index: WorkspaceIndex, session: string) {
    this.#index = index;
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
    const cancelled = cancellationOf(token);
    const known = new Map(previous.map(({ uri, value }) => [normalizeUri(uri), value]));
    while (!token.isCancellationRequested && !index.isDisposed) {
      const { scanning } = index.progress;
      // Until all is read nobody knows which files are gone.
      const items = scanning && stream === undefined ? [] : this.#news(known, !scanning);
      if (items.length === 0) {
        await Promise.race([index.nextChange(), cancelled]);
      } else if (scanning) {
        stream?.({ items });
        await Promise.race([pause(STREAM_INTERVAL), cancelled]);
      } else return { items };
    }
    return { items: [] };
  }

  /** Reports on the files of which the client knows something else; from now on it knows these. */
  #news(known: Map<string, string>, isComplete: boolean): WorkspaceDocumentDiagnosticReport[] {
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    const there = new Set<string>();
    for (const { uri, version, diagnostics } of this.#index.records()) {
      const key = normalizeUri(uri);
      there.add(key);
      // Of a file with nothing in it the client need not hear at all.
      if (diagnostics.length === 0 && !known.has(key)) continue;
      const resultId = this.#ids.idFor(key, diagnostics);
      // Of an open document the client goes on to name the id that it got for the document by itself.
      if (known.has(key) && (known.get(key) === resultId || this.#told.get(key) === resultId)) continue;
      known.set(key, resultId);
      this.#told.set(key, resultId);
      reports.push({
        kind: DocumentDiagnosticReportKind.Full,
        uri,
        version,
        resultId,
        items: [...diagnostics],
      });
    }
    if (!isComplete) return reports;
    for (const uri of [...known.keys()].filter((key) => !there.has(key))) {
      known.delete(uri);
      this.#told.delete(uri);
      this.#ids.forget(uri);
      reports.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
    }
    return reports;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function cancellationOf(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) resolve();
    else token.onCancellationRequested(() => resolve());
  });
}
