import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'A map is made with a capacity hint that is far from the number of entries that go in.',
  why: `\`make(map[K]V, n)\` allocates room for n entries at once. A hint that is too small leaves growth to do: each time the map is full,
a table twice as large is allocated and the entries are moved. A hint that is too large allocates, zeroes and, if keys or elements hold
pointers, has the garbage collector scan room that nothing is ever put into; a map never gives it back.

- **empty-length**: the hint is \`len(x)\` of something that is empty there, often the very map that is being made:
  \`out.m = make(map[K]V, len(out.m))\`. It is 0, so there is no hint at all.
- **other-length**: the hint is the length of a neighbour of what the loop is over: \`len(s.a)\` where it ranges over \`s.b\`, or \`len(m)\` where
  it ranges over \`m[k]\`. Mostly a line that was copied from above.
- **too-small**: the hint counts only one of several loops, or one of several entries that each iteration puts in, or is a constant
  and four times as many entries or more go in.
- **too-large**: a constant hint of 8 times or more of what can go in, and at least 64 kB too much: all that is put in is in view, or the key type has no more
  values.
- **guessed**: the hint is a constant, but a loop with a known length fills the map.`,
  bad: `package example

type Report struct {
	Sales   map[string]int
	Returns map[string]int
}

func (r *Report) returnRates() map[string]float64 {
	rates := make(map[string]float64, len(r.Sales))
	for sku, count := range r.Returns {
		rates[sku] = float64(count) / 100
	}
	return rates
}
`,
  good: `package example

type Report struct {
	Sales   map[string]int
	Returns map[string]int
}

func (r *Report) returnRates() map[string]float64 {
	rates := make(map[string]float64, len(r.Returns))
	for sku, count := range r.Returns {
		rates[sku] = float64(count) / 100
	}
	return rates
}
`,
  cost: `Each finding but other-length carries the simulator's figures for the map's own types and Go version, with the hint it has and with
the one it should have. For a \`map[string]int\` that 1,000 entries are put into, simulated:

| hint | 1.23: growths | bytes | 1.26: growths | bytes |
|--:|--:|--:|--:|--:|
| none, or \`len\` of something empty | 8 | 122 kB | 8 | 109 kB |
| 100 | 4 | 119 kB | 4 | 106 kB |
| 500 | 1 | 90 kB | 1 | 82 kB |
| 1,000 | 0 | 57 kB | 0 | 55 kB |
| 10,000 | 0 | 459 kB | 0 | 437 kB |
| 100,000 | 0 | 3.6 MB | 0 | 3.5 MB |

(\`bucketwise simulate --key string --elem int --fill 1000 --hint N\`)`,
  whenSilent: [
    'how many entries go in is not known: filtered or grouped inserts, channels, iterators, nested loops, see missing-capacity-hint',
    'a constant hint is large, and the map is returned, stored, captured or handed on: more may be put in elsewhere, as into a cache',
    'the hint is about right: a few single entries that it leaves out are not worth a remark',
    '`m = make(map[K]V, len(m))` renews a map that has been in use: it will be about as large again',
    'the loop over the neighbour uses what the hint measures, or the function compares its length with another: the two run side by side',
    'the hint is a variable or a call',
    'one map is laid over another (`for k, v := range own { all[k] = v }`), or a constant was chosen where the number is known (kind `guessed`). Such findings have the confidence `possible` and are shown only on request',
  ],
  references: [
    {
      title: 'Go specification: Making slices, maps and channels',
      url: 'https://go.dev/ref/spec#Making_slices_maps_and_channels',
    },
    { title: 'Faster Go maps with Swiss Tables', url: 'https://go.dev/blog/swisstable' },
  ],
};
