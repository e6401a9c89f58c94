import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Workbench } from './workbench.ts';

/** Milliseconds to wait for the tree: a first scan on a busy machine is slow. */
const PATIENCE = 20_000;

/** The view of all maps, driven by what is on the screen. */
export class SitesView {
  readonly #workbench: Workbench;
  readonly #page: Page;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    this.#page = workbench.page;
  }

  /** Opens the view by its icon at the side. */
  async open(): Promise<void> {
    const icon = this.#page.locator('.activitybar .action-label[aria-label^="Bucketwise"]').first();
    // The number of findings lies over it, as soon as there are any.
    await icon.click({ force: true });
    await this.pane().waitFor();
  }

  pane(): Locator {
    return this.#page.locator('[id="workbench.view.extension.bucketwise"]');
  }

  /** The rows of this label. */
  row(label: string): Locator {
    // What a screen reader says begins with it.
    return this.pane().locator(`.monaco-list-row[aria-label^="${label},"]`);
  }

  /** The item that makes a list longer. */
  more(count: string): Locator {
    return this.pane().locator('.monaco-list-row', { hasText: `… ${count} more` });
  }

  /** Rows on the screen from top to bottom, each with its description. */
  rows(): Promise<string[]> {
    return this.pane()
      .locator('.monaco-list-row')
      .evaluateAll((rows) =>
        rows
          .map((row) => ({
            at: Number(row.getAttribute('data-index')),
            text: ['.label-name', '.label-description']
              .map((part) => row.querySelector(part)?.textContent ?? '')
              .filter((text) => text !== '')
              .join(' '),
          }))
          .sort((a, b) => a.at - b.at)
          .map(({ text }) => text),
      );
  }

  /** Waits until there is a row for each of these, and begins with it. */
  async untilRows(...beginnings: readonly string[]): Promise<void> {
    await expect
      .poll(async () => (await this.rows()).map((row, at) => row.slice(0, beginnings[at]?.length ?? 0)), {
        timeout: PATIENCE,
        interval: 100,
      })
      .toEqual(beginnings);
  }

  /** Chooses one of the icons over the tree. */
  async choose(title: string): Promise<void> {
    await this.pane().hover();
    await this.#page.locator(`.part.sidebar .action-label[aria-label^="${title}"]`).first().click();
  }

  /** The number on the icon at the side; empty without one. */
  async badge(): Promise<string> {
    const badge = this.#page.locator('.activitybar .action-item', {
      has: this.#page.locator('[aria-label^="Bucketwise"]'),
    });
    return (await badge.locator('.badge-content').first().textContent()) ?? '';
  }

  /** The line above the tree. */
  async message(): Promise<string> {
    return (await this.pane().locator('.message').first().textContent()) ?? '';
  }

  /** Waits for the text that stands where nothing is listed. */
  async welcome(text: string): Promise<void> {
    await this.pane().locator('.welcome-view-content', { hasText: text }).waitFor({ timeout: PATIENCE });
  }

  /** What is shown of a row when it is pointed at. */
  async tooltip(label: string): Promise<string> {
    await this.pane().hover({ position: { x: 100, y: 500 } });
    await this.row(label).hover();
    const card = this.#page
      .locator('.monaco-hover:not(.hidden) .monaco-hover-content, .workbench-hover')
      .first();
    await card.waitFor();
    return card.innerText();
  }

  /** Scrolls to the last row, until that is what is wanted. */
  async toEnd(last: Locator): Promise<void> {
    const list = this.pane().locator('.monaco-list').first();
    await expect
      .poll(
        async () => {
          await list.press('End');
          return last.isVisible();
        },
        { timeout: PATIENCE, interval: 200 },
      )
      .toBe(true);
  }

  /** Chooses an entry of a menu that is open. */
  async chooseInMenu(title: string): Promise<void> {
    await this.#page.locator('.monaco-menu .action-item', { hasText: title }).first().click();
  }

  /** Filters, as one types it. */
  async filter(words: string): Promise<void> {
    await this.choose('Filter Map Sites');
    const input = this.#page.locator('.quick-input-widget input[type="text"]');
    await input.fill(words);
    await this.#page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Chooses one of the icons at the end of a row. */
  async chooseInRow(label: string, title: string): Promise<void> {
    const row = this.row(label).first();
    await row.hover();
    await row.locator(`.action-label[aria-label="${title}"]`).click();
  }

  /** Waits out a last refresh: while rows are fetched anew VS Code does not know which one a menu is of. */
  async rest(): Promise<void> {
    await this.#page.waitForTimeout(1500);
  }

  /** Chooses an entry of the context menu of a row. */
  async chooseInContext(label: string, title: string): Promise<void> {
    await this.row(label).first().click({ button: 'right' });
    // A menu takes no click just after it opened: it may be the end of the one that opened it.
    await this.#page.waitForTimeout(500);
    await this.chooseInMenu(title);
  }

  async picture(name: string): Promise<void> {
    await this.#workbench.picture(name);
  }
}
