import { availableParallelism, cpus } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SimulatorSetup } from '../../src/protocol/simulator-setup.ts';
import { initialSetup } from '../../src/webview/simulator/setup.ts';
import { findChromium, startChromium } from '../../test/web/browser.ts';
import { startPageServer } from '../../test/web/page-server.ts';
import type { PageServer } from '../../test/web/page-server.ts';

const ROUNDS = 11;
const SCRUBS = 41;
/** As wide and high as a panel beside the code on a large screen. */
const VIEWPORT = { width: 1000, height: 900 };

/** 131,072 slots at the end. */
const LARGE = fill('1.23', 85_000);

function fill(version: string, entries: number): SimulatorSetup {
  return { ...initialSetup(null, null), version, steps: [{ kind: 'fill', entries }] };
}

let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  const executable = findChromium();
  if (executable === undefined) throw new Error('There is no Chromium on PATH; name one in CHROMIUM_PATH.');
  server = await startPageServer();
  browser = await startChromium(executable);
  console.log(
    `${availableParallelism()} processors (${cpus()[0]?.model.trim() ?? 'unknown'}), Chromium ${browser.version()}`,
  );
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function open(setup: SimulatorSetup): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  await page.addInitScript(RECORD_FIRST_PICTURE);
  await page.goto(`${server.address}?theme=dark&setup=${encodeURIComponent(JSON.stringify(setup))}`);
  await page.locator('main[aria-busy="false"] .structure[data-operation]').waitFor();
  return page;
}

function tell(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.ceil(share * sorted.length) - 1] ?? NaN).toFixed(1);
  console.log(`${what.padEnd(52)} median ${at(0.5)} ms, p95 ${at(0.95)} ms of ${sorted.length}`);
  expect(sorted.every(Number.isFinite)).toBe(true);
}

it('opens', async () => {
  const paints: number[] = [];
  const pictures: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await open(fill('1.23', 3000));
    paints.push(await page.evaluate(FIRST_PAINT));
    pictures.push(await page.evaluate(FIRST_PICTURE));
    await page.context().close();
  }
  tell('open a map of 3,000 entries: first paint', paints);
  tell('open a map of 3,000 entries: runs and structure drawn', pictures);
});

it.each(['1.23', '1.26'])('simulates a million inserts on Go %s', async (version) => {
  const page = await open(fill(version, 1000));
  const inserts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) inserts.push(await page.evaluate(fillWith, 1_000_000 - round));
  tell(`1,000,000 inserts on Go ${version}, with and without hint`, inserts);
  tell(`scrub in 1,000,000 inserts on Go ${version}`, await page.evaluate(scrub, SCRUBS));
  await page.context().close();
});

it('scrubs and plays', async () => {
  const page = await open(LARGE);
  tell('scrub in 85,000 inserts', await page.evaluate(scrub, SCRUBS));
  const { frames, pictures } = await play(page);
  tell('play 131,072 slots: a frame', frames);
  console.log(`play 131,072 slots: ${pictures.toFixed(0)} pictures of the map a second`);
  await page.context().close();
});

/** Notes when the runs are shown and the structure is drawn, from the start of the navigation on. */
const RECORD_FIRST_PICTURE = `{
  const look = () => {
    const isDrawn = document.querySelector('main[aria-busy="false"] .structure[data-operation]') !== null;
    if (isDrawn) performance.mark('drawn');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

const FIRST_PICTURE = (): number => performance.getEntriesByName('drawn')[0]?.startTime ?? NaN;
const FIRST_PAINT = (): number => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;

/** Fills the map with so many entries. Milliseconds until the runs are shown. */
function fillWith(entries: number): Promise<number> {
  const field = document.querySelector<HTMLInputElement>('.step input[type=number]');
  const main = document.querySelector('main');
  if (field === null || main === null) throw new Error('the page has no field for entries');
  field.value = String(entries);
  const since = performance.now();
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return new Promise((resolve) => {
    let wasBusy = false;
    const look = (): void => {
      wasBusy ||= main.ariaBusy === 'true';
      if (wasBusy && main.ariaBusy === 'false') resolve(performance.now() - since);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Points at places all over the timeline. Milliseconds until the structure of each is drawn. */
async function scrub(times: number): Promise<number[]> {
  const timeline = document.querySelector('.timeline');
  const structure = document.querySelector<HTMLElement>('.structure');
  if (timeline === null || structure === null) throw new Error('the page has no timeline');
  const box = timeline.getBoundingClientRect();
  const pointer = (type: string, x: number): void => {
    timeline.dispatchEvent(
      new PointerEvent(type, { bubbles: true, button: 0, pointerId: 1, clientX: x, clientY: box.top + 40 }),
    );
  };
  const waits: number[] = [];
  for (let time = 0; time < times; time++) {
    // Far from the last place, as a hand that searches goes.
    const share = (0.15 + time * 0.618) % 1;
    const since = performance.now();
    pointer('pointerdown', box.left + 90 + share * (box.width - 110));
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (structure.dataset['operation'] === timeline.getAttribute('aria-valuenow')) resolve();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    waits.push(performance.now() - since);
    pointer('pointerup', 0);
  }
  return waits;
}

/** Plays the end of a run for five seconds. */
async function play(page: Page): Promise<{ readonly frames: number[]; readonly pictures: number }> {
  await page.locator('#speed').selectOption('0.25');
  const box = await page.locator('.timeline').boundingBox();
  if (box === null) throw new Error('the page has no timeline');
  await page.mouse.click(box.x + 0.8 * box.width, box.y + 60);
  await page.getByRole('button', { name: 'Play' }).click();
  return page.evaluate(async () => {
    const structure = document.querySelector<HTMLElement>('.structure');
    const frames: number[] = [];
    const seen = new Set<string | undefined>();
    let before = await new Promise<number>(requestAnimationFrame);
    const end = before + 5000;
    while (before < end) {
      const now = await new Promise<number>(requestAnimationFrame);
      frames.push(now - before);
      seen.add(structure?.dataset['operation']);
      before = now;
    }
    return { frames: frames.slice(5), pictures: seen.size / 5 };
  });
}
