import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount } from '../../src/base/format.ts';
import type { FilesMessage, ReportToHost, ReportToView } from '../../src/protocol/report-view.ts';
import { Rows, type Row } from '../../src/webview/report/rows.ts';
import { Repricer } from '../../src/webview/report/repricing.ts';
import { moveOf, totalsOf } from '../../src/webview/report/totals.ts';
import { runtimeFor } from '../../src/simulator/index.ts';
import { PICTURES, expectAccessible, hasChromium, withBrowser } from './pages.ts';
import { reportPage } from './report-page.ts';
import { THEMES, type ThemeName } from './themes.ts';

interface OpenOptions extends BrowserContextOptions {
  readonly theme?: ThemeName;
  /** So many generated rows in place of those of examples/. */
  readonly rows?: number;
}

describe.skipIf(!hasChromium())('the site report in a browser', () => {
  let files: FilesMessage;
  /** What the page shows, worked out beside it. */
  let rows: readonly Row[];
  const { openAt } = withBrowser(async () => {
    const page = await reportPage();
    files = page.data as FilesMessage;
    const all = new Rows();
    all.apply(files);
    rows = all.inOrder();
    return page;
  });

  async function open({ theme = 'dark', rows: count = 0, ...options }: OpenOptions = {}): Promise<Page> {
    const page = await openAt(new URLSearchParams({ theme, rows: String(count) }), options);
    await page.locator('[role=gridcell]').first().waitFor();
    return page;
  }

  const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Maps of the workspace' });
  const filter = (page: Page): Locator => page.getByRole('searchbox', { name: 'Filter' });
  const posted = async (page: Page): Promise<readonly ReportToHost[]> =>
    (await page.evaluate(() => window.bucketwiseReportPosted)).slice(1);
  const say = (page: Page, message: ReportToView): Promise<void> =>
    page.evaluate((said) => {
      window.bucketwiseSay(said);
    }, message);
  /** Texts of a column, from the top. */
  const column = (page: Page, name: string): Promise<string[]> =>
    page.locator(`.body .cell.${name}`).allInnerTexts();
  /** The cell the keyboard is at. */
  const current = (page: Page): Promise<string> =>
    grid(page).evaluate((table) => {
      const id = table.getAttribute('aria-activedescendant') ?? '';
      const cell = document.getElementById(id);
      return `${cell?.parentElement?.getAttribute('aria-rowindex') ?? 'none'} ${cell?.getAttribute('aria-colindex') ?? 'none'}`;
    });
  const press = async (page: Page, ...keys: readonly string[]): Promise<string> => {
    for (const key of keys) await page.keyboard.press(key);
    return current(page);
  };
  const figures = (page: Page): Promise<Record<string, string>> =>
    page
      .locator('.totals > .figures > div')
      .evaluateAll((all) =>
        Object.fromEntries(
          all.map((one) => [
            one.querySelector('dt')?.textContent ?? '',
            one.querySelector('dd')?.textContent ?? '',
          ]),
        ),
      );

  it('shows every row with the figures of the simulator, what saves most first', async () => {
    const page = await open();
    expect(await page.evaluate(() => window.bucketwiseReportPosted)).toEqual([{ type: 'ready' }]);
    const bySaving = rows
      .toSorted((a, b) => b.safe.bytes - a.safe.bytes)
      .filter(({ safe }) => safe.bytes > 0);
    const saved = await column(page, 'saved');
    expect(saved.slice(0, bySaving.length)).toEqual(bySaving.map(({ safe }) => formatBytes(safe.bytes)));
    expect(await grid(page).getAttribute('aria-rowcount')).toBe(String(rows.length + 1));
    const totals = totalsOf(rows);
    expect(await figures(page)).toMatchObject({
      maps: formatCount(totals.sites),
      findings: formatCount(totals.findings),
      bytes: formatBytes(totals.bytes),
      [`all ${totals.fixes} safe fixes save`]: `${formatBytes(totals.savedBytes)}, ${formatCount(totals.savedAllocations)} allocations`,
    });
  });

  it('filters as one types, sums up what is left, and says what it did not understand', async () => {
    const page = await open();
    await filter(page).fill('fixable:yes bytes>100kB');
    const left = rows.filter(({ safe, bytes }) => safe.fixes > 0 && bytes > 100_000);
    await expect.poll(() => page.locator('.body .row').count()).toBe(left.length);
    expect((await figures(page))['bytes']).toBe(formatBytes(totalsOf(left).bytes));
    await expect
      .poll(() => page.locator('.search [role=status]').textContent())
      .toBe(`${left.length} of ${rows.length} rows`);
    await filter(page).fill('ruel:hint heat:warm');
    expect(await page.getByRole('alert').locator('p').allInnerTexts()).toEqual([
      'There is no field ruel; did you mean rule? To look for the text, put it in quotes: "ruel:hint".',
      'heat: is hot, plain or cold, not warm.',
    ]);
    await filter(page).fill('no such map');
    await page.getByText('No row matches the filter.').waitFor();
    await filter(page).press('Escape');
    expect(await page.locator('.body .row').count()).toBe(rows.length);
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByText('has a safe fix', { exact: true }).waitFor();
  });

  it('sorts by its heads, both ways, and says so', async () => {
    const page = await open();
    await page.getByRole('columnheader', { name: 'bytes' }).getByRole('button').click();
    const head = page.getByRole('columnheader', { name: 'bytes' });
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    const priced = rows.filter(({ fill }) => fill !== null);
    const largest = priced.toSorted((a, b) => b.bytes - a.bytes).map(({ bytes }) => formatBytes(bytes));
    expect((await column(page, 'bytes')).filter(Boolean)).toEqual(largest);
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    expect((await column(page, 'bytes')).slice(0, priced.length)).toEqual(largest.toReversed());
  });

  it('is gone through by keyboard alone', async () => {
    const page = await open();
    await filter(page).focus();
    await page.keyboard.press('ArrowDown');
    expect(await current(page)).toBe('2 2');
    expect(await press(page, 'ArrowDown', 'ArrowRight')).toBe('3 3');
    expect(await press(page, 'ArrowUp', 'ArrowUp', 'ArrowUp')).toBe('1 3');
    await press(page, 'Enter');
    expect(await page.getByRole('columnheader', { name: 'name' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    expect(await press(page, 'Control+End')).toBe(`${rows.length + 1} 12`);
    expect(await press(page, 'Control+Home')).toBe('2 1');
    await press(page, 'Space', 'ArrowDown', 'Shift+ArrowDown');
    expect(await page.locator('.body [aria-selected=true]').count()).toBe(3);
    await press(page, 'Control+a');
    expect(await page.locator('.body [aria-selected=true]').count()).toBe(rows.length);
    await press(page, 'Enter');
    expect(await posted(page)).toEqual([{ type: 'reveal', row: expect.any(Number) as number }]);
    await press(page, 'Escape');
    expect(await filter(page).evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('has one stop for the table in the order of Tab, however many rows there are', async () => {
    const page = await open({ rows: 5_000 });
    const stops: string[] = [];
    for (let at = 0; at < 30; at++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => document.activeElement?.tagName ?? '');
      if (stop === 'BODY') break;
      stops.push(stop);
    }
    // Version, export, filter, help, table.
    expect(stops).toEqual(['SELECT', 'BUTTON', 'INPUT', 'BUTTON', 'DIV']);
  });

  it('fixes what is selected, by numbers alone', async () => {
    const page = await open();
    const fixable = rows.filter(({ safe }) => safe.fixes > 0);
    await filter(page).fill('fixable:yes');
    await page.getByRole('checkbox', { name: 'Select all rows shown' }).click();
    const fixes = fixable.reduce((sum, { safe }) => sum + safe.fixes, 0);
    await filter(page).fill('fixable:yes orders');
    const seen = fixable.filter(({ text }) => text.includes('orders')).length;
    await page
      .getByText(`${fixable.length} selected, ${fixable.length - seen} hidden by the filter`)
      .waitFor();
    await page.getByRole('button', { name: `Make ${fixes} fixes…` }).click();
    const [fix] = await posted(page);
    expect(fix).toEqual({ type: 'fix', rows: expect.any(Array) as number[] });
    expect(fix?.type === 'fix' && [...fix.rows].sort()).toEqual(fixable.map(({ id }) => id).sort());
    await say(page, { type: 'notice', text: '3 safe fixes in 2 files: shown for review' });
    await page.getByText('3 safe fixes in 2 files: shown for review').waitFor();
  });

  it('selects ranges with Shift and the mouse', async () => {
    const page = await open();
    const boxes = page.locator('.body input[type=checkbox]');
    await boxes.nth(2).click();
    await boxes.nth(6).click({ modifiers: ['Shift'] });
    expect(await page.locator('.body [aria-selected=true]').count()).toBe(5);
    await boxes.nth(4).click();
    expect(await page.locator('.body [aria-selected=true]').count()).toBe(4);
    await page.getByText('4 selected').waitFor();
  });

  it('prices all rows on another Go and says what changes', async () => {
    const page = await open();
    await page.getByLabel('If built with').selectOption({ label: 'Go 1.21 · buckets' });
    const there = page.getByRole('group', { name: 'What changes on Go 1.21' });
    await there.waitFor();
    const repricer = new Repricer(runtimeFor({ major: 1, minor: 21, patch: 0 }));
    repricer.run(rows, 0);
    const move = moveOf(rows, repricer);
    const change = move.bytes - totalsOf(rows).bytes;
    expect(await there.innerText()).toContain(`${change < 0 ? '−' : '+'}${formatBytes(Math.abs(change))}`);
    expect(await there.innerText()).toContain(`${formatCount(move.changed)} map`);
    await page.getByRole('columnheader', { name: 'change' }).getByRole('button').click();
    const shown = (await column(page, 'bytesThere')).filter(Boolean);
    expect(shown).toHaveLength(rows.filter(({ fill }) => fill !== null).length);
    const [most] = move.most;
    await there
      .getByRole('button', { name: most?.label ?? '' })
      .first()
      .click();
    expect(await page.locator('.details h2').innerText()).toBe(most?.label);
    await page.getByLabel('If built with').selectOption('');
    expect(await page.locator('.move').count()).toBe(0);
    expect(await page.getByRole('columnheader', { name: 'fixes save' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
  });

  it('tells all about a row, and asks its host for what it cannot do itself', async () => {
    const page = await open();
    await filter(page).fill('marks');
    await page.locator('.body .row .cell.name').first().click();
    const details = page.getByRole('region', { name: 'About marks' });
    await details.waitFor();
    const row = rows.find(({ name }) => name === 'marks');
    expect(await details.innerText()).toContain(row?.findings[0]?.message);
    await details.getByRole('button', { name: 'Simulate' }).click();
    await details.getByRole('button', { name: 'dense-key-map' }).click();
    await details.getByRole('button', { name: row?.place ?? '' }).click();
    await details.getByRole('button', { name: 'Fix…' }).click();
    const id = row?.id;
    expect(await posted(page)).toEqual([
      { type: 'simulate', row: id },
      { type: 'explain', rule: 'dense-key-map' },
      { type: 'reveal', row: id },
      { type: 'fix', rows: [id] },
    ]);
    await details.getByRole('button', { name: 'Hide details' }).click();
    await page.getByRole('button', { name: 'Show details of marks' }).waitFor();
  });

  it('exports what is shown, in its order, or all', async () => {
    const page = await open();
    await filter(page).fill('orders');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'CSV…' }).click();
    await page.getByLabel('all rows, not only those shown').check();
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    const shown = await page
      .locator('.body .row')
      .evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-row'))));
    expect(await posted(page)).toEqual([
      { type: 'export', format: 'csv', to: 'file', rows: shown, go: null },
      { type: 'export', format: 'markdown', to: 'clipboard', rows: null, go: null },
    ]);
  });

  it('keeps its view over a reload', async () => {
    const page = await open({ rows: 5_000 });
    await filter(page).fill('heat:hot');
    await page.getByRole('columnheader', { name: 'place' }).getByRole('button').click();
    await page.getByLabel('If built with').selectOption('1.26');
    await page.locator('.body input[type=checkbox]').nth(1).click();
    await grid(page).evaluate((table) => {
      table.scrollTop = 24 * 200;
    });
    await page.waitForFunction(() => sessionStorage.getItem('bucketwise-report')?.includes('"top":200'));
    await page.reload();
    await expect.poll(() => grid(page).evaluate((table) => table.scrollTop)).toBe(24 * 200);
    expect(await filter(page).inputValue()).toBe('heat:hot');
    expect(await page.getByRole('columnheader', { name: 'place' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    expect(await page.getByLabel('If built with').inputValue()).toBe('1.26');
    await page.getByText('1 selected').waitFor();
  });

  it('keeps place, selection and filter while the workspace is read', async () => {
    const page = await open({ rows: 5_000 });
    await say(page, { type: 'progress', state: 'scanning', done: 3, directories: 40, problems: [] });
    await page.getByText('Reading the workspace: 3 of 40 packages').waitFor();
    await page.getByRole('columnheader', { name: 'place' }).getByRole('button').click();
    await page.locator('.body input[type=checkbox]').nth(2).click();
    await grid(page).evaluate((table) => {
      table.scrollTop = 24 * 100;
    });
    const firstInSight = (): Promise<string | null> =>
      grid(page).evaluate((table) => {
        const top = table.getBoundingClientRect().top + 24;
        const all = [...table.querySelectorAll('.body .row')];
        return (
          all.find((row) => row.getBoundingClientRect().bottom > top + 1)?.getAttribute('data-row') ?? null
        );
      });
    await expect.poll(firstInSight).not.toBeNull();
    await page.waitForTimeout(100);
    const before = await firstInSight();
    // Comes before all others.
    const added = files.files.map((file) => ({
      ...file,
      file: file.file + 900_000,
      path: `aaa/${file.path}`,
      rows: file.rows.map((row) => ({ ...row, id: row.id + 900_000 })),
    }));
    await say(page, { ...files, files: added });
    await page
      .getByText(`${formatCount(5_000 + rows.length)} rows`)
      .first()
      .waitFor();
    await expect.poll(firstInSight).toBe(before);
    await page.getByText('1 selected').waitFor();
  });

  it('shows the 50,000th row and holds few in the document', async () => {
    const page = await open({ rows: 50_000 });
    await page.getByText('50,000 rows').first().waitFor();
    await grid(page).focus();
    await press(page, 'Control+End');
    expect(await current(page)).toBe('50001 12');
    expect(await page.locator('.body .row').count()).toBeLessThan(80);
    await page.screenshot({ path: `${PICTURES}/report-many.png` });
  });

  it('says when there is nothing to show, or the server is down', async () => {
    const page = await open();
    await say(page, { type: 'begin', session: 'other' });
    await page.getByText('Maps appear here as they are found.').waitFor();
    await say(page, { type: 'progress', state: 'complete', done: 0, directories: 0, problems: [] });
    await page.getByText('There are no maps in the Go code of this workspace.').waitFor();
    await say(page, { type: 'progress', state: 'down', done: 0, directories: 0, problems: [] });
    await page.getByText('The language server does not run').waitFor();
  });

  /** A page with all that can be on it. */
  async function fillPage(page: Page): Promise<void> {
    await page.getByLabel('If built with').selectOption('1.27');
    await page.locator('.move').waitFor();
    await page.locator('.body input[type=checkbox]').nth(1).click();
    await page.locator('.body .row .cell.name').nth(3).click();
  }

  for (const theme of Object.keys(THEMES) as readonly ThemeName[]) {
    it(`is accessible in the ${theme} theme`, async () => {
      const page = await open({ theme });
      await page.screenshot({ path: `${PICTURES}/report-${theme}.png` });
      await expectAccessible(page);
      await fillPage(page);
      await page.screenshot({ path: `${PICTURES}/report-move-${theme}.png` });
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('button', { name: 'Help' }).click();
      await filter(page).fill('nonsense:x');
      await expectAccessible(page);
    });
  }

  for (const [name, options] of [
    ['narrow', { viewport: { width: 300, height: 900 } }],
    ['beside', { viewport: { width: 560, height: 730 } }],
    ['zoom', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
    ['forced-colors', { forcedColors: 'active' }],
  ] as const satisfies readonly (readonly [string, BrowserContextOptions])[]) {
    it(`can be used: ${name}`, async () => {
      const page = await open(options);
      await fillPage(page);
      await page.screenshot({ path: `${PICTURES}/report-${name}.png`, fullPage: true });
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
      await expectAccessible(page, name === 'forced-colors' ? ['color-contrast'] : []);
    });
  }
});
