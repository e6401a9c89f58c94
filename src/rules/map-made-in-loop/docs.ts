import { formatCount } from '../../base/format.ts';
import { measured, ratio } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'A map is made anew in each iteration of a loop and does not leave it: one map would do.',
  why: `A map that is made in the body of a loop starts small each time, grows through all its sizes again and is garbage at the
end of the iteration. Made once before the loop and emptied with \`clear\` (Go 1.21) at the start of each iteration it keeps
the room it has got: after the first large iteration nothing is allocated any more.

Two things limit this. Up to 8 entries a map that does not leave its function lives on the stack and costs no allocation at all: there a
new one is as fast, and nothing is reported. And \`clear\` never makes a map smaller; it costs the capacity reached, not the
number of entries. Up to Go 1.24 it zeroes all of it: 65 µs for a map that once held 100,000 entries (measured, Go 1.24).
From Go 1.25 on it skips tables that hold nothing: 0.4 µs for the same map. So where one iteration is far larger than the rest, a
new map each time may be the better choice, and that is why the fix
asks for a look unless the map has a hint or its size is known.`,
  bad: `package example

type Order struct{ SKUs []string }

func repeated(orders []Order) int {
	n := 0
	for _, order := range orders {
		seen := make(map[string]bool)
		for _, sku := range order.SKUs {
			if seen[sku] {
				n++
			}
			seen[sku] = true
		}
	}
	return n
}
`,
  good: `package example

type Order struct{ SKUs []string }

func repeated(orders []Order) int {
	n := 0
	seen := make(map[string]bool)
	for _, order := range orders {
		clear(seen)
		for _, sku := range order.SKUs {
			if seen[sku] {
				n++
			}
			seen[sku] = true
		}
	}
	return n
}
`,
  cost: [
    `The bytes in the message are simulated: what one iteration's map allocates for its own types and Go version. How many times as long
a new map each iteration takes as one map and \`clear\`, filled with so many entries, the map staying in the function:`,
    measured(
      'entries',
      ['no hint', 'with hint'],
      [5, 20, 100, 1_000].map((n) => [
        formatCount(n),
        ratio(`MapEachTime/new/${n}`, `MapEachTime/cleared/${n}`),
        // So small a map is made on the stack with or without a hint.
        n === 5 ? undefined : ratio(`MapEachTime/new-with-hint/${n}`, `MapEachTime/cleared/${n}`),
      ]),
    ),
    'The other way round: how many times as long clearing a map that once was large takes as a new map, with 20 entries put in:',
    measured(
      'entries it once held',
      [''],
      [1_000, 100_000].map((n) => [
        formatCount(n),
        ratio(`ClearOnceLarge/cleared/${n}`, 'ClearOnceLarge/new/20'),
      ]),
    ),
  ],
  whenSilent: [
    'the language version is below 1.21, or `clear` means something else there',
    'the map is stored, returned, captured by a function literal, replaced, handed to a function or read by an iterator that outlives the iteration',
    'at most 8 entries can go in, or the map has a constant hint of 8 or less',
    'the loop runs 8 times or less, or the iteration that makes the map is the last',
    'the loop waits in each iteration (a channel, a select, a timer): waiting is what takes its time, and the map would be kept for good',
    'the map is made or filled under a condition or after a `continue`, the loop that fills it may return, the loop around it is a bare `for` or has only a condition, or the function is named like one that runs once (`main`, `init`, `validate…`, `migrate…`, `print…`, `format…`). Such findings have the confidence `possible` and are shown only on request',
  ],
  references: [
    { title: 'Go specification: Clear', url: 'https://go.dev/ref/spec#Clear' },
    { title: 'Faster Go maps with Swiss Tables', url: 'https://go.dev/blog/swisstable' },
  ],
};
