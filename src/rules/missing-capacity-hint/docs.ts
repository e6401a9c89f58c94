import { formatCount } from '../../base/format.ts';
import { measured, ratio, simulated } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

const STRING = { kind: 'basic', name: 'string' } as const;
const INT = { kind: 'basic', name: 'int' } as const;

export const docs: RuleDocs = {
  summary: 'A map is made without a capacity hint and then filled by a loop whose length is known.',
  why: `A map starts with room for 8 entries. Each time it is full the runtime allocates a table twice as large and moves
the entries over: at 9, 14, 27, 53 … entries in Go up to 1.23 (13 instead of 14, and so on, in 1.21), at 9, 15, 29, 57 … from Go 1.24
on. Filling a map to 1,000 entries this way grows it 8 times, moves more than a thousand entries and allocates about twice
the bytes the finished map needs. \`make(map[K]V, n)\` allocates the final size at once.

A hint is a number of entries, not of bytes or buckets, and it is no limit. Up to 8 entries it changes nothing, so nothing
is reported there. From Go 1.24 on a hint close to 896, 1,792, 3,584 … may still leave some growths to do, because the
tables of the Swiss map are then almost full and the hash does not share entries out evenly; the price shown takes that into account.`,
  bad: `package example

func index(names []string) map[string]int {
	byName := make(map[string]int)
	for i, name := range names {
		byName[name] = i
	}
	return byName
}
`,
  good: `package example

func index(names []string) map[string]int {
	byName := make(map[string]int, len(names))
	for i, name := range names {
		byName[name] = i
	}
	return byName
}
`,
  cost: [
    `The fix is applied by "fix all" only where the length is proven to exist and to be of something in memory already, and where nothing
between the map and the loop could make it another or keep the loop from being reached. A number that may come from input, wrap around or
never be reached is left to you, since room for it would be made at once.

A finding is no more than a hint where the growth of a map matters little: in code that runs seldom (set-up, constructors, checks, command
lines, texts for people, error paths, migrations, what only tests use), over variadic parameters, labels, headers and the like, under
\`if len(xs) > 0\`, and in loops whose every iteration calls something that may fail. In a loop, in what a loop of the package calls, and for
each request it is more: the finding says why.

Each finding carries the simulator's figures for the map's own types and Go version: growths, entries moved,
allocations and bytes, now and with the hint. For a \`map[string]int\`, simulated:`,
    simulated(
      [8, 100, 1_000, 10_000, 1_000_000],
      [
        { title: 'growths', key: STRING, elem: INT, hinted: false, show: 'growths' },
        { title: 'bytes', key: STRING, elem: INT, hinted: false, show: 'bytes' },
        { title: 'with hint', key: STRING, elem: INT, hinted: true, show: 'bytes' },
      ],
    ),
    'How many times as long filling a `map[int64]int64` without a hint takes as with one:',
    measured(
      'entries',
      [''],
      [8, 100, 1_000, 10_000, 1_000_000].map((n) => [
        formatCount(n),
        ratio(`Fill/no-hint/${n}`, `Fill/hint/${n}`),
      ]),
    ),
  ],
  whenSilent: [
    'the loop runs over a channel, an iterator function or a call, or its bound changes before the loop',
    'the bound is provably 8 or less, or the key type has 256 values or fewer (bools, bytes and what is made of them)',
    'the bound cannot be evaluated where the map is made without risking a nil dereference that is guarded later',
    'a lock is taken or another goroutine waited for before the loop, and the bound is a field or package variable',
    'the map is handed to something that may fill or keep it, replaced or captured by a closure before it is filled, or entries are deleted while it is filled',
    'the function may return early with the map still empty for another reason than an error or an empty operand',
    'only nested loops fill the map, so that the number of entries is a guess (constant rectangular nests are counted)',
    'some iterations insert nothing, entries are grouped or counted, or a set is only counted or ranged over afterwards: the hint would be no more than an upper bound. Such findings have the confidence `possible` and are shown only on request',
    'the map goes into a field of a struct literal and is filled through that field later in the function. Also `possible`',
    'the map is made under `if m == nil` and outlives the call: what one call adds says little about its size. Also `possible`',
  ],
  references: [
    {
      title: 'Go specification: Making slices, maps and channels',
      url: 'https://go.dev/ref/spec#Making_slices_maps_and_channels',
    },
    { title: 'Faster Go maps with Swiss Tables', url: 'https://go.dev/blog/swisstable' },
  ],
};
