import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PICTURES, hasChromium, withPages } from './pages.ts';

/** Pictures of the film, from the beginning of an evacuation until it is over; scripts/pictures.mjs puts them together. */
const FRAMES = 36;
const FIRST = 1640;
const LAST = 1860;

describe.skipIf(!hasChromium())('a growth', () => {
  const { open } = withPages();

  it('is filmed for the README', async () => {
    const page = await open({ site: 'classic', viewport: { width: 1100, height: 1100 } });
    const timeline = page.getByRole('slider', { name: 'Timeline' });
    // Structure and player, without the controls above.
    const top = await page.locator('.columns').evaluate((element) => element.getBoundingClientRect().top);
    await timeline.focus();
    await page.keyboard.press('Home');
    let at = 0;
    let before: Buffer | undefined;
    for (let frame = 0; frame < FRAMES; frame++) {
      const wanted = Math.round(FIRST + (frame * (LAST - FIRST)) / (FRAMES - 1));
      // The large step of the keyboard is a fiftieth of the run.
      for (; at + 60 <= wanted; at += 60) await page.keyboard.press('Shift+ArrowRight');
      for (; at < wanted; at++) await page.keyboard.press('ArrowRight');
      await page.locator(`.structure[data-operation="${wanted}"]`).waitFor();
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      const picture = await page.screenshot({
        path: join(PICTURES, `film-${String(frame).padStart(2, '0')}.png`),
        clip: { x: 0, y: top, width: 1100, height: 640 },
      });
      await timeline.focus();
      expect(before === undefined || !picture.equals(before)).toBe(true);
      before = picture;
    }
  });
});
