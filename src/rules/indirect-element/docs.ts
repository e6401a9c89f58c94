import { allocations, measured, memory, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary:
    'Keys or elements over 128 bytes are stored behind a pointer: one allocation for each entry of a large map.',
  why: `A slot of a map has room for a key and an element of up to 128 bytes each. What is larger is allocated by itself, and the slot holds a pointer to it: one
allocation for each entry, made when the entry is inserted, and one more object for the garbage collector to mark. It is so in all versions.

That is a trade, not a mistake. Slots that are kept free cost 8 bytes instead of the whole element, and growth moves pointers, so that a map of 136-byte elements
takes fewer bytes than one of 128-byte elements, and is filled as fast. It is the allocations that cost, where a map is large or made often:

- elements that are appended to a slice, with an index as the map's element, make do with the allocations of both, and the map holds no pointers to
  scan where the key has none;
- a map of pointers makes as many allocations and is filled as fast, but a lookup does not copy the value, and it can be changed in place;
- a map of the part that is looked up most, beside one of the rest, keeps that part in the slots.`,
  bad: `package example

type report struct {
	name  string
	lines [16]string
}

func load(names []string) map[string]report {
	//bucketwise:size 50_000
	reports := make(map[string]report, len(names))
	for _, name := range names {
		reports[name] = report{name: name}
	}
	return reports
}
`,
  good: `package example

type report struct {
	name  string
	lines [16]string
}

func load(names []string) ([]report, map[string]int32) {
	reports := make([]report, 0, len(names))
	//bucketwise:size 50_000
	at := make(map[string]int32, len(names))
	for _, name := range names {
		at[name] = int32(len(reports))
		reports = append(reports, report{name: name})
	}
	return reports, at
}
`,
  cost: [
    'Filling a map with 10,000 entries of 136 bytes under `int64` keys, made with the right hint:',
    measured(
      'element',
      ['time', 'allocations', 'bytes'],
      [
        ['136 bytes, behind a pointer of the map', 'value'] as const,
        ['pointer to 136 bytes', 'pointer'] as const,
        ['index into a slice of 136 bytes each', 'index'] as const,
      ].map(([label, kind]) => [
        label,
        time(`BigElement/${kind}/10000`),
        allocations(`BigElement/${kind}/10000`),
        memory(`BigElement/${kind}/10000`),
      ]),
    ),
    'An element of 128 bytes lies in its slot and makes no allocation of its own.',
  ],
  whenSilent: [
    'neither key nor element is known to be larger than 128 bytes',
    'the map is known to hold fewer than 10,000 entries, or nothing in its function fills it in a loop',
    'the number of entries is not known: shown on request',
  ],
  references: [
    { title: 'Faster Go maps with Swiss Tables', url: 'https://go.dev/blog/swisstable' },
    {
      title: 'internal/abi: map constants',
      url: 'https://github.com/golang/go/blob/master/src/internal/abi/map.go',
    },
  ],
};
