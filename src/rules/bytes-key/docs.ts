import { formatCount } from '../../base/format.ts';
import { measured, ratio } from '../costs.ts';
import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: 'Bytes are converted to a string for a lookup before it is known whether the string is needed.',
  why: `\`string(b)\` copies the bytes. As the index of a lookup, \`m[string(b)]\`, it does not: the compiler knows that the runtime only
reads the key, and hands it the bytes as they are. That holds for \`v := m[string(b)]\` and \`v, ok := m[string(b)]\` in all Go versions,
but not where the string is put into a variable first and used more than once.

This rule reports a string that is looked up first and kept for the case that there is no entry, as caches and tables of names do:
\`k := string(b)\`, a lookup, and \`m[k] = …\` on a miss. Since the map keeps that string it is allocated each time, also when the entry is
there. Converted in the index, and once more where there is no entry, a lookup that hits allocates nothing, and a miss costs what
it did.

A string that is only looked up is for staticcheck to report (SA6001); this rule leaves it alone.`,
  bad: `package example

type symbols struct {
	byName map[string]int
	names  []string
}

func (s *symbols) intern(name []byte) int {
	key := string(name)
	if id, ok := s.byName[key]; ok {
		return id
	}
	id := len(s.names)
	s.byName[key] = id
	s.names = append(s.names, key)
	return id
}
`,
  good: `package example

type symbols struct {
	byName map[string]int
	names  []string
}

func (s *symbols) intern(name []byte) int {
	if id, ok := s.byName[string(name)]; ok {
		return id
	}
	key := string(name)
	id := len(s.names)
	s.byName[key] = id
	s.names = append(s.names, key)
	return id
}
`,
  cost: [
    'How many times as long a lookup that hits among 1,000 entries takes with the string made before it as with a conversion in the index, by the bytes in the key; made before, it allocates once besides:',
    measured(
      'bytes in the key',
      [''],
      [16, 64].map((n) => [
        formatCount(n),
        ratio(`BytesKey/kept-on-miss/${n}`, `BytesKey/converted-on-miss/${n}`),
      ]),
    ),
    'A miss costs the same either way.',
  ],
  whenSilent: [
    'the string is only looked up: staticcheck says it (SA6001)',
    'the string is used where the entry is there, other than for another lookup, or it is not put into a map',
    'an entry that is there is a mistake (`return ErrDuplicate`), or the loop tries other keys until one is new: it hardly ever is. Such findings have the confidence `possible` and are shown only on request',
    'the bytes may change before the lookup, what is converted is not known to be a slice of bytes, or a function literal uses the string',
  ],
  references: [
    {
      title: 'Go wiki: Compiler and runtime optimizations, string and []byte',
      url: 'https://go.dev/wiki/CompilerOptimizations#string-and-byte',
    },
    { title: 'Staticcheck SA6001', url: 'https://staticcheck.dev/docs/checks/#SA6001' },
  ],
};
