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
  cost: `Looking up a key that is there, in a map of so many entries (\`node bench/go/run.mjs --only KeyType\`, the fastest of 15 rounds, 2 processors), in ns:

| key | 1.26: 1,000 | 30,000 | 1.23: 1,000 | 30,000 |
|---|--:|--:|--:|--:|
| int32 | 5.2 | 9.0 | 3.9 | 15.8 |
| int64 | 5.1 | 6.7 | 4.0 | 16.0 |
| string of 16 bytes | 7.1 | 9.6 | 5.2 | 18.2 |
| int16 | 19.3 | 24.6 | 13.4 | 23.7 |
| float64 | 20.6 | 26.7 | 15.0 | 26.4 |
| struct of two int64 | 19.4 | 27.1 | 14.6 | 28.6 |
| any, holding int64 | 10.7 | 14.9 | 13.4 | 24.1 |`,
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
