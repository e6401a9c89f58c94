import type { Browser, Page } from 'playwright-core';
import type { SimulatorSetup } from '../../src/protocol/simulator-setup.ts';
import { initialSetup } from '../../src/webview/simulator/setup.ts';
import { row } from '../simulator/measure.ts';
import type { Row } from '../simulator/measure.ts';

const ROUNDS = 11;
const SCRUBS = 41;
/** As wide and high as a panel beside the code on a large screen. */
const VIEWPORT = { width: 1000, height: 900 };

/** 131,072 slots at the end. */
const LARGE = fill('1.23', 85_000);

function fill(version: string, entries: number): SimulatorSetup {
  return { ...initialSetup(null, null), version, steps: [{ kind: 'fill', entries }] };
}

/** How long a reader of the growth simulator waits. @param address of the page server */
export async function measure(browser: Browser, address: string): Promise<readonly Row[]> {
  const open = async (setup: SimulatorSetup): Promise<Page> => {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    await page.addInitScript(RECORD_FIRST_PICTURE);
    await page.goto(`${address}?theme=dark&setup=${encodeURIComponent(JSON.stringify(setup))}`);
    await page.locator('main[aria-busy="false"] .structure[data-operation]').waitFor();
    return page;
  };

  const paints: number[] = [];
  const pictures: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await open(fill('1.23', 3000));
    paints.push(await page.evaluate(FIRST_PAINT));
    pictures.push(await page.evaluate(FIRST_PICTURE));
    await page.context().close();
  }
  const rows = [
    row('open a map of 3,000 entries: first paint', 'ms', paints),
    row('open a map of 3,000 entries: runs and structure drawn', 'ms', pictures),
  ];

  for (const version of ['1.23', '1.26']) {
    const million = await open(fill(version, 1000));
    const inserts: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      inserts.push(await million.evaluate(fillWith, 1_000_000 - round));
    }
    rows.push(row(`1,000,000 inserts on Go ${version}, with and without a hint`, 'ms', inserts));
    rows.push(row(`scrub in them, Go ${version}`, 'ms', await million.evaluate(scrub, SCRUBS)));
    await million.context().close();
  }

  const large = await open(LARGE);
  rows.push(row('scrub in 85,000 inserts', 'ms', await large.evaluate(scrub, SCRUBS)));
  const { frames, pictures: drawn } = await play(large);
  rows.push(row('play 131,072 slots: a frame', 'ms', frames));
  rows.push(row('play 131,072 slots: 95th percentile of frames', 'ms', [percentile(frames, 0.95)]));
  rows.push(row('play 131,072 slots: pictures of the map', 'a second', [drawn]));
  await large.context().close();
  return rows;
}

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

function percentile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.round(part * (sorted.length - 1))] ?? NaN;
}
