import * as vscode from 'vscode';
import type { SiteSummary } from '../../protocol/requests.ts';
import { SIMULATOR_VIEW_TYPE } from '../../protocol/webview.ts';
import { toRange } from '../common/wire-range.ts';
import { freshNonce, panelHtml } from './panel-html.ts';
import { createSimulatorSession } from './simulator-session.ts';
import type { SimulatorSession } from './simulator-session.ts';

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  readonly session: SimulatorSession;
}

let current: OpenPanel | undefined;

/**
 * Lets a simulator that was open when the window closed come back with it. Call once on activation.
 * The manifest activates the extension for it by `onWebviewPanel:bucketwise.simulator`.
 */
export function registerSimulatorPanel(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(SIMULATOR_VIEW_TYPE, {
    deserializeWebviewPanel: (panel, state: unknown) => {
      adopt(context, panel, log).session.restore(state);
      return Promise.resolve();
    },
  });
}

/** Shows the growth simulator on a site, or empty. There is one panel; it is reused. */
export function openSimulatorPanel(
  context: vscode.ExtensionContext,
  site: SiteSummary | undefined,
  log: vscode.LogOutputChannel,
): void {
  current ??= adopt(
    context,
    vscode.window.createWebviewPanel(
      SIMULATOR_VIEW_TYPE,
      vscode.l10n.t('Growth Simulator'),
      vscode.ViewColumn.Beside,
    ),
    log,
  );
  current.session.open(site ?? null);
  current.panel.reveal(undefined, false);
}

function adopt(
  context: vscode.ExtensionContext,
  panel: vscode.WebviewPanel,
  log: vscode.LogOutputChannel,
): OpenPanel {
  const { webview } = panel;
  const pages = vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview');
  const session = createSimulatorSession({
    post: (message) => {
      // False only says that the page is gone; it asks again when it is back.
      void webview.postMessage(message);
    },
    reveal: (site) => {
      revealSite(site).catch((problem: unknown) => {
        log.warn(`Could not open ${site.uri}: ${String(problem)}`);
      });
    },
    copy: async (text) => {
      await vscode.env.clipboard.writeText(text);
    },
    inWorkspace: (uri) => vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined,
    warn: (message) => {
      log.warn(message);
    },
  });
  const opened: OpenPanel = { panel, session };
  const listeners = [
    webview.onDidReceiveMessage(session.receive),
    panel.onDidChangeViewState(() => {
      if (!panel.visible) session.hidden();
    }),
  ];
  panel.onDidDispose(() => {
    for (const listener of listeners) listener.dispose();
    if (current === opened) current = undefined;
  });
  current = opened;
  panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.png');
  webview.options = { enableScripts: true, localResourceRoots: [pages] };
  webview.html = panelHtml({
    cspSource: webview.cspSource,
    nonce: freshNonce(),
    scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(pages, 'simulator.js')).toString(),
    styleUri: webview.asWebviewUri(vscode.Uri.joinPath(pages, 'simulator.css')).toString(),
    title: panel.title,
  });
  return opened;
}

async function revealSite(site: SiteSummary): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(site.uri));
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    // The editor that shows it already, else the first one: never on top of the panel.
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    selection: toRange(site.range),
  });
}
