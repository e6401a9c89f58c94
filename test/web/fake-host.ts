import type { SimulatorToHost, SimulatorToView } from '../../src/protocol/webview.ts';
import type { Host } from '../../src/webview/shared/host.ts';
import { setupFromText } from '../../src/protocol/simulator-setup.ts';
import { SITES } from './sites.ts';
import type { SiteName } from './sites.ts';
import { THEMES } from './themes.ts';
import type { ThemeName } from './themes.ts';

// Stands in for the editor when the page is opened by itself: `?theme=dark&site=classic&setup={…}`.

declare global {
  interface Window {
    /** What the page has sent, for tests. */
    bucketwisePosted: SimulatorToHost[];
    bucketwiseTheme: (name: ThemeName) => void;
  }
}

const STATE_KEY = 'bucketwise-state';
const query = new URLSearchParams(location.search);

window.bucketwisePosted = [];
window.bucketwiseTheme = (name) => {
  const { bodyClass, variables } = THEMES[name];
  const { style } = document.documentElement;
  style.cssText = '';
  for (const [variable, value] of Object.entries(variables)) style.setProperty(variable, value);
  document.body.className = bodyClass;
};
window.bucketwiseTheme((query.get('theme') ?? 'dark') as ThemeName);

const listeners = new Set<(message: SimulatorToView) => void>();
const answer = (message: SimulatorToView): void => {
  // Later, as a message from another process would come.
  setTimeout(() => {
    for (const listener of listeners) listener(message);
  });
};

const host: Host<SimulatorToHost, SimulatorToView> = {
  can: new Set(['reveal', 'copyLink', 'applyHint', 'save']),
  post: (message) => {
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
  listen: (receive) => {
    listeners.add(receive);
    return () => {
      listeners.delete(receive);
    };
  },
  getState: () => JSON.parse(sessionStorage.getItem(STATE_KEY) ?? 'null') as unknown,
  setState: (state) => {
    sessionStorage.setItem(STATE_KEY, JSON.stringify(state));
  },
};
window.bucketwiseHost = host;
