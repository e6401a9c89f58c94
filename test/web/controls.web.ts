import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { formatCount } from '../../src/base/format.ts';
import { setupFromText } from '../../src/protocol/simulator-setup.ts';
import type { SimulatorSetup } from '../../src/protocol/simulator-setup.ts';
import { parseSimulatorToHost } from '../../src/protocol/webview.ts';
import type { SimulatorToHost } from '../../src/protocol/webview.ts';
import { simulate } from '../../src/simulator/index.ts';
import { PRESETS } from '../../src/webview/simulator/presets.ts';
import { initialSetup, otherScenario, shownScenario } from '../../src/webview/simulator/setup.ts';
import { expectAccessible, hasChromium, settled, withPages } from './pages.ts';
import { SITES } from './sites.ts';

describe.skipIf(!hasChromium())('the controls of the growth simulator', () => {
  const { open } = withPages();

  const posted = (page: Page): Promise<readonly SimulatorToHost[]> =>
    page.evaluate(() => window.bucketwisePosted);

  async function choose(page: Page, item: string): Promise<void> {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  }

  /** The setup the page is on, as its link says it. */
  async function setupOf(page: Page): Promise<SimulatorSetup | undefined> {
    await settled(page);
    await choose(page, 'Copy link');
    const last = (await posted(page)).findLast((message) => message.type === 'copyLink');
    return last?.type === 'copyLink' ? setupFromText(JSON.stringify(last.setup)) : undefined;
  }

  const total = (page: Page, label: string, column = 0): Promise<string> =>
    page
      .locator('table.totals tr', { has: page.getByRole('rowheader', { name: label, exact: true }) })
      .locator('td')
      .nth(column)
      .innerText();

  it('builds a program step by step', async () => {
    const page = await open({ site: 'none' });
    await page.getByLabel('Add a step').selectOption('delete');
    await page.getByLabel('step 2, delete: of the entries, per cent').fill('25');
    await page.keyboard.press('Enter');
    await page.getByLabel('step 2, delete: which entries').selectOption('newest');
    await page.getByLabel('Add a step').selectOption('iterate');
    await page.getByLabel('Add a step').selectOption('clear');
    await page.getByRole('button', { name: 'Remove range once' }).click();
    const setup = await setupOf(page);
    expect(setup?.steps).toEqual([
      { kind: 'fill', entries: 1000 },
      { kind: 'delete', victims: 'newest', amount: { kind: 'share', share: 0.25 } },
      { kind: 'clear' },
    ]);
    if (setup === undefined) throw new Error('no link');
    const run = simulate(shownScenario(setup));
    expect(await total(page, 'entries moved')).toBe(formatCount(run.total.movedEntries));
    expect(await page.locator('.events li.step').allInnerTexts()).toHaveLength(3);
  });

  it('sets types, keys and what is compared', async () => {
    const page = await open();
    await page.getByLabel('element', { exact: true }).selectOption('[256]byte');
    await page.getByLabel('key', { exact: true }).selectOption('string');
    await page.getByLabel('keys', { exact: true }).selectOption('one-bucket');
    await page.getByLabel('step 1, fill: entries').fill('300');
    await page.keyboard.press('Enter');
    await page.getByLabel('seed').fill('5');
    await page.keyboard.press('Enter');
    await page.getByLabel('compare').selectOption('version 1.26');
    const setup = await setupOf(page);
    expect(setup).toMatchObject({
      key: { name: 'string', type: { size: 16 } },
      elem: { name: '[256]byte', type: { size: 256 } },
      hashing: 'one-bucket',
      seed: 5,
      compare: { kind: 'version', version: '1.26' },
    });
    if (setup === undefined) throw new Error('no link');
    const other = otherScenario(setup);
    if (other === undefined) throw new Error('nothing is compared');
    expect(await total(page, 'allocations')).toBe(
      formatCount(simulate(shownScenario(setup)).total.allocations),
    );
    expect(await total(page, 'allocations', 1)).toBe(formatCount(simulate(other).total.allocations));
    expect(await page.locator('table.totals thead').innerText()).toMatch(/Go 1\.23\s+Go 1\.26/);
  });

  it('tells stories, each with its lesson', async () => {
    const page = await open({ site: 'none' });
    const { id, lesson, setup } = PRESETS.find((preset) => preset.id === 'empty-struct') ?? {};
    await page.getByLabel('story').selectOption(id ?? '');
    expect(await page.locator('.notes').innerText()).toContain(lesson);
    expect(await setupOf(page)).toEqual(setup);
    expect(await total(page, 'bytes at the end')).toBe(await total(page, 'bytes at the end', 1));
    // The lesson asks for it.
    await page.getByRole('radio', { name: '1.23' }).check();
    await settled(page);
    expect(await total(page, 'bytes at the end')).not.toBe(await total(page, 'bytes at the end', 1));
    expect(await page.locator('.notes').innerText()).toContain(lesson);
  });

  it('says why something cannot be simulated, and keeps what stood', async () => {
    const page = await open({ site: 'classic' });
    await page.getByRole('radio', { name: '1.21' }).check();
    await page.getByLabel('Add a step').selectOption('iterate');
    await page.getByLabel('step 2, range: times').fill('10000');
    await page.keyboard.press('Enter');
    await page.getByLabel('step 1, fill: entries').fill('1000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/^This cannot be simulated: .*slots visited/);
    expect(await page.locator('table.totals').isVisible()).toBe(true);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Remove range' }).click();
    await settled(page);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('keeps what is being typed while a run plays', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.getByRole('button', { name: 'Play' }).click();
    const field = page.getByLabel('step 1, fill: entries');
    await field.fill('1234');
    const before = await page.locator('.operation').innerText();
    await expect.poll(() => page.locator('.operation').innerText()).not.toBe(before);
    expect(await field.inputValue()).toBe('1234');
    await page.keyboard.press('Enter');
    expect((await setupOf(page))?.steps).toEqual([{ kind: 'fill', entries: 1234 }]);
  });

  it('takes numbers that make no sense for the nearest that do', async () => {
    const page = await open();
    const field = page.getByLabel('step 1, fill: entries');
    for (const [typed, taken] of [
      ['-5', '0'],
      ['99999999', '1000000'],
      ['', '1000000'],
      ['12.6', '13'],
    ] as const) {
      await field.fill(typed);
      await page.keyboard.press('Enter');
      await expect.poll(() => field.inputValue()).toBe(taken);
    }
  });

  it('offers to write the chosen hint into the code', async () => {
    const page = await open();
    const apply = page.getByRole('button', { name: /^Apply hint/ });
    expect(await apply.count()).toBe(0);
    await page.getByRole('radio', { name: 'len(orders)' }).check();
    await apply.click();
    await page.getByRole('radio', { name: 'number' }).check();
    await page.getByLabel('hint, entries').fill('512');
    await page.keyboard.press('Enter');
    expect(await apply.innerText()).toContain('512');
    await apply.click();
    const hints = (await posted(page)).filter((message) => message.type === 'applyHint');
    expect(hints).toEqual([
      { type: 'applyHint', hint: 'suggested' },
      { type: 'applyHint', hint: 512 },
    ]);
  });

  it.each([
    ['Save picture (PNG) …', 'png', /^iVBORw0KGgo/],
    ['Save picture (SVG) …', 'svg', /^<svg [\s\S]*<\/svg>\n$/],
    ['Save operations (CSV) …', 'csv', /^operation,kind,entries/],
    ['Save run (JSON) …', 'json', /"setup"/],
    ['Save report (Markdown) …', 'markdown', /\| growths \|/],
  ] as const)('asks its host to save: %s', async (item, format, content) => {
    const page = await open();
    await choose(page, item);
    await expect.poll(async () => (await posted(page)).length).toBeGreaterThan(1);
    const message = (await posted(page)).at(-1);
    expect(parseSimulatorToHost(message)).toEqual(message);
    expect(message).toMatchObject({ type: 'saveFile', format, name: 'map-int-Order-go1.23' });
    expect(message?.type === 'saveFile' && message.content).toMatch(content);
  });

  it('has a menu for the keyboard', async () => {
    const page = await open();
    const button = page.getByRole('button', { name: 'Export' });
    await button.focus();
    await page.keyboard.press('Enter');
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    expect(await focused()).toBe('Copy as Markdown');
    await expectAccessible(page);
    await page.keyboard.press('End');
    expect(await focused()).toBe('Save report (Markdown) …');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Copy link');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('menu').count()).toBe(0);
    expect(await focused()).toContain('Export');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Enter');
    expect((await posted(page)).at(-1)?.type).toBe('copyText');
    await page.getByText('Copied.').waitFor();
  });

  it('opens what a link asks for', async () => {
    const setup = PRESETS.find(({ id }) => id === 'dummy-write')?.setup;
    if (setup === undefined) throw new Error('no such story');
    const page = await open({ setup });
    expect(await setupOf(page)).toEqual(setup);
    expect(await page.locator('.operation').innerText()).toContain('old buckets');
  });

  it('plays faster and slower', async () => {
    const page = await open();
    await page.getByLabel('speed').selectOption('4');
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.getByRole('button', { name: 'Play' }).click();
    // 3,000 operations take 12 s at the first pace.
    await page.getByRole('button', { name: 'Play' }).waitFor({ timeout: 10_000 });
    expect(await page.getByRole('slider', { name: 'Timeline' }).getAttribute('aria-valuenow')).toBe('3000');
  });

  it('starts as its site says', async () => {
    const page = await open({ site: 'swiss' });
    expect(await setupOf(page)).toEqual(initialSetup(SITES.swiss, null));
  });
});
