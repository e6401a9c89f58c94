// Loads the project's TypeScript in scripts: bundled to a module it runs in any Node we support, as it ships.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles what `lines` export, module paths being relative to the project's folder, and returns the address of the
 * module. `name` tells bundles apart.
 */
export async function bundleTypeScript(name, lines) {
  const outfile = join(root, `node_modules/.cache/bucketwise/${name}.mjs`);
  await build({
    stdin: { contents: lines.join('\n'), resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    outfile,
    external: ['web-tree-sitter', 'typescript'],
    logLevel: 'warning',
  });
  return pathToFileURL(outfile).href;
}

/** Bundles and imports it, even where an earlier bundle of that name was imported before. */
export async function loadTypeScript(name, lines) {
  return import(`${await bundleTypeScript(name, lines)}?${Date.now()}`);
}
