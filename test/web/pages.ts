import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type Axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { SimulatorSetup } from '../../src/protocol/simulator-setup.ts';
import { findChromium, startChromium } from './browser.ts';
import { startPageServer } from './page-server.ts';
import type { PageServer, TestedPage } from './page-server.ts';
import type { SiteName } from './sites.ts';
import type { ThemeName } from './themes.ts';

/** Where pictures of pages are kept. */
export const PICTURES = fileURLToPath(new URL('../../build/pictures', import.meta.url));

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const executable = findChromium();
if (executable === undefined) {
  console.warn('SKIPPED: no Chromium on PATH. Install one or name it in CHROMIUM_PATH to test the pages.');
}

export function hasChromium(): boolean {
  return executable !== undefined;
}

export interface OpenOptions extends BrowserContextOptions {
  readonly theme?: ThemeName;
  readonly site?: SiteName;
  /** What a link asks for. */
  readonly setup?: SimulatorSetup;
}

/**
 * A browser for the tests of a `describe`, on a page. A test fails when something went wrong in what it opened: refused by
 * policy, thrown, or written as an error.
 * @param servedPage the simulator where it is left out
 */
export function withBrowser(servedPage?: () => Promise<TestedPage>): {
  /** Opens the page with parameters for its fake host. */
  readonly openAt: (query: URLSearchParams, options: BrowserContextOptions) => Promise<Page>;
} {
  let browser: Browser;
  let server: PageServer;
  let troubles: string[] = [];

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    server = await startPageServer(await servedPage?.());
    browser = await startChromium(executable ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    const found = troubles;
    troubles = [];
    expect(found).toEqual([]);
  });

  return {
    openAt: async (query, options) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 780 }, ...options });
      const page = await context.newPage();
      page.on('pageerror', (error) => troubles.push(`thrown: ${error.message}`));
      page.on('console', (message) => {
        // A refused script or style is an error on the console, too.
        if (message.type() === 'error' || message.type() === 'warning')
          troubles.push(`console: ${message.text()}`);
      });
      await page.exposeFunction('reportViolation', (text: string) => troubles.push(`policy: ${text}`));
      await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
      reportViolation(event.violatedDirective + ' ' + event.blockedURI));`);
      await page.goto(`${server.address}?${query.toString()}`);
      return page;
    },
  };
}

/** A browser for tests of the growth simulator; a page is settled when it is given. */
export function withPages(): { readonly open: (options?: OpenOptions) => Promise<Page> } {
  const { openAt } = withBrowser();
  return {
    open: async ({ theme = 'dark', site = 'classic', setup, ...options } = {}) => {
      const query = new URLSearchParams({ theme, site: setup === undefined ? site : 'none' });
      if (setup !== undefined) query.set('setup', JSON.stringify(setup));
      const page = await openAt(query, options);
      await settled(page);
      return page;
    },
  };
}

/** Waits until the page shows the runs of its setup, and the structure under the playhead. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main[aria-busy="false"] .verdict').waitFor();
}

/** Fails where axe finds a violation. */
export async function expectAccessible(page: Page, exceptRules: readonly string[] = []): Promise<void> {
  await page.evaluate(AXE);
  // What still fades is paler than it will be.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const violations = await page.evaluate(async (off) => {
    const { axe } = window as unknown as { readonly axe: typeof Axe };
    const { violations: found } = await axe.run({
      rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])),
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, exceptRules);
  expect(violations).toEqual([]);
}

/**
 * Red, green, blue and alpha of a canvas at some places. Runs in the page, on a copy, so that the page's own canvas stays
 * as fast as it is.
 */
export function pixelsAt(
  canvas: Element,
  places: readonly { readonly x: number; readonly y: number }[],
): (readonly number[])[] {
  if (!(canvas instanceof HTMLCanvasElement)) return [];
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const context = copy.getContext('2d', { willReadFrequently: true });
  if (context === null) return [];
  context.drawImage(canvas, 0, 0);
  const { data, width } = context.getImageData(0, 0, copy.width, copy.height);
  return places.map(({ x, y }) => {
    const at = (Math.floor(y) * width + Math.floor(x)) * 4;
    return [...data.slice(at, at + 4)];
  });
}
