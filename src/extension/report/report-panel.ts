import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { REPORT, type ReportAnswer } from '../../protocol/report-requests.ts';
import { REPORT_VIEW_TYPE } from '../../protocol/report-view.ts';
import {
  EXPLAIN_RULE,
  OPEN_SIMULATOR,
  type SiteAtParams,
  type WorkspaceParams,
} from '../../protocol/requests.ts';
import type { FixedTexts } from '../common/fixed-text.ts';
import type { ServerState } from '../common/status-item.ts';
import { toRange } from '../common/wire-range.ts';
import { freshNonce } from '../panels/panel-html.ts';
import { isInWorkspace, showPage } from '../panels/panel-page.ts';
import { exportReport } from './export-report.ts';
import { FixPreview } from './fix-preview.ts';
import { fixSelected } from './fix-selected.ts';
import { ReportSession } from './report-session.ts';
import type { StoredRow } from './report-store.ts';

/** What the report needs of the extension around it. */
export interface ReportEnvironment {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly client: BaseLanguageClient;
  /** The client when it can be asked; says so to the user when it cannot. */
  readonly runningClient: (withoutIt: string) => Promise<BaseLanguageClient | undefined>;
  readonly texts: FixedTexts;
}

/** The site report: one panel, which is reused, and what it is told. */
export class ReportPanel {
  readonly #environment: ReportEnvironment;
  readonly #preview: FixPreview;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #open: { readonly panel: vscode.WebviewPanel; readonly session: ReportSession } | undefined;
  #workspace: WorkspaceParams | undefined;

  constructor(environment: ReportEnvironment) {
    this.#environment = environment;
    this.#preview = new FixPreview(environment.texts);
    this.#subscriptions = [
      this.#preview,
      vscode.commands.registerCommand('bucketwise.openSiteReport', () => this.#show()),
      // The manifest activates the extension for it by `onWebviewPanel:bucketwise.siteReport`.
      vscode.window.registerWebviewPanelSerializer(REPORT_VIEW_TYPE, {
        deserializeWebviewPanel: (panel) => {
          this.#adopt(panel);
          return Promise.resolve();
        },
      }),
    ];
  }

  setWorkspace(params: WorkspaceParams): void {
    this.#workspace = params;
    this.#open?.session.setWorkspace(params);
  }

  setServer(server: ServerState): void {
    this.#workspace = undefined;
    this.#open?.session.setServer(server);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#open?.session.dispose();
  }

  #show(): void {
    if (this.#open !== undefined) {
      this.#open.panel.reveal();
      return;
    }
    this.#adopt(
      vscode.window.createWebviewPanel(
        REPORT_VIEW_TYPE,
        vscode.l10n.t('Site Report'),
        vscode.ViewColumn.Active,
      ),
    );
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { context, log } = this.#environment;
    this.#open?.panel.dispose();
    const session = this.#createSession(panel.webview);
    const listeners = [
      panel.webview.onDidReceiveMessage(session.receive),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) session.hidden();
      }),
    ];
    panel.onDidDispose(() => {
      for (const listener of listeners) listener.dispose();
      session.dispose();
      if (this.#open?.session === session) this.#open = undefined;
    });
    this.#open = { panel, session };
    if (this.#workspace !== undefined) session.setWorkspace(this.#workspace);
    log.debug('the site report was opened');
    showPage(panel, context, 'report');
  }

  #createSession(webview: vscode.Webview): ReportSession {
    const { context, log, client, runningClient } = this.#environment;
    const failed = (what: string) => (error: unknown) => {
      log.error(`${what} failed: ${String(error)}`);
      session.notice(vscode.l10n.t('That did not work; the output says why.'));
    };
    const session: ReportSession = new ReportSession(
      {
        // False only says that the page is gone; it asks again when it is back.
        post: (message) => void webview.postMessage(message),
        ask: async (params) => {
          // The first question may well come while the server is still starting.
          if (client.state === State.Starting) await client.start();
          return client.sendRequest<ReportAnswer>(REPORT, params);
        },
        reveal: (row) => void reveal(row).catch(failed('showing a map')),
        simulate: (row) => void vscode.commands.executeCommand(OPEN_SIMULATOR, placeOf(row)),
        explain: (rule) => void vscode.commands.executeCommand(EXPLAIN_RULE, rule),
        fix: (rows) =>
          void runningClient(
            vscode.l10n.t('The Bucketwise language server is not running, so nothing can be fixed.'),
          )
            .then((running) =>
              running === undefined
                ? undefined
                : fixSelected(running, rows, this.#preview, (text) => this.#open?.session.notice(text)),
            )
            .catch(failed('fixing')),
        export: (request) =>
          void exportReport(context, request)
            .then((text) => session.notice(text))
            .catch(failed('exporting')),
        inWorkspace: isInWorkspace,
        warn: (message) => log.warn(message),
      },
      freshNonce(),
      stateOf(client),
    );
    return session;
  }
}

function stateOf({ state }: BaseLanguageClient): ServerState {
  return state === State.Running ? 'running' : state === State.Starting ? 'starting' : 'stopped';
}

function placeOf({ file, site }: StoredRow): SiteAtParams {
  return { textDocument: { uri: file.uri }, position: site.range.start };
}

async function reveal({ file, site }: StoredRow): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file.uri));
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  // An output has no column.
  const other = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
  await vscode.window.showTextDocument(document, {
    // Beside the report, where an editor is there already; else in front of it, as it is as wide as the window.
    viewColumn: shown?.viewColumn ?? other?.viewColumn ?? vscode.ViewColumn.Active,
    selection: toRange(site.range),
  });
}
