import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Browser } from 'playwright-core';
import { startVSCode, type VSCodeOptions, type VSCodeServer } from './vscode-server.mjs';
import { launchBrowser, Workbench } from './workbench.ts';

/** Gives the window of a block of tests, and the VS Code it is of. */
interface Opened {
  (): Workbench;
  readonly server: () => VSCodeServer;
}

/** A folder, and the file of it that is opened with it. */
export interface OpenedFolder {
  readonly folder: string;
  readonly file: string;
  /** Display language of the window; English where none is given. */
  readonly language?: string;
}

/** A VS Code and one window of it for the tests of a block. */
export function withWorkbench(
  { folder, file, language }: OpenedFolder,
  options: () => Omit<VSCodeOptions, 'say'>,
): Opened {
  let browser: Browser | undefined;
  let server: VSCodeServer | undefined;
  let workbench: Workbench | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
    server = await startVSCode(options());
    workbench = await Workbench.open(browser, server.url, folder, file, language);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      await workbench?.picture(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });
  afterAll(async () => {
    await workbench?.close();
    await browser?.close();
    await server?.stop();
  });
  const opened = (): Workbench => {
    if (workbench === undefined) throw new Error('the workbench did not open');
    return workbench;
  };
  return Object.assign(opened, {
    server: () => {
      if (server === undefined) throw new Error('VS Code did not start');
      return server;
    },
  });
}
