import type { ComponentChild } from 'preact';
import { render } from 'preact';
import type { Host } from './host.ts';

/** What every page tells its host: an error in it, for the log. */
interface Problem {
  readonly type: 'problem';
  readonly message: string;
}

/** Characters of an error that are worth a line in the log. */
const MAX_MESSAGE = 5000;

/** Draws a page into the document of a panel, and tells its host what goes wrong in it. Nothing without a host. */
export function startPage<ToHost, ToView>(
  host: Host<ToHost | Problem, ToView> | undefined,
  app: (host: Host<ToHost | Problem, ToView>) => ComponentChild,
): void {
  const root = document.getElementById('root');
  if (host === undefined || root === null) return;
  const report = (problem: unknown): void => {
    const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    host.post({ type: 'problem', message: text.slice(0, MAX_MESSAGE) });
  };
  window.addEventListener('error', (event) => {
    report(event.error);
  });
  window.addEventListener('unhandledrejection', (event) => {
    report(event.reason);
  });
  render(app(host), root);
}
