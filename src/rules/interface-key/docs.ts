import { measured, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'A map has keys of an interface type, but only keys of one concrete type are ever stored.',
  why: `A key of an interface type is two words, its type and a pointer to its value. Each lookup asks the type how to hash and how to compare, and a value that is no
pointer is copied to the heap when it becomes an interface, unless it is a constant or a small number. A key of a type that cannot be compared (a slice, say) compiles and
panics. Where only keys of one type are ever stored, all of this buys nothing. It is so in all versions, in classic and in Swiss maps.

The fix changes the type of the map, for a local map of which every use is seen. It asks for a look, since other types of key may be planned.`,
  bad: `package example

func distinct(values []int) int {
	seen := make(map[any]bool, len(values))
	for _, value := range values {
		seen[value] = true
	}
	return len(seen)
}
`,
  good: `package example

func distinct(values []int) int {
	seen := make(map[int]bool, len(values))
	for _, value := range values {
		seen[value] = true
	}
	return len(seen)
}
`,
  cost: [
    'Filling a map of 1,000 entries and looking each up twice, the making of the keys included, for each entry:',
    measured(
      'keys',
      [''],
      [
        ['`any`, holding `int`', time('InterfaceKey/any-int/1000')],
        ['`int`', time('InterfaceKey/int/1000')],
        ['`any`, holding `string`', time('InterfaceKey/any-string/1000')],
        ['`string`', time('InterfaceKey/string/1000')],
      ],
    ),
  ],
  whenSilent: [
    'keys of several types are stored, or of a type that is not known, an interface or a type parameter',
    'a key of another type is looked up or deleted',
    'the map is returned, passed on, stored elsewhere, or not a local variable: other keys may be stored out of view',
    'the key of a range is used: the finding is shown, but no fix is offered',
  ],
  references: [
    { title: 'Go specification: Map types', url: 'https://go.dev/ref/spec#Map_types' },
    { title: 'Faster Go maps with Swiss Tables', url: 'https://go.dev/blog/swisstable' },
  ],
};
