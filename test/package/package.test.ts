import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { listFiles, PackageManager } from '@vscode/vsce';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import strings from '../../package.nls.json';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const stage = join(root, 'build/test-package');

/** Everything of the repository that a file of the package could come from, and some that must not. */
const SOURCES = [
  '.vscodeignore',
  'package.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'l10n',
  'media',
  'syntaxes',
  'docs',
  'scripts',
  'src',
];

beforeAll(async () => {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  await promisify(execFile)(process.execPath, [
    join(root, 'scripts/build.mjs'),
    '--production',
    `--outdir=${join(stage, 'dist')}`,
  ]);
  for (const name of SOURCES) {
    try {
      cpSync(join(root, name), join(stage, name), { recursive: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
}, 120_000);

/** A picture for each step, in dark and light. */
const WALKTHROUGH = ['remark', 'fix', 'growth', 'sites', 'levels'].flatMap((step) =>
  ['dark', 'light'].map((theme) => `media/walkthrough/${step}-${theme}.png`),
);

describe('the package', () => {
  it('holds what is needed and nothing else', async () => {
    const files = await listFiles({ cwd: stage, packageManager: PackageManager.None });
    const pages = files.filter((file) => /^docs\/rules\/[a-z-]+\.md$/.test(file));
    expect(files.filter((file) => !pages.includes(file)).sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist/cli.cjs',
        'dist/extension-web.cjs',
        'dist/extension.cjs',
        'dist/operands.go',
        'dist/server-web.js',
        'dist/server.cjs',
        'dist/third-party-notices.txt',
        'dist/tree-sitter-go.wasm',
        'dist/web-tree-sitter.wasm',
        'dist/webview/report.css',
        'dist/webview/report.js',
        'dist/webview/simulator.css',
        'dist/webview/simulator.js',
        'dist/webview/standalone.css',
        'docs/rules/README.md',
        'l10n/bundle.l10n.json',
        'l10n/bundle.l10n.zh-cn.json',
        'media/activity-bar.svg',
        'media/bucketwise.schema.json',
        'media/icon.png',
        ...WALKTHROUGH,
        'package.json',
        'package.nls.json',
        'package.nls.zh-cn.json',
        'syntaxes/directives.tmLanguage.json',
      ].sort(),
    );
    const levels = manifest.contributes.configuration.flatMap(({ properties }) =>
      'bucketwise.rules' in properties ? Object.keys(properties['bucketwise.rules'].properties) : [],
    );
    expect(pages.map((page) => page.slice('docs/rules/'.length, -'.md'.length)).sort()).toEqual(
      levels.sort(),
    );
  });

  // Kilobytes, a good third above what they were when this was written: growth should be noticed, not stopped. The table of
  // the standard library takes 270 kB of each bundle that analyses (60 kB packed), what came with it about 130 kB.
  it.each([
    ['extension.cjs', 640],
    ['extension-web.cjs', 590],
    ['server.cjs', 1170],
    ['server-web.js', 1150],
    ['cli.cjs', 960],
    ['webview/simulator.js', 250],
    ['webview/report.js', 110],
  ])('keeps %s below %d kB', (name, budget) => {
    expect(statSync(join(stage, 'dist', name)).size).toBeLessThan(budget * 1000);
  });

  it('is smaller than 2 MB', async () => {
    const files = await listFiles({ cwd: stage, packageManager: PackageManager.None });
    const packed = files.map((file) => deflateRawSync(readFileSync(join(stage, file))).length);
    expect(packed.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
  });

  it('names every part that is not ours', () => {
    const notices = readFileSync(join(stage, 'dist/third-party-notices.txt'), 'utf8');
    for (const name of ['web-tree-sitter', 'tree-sitter-go', 'vscode-languageclient', 'preact']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
    }
  });

  it('starts its command line with Node', () => {
    const cli = join(stage, 'dist/cli.cjs');
    expect(readFileSync(cli, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(statSync(cli).mode & 0o111).not.toBe(0);
  });
});

describe('the manifest', () => {
  const text = readFileSync(join(root, 'package.json'), 'utf8');

  it('takes each of its texts from package.nls.json, and all of them', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    expect([...new Set(used)].sort()).toEqual(Object.keys(strings).sort());
  });

  it('starts the extension for Go files, its own panels and links to them, and nothing else', () => {
    expect(manifest.activationEvents).toEqual([
      'onLanguage:go',
      'onWebviewPanel:bucketwise.simulator',
      'onWebviewPanel:bucketwise.siteReport',
      'onUri',
    ]);
  });

  it('shows in each step of the walkthrough a picture that is there', () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const pictures = steps.flatMap(({ media: { image } }) => Object.values(image));
    expect([...new Set(pictures)].sort()).toEqual([...WALKTHROUGH].sort());
    for (const { completionEvents } of steps) expect(completionEvents).toHaveLength(1);
  });

  it('lists the commands that the extension registers', () => {
    const requests = readFileSync(join(root, 'src/protocol/requests.ts'), 'utf8');
    const constants = new Map(
      [...requests.matchAll(/const ([A-Z_]+) = '(bucketwise\.\w+)'/g)].map(([, name, id]) => [name, id]),
    );
    const registered = [
      ...sourcesOf('src/extension').matchAll(/registerCommand\(\s*(?:'([^']+)'|([A-Z_]+))/g),
    ].map(([, id, name]) => id ?? constants.get(name));
    expect(registered.sort()).toEqual(manifest.contributes.commands.map(({ command }) => command).sort());
  });

  it('names only commands of its own in menus, and none in the palette that needs an item of a view', () => {
    const known = new Set<string>(manifest.contributes.commands.map(({ command }) => command));
    const menus: Readonly<Record<string, readonly { command?: string; when?: string }[]>> =
      manifest.contributes.menus;
    for (const items of Object.values(menus))
      for (const { command } of items) if (command !== undefined) expect(known).toContain(command);
    const offered = new Set(known);
    for (const { command, when } of menus['commandPalette'] ?? [])
      if (command !== undefined && when === 'false') offered.delete(command);
    for (const command of ['fixSite', 'copySitePath', 'copySiteLocation', 'showMoreSites', 'simulateMap'])
      expect(offered).not.toContain(`bucketwise.${command}`);
  });
});

function sourcesOf(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('../..');
}
