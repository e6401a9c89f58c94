// End-to-end tests in a real VS Code: packs the extension, installs it, and drives the workbench in Chromium.
//
//   node test/vscode/run.mjs [vitest options]
//
// Without Chromium the tests are skipped, unless CI or BUCKETWISE_REQUIRE_VSCODE is set.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';
import { installVSCode } from './install.mjs';
import { packBroken, packSuite, packWebOnly } from './packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');

function runNode(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const chromium = findChromium();
if (chromium === undefined) {
  const required = Boolean(process.env['CI'] || process.env['BUCKETWISE_REQUIRE_VSCODE']);
  console.log(
    `The tests in a real VS Code were ${required ? 'NOT RUN' : 'skipped'}: no Chromium or Chrome was found on PATH. ` +
      'Install one, or name it in CHROMIUM_PATH.',
  );
  process.exit(required ? 1 : 0);
}

await installVSCode(console.log);
runNode(join(root, 'scripts/package.mjs'));
const build = join(root, 'build/test-vscode');
mkdirSync(build, { recursive: true });
// Outside the repository, so that no go.mod above them is found.
const folders = realpathSync(mkdtempSync(join(tmpdir(), 'bucketwise-test-')));
const env = {
  ...process.env,
  BUCKETWISE_CHROMIUM: chromium,
  BUCKETWISE_FOLDERS: folders,
  BUCKETWISE_VSIX: join(root, 'build/bucketwise.vsix'),
  BUCKETWISE_WEB_VSIX: await packWebOnly(root, build),
  BUCKETWISE_BROKEN_VSIX: await packBroken(root, build),
  BUCKETWISE_SUITE_VSIX: await packSuite(root, build),
};
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    join(here, 'vitest.config.ts'),
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env },
);
rmSync(folders, { recursive: true, force: true });
process.exitCode = status ?? 1;
