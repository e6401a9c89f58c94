import { allocations, type MeasuredTable, measured, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

function textKey(key: string, name: string): MeasuredTable['rows'][number] {
  const benchmark = `TextKey/${name}/1000`;
  return [`\`${key}\``, time(benchmark), allocations(benchmark)];
}

export const docs: RuleDocs = {
  summary: 'Text is formatted or put together for nothing but to be the key of a map.',
  why: `A map compares keys of every comparable type, structs and arrays included, so several values need not become one
string first. Making that string is the greater part of the work: \`fmt.Sprintf\` allocates the text and boxes its arguments, \`+\`
allocates the text as soon as it is longer than 32 bytes or stored as a key. A struct or array key is built in registers or on the
stack and copied into the map's slot.

- **composite-key**: several values are formatted, or numbers turned into text. A struct of them, or an array if all have one type,
  is the same key.
- **single-value-key**: the text holds one value and always the same words around it. The value is the key.
- **joined-key** (shown on request): strings are joined with \`+\` or \`strings.Join\`. An array of them saves the allocation, but hashing
  several strings one by one costs nearly as much time as joining short ones.

True for all Go versions; what it saves differs little between the map of Go 1.23 and that of Go 1.24 and later. A key that exists as a
string anyway is as good as a struct: the runtime has its own fast path for maps with string keys.`,
  bad: `package example

import "fmt"

type point struct{ layer, id int }

func unique(points []point) int {
	seen := make(map[string]bool)
	for _, p := range points {
		key := fmt.Sprintf("%d:%d", p.layer, p.id)
		seen[key] = true
	}
	return len(seen)
}
`,
  good: `package example

type point struct{ layer, id int }

func unique(points []point) int {
	seen := make(map[[2]int]bool)
	for _, p := range points {
		key := [2]int{p.layer, p.id}
		seen[key] = true
	}
	return len(seen)
}
`,
  cost: [
    'Filling a map of 1,000 entries and looking each key up once, so with two keys made for each entry. For one entry:',
    measured(
      'key',
      ['time', 'allocations'],
      [
        textKey('fmt.Sprintf("%s/%s", name, zone)', 'sprintf-two-strings'),
        textKey('name + "/" + zone', 'joined-two-strings'),
        textKey('[2]string{name, zone}', 'array-two-strings'),
        textKey('fmt.Sprintf("%s/%d", name, id)', 'sprintf-string-and-int'),
        textKey('name + "/" + strconv.Itoa(id)', 'joined-string-and-int'),
        textKey('struct{ name string; id int }', 'struct-string-and-int'),
        textKey('fmt.Sprintf("%d", id)', 'sprintf-int'),
        textKey('strconv.Itoa(id)', 'itoa-int'),
        textKey('id', 'plain-int'),
        textKey('"customer/" + name', 'joined-prefix'),
        textKey('name', 'plain-prefix'),
      ],
    ),
  ],
  whenSilent: [
    'the map is not local, is returned or handed to a function, or its keys are read back: ranged over as text, sorted, printed',
    'the text is used for anything else, or made a second time for another purpose',
    'a value has a type that is not in view, a `String` method, or a verb under which different values may look the same (`%.2f`)',
    'the keys of the map have different fixed texts, or some are strings that were there before',
    'more than four values go into the key',
    'no key is made inside a loop',
  ],
  references: [
    { title: 'Go specification: comparison operators', url: 'https://go.dev/ref/spec#Comparison_operators' },
    { title: 'Go blog: Go maps in action, key types', url: 'https://go.dev/blog/maps#key-types' },
  ],
};
