import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, it } from 'vitest';
import { goContext } from '../../../test/support/analyze.ts';
import { goGrammar } from '../../../test/support/grammar.ts';
import { siteAt } from '../../analysis/site-description.ts';
import { standardPackages } from '../../semantics/standard-library.ts';
import { GoDocument } from '../../syntax/document.ts';
import { siteHover } from './site-hover.ts';
import { speak } from './texts.ts';

const SOURCE = `package p

func f(names []string, given map[pkg.Thing][200]byte) {
	seen := make(map[string]int)
	for i, name := range names {
		seen[name] = i
	}
	use(given)
}
`;

/** The hover at the first place where a text stands. */
async function hoverAt(text: string, version: string, links: readonly string[] = []): Promise<string> {
  const grammar = await goGrammar();
  const document = GoDocument.open(grammar, SOURCE);
  const go = goContext(version);
  const site = siteAt(document, 'file.go', [], standardPackages(grammar), go, SOURCE.indexOf(text) + 1);
  document.dispose();
  if (site === undefined) throw new Error(`no map at ${text}`);
  return siteHover(site, go, links);
}

afterEach(() => speak(undefined));

describe('the hover of a map', () => {
  it('tells its layout on the Go version at hand', async () => {
    const swiss = await hoverAt('seen', '1.26', ['[link](command:x)']);
    expect(swiss.split('\n')[0]).toBe(
      '**Map** `map[string]int` in `seen` · Go 1.26, Swiss map · [link](command:x)',
    );
    expect(swiss).toContain('\n- key 16 B, in the slot · element 8 B, in the slot\n');
    expect(swiss).toContain('\n- 8 slots a group, 24 B a slot, 200 B a group\n');
    expect(swiss).toContain('scans 184 B of each group');
    expect(swiss).toContain('filled by a loop that `len(names)` bounds');
    expect(swiss).toMatch(/\| 1,000 \|[\s\u2060]+8 \|/);
    const classic = await hoverAt('seen', '1.23');
    expect(classic).toContain('Go 1.23, classic map');
    expect(classic).toContain('8 slots a bucket, 24 B a slot, 208 B a bucket');
  });

  it('tells what lies behind a pointer, and what is only assumed', async () => {
    const hover = await hoverAt('given', '1.26');
    expect(hover).toContain('element 200 B, behind a pointer, one allocation an entry');
    expect(hover).toContain('`pkg.Thing` counted as 8 bytes: the declaration is not in view');
  });

  it('is told in the language of the editor', async () => {
    speak({ '**Map** {0} in {1}': '{1}：**map** {0}', growths: '扩容次数' });
    const hover = await hoverAt('seen', '1.26');
    expect(hover).toMatch(/^`seen`：\*\*map\*\* `map\[string\]int` · Go 1\.26, Swiss map\n/);
    expect(hover).toContain('扩容次数');
    expect(l10n.t('moved')).toBe('moved');
  });
});
