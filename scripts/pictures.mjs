#!/usr/bin/env node
// Takes the pictures of README.md and of the walkthrough anew, in a real VS Code: npm run pictures. Needs pngquant and
// img2webp.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Picture of test/vscode/pictures.e2e.ts → where it is shown. */
const SHOWN = {
  'picture-quick-fix-dark': 'docs/pictures/quick-fix-dark',
  'picture-hover-dark': 'docs/pictures/hover-dark',
  'picture-sites-dark': 'docs/pictures/sites-dark',
  'picture-report-dark': 'docs/pictures/report-dark',
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

// A film of one growth, from pictures that a test of the page takes.
const film = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'test/web/vitest.config.ts',
    'test/web/film.web.ts',
  ],
  { cwd: root, stdio: 'inherit' },
);
if (film.status !== 0) process.exit(film.status ?? 1);
const frames = readdirSync(join(root, 'build/pictures'))
  .filter((name) => /^film-\d+\.png$/.test(name))
  .sort()
  .map((name) => join(root, 'build/pictures', name));
const held = (path, milliseconds) => ['-d', String(milliseconds), path];
const { status: filmed } = spawnSync('img2webp', [
  ...['-loop', '0', '-lossy', '-q', '60', '-m', '6', '-kmax', '40'],
  ...frames.flatMap((path, index) => held(path, index === 0 || index === frames.length - 1 ? 1500 : 130)),
  ...['-o', join(root, 'docs/pictures/growth.webp')],
]);
if (filmed !== 0) {
  console.error('img2webp is missing, or could not read build/pictures/film-*.png.');
  process.exit(1);
}
console.log(
  `${Object.keys(SHOWN).length} pictures are in docs/pictures and media/walkthrough: look at them.`,
);
