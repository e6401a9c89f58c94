import type { SiteSummary } from '../../protocol/requests.ts';
import { parseSimulatorState, parseSimulatorToHost } from '../../protocol/webview.ts';
import type { SimulatorToView } from '../../protocol/webview.ts';

/** What a session needs of the editor. */
export interface SessionHost {
  readonly post: (message: SimulatorToView) => void;
  readonly reveal: (site: SiteSummary) => void;
  /** Resolves when the text is on the clipboard. */
  readonly copy: (text: string) => Promise<void>;
  /** True for an address inside a workspace folder. */
  readonly inWorkspace: (uri: string) => boolean;
  readonly warn: (message: string) => void;
}

/** The host's side of one simulator page. */
export interface SimulatorSession {
  /** Shows a site; null for an empty simulator. */
  readonly open: (site: SiteSummary | null) => void;
  /** Shows what a page of an earlier window kept. A damaged state gives an empty simulator. */
  readonly restore: (state: unknown) => void;
  /** Takes what the page sent, whatever it is. */
  readonly receive: (message: unknown) => void;
  /** The page was hidden and with it thrown away; it will be ready again when it is shown. */
  readonly hidden: () => void;
}

/**
 * Holds what a simulator page shows. The page may go and come back at any time, so the site lies here and is sent when
 * the page says that it is ready.
 */
export function createSimulatorSession(host: SessionHost): SimulatorSession {
  let site: SiteSummary | null = null;
  // The command was called on this address by the reader; a restored one is only what some page once kept.
  let openedUri: string | undefined;
  let ready = false;

  const show = (): void => {
    if (ready) host.post({ type: 'show', site, setup: null, goVersion: null, layout: null });
  };

  const reveal = (): void => {
    if (site === null) return;
    if (site.uri === openedUri || host.inWorkspace(site.uri)) host.reveal(site);
    else host.warn('The growth simulator shows no file from outside the workspace.');
  };

  return {
    open: (next) => {
      site = next;
      openedUri = next?.uri;
      show();
    },
    restore: (state) => {
      site = parseSimulatorState(state)?.site ?? null;
      openedUri = undefined;
      show();
    },
    receive: (raw) => {
      const message = parseSimulatorToHost(raw);
      switch (message?.type) {
        case 'ready':
          ready = true;
          show();
          break;
        case 'revealSite':
          reveal();
          break;
        case 'copyText':
          host.copy(message.text).then(
            () => {
              host.post({ type: 'copied' });
            },
            (problem: unknown) => {
              host.warn(`Could not copy: ${String(problem)}`);
            },
          );
          break;
        case 'problem':
          host.warn(`Growth simulator page: ${message.message}`);
          break;
        case undefined:
          host.warn('The growth simulator page sent a message that is not understood.');
          break;
      }
    },
    hidden: () => {
      ready = false;
    },
  };
}
