import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Each block of declarations in the file, without what a media query stands around it. */
const BLOCKS = [...read('colours.css').matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block ?? '');

/** Given by high contrast themes alone. */
const ONLY_IN_CONTRAST = /contrastBorder|contrastActiveBorder/;

describe('the colours of a page that stands alone', () => {
  it('are those of a light, a dark and two themes of high contrast', () => {
    expect(BLOCKS).toHaveLength(4);
    const names = (block: string): string[] => (block.match(/--vscode-[\w-]+(?=:)/g) ?? []).sort();
    const [light, dark] = BLOCKS.map(names);
    expect(dark).toEqual(light?.filter((name) => !name.includes('font')));
    // What a theme of high contrast leaves out keeps the value of the plain one.
    for (const block of BLOCKS.slice(2))
      expect(names(block).filter((name) => ONLY_IN_CONTRAST.test(name))).toHaveLength(2);
  });

  it('include every variable that the page and its pictures use', () => {
    const used = [read('../shared/page.css'), read('../simulator/simulator.css'), read('../shared/theme.ts')]
      .flatMap((text) => text.match(/--vscode-[\w-]+/g) ?? [])
      .filter((name) => !ONLY_IN_CONTRAST.test(name));
    expect(used.length).toBeGreaterThan(30);
    const missing = used.filter((name) => !(BLOCKS[0] ?? '').includes(`${name}:`));
    // The foreground stands in where a theme has none for editors.
    expect([...new Set(missing)]).toEqual(['--vscode-editor-foreground']);
  });
});
