#!/usr/bin/env node
// The quick start: builds what is missing and scans the example module, or the folder given as argument. Findings are
// no failure here; only a scan that could not run is.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = resolve(root, 'dist/cli.cjs');
const given = process.argv.slice(2);

const built = spawnSync(process.execPath, [resolve(root, 'scripts/build.mjs')], {
  cwd: root,
  encoding: 'utf8',
});
if (built.status !== 0 || !existsSync(cli)) {
  process.stderr.write(`${built.stdout}${built.stderr}The build failed, so there is nothing to start.\n`);
  process.exit(2);
}

// Paths mean what they meant where npm was called.
const cwd = given.length > 0 ? (process.env['INIT_CWD'] ?? process.cwd()) : root;
const scan = spawnSync(process.execPath, [cli, 'check', ...(given.length > 0 ? given : ['examples'])], {
  cwd,
  stdio: 'inherit',
});
if (scan.status !== 0 && scan.status !== 1) process.exit(scan.status ?? 2);

console.log(`
Scan another folder   npm start -- PATH
Apply the safe fixes  node dist/cli.cjs check --fix PATH   (--diff shows them first)
Why a rule reports    node dist/cli.cjs explain missing-capacity-hint
In VS Code            npm run package, then: code --install-extension build/bucketwise.vsix
Try it in a browser   npm run demo   (starts a real VS Code on a copy of examples/)`);
