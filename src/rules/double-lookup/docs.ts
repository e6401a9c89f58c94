import { formatCount } from '../../base/format.ts';
import { measured, ratio, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'A key is looked up twice where one lookup would do.',
  why: `Every \`m[k]\` that the program runs is a call into the runtime: the key is hashed, its bucket or group found and the key
compared. The compiler never merges two of them, not even \`if _, ok := m[k]; ok { use(m[k]) }\` (seen in what Go 1.19 to 1.27
emit). It does make one call of \`m[k]++\`, \`m[k] += v\` and \`m[k] = append(m[k], v)\`, which this rule therefore leaves alone.

- **check-then-read**: \`_, ok := m[k]\`, and \`m[k]\` is read later.
- **compare-then-read**: \`m[k]\` is compared with nil, zero or another value, and read again.
- **insert-then-read**: an entry is made where there is none, and then looked up.
- **read-again**: \`v, ok := m[k]\`, and \`m[k]\` is read although \`v\` holds it.
- **read-twice**: two plain reads of \`m[k]\`, as in \`make([]T, 0, len(m[k]))\` before \`range m[k]\`, with nothing in between that could change it. It may
  be a part: \`m[a][b] = v\` reads \`m[a]\`. Keys that are literals are left out, as such maps are small.
- **store-then-read**: \`m[k] = v\`, and \`m[k]\` is read behind it.
- **same-branches**: both branches of an \`if\` that asks for the entry do what one statement does.
- **append-and-store**: \`v := append(m[k], x)\` and then \`m[k] = v\`. As one statement it is one call.
- **operator-assign**: \`m[k] = m[k] + v\` is a lookup and an assignment, \`m[k] += v\` only an assignment. \`/=\` and \`%=\` stay two
  calls, since they may panic and must leave the map alone then.
- **needless-init**: \`if _, ok := m[k]; !ok { m[k] = 0 }\` before \`m[k]++\`, also with statements in between that neither see the entry nor leave. An absent entry counts as zero, a nil slice can be
  appended to.
- **guarded-delete**: \`if _, ok := m[k]; ok { delete(m, k) }\`. \`delete\` of an absent key does nothing. (staticcheck says it too: S1033.)`,
  bad: `package example

func areas(byName map[string][]int, name string) int {
	sum := 0
	if _, ok := byName[name]; ok {
		for _, area := range byName[name] {
			sum += area
		}
	}
	return sum
}
`,
  good: `package example

func areas(byName map[string][]int, name string) int {
	sum := 0
	if list, ok := byName[name]; ok {
		for _, area := range list {
			sum += area
		}
	}
	return sum
}
`,
  cost: [
    'Nothing is allocated, so the price is time. How many times as long two calls into the runtime take as one:',
    measured(
      'entries',
      ['`if _, ok := m[k]; ok { use(m[k]) }`', '`m[k] = m[k] + 1` ÷ `m[k]++`'],
      [8, 100, 10_000, 1_000_000].map((n) => [
        formatCount(n),
        ratio(`LookupTwice/check-then-read/${n}`, `LookupTwice/once/${n}`),
        ratio(`AddOne/assign/${n}`, `AddOne/increment/${n}`),
      ]),
    ),
    'One lookup that hits, among 1,000 entries:',
    measured(
      'keys',
      [''],
      [
        ['`int64`', time('Lookup/int/1000')],
        ['strings', time('Lookup/string/1000')],
      ],
    ),
  ],
  whenSilent: [
    'the entry is checked and then written, but not read: that is two operations anyway',
    'between the two lookups the map or something the key is made of may change: a write, a call of a function of the package that may do it, a receive, a lock. A function or method of another package could change the entry only by calling back: such findings are `likely`, and `read-twice` leaves them out',
    'the second lookup stands in a function literal, or in a loop that the first is not in: but for loops over what `range m[k]` ranges over, and behind an entry that was just stored or inserted',
    'the function uses `goto`',
    'what is indexed is not known to be a map, or the key has side effects',
    'the second lookup only words an error, a log line or a panic',
    'the guard of a `delete` does anything else',
  ],
  references: [
    { title: 'Go specification: Index expressions', url: 'https://go.dev/ref/spec#Index_expressions' },
    {
      title: 'Go specification: Deletion of map elements',
      url: 'https://go.dev/ref/spec#Deletion_of_map_elements',
    },
    {
      title: 'Staticcheck S1033: unnecessary guard around call to delete',
      url: 'https://staticcheck.dev/docs/checks/#S1033',
    },
  ],
};
