import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SiteSummary } from '../../protocol/requests.ts';
import type { SimulatorToHost, SimulatorToView } from '../../protocol/webview.ts';
import type { Host } from '../shared/host.ts';
import { speak } from '../shared/texts.ts';
import { Simulator } from './simulator.tsx';
import { linkedView, restoredView } from './view-state.ts';
import type { FillView } from './view-state.ts';

/** How long `copied` stands, ms. */
const NOTICE_DURATION = 2500;

/** Waits for the host to say what to show. */
export function App({ host }: { readonly host: Host<SimulatorToHost, SimulatorToView> }): JSX.Element | null {
  const [shown, setShown] = useState<{ readonly site: SiteSummary | null; readonly view: FillView }>();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const stop = host.listen((message) => {
      switch (message.type) {
        case 'show':
          speak(message.l10n);
          setShown({
            site: message.site,
            view:
              message.setup === null
                ? restoredView(host.getState(), message.site)
                : linkedView(message.setup, message.site),
          });
          break;
        case 'copied':
          setCopied(true);
          break;
        case 'notice':
          break;
      }
    });
    host.post({ type: 'ready' });
    return stop;
  }, [host]);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, NOTICE_DURATION);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  if (shown === undefined) return null;
  return <Simulator key={JSON.stringify(shown.site)} host={host} {...shown} copied={copied} />;
}
