import { setupFromText } from '../../src/protocol/simulator-setup.ts';
import type { SimulatorToHost, SimulatorToView } from '../../src/protocol/webview.ts';
import { SITES } from './sites.ts';
import type { SiteName } from './sites.ts';
import { showTheme, standIn } from './stand-in.ts';
import type { ThemeName } from './themes.ts';

// Stands in for the editor when the page is opened by itself: `?theme=dark&site=classic&setup={…}`.

declare global {
  interface Window {
    /** What the page has sent, for tests. */
    bucketwisePosted: SimulatorToHost[];
    bucketwiseTheme: (name: ThemeName) => void;
  }
}

const query = new URLSearchParams(location.search);
window.bucketwisePosted = [];
window.bucketwiseTheme = showTheme;
showTheme((query.get('theme') ?? 'dark') as ThemeName);

const answer = (message: SimulatorToView): void => {
  // Later, as a message from another process would come.
  setTimeout(() => {
    say(message);
  });
};

const { host, say } = standIn<SimulatorToHost, SimulatorToView>(
  'bucketwise-state',
  ['reveal', 'copyLink', 'applyHint', 'save'],
  (message) => {
    window.bucketwisePosted.push(message);
    if (message.type === 'ready')
      answer({
        type: 'show',
        site: SITES[(query.get('site') ?? 'none') as SiteName],
        setup: setupFromText(query.get('setup') ?? '') ?? null,
        goVersion: null,
        layout: null,
      });
    if (message.type === 'copyText') answer({ type: 'copied' });
  },
);
window.bucketwiseHost = host;
