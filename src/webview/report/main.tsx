import { render } from 'preact';
import type { ReportToHost, ReportToView } from '../../protocol/report-view.ts';
import { acquireHost } from '../shared/host.ts';
import { App } from './app.tsx';
import './report.css';

const host = acquireHost<ReportToHost, ReportToView>();
const root = document.getElementById('root');
if (host !== undefined && root !== null) {
  const report = (problem: unknown): void => {
    const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    host.post({ type: 'problem', message: text.slice(0, 5000) });
  };
  window.addEventListener('error', (event) => {
    report(event.error);
  });
  window.addEventListener('unhandledrejection', (event) => {
    report(event.reason);
  });
  render(<App host={host} />, root);
}
