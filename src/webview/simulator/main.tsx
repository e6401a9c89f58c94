import { render } from 'preact';
import type { SimulatorToHost, SimulatorToView } from '../../protocol/webview.ts';
import { acquireHost } from '../shared/host.ts';
import { standaloneHost } from '../standalone/host.ts';
import { App } from './app.tsx';
import './simulator.css';

const host = acquireHost<SimulatorToHost, SimulatorToView>() ?? standaloneHost();
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
