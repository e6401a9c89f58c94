import type { JSX } from 'preact';
import type { ReportToHost, ReportToView } from '../../protocol/report-view.ts';
import type { Host } from '../shared/host.ts';
import { Report } from './report.tsx';
import { useRows } from './use-rows.ts';

/** Waits for the host to say that it knows the page. */
export function App({ host }: { readonly host: Host<ReportToHost, ReportToView> }): JSX.Element | null {
  const data = useRows(host);
  // Another session has other numbers for rows: what was chosen in the old one is forgotten with its page.
  return data === undefined ? null : <Report key={data.session} host={host} data={data} />;
}
