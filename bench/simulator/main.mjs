#!/usr/bin/env node
// Measures the simulator: npm run bench:simulator [-- NAME…]. Each TypeScript file here that exports `measure` is a
// benchmark and can be named alone: run, estimate.
import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { loadTypeScript } from '../../scripts/typescript.mjs';
import { printRows } from '../print-rows.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);

const names = (await readdir(folder))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name));

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log('Medians, with quartiles.\n');
for (const name of names) {
  const { measure } = await loadTypeScript(`bench-${name}`, [
    `export * from './bench/simulator/${name}.ts';`,
  ]);
  if (measure !== undefined) printRows(measure());
}
