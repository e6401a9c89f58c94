import { formatCount } from '../../base/format.ts';
import { measured, ratio, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'Entries are deleted from a map while ranging over it, in a way that costs more than it needs to.',
  why: `Deleting from a map while ranging over it is legal Go and safe: the specification defines it. What it costs depends on
what the loop is for.

- **clear-all**: every entry is deleted. Since Go 1.11 the compiler turns exactly \`for k := range m { delete(m, k) }\` into one
  map clear, if the key type cannot hold NaN. A value variable (even \`_\`), any other statement in the body, a key variable
  declared outside, or a float or interface key keep it a real loop that looks every key up again. \`clear(m)\` (Go 1.21) is
  always the fast one.
- **pop-one**: one entry is taken and deleted, then the loop is left. Every start of a range has to walk over the slots that
  earlier pops emptied: about √n buckets or groups for each of n entries when a full map is drained, n·√n in all (simulated:
  docs/map-claims.md), and the whole capacity each time where a few entries live in a map that was large once.
- **filter**: some entries are deleted. That costs what it has to. But neither \`delete\` nor \`clear\` ever gives memory back or makes a
  map smaller: if most entries go and the map lives on, every later range still walks the old capacity. Only a new map is
  small again: \`make(map[K]V, len(m))\` and a copy loop. (\`maps.Clone\` copies the capacity from Go 1.25 on.)`,
  bad: `package example

func reset(hits map[string]int) int {
	dropped := 0
	for name := range hits {
		delete(hits, name)
		dropped++
	}
	return dropped
}
`,
  good: `package example

func reset(hits map[string]int) int {
	dropped := len(hits)
	clear(hits)
	return dropped
}
`,
  cost: [
    `Nothing is allocated by any of these, so the price is time. How many times as long it takes, with \`int64\` keys, to empty and refill a map
by a loop that the compiler does not recognise as by \`clear\`, and to range over a thinned map, of which nine entries in ten were deleted,
as over one rebuilt to its size:`,
    measured(
      'entries',
      ['delete loop ÷ `clear`', 'thinned ÷ rebuilt'],
      [100, 10_000, 1_000_000].map((n) => [
        formatCount(n),
        ratio(`EmptyAndRefill/delete-loop/${n}`, `EmptyAndRefill/clear/${n}`),
        ratio(`RangeAfterDelete/thinned/${n}`, `RangeAfterDelete/rebuilt/${n}`),
      ]),
    ),
    'What one pop takes while a map is drained:',
    measured(
      'entries',
      [''],
      [100, 10_000, 1_000_000].map((n) => [formatCount(n), time(`PopOne/${n}`)]),
    ),
  ],
  whenSilent: [
    'the loop is exactly the form the compiler clears at once, or its key type is not known and probably such a one',
    'the deleted key is not the range key, or the map or the key is assigned in the loop',
    'the deletion stands in a function literal',
    'entries are deleted under a condition (kind `filter`): shown only on request, as the loop itself is fine',
    'the loop deletes everything but also calls functions: their work outweighs the deleting. Shown only on request',
  ],
  references: [
    { title: 'Go specification: For statements with range clause', url: 'https://go.dev/ref/spec#For_range' },
    { title: 'Go specification: Clear', url: 'https://go.dev/ref/spec#Clear' },
    {
      title: 'cmd/compile: optimize map clearing idiom (golang/go#20138)',
      url: 'https://github.com/golang/go/issues/20138',
    },
  ],
};
