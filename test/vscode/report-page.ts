import type { Frame, Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Workbench } from './workbench.ts';

/** Milliseconds to wait for rows: a first scan on a busy machine is slow. */
const PATIENCE = 30_000;

/** The site report in a window. Its page is thrown away whenever it is hidden, so it is looked for anew each time. */
export class ReportPage {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  async open(): Promise<void> {
    await this.#workbench.runCommand('Bucketwise: Open Site Report');
    await this.#frame();
  }

  /** Brings the page to the front by its tab. */
  async show(): Promise<void> {
    await this.#workbench.page.locator('.tab', { hasText: 'Site Report' }).first().click();
    await this.#frame();
  }

  /** Waits until the first column with text has these, in order. */
  async untilPlaces(...places: readonly string[]): Promise<void> {
    await expect
      .poll(async () => (await this.#frame()).locator('.body .cell.place').allTextContents(), {
        timeout: PATIENCE,
        interval: 100,
      })
      .toEqual(places);
  }

  async filter(text: string): Promise<void> {
    await (await this.#frame()).getByRole('searchbox', { name: 'Filter' }).fill(text);
  }

  /** Makes a row the active one, by its place, so that its details are shown. */
  async choose(place: string): Promise<void> {
    const row = (await this.#frame()).locator('.body .row', { hasText: place }).first();
    await row.locator('.cell.findings').click();
    await row.locator('.cursor').waitFor();
  }

  async sortBy(column: string): Promise<void> {
    const head = (await this.#frame()).getByRole('columnheader', { name: column, exact: true });
    await head.getByRole('button').click();
  }

  async button(name: string): Promise<Locator> {
    return (await this.#frame()).getByRole('button', { name });
  }

  async selectAll(): Promise<void> {
    await (await this.#frame()).getByRole('checkbox', { name: 'Select all rows shown' }).click();
  }

  async text(): Promise<string> {
    return (await this.#frame()).locator('body').innerText();
  }

  async untilSaid(text: string): Promise<void> {
    await expect.poll(() => this.text(), { timeout: PATIENCE, interval: 100 }).toContain(text);
  }

  #frame(): Promise<Frame> {
    return this.#workbench.webviewWith('Site report');
  }
}
