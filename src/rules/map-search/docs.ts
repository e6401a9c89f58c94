import { formatCount } from '../../base/format.ts';
import { measured, ratio } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'A loop walks over a map to find the entry with one key, which a lookup finds at once.',
  why: `A map is there to find an entry by its key without looking at the others. A loop that compares each key with the same value
looks at half of the entries on average, and at all of them when there is no such entry. Keys are unique, so no more than one
entry can match.

- **stops-at-key**: the loop ends, by \`return\` or \`break\`, once it has found the entry.
- **walks-all**: it goes on to the end although nothing more can come.

A walk over a map starts at a random place and goes through empty slots as well: from a map that once was large it takes as long
as when it was full.`,
  bad: `package example

func countOf(stock map[string]int, wanted string) int {
	for sku, count := range stock {
		if sku == wanted {
			return count
		}
	}
	return 0
}
`,
  good: `package example

func countOf(stock map[string]int, wanted string) int {
	if count, ok := stock[wanted]; ok {
		return count
	}
	return 0
}
`,
  cost: [
    'Nothing is allocated, so the price is time. How many times as long as a lookup a walk takes that stops at the key, each time for another key:',
    measured(
      'entries',
      ['`int64` keys', '`string` keys'],
      [8, 100, 10_000].map((n) => [
        formatCount(n),
        ratio(`Search/walk-int64/${n}`, `Search/lookup-int64/${n}`),
        ratio(`Search/walk-string/${n}`, `Search/lookup-string/${n}`),
      ]),
    ),
  ],
  whenSilent: [
    'anything else is done for each entry: an `else`, a statement before the `if`, or behind one that is not `if k != wanted { continue }`',
    'the key is not compared by `==` with something that is the same for all entries: `strings.EqualFold(k, name)`, `k == v.Name`, a call that may give another value each time',
    'the comparison is one side of an `||`',
    'the loop goes on after it has found the entry, and adds to the map or changes what it looks for',
    'the variables of the loop are declared before it and keep their values after it',
    'what is ranged over is not known to be a map, or is no variable or field',
  ],
  references: [
    { title: 'Go specification: Index expressions', url: 'https://go.dev/ref/spec#Index_expressions' },
    {
      title: 'Go specification: For statements with range clause',
      url: 'https://go.dev/ref/spec#For_range',
    },
  ],
};
