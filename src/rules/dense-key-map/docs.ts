import { measured, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'The keys of a map are small numbers close together: an array or slice would do.',
  why: `A map finds a key by hashing it and comparing; a slice finds an index by adding. Where the keys are small whole numbers that lie close
together anyway, hashing buys nothing, and a slot takes room for the key, for a control byte and for the slots that are kept free.

- **loop-index**: all that is stored in a local map is stored under the index of one loop, from 0 up. A slice of the loop's length holds the same. A
  range over it goes in order, and an index outside of it panics where the map gave a zero value: that is why the fix asks for a look.
- **small-keys**: the key is a byte, or of an enum of constants that lie close together from 0 up. An array with a place for each key
  needs no allocation at all where it stays in its function. Bytes are hashed by the maps' general path besides, which takes 3 times as long as
  that of an \`int\`.

What an array does not do is tell a key that is absent from one with a zero value, count its entries, or skip the empty places in a range. Where that
matters, a \`[256]bool\` beside it, or an element that is never zero, says which places are taken.`,
  bad: `package example

func counts(text []byte) int {
	seen := map[byte]int{}
	for _, c := range text {
		seen[c]++
	}
	return seen['a'] + seen['e']
}
`,
  good: `package example

func counts(text []byte) int {
	var seen [256]int
	for _, c := range text {
		seen[c]++
	}
	return seen['a'] + seen['e']
}
`,
  cost: [
    "Room is simulated in the message for the map's own types. Time is measured:",
    measured(
      'measured',
      [''],
      [
        ['storing and reading 1,000 values by index, map with a hint', time('DenseIndex/map/1000')],
        ['the same, slice', time('DenseIndex/slice/1000')],
        ['counting 10,000 bytes, map', time('ByteCount/map/10000')],
        ['the same, array', time('ByteCount/array/10000')],
      ],
    ),
  ],
  whenSilent: [
    'the map is returned, passed on, stored elsewhere or read by an iterator (for indexes of a loop; bytes and enums are then shown on request)',
    'a key is stored that is not the index itself, or by another loop as well, or the loop does not start at 0 or skips',
    'only some indexes are stored, or entries are deleted, or it is asked whether one is there: shown on request, since a slice does not tell absent from zero',
    'the constants of an enum are negative, not known, or leave more than half of the places free (bit flags)',
    'local maps of bytes that do not come out of a text or buffer in a loop, maps of enums, and tables in package variables: shown on request, since it depends on how often they are read and how many of the keys there will be',
    'fields, and maps of bytes or enums that leave their function: there may be many with few entries each',
    'an enum of another package, which may have further constants elsewhere, unless it is the key of a table whose constants are all known',
    'a table with a value for less than a quarter of its places, or with 8 places or fewer',
  ],
  references: [
    { title: 'Go specification: Iota', url: 'https://go.dev/ref/spec#Iota' },
    { title: 'Faster Go maps with Swiss Tables', url: 'https://go.dev/blog/swisstable' },
  ],
};
