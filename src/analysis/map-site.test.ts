import { describe, expect, it } from 'vitest';
import { analyze, goContext } from '../../test/support/analyze.ts';

const SOURCE = `package p

type Store struct{ byID map[int]string }

var defaults = map[string]bool{"a": true, "b": false}

func (s *Store) Load(ids []int, names map[string]int) map[string]int {
	s.byID = make(map[int]string, len(ids))
	names = make(map[string]int)
	seen := make(map[[2]uint8]struct{})
	for i := 0; i < 200; i++ {
		seen[[2]uint8{uint8(i), 1}] = struct{}{}
	}
	return map[string]int{}
}
`;

describe('mapSites', () => {
  it('lists every creation with what holds it and where it is made', async () => {
    const { sites } = await analyze(SOURCE);
    expect(
      sites.map(({ name, owner, type, function: where, hint }) => [name, owner, type, where, hint]),
    ).toEqual([
      ['defaults', 'package variable', 'map[string]bool', undefined, undefined],
      ['s.byID', 'field', 'map[int]string', 'Store.Load', 'len(ids)'],
      ['names', 'parameter', 'map[string]int', 'Store.Load', undefined],
      ['seen', 'local', 'map[[2]uint8]struct{}', 'Store.Load', undefined],
      [undefined, 'none', 'map[string]int', 'Store.Load', undefined],
    ]);
    expect(sites.map(({ span }) => SOURCE.slice(span.start, span.end))[2]).toBe('make(map[string]int)');
  });

  it('prices what is known, else a round number of entries', async () => {
    const { sites } = await analyze(SOURCE);
    expect(sites.map(({ entries, pricedEntries }) => [entries, pricedEntries])).toEqual([
      [2, 2],
      [undefined, 1000],
      [undefined, 1000],
      [200, 200],
      [undefined, 1000],
    ]);
    // A literal of two fits one group, and a hint of the right size never grows.
    expect(sites.map(({ cost }) => cost.growths === 0)).toEqual([true, true, false, false, false]);
  });

  it('follows the runtime', async () => {
    const classic = await analyze(SOURCE, { go: goContext('1.23') });
    const swiss = await analyze(SOURCE, { go: goContext('1.26') });
    expect(classic.sites[2]?.cost.bytes).not.toBe(swiss.sites[2]?.cost.bytes);
  });

  it('is left out where nobody asks', async () => {
    expect((await analyze(SOURCE, { options: { listSites: false } })).sites).toEqual([]);
  });
});
