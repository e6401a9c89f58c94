import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createPlayback } from '../../src/simulator/index.ts';
import { initialSetup, shownScenario } from '../../src/webview/simulator/setup.ts';
import { recordingPen } from '../../src/webview/simulator/recording-pen.ts';
import { drawHeat } from '../../src/webview/simulator/structure/heat-draw.ts';
import { WHOLE, structureScene } from '../../src/webview/simulator/structure/scene.ts';
import { structureLabelWidth } from '../../src/webview/simulator/structure/structure-view.tsx';
import { THEME } from '../../src/webview/simulator/structure/testing.ts';
import { pictureText } from '../../src/webview/simulator/structure/words.ts';
import { PICTURES, expectAccessible, hasChromium, pixelsAt, settled, withPages } from './pages.ts';
import { SITES } from './sites.ts';

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);

describe.skipIf(!hasChromium())('the structure of a map', () => {
  const { open } = withPages();

  const structure = (page: Page): ReturnType<Page['locator']> => page.locator('.structure');
  const caption = (page: Page): Promise<string> => page.locator('.caption').innerText();
  const playhead = async (page: Page): Promise<number> =>
    Number(await page.getByRole('slider', { name: 'Timeline' }).getAttribute('aria-valuenow'));

  /** Goes to an operation and waits until its picture is drawn. */
  async function goTo(page: Page, key: string, times = 1): Promise<void> {
    await page.getByRole('slider', { name: 'Timeline' }).focus();
    for (let time = 0; time < times; time++) await page.keyboard.press(key);
    await page.locator(`.structure[data-operation="${await playhead(page)}"]`).waitFor();
  }

  it('follows the playhead, in words as well', async () => {
    const page = await open();
    const playback = createPlayback(shownScenario(initialSetup(SITES.classic, null)));
    for (const key of ['End', 'PageDown', 'ArrowLeft', 'Home']) {
      await goTo(page, key);
      const picture = playback.seek(await playhead(page));
      expect(await structure(page).getAttribute('aria-label')).toBe(
        `Structure of the map. ${pictureText(picture)}`,
      );
    }
    expect(await structure(page).getAttribute('aria-label')).toContain('No bucket is allocated yet');
  });

  it('tells what is in a bucket that the keyboard or the mouse chooses', async () => {
    const page = await open();
    await goTo(page, 'End');
    await structure(page).focus();
    await page.keyboard.press('ArrowRight');
    expect(await caption(page)).toMatch(/^Bucket 0: \d+ entries.*; tophash ([0-9a-f]{2} ?){8}; keys /);
    await page.keyboard.press('ArrowRight');
    expect(await caption(page)).toMatch(/^Bucket 1: /);
    await page.keyboard.press('End');
    expect(await caption(page)).toMatch(/^Bucket 511: /);
    await page.keyboard.press('Escape');
    expect(await caption(page)).toBe('');
    const box = await structure(page).boundingBox();
    if (box === null) throw new Error('the structure is not on the page');
    await page.mouse.click(box.x + 120, box.y + 10);
    expect(await caption(page)).toMatch(/^Bucket \d+: /);
  });

  it('opens other tables of a Swiss map', async () => {
    const page = await open({ site: 'swiss' });
    await goTo(page, 'End');
    await structure(page).focus();
    for (let press = 0; press < 20; press++) await page.keyboard.press('PageUp');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowRight');
    expect(await caption(page)).toMatch(/^Table 1, group 0: .*control word ([0-9a-f]{2} ?){8}/);
    const box = await structure(page).boundingBox();
    if (box === null) throw new Error('the structure is not on the page');
    await page.mouse.click(box.x + box.width - 30, box.y + 30);
    await page.keyboard.press('ArrowRight');
    expect(await caption(page)).toMatch(/^Table 9, group 0: /);
    await page.getByRole('button', { name: 'Show slots as table' }).click();
    const directory = page.getByRole('region', { name: 'directory as a table' });
    expect(await directory.locator('tbody tr').count()).toBe(10);
    expect(await directory.locator('[aria-current]').innerText()).toMatch(/^9\s+1111\s+1,024\s+\d+\s+0$/);
    await expectAccessible(page);
  });

  it('zooms into a heat map until its slots are drawn', async () => {
    const setup = {
      ...initialSetup(SITES.classic, null),
      steps: [{ kind: 'fill', entries: 85_000 } as const],
    };
    const page = await open({ setup, viewport: { width: 1280, height: 900 } });
    await goTo(page, 'End');
    await page.screenshot({ path: `${PICTURES}/page-heat.png` });
    const pixels = (): Promise<string> =>
      page.locator('.structure canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const whole = await pixels();
    const box = await structure(page).boundingBox();
    if (box === null) throw new Error('the structure is not on the page');
    await page.mouse.move(box.x + 400, box.y + 100);
    for (let turn = 0; turn < 8; turn++) await page.mouse.wheel(0, -100);
    await expect.poll(pixels).not.toBe(whole);
    await page.screenshot({ path: `${PICTURES}/page-zoomed.png` });
    await structure(page).focus();
    await page.keyboard.press('Escape');
    await expect.poll(pixels).toBe(whole);
  });

  it.each([54_000, 85_000])(
    'draws each cell of a heat map of %i entries as it is recorded',
    async (entries) => {
      const setup = { ...initialSetup(SITES.classic, null), steps: [{ kind: 'fill', entries } as const] };
      const page = await open({ setup, viewport: { width: 1280, height: 900 } });
      await goTo(page, 'End');
      const canvas = page.locator('.structure canvas');
      const width = await canvas.evaluate((element) => element.clientWidth);
      const scene = structureScene(createPlayback(shownScenario(setup)).seek(entries), {
        width,
        labelWidth: structureLabelWidth(width, THEME.fontSize),
        zoom: WHOLE,
        table: 0,
        theme: THEME,
      });
      const { pen, marks } = recordingPen();
      for (const strip of scene.strips) if (strip.layout.mode === 'heat') drawHeat(pen, strip, THEME);
      expect(marks.length).toBeGreaterThan(4000);

      // The middles of cells, but for the few that an outline or a mark lies over.
      const middles = marks.map(({ points: [[left, top] = [0, 0], [right, bottom] = [0, 0]] }) => ({
        x: (left + right) / 2,
        y: (top + bottom) / 2,
      }));
      const pixels = await canvas.evaluate(pixelsAt, middles);
      const seen = new Map<string, Map<string, number>>();
      for (const [at, { colour, alpha }] of marks.entries()) {
        const cells = seen.get(`${colour} ${alpha}`) ?? new Map<string, number>();
        const pixel = String(pixels[at]);
        cells.set(pixel, (cells.get(pixel) ?? 0) + 1);
        seen.set(`${colour} ${alpha}`, cells);
      }
      const main = [...seen].map(([recorded, cells]) => {
        const [[pixel, count] = ['', 0]] = [...cells].sort(([, a], [, b]) => b - a);
        expect(sum(cells.values()) - count).toBeLessThan(10);
        // So dense as it is meant to be.
        expect(Math.abs(Number(pixel.split(',')[3]) / 255 - Number(recorded.split(' ')[1]))).toBeLessThan(
          0.01,
        );
        return pixel;
      });
      expect(new Set(main).size).toBe(seen.size);
      expect(seen.size).toBeGreaterThan(4);
    },
  );

  it('has a table twin, which stays short', async () => {
    const page = await open();
    await goTo(page, 'End');
    await page.getByRole('button', { name: 'Show slots as table' }).click();
    const rows = page.getByRole('region', { name: 'buckets as a table' }).locator('tbody tr');
    expect(await rows.count()).toBe(200);
    const playback = createPlayback(shownScenario(initialSetup(SITES.classic, null)));
    const picture = playback.seek(3000);
    const [first] = picture.layout === 'classic' ? (picture.current?.tophash ?? []) : [];
    expect(await rows.first().innerText()).toMatch(
      new RegExp(`^0\\s+\\d+\\s+\\d+\\s+\\d ${(first ?? 0) >= 5 ? 'full' : 'empty'}`),
    );
    await expectAccessible(page);
  });

  it('shows the newest of many operations that were asked for', async () => {
    const page = await open();
    await page.getByRole('slider', { name: 'Timeline' }).focus();
    await page.keyboard.press('Home');
    for (let press = 0; press < 60; press++) await page.keyboard.press('ArrowRight');
    await settled(page);
    await page.locator('.structure[data-operation="60"]').waitFor();
  });
});
