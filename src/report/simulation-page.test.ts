import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { standalonePage } from './simulation-page.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const page = standalonePage({
  title: 'map[<a & b>]int',
  script: 'const end = "</script>", begin = "<!-- $& -->";',
  styles: [':root { --a: 1; }', 'p { content: "</STYLE>"; }'],
  data: { id: 'here', value: { name: 'struct{ a <-chan int }</script>\u2028' } },
  hashOf,
});

describe('a page that stands alone', () => {
  it('admits its own script and styles and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text ?? '');
    const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => text ?? '');
    expect(scripts).toHaveLength(1);
    expect(styles).toHaveLength(2);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${scripts.map(hashOf).join(' ')}`,
      `style-src ${styles.map(hashOf).join(' ')}`,
      'img-src data: blob:',
      'worker-src blob:',
    ]);
  });

  it('leaves the script what it is', () => {
    const script = /<script>(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    expect(runInNewContext(`${script} [end, begin].join(' ')`)).toBe('</script> <!-- $& -->');
  });

  it('holds its data so that no text of it ends the element', () => {
    const data = /<script type="application\/json" id="here">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    expect(data).not.toMatch(/[<\u2028]/);
    expect(JSON.parse(data)).toEqual({ name: 'struct{ a <-chan int }</script>\u2028' });
  });

  it('names no address to load from', () => {
    expect(page).not.toMatch(/\b(?:src|href)=|https?:/);
    expect(page).toContain('<title>map[&lt;a &amp; b>]int</title>');
  });
});
