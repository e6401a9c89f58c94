// Packs the extension into build/bucketwise.vsix. vsce runs the production build first (`vscode:prepublish`).
//
//   node scripts/package.mjs

import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const packagePath = join(root, 'build/bucketwise.vsix');

// Bytes. Code and wasm take about half of it; what is above it was most likely not meant to ship.
const budget = 2_000_000;

await mkdir(dirname(packagePath), { recursive: true });
try {
  await createVSIX({ cwd: root, packagePath, dependencies: false });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const { size } = await stat(packagePath);
console.log(`${packagePath}  ${(size / 1000).toFixed(0)} kB`);
if (size > budget) {
  console.error(`The package is larger than its budget of ${budget / 1000} kB.`);
  process.exitCode = 1;
}
