import { availableParallelism, cpus } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChromium, startChromium } from '../../test/web/browser.ts';
import { startPageServer, type PageServer } from '../../test/web/page-server.ts';
import { reportPage } from '../../test/web/report-page.ts';

/** Rows of the workspace made up. */
const ROWS = 50_000;

/** Times each thing is done. */
const ROUNDS = 11;

let browser: Browser;
let server: PageServer;
let page: Page;

beforeAll(async () => {
  const executable = findChromium();
  if (executable === undefined) throw new Error('There is no Chromium on PATH; name one in CHROMIUM_PATH.');
  server = await startPageServer(await reportPage());
  browser = await startChromium(executable);
  page = await browser.newPage({ viewport: { width: 1280, height: 780 } });
  await page.goto(`${server.address}?rows=${ROWS}`);
  await page.getByText('50,000 rows').first().waitFor();
  console.log(
    `${availableParallelism()} processors (${cpus()[0]?.model.trim() ?? 'unknown'}), Chromium ${browser.version()}, ${ROWS} rows`,
  );
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

function tell(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.ceil(share * sorted.length) - 1] ?? NaN).toFixed(1);
  console.log(`${what.padEnd(52)} median ${at(0.5)} ms, p95 ${at(0.95)} ms of ${sorted.length}`);
  expect(sorted.every(Number.isFinite)).toBe(true);
}

it('draws all rows anew', async () => {
  const times = await page.evaluate(async (rounds) => {
    const grid = document.querySelector('.grid');
    const found: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const since = performance.now();
      window.bucketwiseTellAll();
      do await new Promise((done) => setTimeout(done));
      while (grid?.getAttribute('aria-rowcount') !== '50001');
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      found.push(performance.now() - since);
    }
    return found;
  }, ROUNDS);
  tell('from the first message, as text, to all rows painted', times);
});

it('filters', async () => {
  const times = await page.evaluate(async (rounds) => {
    const input = document.querySelector<HTMLInputElement>('input[type=search]');
    const found: number[] = [];
    const filters = ['heat:hot', 'rule:hint bytes>100kB', 'store -owner:field', 'b', '"map[string]int"', ''];
    for (let round = 0; round < rounds * filters.length; round++) {
      if (input === null) break;
      const since = performance.now();
      input.value = filters[round % filters.length] ?? '';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      found.push(performance.now() - since);
    }
    return found;
  }, ROUNDS);
  tell('from a letter in the filter to its rows painted', times);
});

it('sorts', async () => {
  const times = await page.evaluate(async (rounds) => {
    const found: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const { length } = document.querySelectorAll('button.sort');
      for (let at = 0; at < length; at++) {
        const since = performance.now();
        document.querySelectorAll<HTMLButtonElement>('button.sort')[at]?.click();
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        found.push(performance.now() - since);
      }
    }
    return found;
  }, ROUNDS);
  tell('from a click on a head to the rows in that order', times);
});

it.each([7, 2])('scrolls %d rows a frame', async (speed) => {
  const session = await page.context().newCDPSession(page);
  // Time the thread itself ran, which other work on the machine does not lengthen.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const work = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
  const before = await work();
  const times = await page.evaluate(async (rows) => {
    const grid = document.querySelector('.grid');
    const found: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let frame = 0; frame < 600; frame++) {
      if (grid !== null) grid.scrollTop += rows * 24;
      const now = await new Promise<number>(requestAnimationFrame);
      found.push(now - last);
      last = now;
    }
    return found;
  }, speed);
  const busy = ((await work()) - before) / times.length;
  await session.detach();
  tell(`between two frames while it scrolls ${speed} rows a frame`, times);
  console.log(`${"work of the page's thread in such a frame".padEnd(52)} mean ${busy.toFixed(1)} ms`);
  expect(busy).toBeGreaterThan(0);
});

it('prices on other releases', async () => {
  const times: number[] = [];
  const longest: number[] = [];
  for (const version of ['1.21', '1.23', '1.24', '1.26', '1.27']) {
    const [time, longestFrame] = await page.evaluate(async (chosen) => {
      const select = document.querySelector('select');
      if (select === null) return [NaN, NaN] as const;
      const since = performance.now();
      let [last, most] = [since, 0];
      select.value = chosen;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      do {
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        most = Math.max(most, now - last);
        last = now;
      } while (
        document.querySelector('.move') === null ||
        document.querySelector('.move')?.getAttribute('aria-label') !== `What changes on Go ${chosen}`
      );
      return [performance.now() - since, most] as const;
    }, version);
    times.push(time);
    longest.push(longestFrame);
  }
  tell('from choosing a Go release to what changes', times);
  tell('longest wait between two frames meanwhile', longest);
});
