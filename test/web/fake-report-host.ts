import type {
  FilesMessage,
  ReportProgress,
  ReportToHost,
  ReportToView,
} from '../../src/protocol/report-view.ts';
import { generatedFiles } from './report-rows.ts';
import { showTheme, standIn } from './stand-in.ts';
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

const query = new URLSearchParams(location.search);
window.bucketwiseReportPosted = [];
window.bucketwiseReportTheme = showTheme;
showTheme((query.get('theme') ?? 'dark') as ThemeName);

const { host, say } = standIn<ReportToHost, ReportToView>(
  'bucketwise-report',
  ['reveal', 'save'],
  (message) => {
    window.bucketwiseReportPosted.push(message);
    // Later, as a message from another process would come.
    if (message.type === 'ready') setTimeout(window.bucketwiseTellAll);
  },
);
window.bucketwiseSay = say;

const COMPLETE: ReportProgress = { state: 'complete', done: 6, directories: 6, problems: [] };

const rows = Number(query.get('rows') ?? 0);
/** As text, which is how messages come from another process. */
const messages = (rows > 0 ? generatedFiles(rows) : [PAGE_DATA]).map((message) => JSON.stringify(message));

window.bucketwiseTellAll = () => {
  window.bucketwiseSay({ type: 'begin', session: 'test' });
  for (const message of messages) window.bucketwiseSay(JSON.parse(message) as FilesMessage);
  window.bucketwiseSay({ type: 'progress', ...COMPLETE });
};

window.bucketwiseHost = host;
