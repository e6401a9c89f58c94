import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Shown, SimulatorToHost, SimulatorToView, SimulatorView } from '../../protocol/webview.ts';
import type { Host } from '../shared/host.ts';
import { speak } from '../shared/texts.ts';
import { Simulator } from './simulator.tsx';
import { restoredView } from './view-state.ts';

/** How long a notice stands, ms. */
const NOTICE_DURATION = 6000;

/** A sentence for the reader about something they asked for. */
export interface Notice {
  readonly text: string;
  readonly isProblem: boolean;
}

interface Opened {
  readonly shown: Shown;
  readonly view: SimulatorView;
  /** Links followed so far. */
  readonly link: number;
}

/** Waits for the host to say what to show. */
export function App({ host }: { readonly host: Host<SimulatorToHost, SimulatorToView> }): JSX.Element | null {
  const [opened, setOpened] = useState<Opened>();
  const links = useRef(0);
  const [notice, setNotice] = useState<Notice>();
  useEffect(() => {
    const stop = host.listen((message) => {
      switch (message.type) {
        case 'show':
          speak(message.l10n);
          // A link opens anew each time it is followed, whatever was changed since the last time.
          if (message.setup !== null) links.current++;
          setOpened({
            shown: message,
            view: restoredView(host.getState(), message),
            link: links.current,
          });
          break;
        case 'copied':
          setNotice({ text: 'Copied.', isProblem: false });
          break;
        case 'notice':
          setNotice({ text: message.text, isProblem: message.isProblem });
          break;
      }
    });
    host.post({ type: 'ready' });
    return stop;
  }, [host]);
  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(() => {
      setNotice(undefined);
    }, NOTICE_DURATION);
    return () => {
      clearTimeout(timer);
    };
  }, [notice]);
  if (opened === undefined) return null;
  const { shown, view, link } = opened;
  const key = JSON.stringify([shown.site, link]);
  return <Simulator key={key} host={host} shown={shown} view={view} notice={notice} onNotice={setNotice} />;
}
