import { expect, it } from 'vitest';
import type { SimulatorSetup } from '../protocol/simulator-setup.ts';
import type { Host } from './host.ts';
import { writePage } from './simulate-page.ts';

it('says what to do where the build has not put the page beside the command line', async () => {
  let stderr = '';
  const host = {
    stderr: { write: (text: string) => void (stderr += text) },
    readPage: () => Promise.reject(new Error('ENOENT: no such file: webview/simulator.js')),
  } as unknown as Host;
  expect(await writePage('map.html', {} as SimulatorSetup, host)).toBe(2);
  expect(stderr).toBe(
    'bucketwise: the page is missing beside the command line: npm run build makes it (ENOENT: no such file: webview/simulator.js)\n',
  );
});
