import * as l10n from '@vscode/l10n';
import {
  CodeLensRefreshRequest,
  DocumentDiagnosticReportKind,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { NEVER, type Cancellation } from '../../base/cancellation.ts';
import { formatGoVersion } from '../../base/go-version.ts';
import { STATUS, type StatusParams } from '../../protocol/requests.ts';
import { runtimeFor } from '../../simulator/index.ts';
import type { Analyzer, DocumentResult } from './analyzer.ts';
import type { Client } from './client.ts';
import { ResultIds, toDiagnostics } from './diagnostics.ts';
import type { OpenDocuments } from './documents.ts';
import { directoryOf, normalizeUri } from './file-access.ts';
import { describeError } from './guarded.ts';

/** Milliseconds of silence before diagnostics are pushed: about the pause between two words. */
const PUSH_DELAY = 200;

/** Milliseconds in which changes on disk are gathered: a branch switch touches many files at once. */
const REFRESH_DELAY = 150;

/** Gives diagnostics to the client: on request where it can ask, else by pushing them after each change. */
export class DiagnosticService {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #documents: OpenDocuments;
  readonly #analyzer: Analyzer;
  readonly #ids: ResultIds;
  readonly #pushTimers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #lastStatus = new Map<string, string>();
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    connection: Connection,
    client: Client,
    documents: OpenDocuments,
    analyzer: Analyzer,
    session: string,
  ) {
    this.#connection = connection;
    this.#client = client;
    this.#documents = documents;
    this.#analyzer = analyzer;
    this.#ids = new ResultIds(session);
  }

  /** @throws CancelledError */
  async pull(
    uri: string,
    previousId: string | undefined,
    cancellation: Cancellation,
  ): Promise<DocumentDiagnosticReport> {
    const { items } = await this.#judge(uri, cancellation);
    const resultId = this.#ids.idFor(uri, items);
    if (resultId === previousId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  /** A document was opened or edited: the ones beside it may be judged differently too. */
  changed(uri: string): void {
    if (this.#client.pullsDiagnostics) return;
    const directory = directoryOf(normalizeUri(uri));
    for (const document of this.#documents.all()) {
      if (directoryOf(normalizeUri(document.uri)) === directory) this.#pushSoon(document.uri);
    }
  }

  closed(uri: string): void {
    clearTimeout(this.#pushTimers.get(uri));
    this.#pushTimers.delete(uri);
    this.#lastStatus.delete(uri);
    this.#ids.forget(uri);
    this.#analyzer.forget(uri);
    if (!this.#client.pullsDiagnostics) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Something outside the documents changed: settings, module files, other files of a package. All is to be asked anew. */
  refreshSoon(): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => {
      const { languages } = this.#connection;
      const { pullsDiagnostics, refreshesDiagnostics, refreshesLenses, refreshesInlayHints } = this.#client;
      if (!pullsDiagnostics) for (const { uri } of this.#documents.all()) this.#pushSoon(uri);
      const asked: Promise<void>[] = [];
      if (pullsDiagnostics && refreshesDiagnostics) asked.push(languages.diagnostics.refresh());
      if (refreshesLenses) asked.push(this.#connection.sendRequest(CodeLensRefreshRequest.type));
      if (refreshesInlayHints) asked.push(languages.inlayHint.refresh());
      Promise.all(asked).catch((error: unknown) => {
        this.#connection.console.error(`refresh failed: ${describeError(error)}`);
      });
    }, REFRESH_DELAY);
  }

  dispose(): void {
    clearTimeout(this.#refreshTimer);
    for (const timer of this.#pushTimers.values()) clearTimeout(timer);
    this.#pushTimers.clear();
  }

  #pushSoon(uri: string): void {
    clearTimeout(this.#pushTimers.get(uri));
    this.#pushTimers.set(
      uri,
      setTimeout(() => {
        this.#pushTimers.delete(uri);
        this.#push(uri).catch((error: unknown) => {
          this.#connection.console.error(`diagnostics failed: ${describeError(error)}`);
        });
      }, PUSH_DELAY),
    );
  }

  async #push(uri: string): Promise<void> {
    const { items, version } = await this.#judge(uri, NEVER);
    if (version === undefined) return;
    await this.#connection.sendDiagnostics({ uri, version, diagnostics: [...items] });
  }

  async #judge(
    uri: string,
    cancellation: Cancellation,
  ): Promise<{ readonly items: Diagnostic[]; readonly version: number | undefined }> {
    const result = await this.#analyzer.analyse(uri, cancellation);
    const document = this.#documents.get(uri);
    if (result === undefined || document === undefined) return { items: [], version: undefined };
    const findings = result.kind === 'analysed' ? result.analysis.findings : [];
    const items = toDiagnostics(findings, document.text, this.#client);
    this.#tellStatus(uri, result);
    return { items, version: result.version };
  }

  #tellStatus(uri: string, result: DocumentResult): void {
    if (!this.#client.status) return;
    const status = statusOf(uri, result);
    const json = JSON.stringify(status);
    if (this.#lastStatus.get(uri) === json) return;
    this.#lastStatus.set(uri, json);
    void this.#connection.sendNotification(STATUS, status);
  }
}

/** What the language status item says of a document. */
export function statusOf(uri: string, result: DocumentResult): StatusParams {
  const { go, settings } = result.around;
  const isWanted = result.kind === 'skipped' && result.isWanted;
  const degraded =
    result.kind === 'skipped'
      ? [result.reason]
      : result.analysis.failures.map(({ ruleId, message }) =>
          l10n.t('The rule {0} failed and is off for this file: {1}', ruleId, message),
        );
  return {
    uri,
    goVersion: formatGoVersion(go.runtime),
    layout: runtimeFor(go.runtime, { noSwissMap: go.noSwissMap }).layout,
    source: go.runtimeSource,
    problems: [...settings.problems, ...go.problems, ...(isWanted ? [] : degraded)],
    notes: isWanted ? degraded : [],
    findings: result.kind === 'analysed' ? result.analysis.findings.length : 0,
  };
}
