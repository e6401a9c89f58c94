// VSIX files that only the tests need.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { build } from 'esbuild';

function pack(cwd, packagePath) {
  // Everything staged is meant to be in; an empty list tells vsce so.
  writeFileSync(join(cwd, '.vscodeignore'), '');
  return createVSIX({
    cwd,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
}

function freshFolder(path) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

/** A package of the extension as it ships, but for what `change` does to its folder and manifest. */
async function packChanged(root, into, name, change) {
  const stage = freshFolder(join(into, name));
  for (const file of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
    mkdirSync(dirname(join(stage, file)), { recursive: true });
    cpSync(join(root, file), join(stage, file));
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // The build is done; packing must not start it again.
  delete manifest.scripts;
  change(stage, manifest);
  writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest, undefined, 2));
  const vsix = join(into, `${name}.vsix`);
  await pack(stage, vsix);
  return vsix;
}

/** The extension without its Node entry, so that VS Code has to run it in the web worker extension host. */
export function packWebOnly(root, into) {
  return packChanged(root, into, 'web-only', (_stage, manifest) => {
    delete manifest.main;
    delete manifest.extensionKind;
  });
}

/** The extension with a server that ends as soon as it starts. */
export function packBroken(root, into) {
  return packChanged(root, into, 'broken', (stage) => {
    writeFileSync(join(stage, 'dist/server.cjs'), 'process.exit(1);\n');
  });
}

/** A tiny extension that runs the in-host suite when it starts and writes the outcome to BUCKETWISE_SUITE_RESULT. */
export async function packSuite(root, into) {
  const stage = freshFolder(join(into, 'suite'));
  await build({
    absWorkingDir: root,
    entryPoints: ['test/electron/suite-extension.ts'],
    outfile: join(stage, 'extension.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  writeFileSync(
    join(stage, 'package.json'),
    JSON.stringify({
      name: 'suite',
      publisher: 'bucketwise-test',
      version: '1.0.0',
      engines: { vscode: '^1.101.0' },
      main: './extension.cjs',
      activationEvents: ['onStartupFinished'],
      capabilities: { untrustedWorkspaces: { supported: true } },
    }),
  );
  writeFileSync(join(stage, 'README.md'), 'Runs the in-host tests of Bucketwise.\n');
  const vsix = join(into, 'suite.vsix');
  await pack(stage, vsix);
  return vsix;
}
