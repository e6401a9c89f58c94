// Starts a real VS Code in the browser, with Bucketwise installed, on a copy of examples/.
//
//   node scripts/demo.mjs [--port=8080]

import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { folderAddress, startVSCode } from '../test/vscode/vscode-server.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`--port must be a number from 0 to 65535, not ${values.port}`);
  process.exit(2);
}

const vsix = join(root, 'build/bucketwise.vsix');
console.log('Packing Bucketwise …');
const packed = spawnSync(process.execPath, [join(root, 'scripts/package.mjs')], {
  cwd: root,
  encoding: 'utf8',
});
if (packed.status !== 0) {
  console.error(packed.stdout + packed.stderr);
  process.exit(1);
}

const home = await realpath(await mkdtemp(join(tmpdir(), 'bucketwise-demo-')));
const folder = join(home, 'examples');
await cp(join(root, 'examples'), folder, { recursive: true });
console.log('Starting VS Code …');
const server = await startVSCode({ packages: [vsix], port, say: console.log });
const address = folderAddress(server.url, folder, [join(folder, 'orders/orders.go')]);
console.log(`\nOpen this address in a browser:\n\n  ${address}\n`);
console.log(`It is a copy of examples/ in ${folder}: change what you like.`);
console.log('Press Ctrl-C to end.');

let ending = false;
async function end(code) {
  if (ending) return;
  ending = true;
  await server.stop();
  await rm(home, { recursive: true, force: true });
  process.exit(code);
}
process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));
void server.ended.then(() => {
  if (ending) return;
  console.error(`VS Code ended by itself:\n${server.log()}`);
  void end(1);
});
