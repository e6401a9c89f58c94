#!/usr/bin/env node
// Takes the pictures of README.md and of the walkthrough anew, in a real VS Code: npm run pictures. Needs pngquant.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Picture of test/vscode/pictures.e2e.ts → where it is shown. */
const SHOWN = {
  'picture-quick-fix-dark': 'docs/pictures/quick-fix-dark',
  'picture-hover-dark': 'docs/pictures/hover-dark',
  'picture-sites-dark': 'docs/pictures/sites-dark',
  'picture-simulator-dark': 'docs/pictures/simulator-dark',
  ...Object.fromEntries(
    ['remark', 'fix', 'growth', 'sites', 'levels'].flatMap((step) =>
      ['dark', 'light'].map((theme) => [
        `walkthrough-${step}-${theme}`,
        `media/walkthrough/${step}-${theme}`,
      ]),
    ),
  ),
};

const { status } = spawnSync(
  process.execPath,
  [join(root, 'test/vscode/run.mjs'), 'test/vscode/pictures.e2e.ts', '-t', 'the (dark|light) theme'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, BUCKETWISE_REQUIRE_VSCODE: '1' } },
);
if (status !== 0) process.exit(status ?? 1);
for (const [name, path] of Object.entries(SHOWN)) {
  const target = join(root, `${path}.png`);
  mkdirSync(dirname(target), { recursive: true });
  const picture = join(root, 'build/pictures', `${name}.png`);
  // Few colours are in a window: a palette takes a third of the bytes, and the walkthrough ships with the extension.
  const { error, status: failed } = spawnSync('pngquant', [
    '--force',
    '--strip',
    '--output',
    target,
    picture,
  ]);
  if (error !== undefined || failed !== 0) {
    console.error(`pngquant is missing, or could not read ${picture}.`);
    process.exit(1);
  }
}
console.log(
  `${Object.keys(SHOWN).length} pictures are in docs/pictures and media/walkthrough: look at them.`,
);
