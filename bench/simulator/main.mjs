#!/usr/bin/env node
// Measures the simulator: npm run bench:simulator [-- NAME…]. Each TypeScript file here that exports `measure` is a
// benchmark and can be named alone: run, estimate.
import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { loadTypeScript } from '../../scripts/typescript.mjs';

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
  if (measure !== undefined) print(measure());
}

function print(rows) {
  const width = Math.max(...rows.map((row) => row.name.length));
  for (const { name, value, unit, lowerQuartile, upperQuartile } of rows) {
    const range =
      lowerQuartile === upperQuartile ? '' : `  (${number(lowerQuartile)} … ${number(upperQuartile)})`;
    console.log(`${name.padEnd(width)}  ${number(value).padStart(12)} ${unit}${range}`);
  }
}

/** Three digits at least, none after the point that are not measured. */
function number(value) {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
