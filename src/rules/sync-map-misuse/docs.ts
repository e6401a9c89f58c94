import { allocations, measured, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'A sync.Map is used in several steps where it has one, or without being shared.',
  why: `Each method of \`sync.Map\` is one step that no other goroutine can come between; two methods in a row are not.

- **load-then-store**: what is stored depends on what was loaded. Two goroutines can both load before either stores: then an
  update made from the old value is lost, two goroutines go on with different values of which the map holds one, or both do what only the
  first is to do. \`LoadOrStore\`
  decides and stores in one step; \`CompareAndSwap\` (Go 1.20) stores only if the entry is still the loaded one, for values that can be
  compared, and has to be repeated until it succeeds. No race detector reports this, as each step by itself is synchronised.
- **load-then-delete**: two goroutines can both load the entry before one deletes it. \`LoadAndDelete\` (Go 1.15) gives it to one only.
- **range-and-delete-all**: every entry is looked up again to be deleted. \`Clear\` (Go 1.23) drops them all. Reported from Go 1.24 on: up to
  Go 1.23 a cleared map has to be built up again through its slow path, which costs as much as was saved.
- **count-in-loop**: \`sync.Map\` has no length; counting walks all entries each time.
- **unshared**: a local \`sync.Map\` that no other goroutine can see pays for synchronisation that nothing needs.

Up to Go 1.23 a \`sync.Map\` is a read-only map beside a locked one for new keys; from Go 1.24 on it is a tree of hash tables with a lock for each
node. Both allocate on every \`Store\`, overwriting included: 32 bytes in 3 allocations up to Go 1.23, 64 bytes from Go 1.24 on (measured with
\`int\` keys and values). Overwriting has become slower with the new form, inserting twice as fast.`,
  bad: `package example

import "sync"

type session struct {
	mu   sync.Mutex
	hits int
}

var sessions sync.Map

func open(name string) *session {
	if v, ok := sessions.Load(name); ok {
		return v.(*session)
	}
	s := &session{}
	sessions.Store(name, s)
	return s
}
`,
  good: `package example

import "sync"

type session struct {
	mu   sync.Mutex
	hits int
}

var sessions sync.Map

func open(name string) *session {
	if v, ok := sessions.Load(name); ok {
		return v.(*session)
	}
	v, _ := sessions.LoadOrStore(name, &session{})
	return v.(*session)
}
`,
  cost: [
    'The first two kinds are about what is lost, not about time. The others, for one operation:',
    measured(
      '',
      ['time', 'allocations'],
      [
        ['counting 10,000 entries', time('SyncMapCount/10000'), allocations('SyncMapCount/10000')],
        [
          'storing over an entry and reading it, sync.Map',
          time('Unshared/sync-map/1000'),
          allocations('Unshared/sync-map/1000'),
        ],
        ['the same, plain map', time('Unshared/map/1000'), allocations('Unshared/map/1000')],
        [
          'filling with 10,000 entries and emptying by Range and Delete',
          time('SyncMapEmpty/range-delete/10000'),
          allocations('SyncMapEmpty/range-delete/10000'),
        ],
        [
          'the same, emptying by Clear',
          time('SyncMapEmpty/clear/10000'),
          allocations('SyncMapEmpty/clear/10000'),
        ],
      ],
    ),
  ],
  whenSilent: [
    'the function, or one around it, takes a lock, uses `sync.Once` or singleflight, or a comment there speaks of locks or races',
    'callers may hold something around both steps: the receiver also has a mutex or a channel of empty structs, or the function is not exported and each call of it in the file follows a lock or a send (shown on request)',
    'the function uses `LoadOrStore`, `CompareAndSwap` or `LoadAndDelete` already',
    'what is stored does not depend on what was loaded: a cache of computed values, where either will do',
    'a value is made for a key that is not there, but is neither a channel nor holds a lock (shown on request)',
    'the entry is deleted under another condition than that it is there, for example its age',
    'the two calls do not surely mean the same map and the same key',
  ],
  references: [
    { title: 'sync.Map', url: 'https://pkg.go.dev/sync#Map' },
    { title: 'Go 1.24 release notes: sync', url: 'https://go.dev/doc/go1.24#sync' },
  ],
};
