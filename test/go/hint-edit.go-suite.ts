import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hintEditAt, type HintAnswer } from '../../src/analysis/hint-edit.ts';
import { applyEdits } from '../../src/base/text.ts';
import { localMaps } from '../../src/semantics/map-sites.ts';
import { resolveFile } from '../../src/semantics/resolve.ts';
import { standardPackages } from '../../src/semantics/standard-library.ts';
import { GoDocument } from '../../src/syntax/document.ts';
import { goContext } from '../support/analyze.ts';
import { goGrammar } from '../support/grammar.ts';

const work = mkdtempSync(join(tmpdir(), 'bucketwise-hints-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

/** Maps made in all the places a program has for them. */
const PROGRAM = `package hints

import (
	"math"
	"net/url"
)

type Table map[string]int

type Pair[K comparable, V any] map[K]V

type store struct {
	byName Table
	small  map[int]struct {
		a, b int
	}
}

const size = 16

var cache = map[string]int{}

var (
	first  = Table{}
	second = make(Table, size)
)

func (t Table) count() int { return len(t) }

func newStore(n int, names []string) *store {
	s := &store{
		byName: Table{},
		small: map[int]struct {
			a, b int
		}{},
	}
	s.byName = make(map[string]int, len(names)+n)
	return s
}

func fill[K comparable](keys []K) Pair[K, int] {
	m := Pair[K, int]{}
	for i, key := range keys {
		m[key] = i
	}
	return m
}

func uses(names []string, n int) (total int) {
	given := func(m map[string]bool) int { return len(m) }
	total += given(map[string]bool{}) + Table{}.count() + len(map[int]int{})
	values := make(url.Values)
	nested := []map[int]int{map[int]int{}, make(map[int]int, 2)}
	many := make(map[int]int, math.MaxInt8)
	last := math.MaxInt16
	old := n
	only := make(map[int]int, old)
	for range map[int]int{} {
		total++
	}
	for range (Table{}) {
		total++
	}
	if pointer := &(Table{}); pointer != nil {
		total++
	}
	seen := make(
		map[string]int,
	)
	full := map[string]int{"a": 1}
	return total + last + len(values) + len(nested) + len(many) + len(only) + len(seen) + len(full)
}
`;

/** What is said of each creation of the program, in source order. */
async function answers(hint: number | 'suggested'): Promise<readonly HintAnswer[]> {
  const grammar = await goGrammar();
  const packages = standardPackages(grammar);
  const document = GoDocument.open(grammar, PROGRAM);
  try {
    return localMaps(resolveFile(document.syntax(), [], packages)).map(({ creation: { start, end } }) => {
      const seen = { span: { start, end }, source: PROGRAM.slice(start, end) };
      return hintEditAt(document, 'hints.go', [], packages, goContext('1.24'), seen, hint);
    });
  } finally {
    document.dispose();
  }
}

function run(program: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(program, args, {
    cwd: work,
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  return stdout + stderr;
}

function put(source: string): void {
  writeFileSync(join(work, 'go.mod'), 'module example.com/hints\n\ngo 1.24\n');
  writeFileSync(join(work, 'hints.go'), source);
}

/** What the compiler, vet and gofmt have against the program. */
function complaintsAbout(source: string): string {
  put(source);
  return run('go', 'vet', './...') + run('gofmt', '-d', '.');
}

describe('hints that are written', () => {
  it('begin with a program that compiles and is formatted', () => {
    expect(complaintsAbout(PROGRAM)).toBe('');
  });

  it.each([[1_000_000], ['suggested']] as const)('compile and are formatted: %s', async (hint) => {
    const all = await answers(hint);
    const ready = all.flatMap((answer) =>
      answer.kind === 'edit' && answer.review === undefined ? [answer] : [],
    );
    expect(ready.length).toBeGreaterThanOrEqual(hint === 'suggested' ? 1 : 14);
    // Each by itself, as a reader would, and all together.
    for (const { edits } of ready) {
      put(applyEdits(PROGRAM, edits));
      expect(run('gofmt', '-d', '.')).toBe('');
    }
    const together = applyEdits(
      PROGRAM,
      ready.flatMap(({ edits }) => edits),
    );
    expect(complaintsAbout(together)).toBe('');
  });

  it('are refused where they would not compile', async () => {
    const refused = (await answers(1_000_000)).flatMap((answer) =>
      answer.kind === 'refused' ? [answer.why] : [],
    );
    expect(refused).toEqual(['last use', 'address', 'entries']);
  });
});
