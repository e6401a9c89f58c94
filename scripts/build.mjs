// Builds everything that ships into dist/: extension and language server (each for Node and for the browser), the
// command line, the webviews and the two wasm files.
//
//   node scripts/build.mjs [--production] [--watch] [--only=server,cli] [--outdir=DIR]

import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { context } from 'esbuild';
import { bundleTextPlugin } from './bundle-text.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

const { values: flags } = parseArgs({
  options: {
    production: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    only: { type: 'string' },
    outdir: { type: 'string', default: 'dist' },
  },
});
const outdir = resolve(root, flags.outdir);

// A grammar that changes silently changes what every rule sees, so its bytes are part of the build's contract.
const wasmFiles = [
  {
    from: 'web-tree-sitter/web-tree-sitter.wasm',
    name: 'web-tree-sitter.wasm',
    sha256: 'beca80e44cccbf2299ed4d1e3fa6462a9a6fe818aeebf847547a392227ce4acc',
  },
  {
    from: 'tree-sitter-go/tree-sitter-go.wasm',
    name: 'tree-sitter-go.wasm',
    sha256: '9504573f352b20be7f2f1911754d710622aedc15afff16d5ed8fb5645681aee7',
  },
];

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: flags.production,
  sourcemap: flags.production ? false : 'linked',
  // Licence texts go into one file of their own, see writeNotices.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const forNode = {
  ...shared,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  alias: {
    // Its ES module asks for import.meta.url, which a CommonJS bundle does not have.
    'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs'),
    // Its UMD module hides from a bundler what it requires.
    'jsonc-parser': join(root, 'node_modules/jsonc-parser/lib/esm/main.js'),
  },
};

/** @type {import('esbuild').BuildOptions} */
const forBrowser = {
  ...shared,
  platform: 'browser',
  target: 'es2022',
  // Only read to look for the wasm file, which we hand over as bytes.
  define: { 'import.meta.url': 'self.location.href' },
};

/** @type {Record<string, import('esbuild').BuildOptions>} */
const targets = {
  extension: {
    ...forNode,
    entryPoints: { extension: 'src/extension/node/main.ts' },
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
  },
  'extension-web': {
    ...forBrowser,
    entryPoints: { 'extension-web': 'src/extension/browser/main.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
  },
  server: {
    ...forNode,
    entryPoints: { server: 'src/server/node/main.ts' },
    outExtension: { '.js': '.cjs' },
  },
  'server-web': {
    ...forBrowser,
    entryPoints: { 'server-web': 'src/server/browser/main.ts' },
    format: 'iife',
  },
  cli: {
    ...forNode,
    entryPoints: { cli: 'src/cli/main.ts' },
    outExtension: { '.js': '.cjs' },
    banner: { js: '#!/usr/bin/env node' },
  },
  webview: {
    ...forBrowser,
    entryPoints: {
      'webview/simulator': 'src/webview/simulator/main.tsx',
      // Goes into the pages that the command line writes.
      'webview/standalone': 'src/webview/standalone/colours.css',
      'webview/report': 'src/webview/report/main.tsx',
    },
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [bundleTextPlugin],
  },
};

const wanted = flags.only === undefined ? Object.keys(targets) : flags.only.split(',');
for (const name of wanted) {
  if (targets[name] === undefined)
    throw new Error(`unknown target ${name}; known: ${Object.keys(targets).join(', ')}`);
}

async function copyWasm() {
  for (const { from, name, sha256 } of wasmFiles) {
    const path = require.resolve(from);
    const actual = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    if (actual !== sha256) {
      throw new Error(
        `${from} has SHA-256 ${actual}, expected ${sha256}. If the update is wanted, record the new hash.`,
      );
    }
    await copyFile(path, join(outdir, name));
  }
}

/** The installed package a bundled file belongs to, undefined for our own. */
function packageOf(input) {
  const parts = input.split('/');
  const at = parts.lastIndexOf('node_modules');
  if (at === -1) return undefined;
  const length = parts[at + 1].startsWith('@') ? 3 : 2;
  return parts.slice(0, at + length).join('/');
}

/** Everything bundled is MIT, ISC or BSD: all ask that their notice travels along. */
async function writeNotices(inputs) {
  const folders = new Set([...inputs].map(packageOf).filter((folder) => folder !== undefined));
  for (const { from } of wasmFiles) folders.add(`node_modules/${from.split('/')[0]}`);
  const texts = [];
  for (const folder of [...folders].sort()) {
    const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(root, folder))).find((name) => /^(licen[cs]e|copying)/i.test(name));
    const text =
      file === undefined ? `License: ${manifest.license}` : await readFile(join(root, folder, file), 'utf8');
    texts.push(`${manifest.name} ${manifest.version}\n\n${text.trim()}\n`);
  }
  await writeFile(join(outdir, 'third-party-notices.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

/** Files of earlier builds must not slip into a package. */
async function prune(expected) {
  for (const entry of await readdir(outdir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !expected.has(path)) await rm(path);
  }
}

await mkdir(outdir, { recursive: true });
await copyWasm();
// What the command line builds with the user's Go when it is asked to verify types.
await copyFile(join(root, 'src/cli/verify-types/operands.go'), join(outdir, 'operands.go'));

const expected = new Set(wasmFiles.map(({ name }) => join(outdir, name)));
expected.add(join(outdir, 'operands.go'));
expected.add(join(outdir, 'third-party-notices.txt'));
const inputs = new Set();
for (const name of wanted) {
  const target = targets[name];
  const build = await context({ ...target, outdir });
  if (flags.watch) {
    await build.watch();
    continue;
  }
  let result;
  try {
    result = await build.rebuild();
  } catch {
    // esbuild has told what is wrong; its stack would only hide that.
    process.exit(1);
  } finally {
    await build.dispose();
  }
  for (const [file, { bytes }] of Object.entries(result.metafile.outputs)) {
    expected.add(join(root, file));
    if (!file.endsWith('.map'))
      console.log(
        `${relative(root, join(root, file)).split(sep).join('/')}  ${(bytes / 1000).toFixed(0)} kB`,
      );
  }
  for (const input of Object.keys(result.metafile.inputs)) inputs.add(input);
  if (name === 'cli') await chmod(join(outdir, 'cli.cjs'), 0o755);
}

if (flags.watch) {
  console.log('watching');
} else if (flags.only === undefined) {
  await writeNotices(inputs);
  await prune(expected);
}
