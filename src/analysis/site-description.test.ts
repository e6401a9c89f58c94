import { describe, expect, it } from 'vitest';
import { goContext } from '../../test/support/analyze.ts';
import { goGrammar } from '../../test/support/grammar.ts';
import { standardPackages } from '../semantics/standard-library.ts';
import { GoDocument } from '../syntax/document.ts';
import { siteAt, type DescribedSite } from './site-description.ts';

const SOURCE = `package p

type Store struct{ byID map[int64][]string }

func f(s *Store, names []string, given map[bool]pkg.Thing) {
	seen := make(map[string]int)
	for i, name := range names {
		seen[name] = i
	}
	s.byID = map[int64][]string{}
	use(s.byID, given)
	big := make(map[int]int, 5_000)
	use(big, names)
}
`;

/** The site at the first place where the marked text stands, at the offset of `|` in it. */
async function at(marked: string, version = '1.26'): Promise<DescribedSite | undefined> {
  const document = GoDocument.open(await goGrammar(), SOURCE);
  const offset = SOURCE.indexOf(marked.replace('|', '')) + marked.indexOf('|');
  const site = siteAt(
    document,
    'file.go',
    [],
    standardPackages(await goGrammar()),
    goContext(version),
    offset,
  );
  document.dispose();
  return site;
}

describe('the map at a place', () => {
  it('is found on its creation, its variable, its declaration and its uses', async () => {
    for (const marked of ['ma|ke(map[string]', 'se|en :=', 'see|n[name]']) {
      expect(await at(marked)).toMatchObject({
        name: 'seen',
        source: 'make(map[string]int)',
        keyType: 'string',
        elemType: 'int',
        suggestedHint: 'len(names)',
        hint: undefined,
      });
    }
  });

  it('is found on fields, parameters and bare map types', async () => {
    expect(await at('s.by|ID, given')).toMatchObject({ name: 's.byID', source: 'map[int64][]string{}' });
    expect(await at('giv|en)')).toMatchObject({
      keyType: 'bool',
      elemType: 'pkg.Thing',
      assumedTypes: ['pkg.Thing'],
    });
    expect(await at('byID ma|p[int64]')).toMatchObject({ keyType: 'int64', elemType: '[]string' });
    expect(await at('bi|g :=')).toMatchObject({
      hint: 5_000,
      writtenHint: '5_000',
      suggestedHint: undefined,
    });
  });

  it('is nothing where there is no map', async () => {
    expect(await at('nam|es []')).toBeUndefined();
    expect(await at('pack|age')).toBeUndefined();
    expect(await at('f|or i')).toBeUndefined();
  });
});
