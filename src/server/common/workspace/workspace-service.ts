import type { CancellationToken, Connection, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { packageName } from '../../../analysis/package-name.ts';
import {
  WORKSPACE,
  type SiteGroup,
  type SiteQuery,
  type SitesOfParams,
  type SitesOfResult,
  type WorkspaceParams,
} from '../../../protocol/requests.ts';
import type { ReportAnswer, ReportParams } from '../../../protocol/report-requests.ts';
import type { DocumentResult } from '../analyzer.ts';
import type { Client } from '../client.ts';
import type { OpenDocument } from '../documents.ts';
import type { WorkspaceFolders } from '../workspace-folders.ts';
import type { ScanEnvironment } from './directory-scan.ts';
import { emptyRecord, recordOf } from './file-record.ts';
import { describeError } from '../guarded.ts';
import { isReportParams, NOTHING_CHANGED, reportSince } from './report-query.ts';
import { isSiteQuery, siteGroups, sitesOf } from './site-queries.ts';
import { WorkspaceIndex } from './workspace-index.ts';
import { WorkspacePulls, type Stream } from './workspace-pull.ts';

/** Milliseconds between two notifications of how far the workspace is read: a person follows no more. */
const NOTIFY_INTERVAL = 250;

/** All that is asked about the workspace as a whole. */
export class WorkspaceService {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #index: WorkspaceIndex;
  readonly #pulls: WorkspacePulls;
  #notifyTimer: ReturnType<typeof setTimeout> | undefined;
  #lastNotified = '';

  constructor(
    connection: Connection,
    client: Client,
    environment: ScanEnvironment,
    folders: WorkspaceFolders,
    session: string,
  ) {
    this.#connection = connection;
    this.#client = client;
    this.#index = new WorkspaceIndex(environment, folders, connection.console, () => this.#notifySoon());
    this.#pulls = new WorkspacePulls(this.#index, session);
  }

  pull(
    previous: readonly { readonly uri: string; readonly value: string }[],
    token: CancellationToken,
    stream: Stream | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    return this.#pulls.pull(previous, token, stream);
  }

  groups(query: SiteQuery): SiteGroup[] {
    if (!isSiteQuery(query)) return [];
    this.#index.start();
    this.#notifySoon();
    return siteGroups(this.#index.files.byDirectory(), query, this.#index.folders);
  }

  sitesOf(query: SitesOfParams): SitesOfResult {
    if (!isSiteQuery(query)) return { total: 0, sites: [] };
    this.#index.start();
    return sitesOf(this.#index.files.byDirectory(), query, this.#index.folders);
  }

  /** Files whose sites changed since the client was told of them. */
  report(params: ReportParams): ReportAnswer {
    if (!isReportParams(params)) return NOTHING_CHANGED;
    this.#index.start();
    this.#notifySoon();
    return reportSince(this.#index.files, params, this.#index.folders);
  }

  /** An open document was judged. */
  judged({ uri, text }: OpenDocument, result: DocumentResult): void {
    if (!this.#index.isStarted) return;
    const name = packageName(text.getText()) ?? '';
    this.#index.judged(
      result.kind === 'skipped'
        ? emptyRecord(uri, name, result.version)
        : recordOf(text, name, result.version, result.analysis, result.around.go, this.#client),
    );
  }

  /** A file changed on disk, or was closed. */
  touch(uri: string): void {
    this.#index.touch(uri);
  }

  /** As {@link WorkspaceIndex.touchBelow}. */
  touchBelow(uris: readonly string[]): readonly string[] {
    return this.#index.touchBelow(uris);
  }

  /** The client says that settings changed. */
  settingsChanged(): void {
    this.#index.settingsChanged().catch((error: unknown) => {
      this.#connection.console.error(`settings could not be compared: ${describeError(error)}`);
    });
  }

  /** Project or module files, or the folders changed. */
  rescan(): void {
    this.#index.rescan();
  }

  dispose(): void {
    clearTimeout(this.#notifyTimer);
    this.#index.dispose();
    clearTimeout(this.#notifyTimer);
  }

  #notifySoon(): void {
    if (!this.#client.status) return;
    this.#notifyTimer ??= setTimeout(() => {
      this.#notifyTimer = undefined;
      const state = this.#state();
      const json = JSON.stringify(state);
      if (json === this.#lastNotified) return;
      this.#lastNotified = json;
      void this.#connection.sendNotification(WORKSPACE, state);
    }, NOTIFY_INTERVAL);
  }

  #state(): WorkspaceParams {
    let [files, sites, findings] = [0, 0, 0];
    for (const record of this.#index.files.records()) {
      files++;
      sites += record.sites.filter(({ type }) => type !== null).length;
      findings += record.diagnostics.length;
    }
    return { ...this.#index.progress, files, sites, findings };
  }
}
