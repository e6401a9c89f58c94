import { createHash } from 'node:crypto';
import { FILL_SETUP as SETUP } from '../support/simulator-setup.ts';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileToSave } from '../../src/protocol/saved-file.ts';
import type { SimulatorSetup } from '../../src/protocol/simulator-setup.ts';
import { standalonePage } from '../../src/report/simulation-page.ts';
import { findChromium, startChromium } from './browser.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const executable = findChromium();

/** A picture of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

describe.skipIf(executable === undefined)('the host of a page that stands alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bucketwise-host-'));
  const file = join(folder, 'page.html');
  let browser: Browser;
  let page: Page;
  let script = '';

  /** Writes the page anew and gives its address. */
  const write = (setup: SimulatorSetup): string => {
    const html = standalonePage({
      title: 'map[string]int',
      script,
      styles: [],
      data: { id: 'bucketwise-setup', value: setup },
      hashOf: (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
    });
    writeFileSync(file, html);
    return pathToFileURL(file).href;
  };

  beforeAll(async () => {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: ['test/web/standalone-host.ts'],
      write: false,
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
    });
    script = outputFiles[0]?.text ?? '';
    browser = await startChromium(executable ?? '');
  });
  beforeEach(async () => {
    for (const context of browser.contexts()) await context.close();
    page = await browser.newPage();
    await page.goto(write(SETUP));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const heard = () => page.evaluate(() => window.standaloneHeard);

  it('shows the setup that was written into the page', async () => {
    expect(await heard()).toEqual([
      { type: 'show', site: null, setup: SETUP, goVersion: null, layout: null },
    ]);
  });

  it('keeps what the reader made of it over a reload, but not over another file', async () => {
    await page.evaluate(() => window.standaloneKeep({ v: 2, mine: true }));
    await page.reload();
    expect(await heard()).toMatchObject([{ type: 'show', setup: null }]);
    expect(await page.evaluate(() => window.standaloneKept())).toEqual({ v: 2, mine: true });
    write({ ...SETUP, seed: 8 });
    await page.reload();
    expect(await heard()).toMatchObject([{ type: 'show', setup: { seed: 8 } }]);
    expect(await page.evaluate(() => window.standaloneKept())).toBeUndefined();
  });

  const FILES: readonly (readonly [FileToSave, string, Buffer])[] = [
    [{ format: 'csv', name: 'map', content: 'größe,1\n' }, 'map.csv', Buffer.from('größe,1\n')],
    [{ format: 'markdown', name: 'map-1.26', content: '| a |' }, 'map-1.26.md', Buffer.from('| a |')],
    [{ format: 'png', name: 'map', content: PIXEL }, 'map.png', Buffer.from(PIXEL, 'base64')],
  ];

  it.each(FILES)('saves $format by a download', async (toSave, name, bytes) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate((each) => window.standaloneSave(each), toSave),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    expect(readFileSync(await download.path())).toEqual(bytes);
    expect(await heard()).toHaveLength(1);
  });

  it('says that a picture is damaged', async () => {
    await page.evaluate(() => window.standaloneSave({ format: 'png', name: 'map', content: 'bm90IGE=' }));
    expect((await heard()).at(-1)).toMatchObject({ type: 'notice', isProblem: true });
  });
});
