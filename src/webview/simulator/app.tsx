import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
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

/** Waits for the host to say what to show. */
export function App({ host }: { readonly host: Host<SimulatorToHost, SimulatorToView> }): JSX.Element | null {
  const [opened, setOpened] = useState<{ readonly shown: Shown; readonly view: SimulatorView }>();
  const [notice, setNotice] = useState<Notice>();
  useEffect(() => {
    const stop = host.listen((message) => {
      switch (message.type) {
        case 'show':
          speak(message.l10n);
          setOpened({ shown: message, view: restoredView(host.getState(), message) });
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
  const { site, setup } = opened.shown;
  // Another map, or another link, starts anew.
  const key = JSON.stringify([site, setup]);
  return <Simulator key={key} host={host} {...opened} notice={notice} onNotice={setNotice} />;
}
