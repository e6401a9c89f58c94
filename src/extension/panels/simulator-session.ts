import type { HintToApply, SiteSummary } from '../../protocol/requests.ts';
import type { FileToSave } from '../../protocol/saved-file.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { parseSimulatorState, parseSimulatorToHost } from '../../protocol/webview.ts';
import type { Shown, SimulatorToView } from '../../protocol/webview.ts';
import { seldom } from './seldom.ts';

/** What became of something the reader asked for, in their language. */
export interface Outcome {
  readonly text: string;
  readonly isProblem: boolean;
}

/** What a session needs of the editor. */
export interface SessionHost {
  readonly post: (message: SimulatorToView) => void;
  /** Shows the site's code. Undefined: it is there, and nothing has to be said. */
  readonly reveal: (site: SiteSummary) => Promise<Outcome | undefined>;
  /** Resolves when the text is on the clipboard. */
  readonly copy: (text: string) => Promise<void>;
  readonly copyLink: (setup: SimulatorSetup) => Promise<Outcome>;
  /** Undefined: the reader thought better of it. */
  readonly save: (file: FileToSave) => Promise<Outcome | undefined>;
  /** Writes a hint into the code. Also gives the site as it is then; undefined where it stayed as it was. */
  readonly applyHint: (
    site: SiteSummary,
    hint: HintToApply,
  ) => Promise<{ readonly outcome: Outcome; readonly site: SiteSummary | undefined }>;
  /** Go version of the project, for a simulator without a site, and the page's texts. */
  readonly surroundings: () => Pick<Shown, 'goVersion' | 'layout' | 'l10n'>;
  /** True for an address inside a workspace folder. */
  readonly inWorkspace: (uri: string) => boolean;
  readonly warn: (message: string) => void;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  readonly words: {
    readonly outside: string;
    readonly noSite: string;
    readonly failed: string;
  };
}

/** The host's side of one simulator page. */
export interface SimulatorSession {
  /** Shows a site, or what a link asks for; without either an empty simulator. */
  readonly open: (site: SiteSummary | null, setup?: SimulatorSetup) => void;
  /** Shows what a page of an earlier window kept. A damaged state gives an empty simulator. */
  readonly restore: (state: unknown) => void;
  /** Takes what the page sent, whatever it is. */
  readonly receive: (message: unknown) => void;
  /** The page was hidden and with it thrown away; it will be ready again when it is shown. */
  readonly hidden: () => void;
}

type Kind = 'reveal' | 'copy' | 'copy link' | 'save' | 'apply hint';

/** Where the reader is asked, or the code is changed: a second one meanwhile is left out. */
const ONE_AT_A_TIME: ReadonlySet<Kind> = new Set(['save', 'apply hint']);

/** Between two entries of the log about what one page sends, ms. */
const LOG_PAUSE = 10_000;

/**
 * Holds what a simulator page shows. The page may go and come back at any time, so the site lies here and is sent when
 * the page says that it is ready.
 */
export function createSimulatorSession(host: SessionHost): SimulatorSession {
  let site: SiteSummary | null = null;
  /** Of a link, until it has been sent: from then on the page keeps what the reader makes of it. */
  let linked: SimulatorSetup | null = null;
  // The command was called on this address by the reader; a restored one is only what some page once kept.
  let openedUri: string | undefined;
  let ready = false;
  /** How something ended while the page was away. */
  let untold: Outcome | undefined;
  const underWay = new Set<Kind>();
  const complain = seldom(host.warn, LOG_PAUSE, host.now);

  const show = (): void => {
    if (!ready) return;
    host.post({ type: 'show', site, setup: linked, ...host.surroundings() });
    linked = null;
  };

  const tell = (outcome: Outcome): void => {
    untold = ready ? undefined : outcome;
    if (ready) host.post({ type: 'notice', ...outcome });
  };

  /** Does what the reader asked for; what fails is told and logged. */
  const attempt = (kind: Kind, action: () => Promise<Outcome | undefined>): void => {
    if (ONE_AT_A_TIME.has(kind) && underWay.has(kind)) return;
    underWay.add(kind);
    action()
      .catch((problem: unknown): Outcome => {
        host.warn(`Growth simulator, ${kind}: ${String(problem)}`);
        return { text: host.words.failed, isProblem: true };
      })
      .then((outcome) => {
        underWay.delete(kind);
        if (outcome !== undefined) tell(outcome);
      })
      .catch((problem: unknown) => {
        host.warn(String(problem));
      });
  };

  /** Does something with the code of the site, if the reader may mean that code. */
  const withSite = (kind: Kind, action: (site: SiteSummary) => Promise<Outcome | undefined>): void => {
    const { outside, noSite } = host.words;
    const here = site;
    if (here === null) tell({ text: noSite, isProblem: true });
    else if (here.uri === openedUri || host.inWorkspace(here.uri)) attempt(kind, () => action(here));
    else tell({ text: outside, isProblem: true });
  };

  const applyHint = async (to: SiteSummary, hint: HintToApply): Promise<Outcome> => {
    const applied = await host.applyHint(to, hint);
    // The reader may have opened another map meanwhile.
    if (applied.site !== undefined && site === to) {
      site = applied.site;
      show();
    }
    return applied.outcome;
  };

  return {
    open: (next, setup) => {
      site = next;
      linked = setup ?? null;
      openedUri = next?.uri;
      untold = undefined;
      show();
    },
    restore: (state) => {
      // The page has kept the rest itself.
      site = parseSimulatorState(state)?.site ?? null;
      linked = null;
      openedUri = undefined;
      show();
    },
    receive: (raw) => {
      const message = parseSimulatorToHost(raw);
      switch (message?.type) {
        case 'ready':
          ready = true;
          show();
          if (untold !== undefined) tell(untold);
          break;
        case 'revealSite':
          withSite('reveal', host.reveal);
          break;
        case 'copyText':
          attempt('copy', async () => {
            await host.copy(message.text);
            if (ready) host.post({ type: 'copied' });
            return undefined;
          });
          break;
        case 'copyLink':
          attempt('copy link', () => host.copyLink(message.setup));
          break;
        case 'saveFile': {
          const { format, name, content } = message;
          attempt('save', () => host.save({ format, name, content }));
          break;
        }
        case 'applyHint':
          withSite('apply hint', (here) => applyHint(here, message.hint));
          break;
        case 'problem':
          complain(`Growth simulator page: ${message.message}`);
          break;
        case undefined:
          complain('The growth simulator page sent a message that is not understood.');
          break;
      }
    },
    hidden: () => {
      ready = false;
    },
  };
}
