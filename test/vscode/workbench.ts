import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Frame, type Page } from 'playwright-core';
import { folderAddress } from './vscode-server.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Milliseconds to wait for anything in the workbench. The first extension start on a busy machine is slow. */
const PATIENCE = 45_000;

/** A value that `run.mjs` sets. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests by "npm run test:vscode"`);
  return value;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: required('BUCKETWISE_CHROMIUM'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A new folder of this name with these files, gone when the tests end; its real path. */
export function temporaryFolder(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(mkdtempSync(join(required('BUCKETWISE_FOLDERS'), 'folder-')), name);
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A part of the window, in pixels. */
export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A workbench window, driven as a person would: by keys, menus and what is on the screen. */
export class Workbench {
  readonly page: Page;
  /** Errors that scripts threw in the window. */
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(error.message));
  }

  /**
   * Opens a folder with one of its files and waits for the editor.
   * @param language display language, for example `zh-cn`; English where none is given
   */
  static async open(
    browser: Browser,
    url: string,
    folder: string,
    file: string,
    language?: string,
  ): Promise<Workbench> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    // What the file of texts that VS Code makes of a language pack sets. The window itself stays English without the pack,
    // but from here on extensions are asked for this language.
    if (language !== undefined)
      await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
    const workbench = new Workbench(await context.newPage());
    workbench.page.setDefaultTimeout(PATIENCE);
    await workbench.page.goto(folderAddress(url, folder, [resolve(folder, file)]));
    await workbench.page.locator('.monaco-editor .view-line').first().waitFor();
    return workbench;
  }

  /** The text of the editor, as far as it is on the screen. */
  async text(): Promise<string> {
    return this.page
      .locator('.editor-instance .view-lines')
      .first()
      .evaluate((lines) =>
        [...lines.children]
          .map((line) => ({
            top: Number.parseInt((line as HTMLElement).style.top, 10),
            text: line.textContent,
          }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text.replaceAll('\u00A0', ' '))
          .join('\n'),
      );
  }

  /** Waits until the editor's text matches. */
  async untilText(wanted: RegExp): Promise<string> {
    let text = '';
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      text = await this.text();
      if (wanted.test(text)) return text;
      await this.page.waitForTimeout(50);
    }
    throw new Error(`the editor never showed ${String(wanted)}; it shows:\n${text}`);
  }

  squiggles(): ReturnType<Page['locator']> {
    return this.page.locator(
      '.squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint, .squiggly-inline-unnecessary',
    );
  }

  /** Waits for this many squiggles in the editor. */
  async untilSquiggles(count: number): Promise<void> {
    const end = Date.now() + PATIENCE;
    let seen = -1;
    while (Date.now() < end) {
      seen = await this.squiggles().count();
      if (seen === count) return;
      await this.page.waitForTimeout(50);
    }
    throw new Error(`${count} squiggles were expected, ${seen} are there`);
  }

  async runCommand(title: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    const end = Date.now() + PATIENCE;
    for (;;) {
      await this.page.keyboard.press('F1');
      await input.waitFor();
      await input.fill(`>${title}`);
      // The list does not learn of extensions that come while it is open.
      const listed = await row.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
      if (listed) break;
      await this.page.keyboard.press('Escape');
      if (Date.now() > end) throw new Error(`there is no command "${title}"`);
    }
    await this.page.keyboard.press('Enter');
    // The input itself may stay: some commands ask on.
    await row.waitFor({ state: 'hidden' });
  }

  /** Puts the cursor at a place, both counted from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Opens the menu of the light bulb at the cursor; gives its entries. */
  async openQuickFixes(): Promise<string[]> {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    const end = Date.now() + PATIENCE;
    do {
      await this.page.keyboard.press('Control+.');
      // A server that just starts has nothing to offer yet, and the menu then does not open.
      const opened = await rows
        .first()
        .waitFor({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
      if (opened) return rows.allInnerTexts();
    } while (Date.now() < end);
    throw new Error('no quick fixes were offered');
  }

  async chooseQuickFix(title: string): Promise<void> {
    await this.page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first().click();
  }

  /** Shows what the first entry of the open menu would change. */
  async previewQuickFix(): Promise<void> {
    await this.page.keyboard.press('Control+Enter');
  }

  /** The hover card for the text at the cursor. */
  async hoverText(): Promise<string> {
    await this.runCommand('Show or Focus Hover');
    const card = this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
    await card.waitFor();
    return card.innerText();
  }

  /**
   * The hover of the language status once it says this. It tells of the active editor, which the extension hears of a moment
   * after the window shows it, and an open hover keeps what it said.
   */
  async languageStatus(wanted: string): Promise<string> {
    const end = Date.now() + PATIENCE;
    let text = '';
    while (Date.now() < end) {
      await this.page.locator('[id="status.languageStatus"]').click();
      await this.page.locator('.hover-language-status').first().waitFor();
      text = await this.page.locator('.monaco-hover:not(.hidden)').first().innerText();
      if (text.includes(wanted)) return text;
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(100);
    }
    throw new Error(`the language status never said "${wanted}"; it says:\n${text}`);
  }

  /** The page inside the webview that shows this text. */
  async webviewWith(text: string): Promise<Frame> {
    const end = Date.now() + PATIENCE;
    let bodies: string[] = [];
    while (Date.now() < end) {
      bodies = [];
      for (const frame of this.page.frames()) {
        if (!frame.url().includes('fake.html')) continue;
        const body = await frame
          .locator('body')
          .innerText()
          .catch(() => '');
        if (body.includes(text)) return frame;
        bodies.push(body);
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no webview shows "${text}"; they show:\n${bodies.join('\n---\n')}`);
  }

  /** Keeps a picture of the window, or of a part of it, in build/pictures/. */
  async picture(name: string, clip?: Clip): Promise<void> {
    const folder = join(root, 'build/pictures');
    mkdirSync(folder, { recursive: true });
    // Cards fade in.
    await this.page.waitForTimeout(400);
    await this.page.screenshot({ path: join(folder, `${name}.png`), ...(clip && { clip }) });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
