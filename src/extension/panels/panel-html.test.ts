import { describe, expect, it } from 'vitest';
import { freshNonce, panelHtml } from './panel-html.ts';

const html = panelHtml({
  cspSource: 'https://*.vscode-cdn.net',
  nonce: 'c0ffee',
  scriptUri: 'https://file.vscode-cdn.net/dist/webview/simulator.js?a=1&b="2"',
  styleUri: 'https://file.vscode-cdn.net/dist/webview/simulator.css',
  title: 'Growth Simulator',
});

describe('panelHtml', () => {
  it('forbids all but the named script, workers of its own, and styles, fonts and pictures of the extension', () => {
    expect(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]).toBe(
      "default-src 'none'; script-src 'nonce-c0ffee'; style-src https://*.vscode-cdn.net; " +
        'font-src https://*.vscode-cdn.net; img-src https://*.vscode-cdn.net data:; worker-src blob:',
    );
    expect(html).not.toContain('unsafe-');
  });

  it('has one script, with the nonce, and nothing inline', () => {
    expect(html.match(/<script\b[^>]*>/g)).toEqual([
      '<script nonce="c0ffee" src="https://file.vscode-cdn.net/dist/webview/simulator.js?a=1&amp;b=&quot;2&quot;">',
    ]);
    expect(html).toContain('></script>');
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  });
});

describe('freshNonce', () => {
  it('is 128 bits, another each time', () => {
    const nonces = new Set(Array.from({ length: 50 }, freshNonce));
    expect(nonces.size).toBe(50);
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{32}$/);
  });
});
