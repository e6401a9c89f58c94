import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'Several goroutines write to one map with nothing in sight that keeps them apart.',
  why: `A map may be read by many goroutines at once, but not written by one while another uses it, not even under different keys: each insert may
move entries, or the whole map. When the runtime notices it ends the program with \`fatal error: concurrent map writes\`. That is no
panic: no \`recover\` stops it. It is so in each version tried, Go 1.19 to 1.27. The runtime does not notice each time, so tests may
well pass; \`go test -race\` finds what a run only had the luck to survive.

- **started-in-loop**: a loop starts goroutines that all write to the same map.
- **two-goroutines**: two goroutines are started one after the other, and both write to the same map.

Goroutines are function literals started by \`go\`, by \`Go\` of an \`errgroup.Group\` without a limit of 1, or by \`Go\` of a
\`sync.WaitGroup\` (Go 1.25). Reported is only what is clear from the function alone: the map lives longer than the goroutine, and no lock is
held where it is written. A read lock does not count, since several goroutines hold one at once, and neither does a channel
with room for more than one as a semaphore.

A mutex around the write is the least change, and where it costs too much each goroutine can fill a map, or an element of a slice, of its own,
to be merged when all have ended.`,
  bad: `package example

import "sync"

func sizes(names []string, size func(string) int) map[string]int {
	found := make(map[string]int, len(names))
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			found[name] = size(name)
		}()
	}
	wg.Wait()
	return found
}
`,
  good: `package example

import "sync"

func sizes(names []string, size func(string) int) map[string]int {
	found := make(map[string]int, len(names))
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := size(name)
			mu.Lock()
			found[name] = n
			mu.Unlock()
		}()
	}
	wg.Wait()
	return found
}
`,
  cost: `The program ends, whatever else it was doing. How 200 runs ended in which 8 goroutines wrote so many entries each to one map
(measured with \`go run ./maprace\` in bench/go, 2 processors):

| entries each | Go 1.26: fatal error | all there | Go 1.23: fatal error | all there |
|--:|--:|--:|--:|--:|
| 1 | 6 | 194 | 8 | 192 |
| 100 | 106 | 94 | 83 | 117 |
| 10,000 | 200 | 0 | 199 | 1 |

A mutex around the write makes it 23 ns an overwrite on one processor and 203 ns on two, with eight goroutines (measured, Go 1.26, 100,000 int64 keys).`,
  whenSilent: [
    'a lock is held where the map is written, or may be: by `Lock` before it, by a helper whose name speaks of locks, or because the write stands in a function literal that is handed to another function',
    'the goroutine waits for something before it writes: a channel, `WaitGroup.Wait`, `sync.Once`, an atomic operation, a semaphore for one',
    'the map is declared or made anew in the iteration or in the goroutine, or handed to it as an argument',
    'the loop waits for each goroutine before it starts the next, or the second goroutine is started after the first has been waited for',
    'the write, or the start of the goroutine, comes only after a comparison for equality or in a switch, which may pick one goroutine out',
    'a comment in the goroutine or above it speaks of locks, races or concurrency',
    'an errgroup is limited to 1, or to a number that is not known',
  ],
  references: [
    { title: 'Go blog: Go maps in action, concurrency', url: 'https://go.dev/blog/maps#concurrency' },
    { title: 'Data race detector', url: 'https://go.dev/doc/articles/race_detector' },
    {
      title: 'Go 1.6 release notes: Runtime, concurrent misuse of maps',
      url: 'https://go.dev/doc/go1.6#runtime',
    },
  ],
};
