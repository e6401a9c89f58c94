import * as vscode from 'vscode';
import type { SiteSummary } from '../../protocol/requests.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { SIMULATOR_VIEW_TYPE, type Shown } from '../../protocol/webview.ts';
import { isInWorkspace, showPage } from './panel-page.ts';
import { applyHint, copyLink, revealSite, saveFile, type SimulatorServer } from './simulator-actions.ts';
import { createSimulatorSession } from './simulator-session.ts';
import type { SimulatorSession } from './simulator-session.ts';

/** What the panel works with. */
export interface SimulatorPanelHost {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: SimulatorServer;
  /** Go version of the Go file that was in front last. */
  readonly project: () => Pick<Shown, 'goVersion' | 'layout'>;
}

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  readonly session: SimulatorSession;
}

/** The panel of the growth simulator: there is one, and it is reused. */
export class SimulatorPanel {
  readonly #host: SimulatorPanelHost;
  readonly #serializer: vscode.Disposable;
  #current: OpenPanel | undefined;

  /**
   * From here on a simulator that was open when the window closed comes back with it. The manifest activates the extension
   * for it by `onWebviewPanel:bucketwise.simulator`.
   */
  constructor(host: SimulatorPanelHost) {
    this.#host = host;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(SIMULATOR_VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        this.#adopt(panel).session.restore(state);
        return Promise.resolve();
      },
    });
  }

  /** Shows the simulator on a site, with the setup of a link, or empty. */
  open(site: SiteSummary | undefined, setup?: SimulatorSetup): void {
    this.#current ??= this.#adopt(
      vscode.window.createWebviewPanel(
        SIMULATOR_VIEW_TYPE,
        vscode.l10n.t('Growth Simulator'),
        vscode.ViewColumn.Beside,
      ),
    );
    this.#current.session.open(site ?? null, setup);
    this.#current.panel.reveal(undefined, false);
  }

  dispose(): void {
    this.#serializer.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): OpenPanel {
    const { webview } = panel;
    const session = this.#sessionFor(webview);
    const opened: OpenPanel = { panel, session };
    const listeners = [
      webview.onDidReceiveMessage(session.receive),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) session.hidden();
      }),
    ];
    panel.onDidDispose(() => {
      for (const listener of listeners) listener.dispose();
      if (this.#current === opened) this.#current = undefined;
    });
    this.#current = opened;
    showPage(panel, this.#host.context, 'simulator');
    return opened;
  }

  #sessionFor(webview: vscode.Webview): SimulatorSession {
    const { context, log, server, project } = this.#host;
    return createSimulatorSession({
      post: (message) => {
        // False only says that the page is gone; it asks again when it is back.
        void webview.postMessage(message);
      },
      reveal: revealSite,
      copy: async (text) => {
        await vscode.env.clipboard.writeText(text);
      },
      copyLink: (setup) => copyLink(context.extension.id, setup),
      save: saveFile,
      applyHint: (site, hint) => applyHint(server, site, hint),
      surroundings: () => ({ ...project(), l10n: vscode.l10n.bundle }),
      inWorkspace: isInWorkspace,
      warn: (message) => {
        log.warn(message);
      },
      now: () => performance.now(),
      words: {
        outside: vscode.l10n.t(
          'The file is not in this workspace: open it, and simulate the map from there.',
        ),
        noSite: vscode.l10n.t('This simulator was opened without a map of your code.'),
        failed: vscode.l10n.t('That did not work. The output of Bucketwise says why.'),
      },
    });
  }
}
