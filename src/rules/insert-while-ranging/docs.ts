import { formatCount } from '../../base/format.ts';
import { between, measured } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary:
    'A loop inserts new entries into the map it ranges over: which of them it comes to is left to chance.',
  why: `The specification leaves it open whether an entry created during the iteration is visited, and the runtime decides it by the place
the hash gives the entry and by where the iteration happens to start: every run and every map is different, in all Go versions. Overwriting the
current entry and deleting are defined; only new keys are not.

- **absent-key**: the loop itself has looked the key up and found nothing, so the entry is new. A closure over a graph that is computed this way is
  complete in one run and not in the next.
- **derived-key**: the new key is made from the current one (\`name + ".bak"\`). If the loop comes to it, it makes another one from that.
- **moved-entry**: each entry is stored under \`f(key)\` and then deleted under its old key. An entry the loop comes to again is moved a second time; and where
  \`f\` leaves the key as it is, the delete removes what was stored a line before.
- **other-key**: an assignment under some other key, which may as well overwrite what is there. Shown by default where a function makes the key of the
  current one each time, or a loop within the loop brings it; else only on request.

Inserting can also make the map grow while the loop runs. From then on each step looks the entry up in the grown map by its key, as the old array or
table no longer says what is current.`,
  bad: `package example

func reach(seen map[string]bool, next map[string][]string) {
	for name := range seen {
		for _, other := range next[name] {
			if _, ok := seen[other]; !ok {
				seen[other] = true
			}
		}
	}
}
`,
  good: `package example

func reach(seen map[string]bool, next map[string][]string) {
	todo := make([]string, 0, len(seen))
	for name := range seen {
		todo = append(todo, name)
	}
	for len(todo) > 0 {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, other := range next[name] {
			if _, ok := seen[other]; !ok {
				seen[other] = true
				todo = append(todo, other)
			}
		}
	}
}
`,
  cost: [
    `The price is a result that changes from run to run. So many of the entries that a loop inserted, one for each that was there, it came to
itself, in 1,000 runs each:`,
    measured(
      'entries before',
      ['doubled', 'moved'],
      [4, 100, 1_000, 10_000].map((n) => [
        formatCount(n),
        between(`InsertWhileRanging/double/${n}`, 'fewest', 'most'),
        between(`InsertWhileRanging/move/${n}`, 'fewest', 'most'),
      ]),
    ),
  ],
  whenSilent: [
    'the key is the range key: overwriting the current entry is defined',
    'the loop is always left after the insert',
    'the insert of a key made from the current one stands under a condition, which mostly tells new entries from old ones: shown only on request',
    'the insert stands in a function literal',
    'the map is not known to be one, or is assigned anew in the loop',
    'a `for` loop without `range` stands around it and starts it again, as a search for a fixed point does: shown only on request',
    'the key may well be there already (kind `other-key`), as a constant, one under a condition, or what `strings.ToLower` and its like make of the current key: shown only on request',
  ],
  references: [
    { title: 'Go specification: For statements with range clause', url: 'https://go.dev/ref/spec#For_range' },
    { title: 'Go blog: Go maps in action', url: 'https://go.dev/blog/maps' },
  ],
};
