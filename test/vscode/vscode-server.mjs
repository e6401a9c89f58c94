// Starts a real VS Code (code-server) with one VSIX installed, for the end-to-end tests and the demo.

import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installVSCode } from './install.mjs';

/** Nothing pops up, nothing phones home, and pictures are calm. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @param {import('./vscode-server.d.mts').VSCodeOptions} options
 * @returns {Promise<import('./vscode-server.d.mts').VSCodeServer>}
 */
export async function startVSCode({
  packages,
  trusted = true,
  settings = {},
  port = 0,
  env = {},
  say = () => {},
}) {
  const { node, entry } = await installVSCode(say);
  const home = await mkdtemp(join(tmpdir(), 'bucketwise-vscode-'));
  const userData = join(home, 'user-data');
  const extensions = join(home, 'extensions');
  await mkdir(join(userData, 'User'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  await writeFile(
    join(userData, 'User/settings.json'),
    JSON.stringify(
      { ...quietSettings, 'security.workspace.trust.enabled': !trusted, ...settings },
      undefined,
      2,
    ),
  );
  const folders = ['--user-data-dir', userData, '--extensions-dir', extensions];
  const installs = packages.flatMap((vsix) => ['--install-extension', vsix]);
  await promisify(execFile)(node, [entry, ...folders, ...installs], { maxBuffer: 16e6 });

  const server = spawn(
    node,
    [
      entry,
      '--auth=none',
      `--bind-addr=127.0.0.1:${port}`,
      ...folders,
      '--disable-telemetry',
      '--disable-update-check',
      ...(trusted ? ['--disable-workspace-trust'] : []),
    ],
    // Its own process group: code-server starts several processes, and all must end with it.
    {
      env: { ...process.env, VSCODE_PROXY_URI: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  let output = '';
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      output += chunk;
      const found = /HTTP server listening on (http:\/\/[^\s/]+)/.exec(output);
      if (found !== null) resolve(found[1]);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('error', reject);
    ended.then(() => reject(new Error(`VS Code ended before it listened:\n${output}`)));
  });

  return {
    url,
    home,
    log: () => output,
    ended,
    async stop() {
      if (server.exitCode === null && server.signalCode === null) {
        try {
          process.kill(-server.pid, 'SIGTERM');
        } catch {
          server.kill('SIGTERM');
        }
        await ended;
      }
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/**
 * The address of a folder or workspace in the workbench, with files to open at once.
 * @param {string} url
 * @param {string} folder absolute path of a folder, or of a `.code-workspace` file
 * @param {readonly string[]} files absolute paths
 */
export function folderAddress(url, folder, files = []) {
  const { host } = new URL(url);
  const address = new URL(url);
  address.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  if (files.length > 0) {
    address.searchParams.set(
      'payload',
      JSON.stringify(files.map((file) => ['openFile', `vscode-remote://${host}${file}`])),
    );
  }
  return address.href;
}
