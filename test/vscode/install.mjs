// Installs a real VS Code (code-server from npm) beside this file, once.
//
//   node test/vscode/install.mjs

import { execFile } from 'node:child_process';
import { access, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const codeServer = join(here, 'node_modules/code-server');
// Written last, so that an interrupted install is not taken for a finished one.
const stamp = join(here, 'node_modules/.bucketwise-installed');

/** The Node release the pinned code-server runs on. */
const nodeVersion = '24.21.0';

async function npm(folder, ...args) {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await run(command, [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    maxBuffer: 64e6,
    shell: process.platform === 'win32',
  });
}

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * The executable and entry script of the installed VS Code server, installing them first where needed.
 * @param {(line: string) => void} say
 */
export async function installVSCode(say) {
  const manifest = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'));
  const wanted = `code-server ${manifest.dependencies['code-server']} node ${nodeVersion}`;
  const own = process.versions.node.split('.')[0] === nodeVersion.split('.')[0];
  const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const node = own ? process.execPath : join(here, 'node_modules', nodePackage, binary);
  const installed = { node, entry: join(codeServer, 'out/node/entry.js') };
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted && (await exists(node))) return installed;

  say('Installing a VS Code server into test/vscode/node_modules (about 600 MB, once) …');
  await npm(here, 'install', '--no-package-lock');
  // The `node` package only fetches this one in an install script, and scripts are off here.
  if (!own) await npm(here, 'install', '--no-package-lock', '--no-save', `${nodePackage}@${nodeVersion}`);
  // The package leaves these two to its own install script, which also compiles natives that are not needed here.
  await npm(join(codeServer, 'lib/vscode'), 'install', '--omit=dev');
  await npm(join(codeServer, 'lib/vscode/extensions'), 'install', '--omit=dev');
  await writeFile(stamp, wanted);
  say('Installed.');
  return installed;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { node, entry } = await installVSCode(console.log);
  console.log(`${node} ${entry}`);
}
