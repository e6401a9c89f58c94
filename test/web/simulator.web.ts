import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount } from '../../src/base/format.ts';
import {
  createPlayback,
  entriesPerBucket,
  runtimeFor,
  simulateFill,
  TYPICAL_SEED,
} from '../../src/simulator/index.ts';
import type { FillTimeline } from '../../src/simulator/index.ts';
import type { SimulatorToHost } from '../../src/protocol/webview.ts';
import { initialSetup, shownScenario } from '../../src/webview/simulator/setup.ts';
import { PICTURES, expectAccessible, hasChromium, settled, withPages } from './pages.ts';
import { SITES } from './sites.ts';
import { THEMES } from './themes.ts';
import type { ThemeName } from './themes.ts';

describe.skipIf(!hasChromium())('the growth simulator in a browser', () => {
  const { open } = withPages();

  async function choose(page: Page, item: string): Promise<void> {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  }

  const timeline = (page: Page): ReturnType<Page['locator']> =>
    page.getByRole('slider', { name: 'Timeline' });
  const valueNow = async (page: Page): Promise<number> =>
    Number(await timeline(page).getAttribute('aria-valuenow'));
  const posted = (page: Page): Promise<readonly SimulatorToHost[]> =>
    page.evaluate(() => window.bucketwisePosted);

  function run(minor: number, hint?: number, entries = 3000): FillTimeline {
    const runtime = runtimeFor({ major: 1, minor, patch: 0 });
    return simulateFill({ runtime, types: SITES.classic.types, hint, entries, seed: TYPICAL_SEED });
  }

  async function totals(page: Page): Promise<readonly (readonly string[])[]> {
    return page
      .locator('table.totals tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  }

  async function expectTotals(page: Page, shown: FillTimeline, other: FillTimeline): Promise<void> {
    const row = (name: string, value: (timeline: FillTimeline) => string): readonly string[] => [
      name,
      value(shown),
      value(other),
    ];
    const rows = (await totals(page)).map((cells) => cells.slice(0, 3));
    expect(rows).toContainEqual(row('growths', ({ total }) => formatCount(total.growths)));
    expect(rows).toContainEqual(row('entries moved', ({ total }) => formatCount(total.movedEntries)));
    expect(rows).toContainEqual(row('allocations', ({ total }) => formatCount(total.allocations)));
    expect(rows).toContainEqual(row('bytes allocated', ({ total }) => formatBytes(total.bytes)));
    expect(rows).toContainEqual(row('bytes at the end', ({ total }) => formatBytes(total.finalBytes)));
  }

  it('shows the numbers of the simulator, and tells its host that it is ready', async () => {
    const page = await open();
    await expectTotals(page, run(23), run(23, 3000));
    expect(await page.locator('.verdict').textContent()).toContain(
      `moves ${formatCount(run(23).total.movedEntries)} entries and allocates ${formatBytes(run(23).total.bytes)}; with len(orders) it never grows`,
    );
    expect(await posted(page)).toEqual([{ type: 'ready' }]);
  });

  it('has a table that says what the picture shows', async () => {
    const page = await open();
    const button = page.getByRole('button', { name: 'Show as table' });
    await button.click();
    const rows = await page
      .locator('.table-place tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    const shown = run(23);
    const other = run(23, 3000);
    let before = -1;
    let movedInAll = 0;
    for (const cells of rows) {
      const operation = Number((cells[0] ?? '').replaceAll(',', ''));
      const since = shown.moved.slice(before + 1, operation + 1);
      const moved = since.reduce((sum, value) => sum + value, 0);
      expect(cells.slice(0, 9)).toEqual([
        formatCount(operation),
        formatCount(operation),
        formatCount(moved),
        formatCount(Math.max(...since)),
        formatCount(shown.slots[operation] ?? 0),
        formatCount(shown.overflowBuckets[operation] ?? 0),
        formatBytes(shown.liveBytes[operation] ?? 0),
        formatBytes(other.liveBytes[operation] ?? 0),
        formatBytes(shown.allocatedBytes[operation] ?? 0),
      ]);
      movedInAll += moved;
      before = operation;
    }
    expect(before).toBe(3000);
    expect(movedInAll).toBe(shown.total.movedEntries);
  });

  it('is read and scrubbed by keyboard', async () => {
    const page = await open();
    await timeline(page).focus();
    const keys = async (...names: readonly string[]): Promise<number> => {
      for (const name of names) await page.keyboard.press(name);
      return valueNow(page);
    };
    expect(await keys('Home')).toBe(0);
    expect(await keys('ArrowRight', 'ArrowRight', 'ArrowLeft')).toBe(1);
    expect(await keys('PageUp')).toBe(9);
    expect(await timeline(page).getAttribute('aria-valuetext')).toBe(
      'operation 9, insert: 1 → 2 buckets, evacuation complete, moved 8 entries, looked into 2 buckets',
    );
    expect(await keys('End')).toBe(3000);
    expect(await keys('Shift+ArrowLeft')).toBe(2940);
    const mid = await keys('PageDown', 'ArrowLeft');
    const shown = run(23);
    expect(await page.locator('.operation').textContent()).toContain(
      `evacuated ${shown.evacuatedBuckets[mid] ?? 0} of ${shown.oldBuckets[mid] ?? 0} old buckets`,
    );
  });

  it('reaches every control with Tab, and the event log with the arrow keys', async () => {
    const page = await open();
    const stops: string[] = [];
    for (let at = 0; at < 60; at++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        return element === null || element === document.body
          ? ''
          : `${element.tagName} ${element.getAttribute('type') ?? ''} ${element.getAttribute('name') ?? element.textContent.slice(0, 12)}`;
      });
      if (stop === '') break;
      stops.push(stop);
    }
    expect(stops).toHaveLength(28);
    await page.locator('.events button[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    expect(await valueNow(page)).toBe(9);
    await page.keyboard.press('ArrowDown');
    expect(await valueNow(page)).toBe(14);
    expect(await page.locator('.events [aria-current]').textContent()).toContain('2 → 4 buckets');
  });

  it('steps one operation at a time by buttons', async () => {
    const page = await open();
    const before = await valueNow(page);
    const back = page.getByRole('button', { name: '−1 operation' });
    await back.click();
    await back.click();
    await page.getByRole('button', { name: '+1 operation' }).click();
    expect(await valueNow(page)).toBe(before - 1);
  });

  it('reads its charts out to the arrow keys, and has each as a table', async () => {
    const page = await open();
    await timeline(page).focus();
    await page.keyboard.press('End');
    await page.locator('.structure[data-operation="3000"]').waitFor();
    const picture = createPlayback(shownScenario(initialSetup(SITES.classic, null))).seek(3000);
    if (picture.layout !== 'classic') throw new Error('not the map of this Go');
    const { counts } = entriesPerBucket(picture);
    const part = (chart: string): Promise<string> =>
      page.locator('.chart', { hasText: chart }).locator('[role=status]').innerText();
    await page.getByRole('application', { name: 'entries per bucket' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => part('entries per bucket'))
      .toMatch(new RegExp(`^1 entry: ${counts[1] ?? 0} buckets?, [\\d.]+ expected$`));
    await page.getByRole('application', { name: 'hashes, by bucket number' }).focus();
    await page.keyboard.press('End');
    expect(await part('hashes')).toMatch(/^504–511: \d+ entries$/);
    await page.keyboard.press('Escape');
    expect(await part('hashes')).toBe('');
    await page.getByRole('button', { name: 'Show as numbers' }).click();
    const strip = page.getByRole('region', { name: 'hashes, by bucket number, as a table' });
    expect(await strip.locator('tbody tr').count()).toBe(64);
    await expectAccessible(page);
  });

  it('switches the Go version with the arrow keys and prices it anew', async () => {
    const page = await open();
    await page.getByRole('radio', { name: '1.23 yours' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await settled(page);
    expect(await page.getByRole('radio', { name: '1.26' }).isChecked()).toBe(true);
    await expectTotals(page, run(26), run(26, 3000));
  });

  it('simulates other sizes and hints', async () => {
    const page = await open();
    await page.getByLabel('step 1, fill: entries').fill('897');
    await page.keyboard.press('Enter');
    await settled(page);
    await expectTotals(page, run(23, undefined, 897), run(23, 897, 897));
    await page.getByRole('radio', { name: 'len(orders)' }).check();
    await settled(page);
    await expectTotals(page, run(23, 897, 897), run(23, undefined, 897));
    await page.getByRole('radio', { name: 'number' }).check();
    await page.getByLabel('hint, entries').fill('100');
    await page.keyboard.press('Enter');
    await settled(page);
    await expectTotals(page, run(23, 100, 897), run(23, 897, 897));
    await page.getByLabel('step 1, fill: entries').fill('99999999');
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('step 1, fill: entries').inputValue()).toBe('1000000');
  });

  it('shows a million inserts', async () => {
    const page = await open();
    await page.getByLabel('entries of the first fill, in steps').focus();
    await page.keyboard.press('End');
    await settled(page);
    await expectTotals(page, run(23, undefined, 1_000_000), run(23, 1_000_000, 1_000_000));
    await page.getByRole('radio', { name: '1.26' }).check();
    await settled(page);
    await expectTotals(page, run(26, undefined, 1_000_000), run(26, 1_000_000, 1_000_000));
    expect(await page.locator('.events li').count()).toBeLessThan(60);
    await page.screenshot({ path: `${PICTURES}/page-million.png` });
  });

  it('scrubs with the mouse', async () => {
    const page = await open();
    const box = await timeline(page).boundingBox();
    if (box === null) throw new Error('the timeline is not on the page');
    await page.mouse.move(box.x + box.width - 5, box.y + 60);
    await page.mouse.down();
    expect(await valueNow(page)).toBe(3000);
    await page.mouse.move(box.x + 10, box.y + 60);
    expect(await valueNow(page)).toBe(0);
    await page.mouse.up();
    await page.mouse.move(box.x + box.width - 5, box.y + 60);
    expect(await valueNow(page)).toBe(0);
  });

  it('plays and pauses; with reduced motion it goes from event to event', async () => {
    const page = await open({ site: 'small' });
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.getByRole('button', { name: 'Play' }).click();
    await page.locator('[role=slider][aria-valuenow="1"]').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    expect(await valueNow(page)).toBeLessThan(6);

    const still = await open({ reducedMotion: 'reduce' });
    await still.getByRole('button', { name: 'To the start' }).click();
    await still.getByRole('button', { name: 'Play' }).click();
    await still.locator('[role=slider]:not([aria-valuenow="0"])').waitFor();
    expect(await valueNow(still)).toBe(9);
  });

  it('keeps its view over a reload', async () => {
    const page = await open();
    await page.getByLabel('step 1, fill: entries').fill('500');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Show as table' }).click();
    await page.waitForFunction(() => sessionStorage.getItem('bucketwise-state')?.includes('"asTable":true'));
    await page.reload();
    await settled(page);
    expect(await page.getByLabel('step 1, fill: entries').inputValue()).toBe('500');
    expect(await page.locator('.table-place').isVisible()).toBe(true);
  });

  it('asks its host to show the code and to copy the totals', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'orders/index.go:42' }).click();
    await choose(page, 'Copy as Markdown');
    await page.getByText('Copied.').waitFor();
    const [, reveal, copy] = await posted(page);
    expect(reveal).toEqual({ type: 'revealSite' });
    const moved = formatCount(run(23).total.movedEntries);
    expect(copy?.type === 'copyText' && copy.text).toContain(`| entries moved | ${moved} | 0 | −100% |`);
  });

  it('repaints when the theme changes', async () => {
    const page = await open();
    // A copy is read: the page's own canvas stays as fast as it is for its readers.
    const reds = (): Promise<readonly [number, number]> =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('.timeline canvas');
        const copy = new OffscreenCanvas(canvas?.width ?? 1, canvas?.height ?? 1);
        const context = copy.getContext('2d', { willReadFrequently: true });
        if (canvas !== null) context?.drawImage(canvas, 0, 0);
        const pixels = context?.getImageData(0, 0, copy.width, copy.height).data ?? [];
        let dark = 0;
        let light = 0;
        for (let at = 0; at < pixels.length; at += 4) {
          const colour = `${pixels[at] ?? 0} ${pixels[at + 1] ?? 0} ${pixels[at + 2] ?? 0}`;
          if (colour === '241 76 76') dark += 1;
          if (colour === '229 20 0') light += 1;
        }
        return [dark, light] as const;
      });
    const [darkBefore, lightBefore] = await reds();
    expect(darkBefore).toBeGreaterThan(100);
    expect(lightBefore).toBe(0);
    await page.evaluate(async () => {
      window.bucketwiseTheme('light');
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    });
    const [darkAfter, lightAfter] = await reds();
    expect(darkAfter).toBe(0);
    expect(lightAfter).toBeGreaterThan(100);
  });

  for (const theme of Object.keys(THEMES) as readonly ThemeName[]) {
    it(`is accessible in the ${theme} theme`, async () => {
      const page = await open({ theme });
      await page.screenshot({ path: `${PICTURES}/page-${theme}.png` });
      await page.getByRole('button', { name: 'Show as table' }).click();
      await expectAccessible(page);
    });
  }

  it('is accessible for a Swiss map, an unknown map and a map that does not grow', async () => {
    for (const site of ['swiss', 'none', 'small'] as const) {
      const page = await open({ site });
      await page.screenshot({ path: `${PICTURES}/page-${site}.png` });
      await expectAccessible(page);
    }
  });

  for (const [name, options] of [
    ['narrow', { viewport: { width: 300, height: 900 } }],
    ['beside', { viewport: { width: 460, height: 730 } }],
    ['zoom', { viewport: { width: 640, height: 480 }, deviceScaleFactor: 2 }],
    ['forced-colors', { forcedColors: 'active' }],
  ] as const satisfies readonly (readonly [string, BrowserContextOptions])[]) {
    it(`can be used: ${name}`, async () => {
      const page = await open({ ...options, site: 'classic' });
      await page.screenshot({ path: `${PICTURES}/page-${name}.png`, fullPage: true });
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
      // Forced colours are the reader's own; axe compares those the page would have had.
      await expectAccessible(page, name === 'forced-colors' ? ['color-contrast'] : []);
    });
  }
});
