import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatBytes, formatCount } from '../../src/base/format.ts';
import type { SimulationDocument } from '../../src/report/simulation-json.ts';
import { findChromium, startChromium } from './browser.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(root, 'build/test-standalone');
const run = promisify(execFile);

const executable = findChromium();
if (executable === undefined) {
  console.warn('SKIPPED: no Chromium on PATH. Install one or name it in CHROMIUM_PATH to test the pages.');
}

const RUN = '--go 1.26 --key string --elem int --fill 5000 --compare hint';

describe.skipIf(executable === undefined)('a page that the command line wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bucketwise-page-'));
  const file = join(folder, 'map.html');
  let browser: Browser;
  let document: SimulationDocument;

  const simulate = async (...more: readonly string[]): Promise<string> => {
    const { stdout } = await run(process.execPath, [
      join(built, 'cli.cjs'),
      'simulate',
      ...RUN.split(' '),
      ...more,
    ]);
    return stdout;
  };

  beforeAll(async () => {
    await run(process.execPath, [
      join(root, 'scripts/build.mjs'),
      '--production',
      '--only=cli,webview',
      `--outdir=${built}`,
    ]);
    await simulate('--html', file);
    document = JSON.parse(await simulate('--format', 'json')) as SimulationDocument;
    browser = await startChromium(executable ?? '');
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the file as a double click does; whatever goes wrong in it fails the test. */
  async function withPage(
    options: Parameters<Browser['newPage']>[0],
    look: (page: Page) => Promise<void>,
  ): Promise<void> {
    const troubles: string[] = [];
    const page = await browser.newPage({ viewport: { width: 1280, height: 780 }, ...options });
    page.on('pageerror', (error) => troubles.push(`thrown: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^(?:file|blob|data):/.test(request.url())) troubles.push(`loads ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    await totals(page).waitFor();
    await look(page);
    await page.close();
    expect(troubles).toEqual([]);
  }

  const totals = (page: Page) => page.getByRole('table', { name: 'Totals' });

  it('shows what the command line says in figures', async () => {
    await withPage({}, async (page) => {
      const text = (await totals(page).innerText()).replace(/\s+/g, ' ');
      expect(document.runs).toHaveLength(2);
      for (const { totals: figures } of document.runs) {
        expect(figures.bytes).toBeGreaterThan(0);
        expect(text).toContain(formatCount(figures.allocations));
        expect(text).toContain(formatBytes(figures.bytes));
        expect(text).toContain(formatBytes(figures.finalBytes));
      }
      expect(text).toContain(formatCount(document.runs[0]?.totals.movedEntries ?? -1));
    });
  });

  it('takes the colours that the system asks for, and follows when it asks for others', async () => {
    await withPage({ colorScheme: 'dark' }, async (page) => {
      const background = () => page.evaluate(() => getComputedStyle(window.document.body).backgroundColor);
      expect(await background()).toBe('rgb(31, 31, 31)');
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await background()).toBe('rgb(255, 255, 255)');
      await page.emulateMedia({ colorScheme: 'dark', contrast: 'more' });
      expect(await background()).toBe('rgb(0, 0, 0)');
      // The page hears of it a moment after its colours have changed.
      await expect
        .poll(() => page.evaluate(() => window.document.body.className))
        .toContain('vscode-high-contrast');
    });
  });

  it('copies without an editor', async () => {
    await withPage({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
      const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
      await expect.poll(copied).toContain(formatBytes(document.runs[0]?.totals.bytes ?? -1));
    });
  });

  it('is one file of a size that can be sent', () => {
    const page = readFileSync(file, 'utf8');
    expect(page.length).toBeLessThan(600_000);
    expect(page).not.toContain('sourceMappingURL');
  });
});
