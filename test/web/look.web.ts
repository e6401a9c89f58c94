import { expect, it } from 'vitest';
import { findChromium, startChromium } from './browser.ts';
import { startPageServer } from './page-server.ts';
import { reportPage } from './report-page.ts';
it('look', async () => {
  const server = await startPageServer(await reportPage());
  const browser = await startChromium(findChromium()!);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 780 } })).newPage();
  page.on('console', (m) => console.log(m.text()));
  page.on('pageerror', (m) => console.log(m.stack));
  for (const [name, q, size, act] of [
    ['dark', 'theme=dark', [1280, 780], 0],
    ['light', 'theme=light', [1280, 780], 1],
    ['many', 'theme=dark&rows=50000', [1280, 780], 2],
    ['narrow', 'theme=dark', [420, 780], 0],
  ] as const) {
    await page.setViewportSize({ width: size[0], height: size[1] });
    await page.goto(`${server.address}?${q}`);
    await page.locator('[role=gridcell]').first().waitFor();
    if (act > 0) {
      await page.locator('select').selectOption('1.27');
      await page.locator('.move').waitFor();
      await page.locator('.row:not(.head) input').first().click();
      await page.locator('.row:not(.head)').nth(2).click();
    }
    if (act === 2) await page.getByRole('searchbox').fill('heat:hot bytes>10kB foo:bar');
    await page.waitForTimeout(400);
    await page.screenshot({ path: `/work/wt-report/build/pictures/look-${name}.png` });
    await page.evaluate(() => sessionStorage.clear());
  }
  await browser.close();
  await server.close();
  expect(1).toBe(1);
});
