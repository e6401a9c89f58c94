// `import source from 'bundle-text:./worker.ts'` gives a whole script as text: the module with all it imports. A page
// whose policy lets no script be loaded starts its worker from that.
import { dirname, resolve } from 'node:path';
import { build } from 'esbuild';

const PREFIX = 'bundle-text:';

/** Bundles a script for a worker of the browser; also gives the files it was made of, with absolute paths. */
export async function bundleText(path, minify) {
  const { outputFiles, metafile } = await build({
    entryPoints: [path],
    bundle: true,
    minify,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return { text: outputFiles[0].text, files: Object.keys(metafile.inputs).map((file) => resolve(file)) };
}

/** For builds with esbuild; the script is minified where the page is. */
export const bundleTextPlugin = {
  name: 'bundle-text',
  setup({ initialOptions, onResolve, onLoad }) {
    onResolve({ filter: /^bundle-text:/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(PREFIX.length)),
      namespace: 'bundle-text',
    }));
    onLoad({ filter: /.*/, namespace: 'bundle-text' }, async ({ path }) => {
      const { text, files } = await bundleText(path, initialOptions.minify ?? false);
      return { contents: text, loader: 'text', watchFiles: files };
    });
  },
};

/** For unit tests, which import modules one by one. */
export const bundleTextForTests = {
  name: 'bundle-text',
  enforce: 'pre',
  resolveId(id, importer) {
    if (!id.startsWith(PREFIX) || importer === undefined) return undefined;
    return `\0${PREFIX}${resolve(dirname(importer), id.slice(PREFIX.length))}`;
  },
  async load(id) {
    if (!id.startsWith(`\0${PREFIX}`)) return undefined;
    const { text } = await bundleText(id.slice(PREFIX.length + 1), false);
    return `export default ${JSON.stringify(text)};`;
  },
};
