import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary:
    'The program reaches into the inside of maps: by go:linkname, by a copy of their header, or by offsets into it.',
  why: `A map variable holds a pointer to a header that only the runtime knows. It changed as a whole in Go 1.24 and goes on changing.

| offset (64 bit) | Go 1.19 to 1.23 | Go 1.24 and later |
|--:|---|---|
| 0 | \`count\` | \`used\`, the same number |
| 8 | \`flags\`, then \`B\` at 9 | the hash seed, 8 bytes |
| 16 | \`buckets\` | pointer to the directory, or to the one group of a small map |
| 24 | \`oldbuckets\` | length of the directory |
| 35 | | \`tombstonePossible\`, since Go 1.25 |

- **linkname-refused**: since Go 1.23 the linker lets \`go:linkname\` pull only what the runtime marks for it. Refused are \`hashGrow\`, \`evacuate\`
  and \`mapclone2\` from 1.23 on, \`mapaccess1\`, \`mapaccess1_fast64\`, \`mapdelete_fast64\` and \`mapclear\` from 1.24 on. \`-checklinkname=0\` turns the check off.
- **linkname**: the others still link (\`mapassign\`, \`mapaccess2\`, \`mapiterinit\` …), some of them as shims that keep the old iterator's 96 bytes alive.
- **classic-header**, **swiss-header**: a struct of your own with the fields of the header. It compiles with every version and reads something else.
- **header-offset**: the same without a struct.
- **map-header**: \`reflect.MapHeader\` is often quoted and does not exist.`,
  bad: `package example

import "unsafe"

type hmap struct {
	count     int
	flags     uint8
	B         uint8
	noverflow uint16
	hash0     uint32
	buckets   unsafe.Pointer
}

func buckets(m map[string]int) int {
	return 1 << (*(**hmap)(unsafe.Pointer(&m))).B
}
`,
  good: `package example

func entries(m map[string]int) int {
	return len(m)
}
`,
  cost: `Nothing at first. With the next Go release the program does not link, reads a random byte for a size, or writes over memory that is not its own. Layouts
were read from the debug information of each release, and the linker was tried with Go 1.22 to 1.27 on amd64.`,
  whenSilent: [
    'the build constraint leaves the Go version at hand out (`!go1.24`), or names a `goexperiment`',
    'only the number of entries is read: it is the first word of both headers',
    'the packages runtime, reflect and maps themselves',
    'a linkname that gives a function away instead of pulling one',
  ],
  references: [
    { title: 'Go 1.23 release notes: Linker', url: 'https://go.dev/doc/go1.23#linker' },
    { title: 'Go 1.24 release notes: Runtime', url: 'https://go.dev/doc/go1.24#runtime' },
    { title: 'Go blog: Faster Go maps with Swiss Tables', url: 'https://go.dev/blog/swisstable' },
    {
      title: 'cmd/link: lock down future uses of linkname (golang/go#67401)',
      url: 'https://github.com/golang/go/issues/67401',
    },
  ],
};
