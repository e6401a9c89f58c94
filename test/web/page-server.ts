import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleTextPlugin } from '../../scripts/bundle-text.mjs';
import { freshNonce, panelHtml } from '../../src/extension/panels/panel-html.ts';

/** A page on a local address, with the panel's own HTML and policy. */
export interface PageServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** A page, and what stands in for the editor around it. */
export interface TestedPage {
  /** Folder of the page below src/webview. */
  readonly name: string;
  readonly fakeHost: string;
  readonly title: string;
  /** Put into the stand-in as `PAGE_DATA`. */
  readonly data?: unknown;
}

const SIMULATOR: TestedPage = {
  name: 'simulator',
  fakeHost: 'test/web/fake-host.ts',
  title: 'Growth Simulator',
};

/** Builds the page as the extension's build does and serves it from memory. */
export async function startPageServer(page: TestedPage = SIMULATOR): Promise<PageServer> {
  const built = await build({
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: { [page.name]: `src/webview/${page.name}/main.tsx`, 'fake-host': page.fakeHost },
    define: { PAGE_DATA: JSON.stringify(page.data ?? null) },
    // As it ships, so that what is measured is what readers get.
    minify: true,
    outdir: '/',
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [bundleTextPlugin],
  });
  const files = new Map(built.outputFiles.map(({ path, contents }) => [path, contents]));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = files.get(pathname);
    if (pathname === '/') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(pageHtml(page, `http://${request.headers.host ?? ''}`));
    } else if (file !== undefined) {
      response.setHeader('Content-Type', TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/plain');
      response.end(file);
    } else {
      // A browser asks for an icon by itself; its absence is no error of the page.
      response.statusCode = pathname === '/favicon.ico' ? 204 : 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function pageHtml({ name, title }: TestedPage, origin: string): string {
  const nonce = freshNonce();
  const html = panelHtml({
    cspSource: origin,
    nonce,
    scriptUri: `/${name}.js`,
    styleUri: `/${name}.css`,
    title,
  });
  return html.replace('<script ', `<script nonce="${nonce}" src="/fake-host.js"></script>\n<script `);
}
