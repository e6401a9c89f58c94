import type { ReportAnswer, ReportParams } from '../../protocol/report-requests.ts';
import {
  parseReportToHost,
  type ExportFormat,
  type ReportProgress,
  type ReportToHost,
  type ReportToView,
} from '../../protocol/report-view.ts';
import type { WorkspaceParams } from '../../protocol/requests.ts';
import type { ServerState } from '../common/status-item.ts';
import { createRefresher } from '../sites/refresher.ts';
import { ReportStore, type StoredRow } from './report-store.ts';

/** Sites asked for at a time. */
const LIMIT = 5_000;

/** Milliseconds between two questions while the workspace changes. */
const REFRESH_INTERVAL = 1_000;

/** What a session needs of the editor around it. */
export interface ReportHost {
  readonly post: (message: ReportToView) => void;
  readonly ask: (params: ReportParams) => Promise<ReportAnswer>;
  readonly reveal: (row: StoredRow) => void;
  readonly simulate: (row: StoredRow) => void;
  readonly explain: (rule: string) => void;
  readonly fix: (rows: readonly StoredRow[]) => void;
  readonly export: (request: ExportRequest) => void;
  /** True for an address inside a workspace folder. */
  readonly inWorkspace: (uri: string) => boolean;
  readonly warn: (message: string) => void;
}

export interface ExportRequest {
  readonly format: ExportFormat;
  readonly to: 'file' | 'clipboard';
  readonly rows: readonly StoredRow[];
  readonly go: string | null;
}

/**
 * The host's side of the report's page. Holds the rows, so that the page may go and come back at any time, and follows the
 * server as long as there is a page to be told.
 */
export class ReportSession {
  readonly #host: ReportHost;
  readonly #store = new ReportStore();
  /** Numbers of rows mean something in this session only. */
  readonly #name: string;
  readonly #refresher = createRefresher(
    () => void this.#fetch(),
    REFRESH_INTERVAL,
    () => this.#isFetching,
  );
  #isReady = false;
  /** How something ended while the page was away: the preview of fixes lies over it. */
  #untold: string | undefined;
  #isFetching = false;
  /** Revision up to which the rows are those of the server. */
  #reached = 0;
  /** The server is another: what it told before is gone when the new one has told something. */
  #isStale = false;
  #server: ServerState;
  #workspace: WorkspaceParams | undefined;

  /** @param server as it is now */
  constructor(host: ReportHost, name: string, server: ServerState) {
    this.#host = host;
    this.#name = name;
    this.#server = server;
  }

  /** Takes what the page sent, whatever it is. */
  readonly receive = (raw: unknown): void => {
    const message = parseReportToHost(raw);
    if (message === undefined) this.#host.warn('The site report sent a message that is not understood.');
    else this.#act(message);
  };

  /** The page was hidden and with it thrown away; it will be ready again when it is shown. */
  hidden(): void {
    this.#isReady = false;
  }

  /** The server told how far it is. */
  setWorkspace(params: WorkspaceParams): void {
    this.#workspace = params;
    if (params.revision > this.#reached) this.#refresher.soon();
    if (params.scanning || params.revision <= this.#reached) this.#tellProgress();
  }

  setServer(server: ServerState): void {
    this.#server = server;
    this.#workspace = undefined;
    if (server === 'running') {
      this.#reached = 0;
      this.#isStale = true;
      this.#refresher.now();
    } else this.#tellProgress();
  }

  /** Says how something that was asked for ended. */
  notice(text: string): void {
    this.#untold = this.#isReady ? undefined : text;
    this.#post({ type: 'notice', text });
  }

  dispose(): void {
    this.#isReady = false;
    this.#refresher.dispose();
  }

  #act(message: ReportToHost): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#tellAll();
        this.#refresher.now();
        break;
      case 'reveal':
      case 'simulate': {
        const row = this.#rowOf(message.row);
        if (row === undefined) break;
        if (message.type === 'reveal') this.#host.reveal(row);
        else this.#host.simulate(row);
        break;
      }
      case 'explain':
        this.#host.explain(message.rule);
        break;
      case 'fix': {
        const rows = this.#rowsOf(message.rows);
        if (rows !== undefined) this.#host.fix(rows);
        break;
      }
      case 'export': {
        const { format, to, go } = message;
        const rows = message.rows === null ? this.#store.inOrder() : this.#rowsOf(message.rows);
        if (rows !== undefined) this.#host.export({ format, to, rows, go });
        break;
      }
      case 'problem':
        this.#host.warn(`Site report page: ${message.message}`);
        break;
    }
  }

  /** A row the host gave a number, of a file in the workspace. */
  #rowOf(id: number): StoredRow | undefined {
    const row = this.#store.row(id);
    if (row === undefined) this.#host.warn(`The site report asked about row ${id}, which there is not.`);
    else if (!this.#host.inWorkspace(row.file.uri)) {
      this.#host.warn('The site report shows no file from outside the workspace.');
      return undefined;
    }
    return row;
  }

  /** Rows that went meanwhile are left out; a list in which none is known is refused. */
  #rowsOf(ids: readonly number[]): readonly StoredRow[] | undefined {
    const rows = [...new Set(ids)].flatMap((id) => this.#store.row(id) ?? []);
    if (rows.length > 0 || ids.length === 0) return rows;
    this.#host.warn('The site report asked about rows which there are not.');
    return undefined;
  }

  #tellAll(): void {
    this.#post({ type: 'begin', session: this.#name });
    for (const message of this.#store.everything()) this.#post(message);
    this.#tellProgress();
    if (this.#untold !== undefined) this.notice(this.#untold);
  }

  /** Asks for what changed until nothing is left, and tells the page. */
  async #fetch(): Promise<void> {
    if (this.#isFetching || !this.#isReady || this.#server === 'stopped') return;
    this.#isFetching = true;
    try {
      for (;;) {
        const answer = await this.#host.ask({ since: this.#reached, limit: LIMIT });
        if (this.#isStale || answer.isAnew) {
          this.#isStale = false;
          this.#store.clear();
          this.#post({ type: 'begin', session: this.#name });
        }
        this.#reached = answer.revision;
        const message = this.#store.apply(answer);
        const isNews = message.files.length > 0 || message.without.length > 0;
        if (isNews) this.#post(message);
        if (answer.isComplete) break;
      }
    } catch (error) {
      this.#host.warn(`The maps of the workspace could not be fetched: ${String(error)}`);
    } finally {
      this.#isFetching = false;
    }
    this.#tellProgress();
    // The server went on while it was asked.
    if ((this.#workspace?.revision ?? 0) > this.#reached) this.#refresher.soon();
  }

  #tellProgress(): void {
    this.#post({ type: 'progress', ...this.#progress() });
  }

  /** A page that is away is told everything when it is back. */
  #post(message: ReportToView): void {
    if (this.#isReady) this.#host.post(message);
  }

  #progress(): ReportProgress {
    const { scanning = true, directoriesDone = 0, directories = 0, problems = [] } = this.#workspace ?? {};
    const state =
      this.#server === 'stopped'
        ? 'down'
        : this.#workspace === undefined
          ? 'starting'
          : scanning || this.#workspace.revision > this.#reached
            ? 'scanning'
            : 'complete';
    return { state, done: directoriesDone, directories, problems };
  }
}
