import { describe, expect, it } from 'vitest';
import { renderSitesMarkdown } from './markdown.ts';
import { exportedFinding, exportedSite } from './testing.ts';

/** Cells of the table's rows, the head left out. */
function cells(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.slice(2, -2).split(/(?<!\\) ?\| ?/));
}

describe('renderSitesMarkdown', () => {
  it('sums up and lists', () => {
    const sites = [
      exportedSite(),
      exportedSite({ entries: 2000, entriesKnown: true, findings: [], heat: 'plain' }),
      exportedSite({
        type: null,
        name: null,
        price: null,
        findings: [exportedFinding({ rule: 'copy-loop', savedBytes: 0, savedAllocations: 0 })],
      }),
    ];
    const markdown = renderSitesMarkdown(sites, undefined);
    expect(markdown).toContain('- 2 maps, 2 findings');
    expect(markdown).toContain('- filling them allocates 218 kB in 44 pieces');
    expect(markdown).toContain('- 2 safe fixes, each priced by itself, save 54 kB and 18 allocations');
    expect(markdown).toContain('for 1 map it shows none, and 1,000 are assumed');
    expect(cells(markdown).map((row) => [row[2], row[3], row[7], row[8]])).toEqual([
      ['`map[int]User`', '_1,000_', '54 kB', 'hot'],
      ['`map[int]User`', '2,000', '', ''],
      ['made elsewhere', '', 'a fix', 'hot'],
    ]);
  });

  it('says what another release changes', () => {
    const there = { bytes: 90_000, allocations: 20, growths: 7 };
    const markdown = renderSitesMarkdown([exportedSite({ there })], '1.26');
    expect(markdown).toContain('- on Go 1.26 they allocate 90 kB');
    expect(cells(markdown)[0]!.slice(7, 9)).toEqual(['90 kB', '−19 kB']);
  });

  it('takes nothing of the source for Markdown', () => {
    const site = exportedSite({ name: 'a|b`c', type: 'map[string]func(a | b)', path: 'we*rd/[x].go' });
    const [row] = cells(renderSitesMarkdown([site], undefined));
    expect(row!.slice(0, 3)).toEqual([
      'we\\*rd/\\[x\\].go:11',
      '`` a\\|b`c ``',
      '`map[string]func(a \\| b)`',
    ]);
  });
});
