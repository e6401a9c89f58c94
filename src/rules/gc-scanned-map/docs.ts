import { formatCount } from '../../base/format.ts';
import { measured, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary:
    'A large long-lived map with pointers in its keys or elements, all of which each garbage collection walks.',
  why: `The garbage collector looks into whatever may hold a pointer. A string, slice, map, interface or pointer in a map's key or element is one,
and so is a key or element of more than 128 bytes, which lies behind a pointer of the map's own. Then each collection reads every bucket
or group of the map, empty slots included, and follows each pointer. A map whose keys and elements are made of numbers, bools
and arrays and structs of them is skipped as a whole: it costs the collector the same with a thousand entries as with a million. That is so on
all Go versions.

This is no fault of the code, only a price that does not show in a profile of it. It matters in programs that keep large
tables for good and have latency to lose. What helps where it does:

- a key of fixed size, such as \`[16]byte\` for an id or a 64-bit hash of the text with the text stored once elsewhere;
- an index into a slice of structs as the element, instead of a pointer to each: with pointers inside those structs the slice is walked
  instead, at less cost;
- fewer collections: a larger \`GOGC\` or a \`GOMEMLIMIT\`.

The rule says so only where the size is known to be 100,000 entries or more: by a \`//bucketwise:size\` directive at the declaration
or where the map is made, or a constant hint.`,
  bad: `package example

type User struct{ Name string }

//bucketwise:size 500_000
var users = make(map[string]*User)

func put(id string, user *User) { users[id] = user }
`,
  good: `package example

type User struct{ Name [24]byte }

//bucketwise:size 500_000
var users = make(map[[16]byte]User)

func put(id [16]byte, user User) { users[id] = user }
`,
  cost: [
    'Processor time of one garbage collection with such a map alive:',
    measured(
      'entries',
      ['`map[int64]int64`', 'string keys', 'pointer elements'],
      [100_000, 1_000_000].map((n) => [
        formatCount(n),
        time(`Collect/no-pointers/${n}`),
        time(`Collect/text-keys/${n}`),
        time(`Collect/pointer-elements/${n}`),
      ]),
    ),
    'The bytes in the message are simulated: what the map holds at its known size.',
  ],
  whenSilent: [
    'the size is not known, or below 100,000 entries',
    'neither key nor element holds a pointer, or the type of one is not in view',
    'the map is a field of a struct that by all appearances does not live long: it holds no lock and no channel, and no package variable holds it',
    'the file belongs to tests',
  ],
  references: [
    {
      title: 'golang/go#9477: runtime: do not scan maps when k/v do not contain pointers',
      url: 'https://github.com/golang/go/issues/9477',
    },
    { title: 'A Guide to the Go Garbage Collector', url: 'https://go.dev/doc/gc-guide' },
  ],
};
