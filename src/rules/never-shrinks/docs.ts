import type { GoType } from '../../semantics/go-type.ts';
import { simulated } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

const STRING: GoType = { kind: 'basic', name: 'string' };
const INT64: GoType = { kind: 'basic', name: 'int64' };

export const docs: RuleDocs = {
  summary:
    'A long-lived map that entries are put into and deleted from keeps the memory of its largest moment for good.',
  why: `\`delete\` and \`clear\` never make a map smaller, on any Go version: the buckets or groups it once grew to stay as long as the map
does. What the entries point to is freed; the slots are not, and ranging over the map walks the empty ones as well: after 90 % of a
million entries were deleted that took 11 times as long as over a new map on Go 1.26, 4.2 times on Go 1.23 (measured).

From Go 1.24 on there is a second effect. A deleted entry may leave a mark that takes its slot out of use until the map grows or sweeps
up. So a map whose keys are replaced all the time can hold up to four times the slots that its number of entries needs; with
integer and string keys up to twice from Go 1.25 on, since inserts of such keys sweep up (of pointers from Go 1.27 on).

Structure alone does not tell whether that matters: it does where a map has spikes. So the finding has the confidence \`possible\` and is
shown only on request, unless the size is known: by a \`//bucketwise:size\` directive or a constant hint of 10,000 or more.

To give memory back, remember the peak and copy what is left into a new map. Not with \`maps.Clone\`: from Go 1.25 on it copies the capacity.

\`\`\`go
func (s *Sessions) drop(id string) {
	s.peak = max(s.peak, len(s.byID))
	delete(s.byID, id)
	if n := len(s.byID); s.peak >= 10_000 && n < s.peak/4 {
		byID := make(map[string]*Session, n)
		maps.Copy(byID, s.byID)
		s.byID, s.peak = byID, n
	}
}
\`\`\`

Each copy is paid for by three times as many deletes before it.`,
  bad: `package example

import "sync"

type Session struct{ User string }

type Sessions struct {
	mu sync.Mutex
	//bucketwise:size 100_000
	byID map[string]*Session
}

func (s *Sessions) put(id string, session *Session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byID[id] = session
}

func (s *Sessions) drop(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.byID, id)
}
`,
  good: `package example

import (
	"maps"
	"sync"
)

type Session struct{ User string }

type Sessions struct {
	mu sync.Mutex
	//bucketwise:size 100_000
	byID map[string]*Session
	peak int
}

func (s *Sessions) put(id string, session *Session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byID[id] = session
}

func (s *Sessions) drop(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.peak = max(s.peak, len(s.byID))
	delete(s.byID, id)
	if n := len(s.byID); s.peak >= 10_000 && n < s.peak/4 {
		byID := make(map[string]*Session, n)
		maps.Copy(byID, s.byID)
		s.byID, s.peak = byID, n
	}
}
`,
  cost: [
    'What a map with elements of 8 bytes holds after a peak of so many entries, however few are left:',
    simulated(
      [10_000, 100_000, 1_000_000],
      [
        { title: '`string` keys', key: STRING, elem: INT64, hinted: false, show: 'finalBytes' },
        { title: '`int64` keys', key: INT64, elem: INT64, hinted: false, show: 'finalBytes' },
      ],
    ),
    `Each finding carries the figure for the map's own types and Go version. The factors for keys that are replaced all the time
were read off real maps of 50 to 50,000 entries whose keys were replaced 30 to 60 times, on Go 1.23 to 1.27.`,
  ],
  whenSilent: [
    'some file of the package, tests left out, gives the field or variable another map or nil, clears it, compares its length with a limit or takes its address',
    'it is exported, so that other packages may do so, or a file of the package cannot be read',
    'the map is a field of a struct that by all appearances does not live long: it holds no lock and no channel, and no package variable holds it',
    'keys have few values or belong to an enumeration, the struct holds a limit or a `container/list` beside the map, elements are functions, or names say that it is a cache with a limit (`lru`), settings or a stand-in for tests',
    'the known size is below 10,000 entries',
  ],
  references: [
    {
      title: 'golang/go#20135: runtime: shrink map as elements are deleted',
      url: 'https://github.com/golang/go/issues/20135',
    },
    {
      title: 'golang/go#70886: internal/runtime/maps: prune tombstones before growing',
      url: 'https://github.com/golang/go/issues/70886',
    },
  ],
};
