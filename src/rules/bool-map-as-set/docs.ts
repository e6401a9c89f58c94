import { measured, memory, simulated, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

const STRING = { kind: 'basic', name: 'string' } as const;

export const docs: RuleDocs = {
  summary: 'A `map[K]bool` in which only `true` is ever stored is a set.',
  why: `What an element of type \`struct{}\` saves depends on the map that runs.

- **Up to Go 1.23** keys and elements lie in separate arrays of a bucket, so \`struct{}\` saves one byte a slot, 8 bytes a bucket: 5 %
  of a set of strings, 9 % of a set of \`int64\`.
- **From Go 1.24 on it saves nothing.** Key and element share a slot, and Go pads a zero-size last field, so \`map[string]bool\` and
  \`map[string]struct{}\` take exactly the same memory. (The Go 1.27 experiment \`mapsplitgroup\` makes both smaller, and equal again.)

Speed is the same on all versions. So up to Go 1.23 the finding is priced like any other. From Go 1.24 on it is only a matter
of style, and off, except for big sets (10,000 entries and more, by a constant bound, a constant hint or a
\`//bucketwise:size\` directive): there the rule says what the set costs and what does help.

Local sets are looked at as a whole in their function, unexported fields and package variables in all files of their package. Of those the
size is seldom known: without a directive at the declaration, or a constant hint, the finding is only shown on request. The fix changes the
type and every use at once, and is offered where all uses are in the file of the declaration.`,
  bad: `package example

func unique(names []string) int {
	//bucketwise:size 50_000
	seen := make(map[string]bool, 50_000)
	for _, name := range names {
		seen[name] = true
	}
	return len(seen)
}
`,
  good: `package example

func unique(names []string) int {
	seen := make(map[string]struct{}, 50_000)
	for _, name := range names {
		seen[name] = struct{}{}
	}
	return len(seen)
}
`,
  cost: [
    'What a set of strings holds, made with the right hint, simulated:',
    simulated(
      [1_000, 100_000],
      [
        {
          title: 'bool',
          key: STRING,
          elem: { kind: 'basic', name: 'bool' },
          hinted: true,
          show: 'finalBytes',
        },
        {
          title: 'struct{}',
          key: STRING,
          elem: { kind: 'struct', fields: [] },
          hinted: true,
          show: 'finalBytes',
        },
      ],
    ),
    `Up to Go 1.23 the finding gives the bytes with either element type, for the map's own key type. From Go 1.24 on it gives the
bytes the set takes.`,
    'Where the keys are dense from 0 up there is something better than a set. Filling one of 10,000 entries:',
    measured(
      '',
      ['time', 'bytes'],
      [
        ['`map[int]bool` with a hint', time('DenseSet/map/10000'), memory('DenseSet/map/10000')],
        ['`[]bool`', time('DenseSet/slice/10000'), memory('DenseSet/slice/10000')],
      ],
    ),
  ],
  whenSilent: [
    'a value other than the constant `true` is stored, or a stored value cannot be seen',
    'the map is returned, passed to a function, stored elsewhere or exported: its other uses are out of view',
    'a field or package variable has a named map type, whose methods may do more, or a file of its package cannot be read',
    'the map holds 8 entries or fewer, or what `struct{}` would save is below the thresholds',
    'from Go 1.24 on, unless the set is known to be big: then only style is at stake, shown on request',
  ],
  references: [
    {
      title: 'golang/go#71368: map[k]struct{} allocates slots for empty elements',
      url: 'https://github.com/golang/go/issues/71368',
    },
    { title: 'Faster Go maps with Swiss Tables', url: 'https://go.dev/blog/swisstable' },
  ],
};
