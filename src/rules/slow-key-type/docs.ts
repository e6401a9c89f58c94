import { measured, ratio } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'A large map has keys of a type for which the runtime has no fast path.',
  why: `The compiler calls a map function made for the key's type where the key is 4 or 8 bytes of plain memory or a string. All other keys take the general
path, which hashes and compares through function pointers of the type. That is so in classic maps (up to Go 1.23) and in Swiss
maps (from Go 1.24 on) alike; and on the general path a Swiss map never clears up the traces of deleted entries (up to Go 1.27), so under steady inserting and
deleting it grows larger than one with \`int\` keys.

- **narrow**: \`int16\` and \`uint16\`. (A map of bytes or bools is never large: see dense-key-map.)
- **float**: \`float32\` and \`float64\`, whose zeros and NaN have to be told apart from plain memory. A NaN is never found again.
- **interface**: the type of each key decides how it is hashed, and a key of a type that cannot be compared panics.
- **wide**: structs of two words of plain memory, such as a pair of \`int64\`.`,
  bad: `package example

func totals(prices []float64) int {
	//bucketwise:size 50_000
	count := make(map[float64]int)
	for _, price := range prices {
		count[price]++
	}
	return len(count)
}
`,
  good: `package example

func totals(cents []int64) int {
	//bucketwise:size 50_000
	count := make(map[int64]int)
	for _, price := range cents {
		count[price]++
	}
	return len(count)
}
`,
  cost: [
    'How many times as long as with `int64` keys it takes to look up every key of a map:',
    measured(
      'key',
      ['1,000 entries', '30,000 entries'],
      [
        ['`int32`', 'int32'] as const,
        ['`string` of 16 bytes', 'string'] as const,
        ['`int16`', 'int16'] as const,
        ['`float64`', 'float64'] as const,
        ['struct of two `int64`', 'two-words'] as const,
        ['`any`, holding `int64`', 'any-int64'] as const,
      ].map(([label, type]) => [
        label,
        ratio(`KeyType/${type}/1000`, 'KeyType/int64/1000'),
        ratio(`KeyType/${type}/30000`, 'KeyType/int64/30000'),
      ]),
    ),
  ],
  whenSilent: [
    'the map is not known to hold 10,000 entries or more: by a `//bucketwise:size` directive, a constant bound or a constant hint',
    'keys of one byte, of which there are too few for a large map',
    'arrays, and structs that hold strings or pointers, have padding or take more than two words: they cannot be packed into one',
    'structs of 8 bytes without padding, which take the fast path',
  ],
  references: [
    { title: 'Faster Go maps with Swiss Tables', url: 'https://go.dev/blog/swisstable' },
    {
      title: 'cmd/compile: mapfast',
      url: 'https://github.com/golang/go/blob/master/src/cmd/compile/internal/walk/walk.go',
    },
  ],
};
