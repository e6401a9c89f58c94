import { measured, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'A loop takes a mutex and gives it back for every single write to a map.',
  why: `A mutex that nobody else wants costs two atomic operations each time, a few nanoseconds. Where
another goroutine wants it, each round may hand it over, with the cache lines it guards, or even put a goroutine to sleep. Locked
once around the loop, or around a \`maps.Copy\` of what was collected before, that is paid once.

The price is that whoever waits for the lock waits for the whole loop. So only where the loop does nothing that could take long the
finding is shown, and the fix is never applied without a look.

- **each-iteration**: each iteration locks, and does no more besides than compute.
- **some-iterations**: the lock stands under a condition, or the loop does other things that may be slow.`,
  bad: `package example

import "sync"

type counts struct {
	mu    sync.Mutex
	byKey map[string]int
}

func (c *counts) add(other map[string]int) {
	for key, count := range other {
		c.mu.Lock()
		c.byKey[key] += count
		c.mu.Unlock()
	}
}
`,
  good: `package example

import "sync"

type counts struct {
	mu    sync.Mutex
	byKey map[string]int
}

func (c *counts) add(other map[string]int) {
	c.mu.Lock()
	for key, count := range other {
		c.byKey[key] += count
	}
	c.mu.Unlock()
}
`,
  cost: [
    '100 writes to a map of 100,000 entries:',
    measured(
      'who wants the lock besides',
      ['a lock for each write', 'one lock for all'],
      [
        [
          'nobody',
          time('LockedBatch/lock-per-write-alone/100'),
          time('LockedBatch/lock-per-batch-alone/100'),
        ],
        [
          'another goroutine that reads all the time',
          time('LockedBatch/lock-per-write-with-reader/100'),
          time('LockedBatch/lock-per-batch-with-reader/100'),
        ],
      ],
    ),
  ],
  whenSilent: [
    'the lock is taken in a function literal that the loop starts or hands on: each goroutine locks once',
    'the loop is a bare `for` or has only a condition, ranges over a channel, or waits for something in each iteration',
    'the mutex belongs to the iteration: `for _, shard := range shards { shard.mu.Lock() … }`',
    'more than one statement stands between `Lock` and `Unlock`, or it is no write to a map',
    'the lock stands under a condition, or the loop calls functions that are not known to be quick: holding the lock for all of it might be worse. Such findings have the confidence `possible` and are shown only on request',
  ],
  references: [
    { title: 'Package sync: Mutex', url: 'https://pkg.go.dev/sync#Mutex' },
    { title: 'Package maps: Copy', url: 'https://pkg.go.dev/maps#Copy' },
  ],
};
