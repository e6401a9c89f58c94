import { measured, ratio } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'A loop that writes to a map calls `runtime.Gosched()` or `time.Sleep(0)` in each iteration.',
  why: `\`runtime.Gosched()\` puts the goroutine at the end of the queue and lets the scheduler choose the next one. With none waiting
that is this one again, but the way through the scheduler takes several times as long as the write to the map. It is not needed for
fairness: since Go 1.14 a goroutine that runs for 10 ms is interrupted wherever it is. Nor does it make unguarded writes to a shared
map safe, which some use it for.

\`time.Sleep(0)\` does not even yield: "a negative or zero duration causes Sleep to return immediately".

Where the call stands under a condition and is made once in a while it does no harm.`,
  bad: `package example

import "runtime"

func index(names []string) map[string]int {
	byName := make(map[string]int, len(names))
	for i, name := range names {
		byName[name] = i
		runtime.Gosched()
	}
	return byName
}
`,
  good: `package example

func index(names []string) map[string]int {
	byName := make(map[string]int, len(names))
	for i, name := range names {
		byName[name] = i
	}
	return byName
}
`,
  cost: [
    'How many times as long overwriting the entries of a map of 100,000 takes with a yield as without:',
    measured(
      'a yield',
      [''],
      [
        ['after each write', ratio('Yield/every-write/100000', 'Yield/never/100000')],
        ['after every hundredth', ratio('Yield/every-hundredth/100000', 'Yield/never/100000')],
      ],
    ),
  ],
  whenSilent: [
    'the call stands under a condition',
    'the loop is a bare `for` or has only a condition: it tries again until another goroutine has done something',
    'the loop waits for others: a channel, a select, a lock, an atomic',
    'no map is written to in the loop',
  ],
  references: [
    { title: 'Package runtime: Gosched', url: 'https://pkg.go.dev/runtime#Gosched' },
    { title: 'Package time: Sleep', url: 'https://pkg.go.dev/time#Sleep' },
    { title: 'Go 1.14 release notes: asynchronous preemption', url: 'https://go.dev/doc/go1.14#runtime' },
  ],
};
