#!/usr/bin/env node
// Measures the pages in Chromium, drawn by software as in a virtual machine: npm run bench:web [-- NAME…]. Each TypeScript
// file here is a benchmark of one page and can be named alone.
import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { loadTypeScript } from '../../scripts/typescript.mjs';
import { printRows } from '../print-rows.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const wanted = process.argv.slice(2);
const names = (await readdir(new URL('.', import.meta.url)))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name));

const { findChromium, startChromium, startPageServer } = await loadTypeScript('bench-web-server', [
  "export { findChromium, startChromium } from './test/web/browser.ts';",
  "export { startPageServer } from './test/web/page-server.ts';",
]);
const executable = findChromium();
if (executable === undefined) {
  console.error('No Chromium on PATH. Install one or name it in CHROMIUM_PATH.');
  process.exit(2);
}

const server = await startPageServer({ root, production: true });
const browser = await startChromium(executable);
console.log(`Chromium ${browser.version()}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log('Medians, with quartiles.\n');
try {
  for (const name of names) {
    const { measure } = await loadTypeScript(`bench-web-${name}`, [
      `export * from './bench/web/${name}.ts';`,
    ]);
    printRows(await measure(browser, server.address));
  }
} finally {
  await browser.close();
  await server.close();
}
