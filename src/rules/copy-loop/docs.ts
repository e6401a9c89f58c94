import { measured, memory, time } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary:
    'A loop does nothing but copy one map into another, which `maps.Clone` or `maps.Copy` does in one call.',
  why: `- **clone**: a new map is made with room for all entries of another and filled with them one by one. Each entry is hashed and
  looked for again. From Go 1.25 on \`maps.Clone\` copies the tables of a Swiss map as they lie in memory instead. It copies
  the whole capacity and the marks of deleted entries too: the clone of a map that is nearly empty but once was large is as
  large. Where the file deletes from the source this is shown only on request. Up to Go 1.24 \`maps.Clone\` makes a map of the
  size \`len\` says and puts the entries in; then it only reads better.
- **copy**: the entries go into a map that is there already. \`maps.Copy\` runs the same loop: it reads better and costs the same.
  It makes no room either, so a missing capacity hint stays missing.

\`maps.Clone(nil)\` is nil, where the loop gives an empty map. So the fix is applied by "fix all" only where the source is surely not nil, or where
the copy is only read.`,
  bad: `package example

func snapshot(stock map[string]int64) map[string]int64 {
	if stock == nil {
		return nil
	}
	copied := make(map[string]int64, len(stock))
	for sku, count := range stock {
		copied[sku] = count
	}
	return copied
}
`,
  good: `package example

import "maps"

func snapshot(stock map[string]int64) map[string]int64 {
	return maps.Clone(stock)
}
`,
  cost: [
    'Copying a map of 1,000 entries:',
    measured(
      '',
      ['time', 'bytes'],
      [
        ['`maps.Clone(src)`', time('CopyMap/clone/1000'), memory('CopyMap/clone/1000')],
        [
          '`make(map[K]V, len(src))` and the loop, or `maps.Copy`',
          time('CopyMap/loop-with-hint/1000'),
          memory('CopyMap/loop-with-hint/1000'),
        ],
        [
          '`make(map[K]V)` and the loop, or `maps.Copy`',
          time('CopyMap/loop/1000'),
          memory('CopyMap/loop/1000'),
        ],
      ],
    ),
    `Nothing is simulated here: with a hint of \`len(src)\` both ways allocate the same, unless the source has more room than it needs.`,
  ],
  whenSilent: [
    'the language version is below 1.21, which brought the package maps',
    'source and destination are not both maps in view, or their keys or elements are not surely of identical types: then `maps.Copy` may not compile. Interfaces are among these, as their methods are not compared',
    'the loop does anything else, or the destination is made without a hint of `len(src)`: without one missing-capacity-hint speaks up, with a larger one more is to come',
    'the source may be nil and the copy is written to, stored or handed on, as a clone of nil is nil. Such findings have the confidence `possible` and are shown only on request; where the copy is returned it is `likely`',
    'Go is older than 1.25, or the file deletes from the source: kind `clone` is then shown only on request, like kind `copy` always',
  ],
  references: [
    { title: 'Package maps: Clone', url: 'https://pkg.go.dev/maps#Clone' },
    { title: 'Package maps: Copy', url: 'https://pkg.go.dev/maps#Copy' },
  ],
};
