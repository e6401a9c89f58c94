import type {
  FilesMessage,
  ReportProgress,
  ReportToHost,
  ReportToView,
} from '../../src/protocol/report-view.ts';
import type { Host } from '../../src/webview/shared/host.ts';
import { generatedFiles } from './report-rows.ts';
import { THEMES } from './themes.ts';
import type { ThemeName } from './themes.ts';

// Stands in for the editor when the report is opened by itself: `?theme=dark`, with `&rows=50000` for a large workspace made up.

declare global {
  /** What the server tells of examples/. */
  const PAGE_DATA: FilesMessage;

  interface Window {
    /** What the page has sent, for tests. */
    bucketwiseReportPosted: ReportToHost[];
    /** Sends something to the page as the host would. */
    bucketwiseSay: (message: ReportToView) => void;
    /** Tells the page everything, as to one that was just opened. */
    bucketwiseTellAll: () => void;
    bucketwiseReportTheme: (name: ThemeName) => void;
  }
}

const STATE_KEY = 'bucketwise-report';
const query = new URLSearchParams(location.search);

window.bucketwiseReportPosted = [];
window.bucketwiseReportTheme = (name) => {
  const { bodyClass, variables } = THEMES[name];
  const { style } = document.documentElement;
  style.cssText = '';
  for (const [variable, value] of Object.entries(variables)) style.setProperty(variable, value);
  document.body.className = bodyClass;
};
window.bucketwiseReportTheme((query.get('theme') ?? 'dark') as ThemeName);

const listeners = new Set<(message: ReportToView) => void>();
window.bucketwiseSay = (message) => {
  for (const listener of listeners) listener(message);
};

const COMPLETE: ReportProgress = { state: 'complete', done: 6, directories: 6, problems: [] };

const rows = Number(query.get('rows') ?? 0);
/** As text, which is how messages come from another process. */
const messages = (rows > 0 ? generatedFiles(rows) : [PAGE_DATA]).map((message) => JSON.stringify(message));

window.bucketwiseTellAll = () => {
  window.bucketwiseSay({ type: 'begin', session: 'test' });
  for (const message of messages) window.bucketwiseSay(JSON.parse(message) as FilesMessage);
  window.bucketwiseSay({ type: 'progress', ...COMPLETE });
};

const host: Host<ReportToHost, ReportToView> = {
  can: new Set(['reveal', 'save']),
  post: (message) => {
    window.bucketwiseReportPosted.push(message);
    // Later, as a message from another process would come.
    if (message.type === 'ready') setTimeout(window.bucketwiseTellAll);
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
