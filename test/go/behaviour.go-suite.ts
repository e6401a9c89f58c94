import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mergeSafeFixes } from '../../src/analysis/merge-fixes.ts';
import { applyEdits } from '../../src/base/text.ts';
import { analyze, goContext } from '../support/analyze.ts';

/** Everything here prints what it leaves behind, so that a fix that changes behaviour changes the output. */
const PROGRAM = `package main

import (
	"fmt"
	"sort"
)

type store struct {
	users map[string]int
	byKey map[float64]int
}

func main() {
	s := &store{users: map[string]int{"a": 1, "b": 2, "c": 3}, byKey: map[float64]int{1: 1, 2: 2}}
	fmt.Println(reset(s), len(s.users))
	fmt.Println(sum(map[string]int{"x": 4, "y": 5}))
	fmt.Println(labelled([]map[int]int{{1: 3}, {2: 4}}))
	fmt.Println(aliased(map[int]int{1: 1, 2: 2}))
	fmt.Println(rekeyed(map[string]int{"k": 1}))
	fmt.Println(forgotten(map[string]int{"k": 1}))
	fmt.Println(sets([]string{"a", "b", "a", "c"}))
	fmt.Println(fills([]string{"p", "q", "p"}, map[string]int{"r": 1}, 12))
	fmt.Println(duplicates([]string{"a", "b", "a"}), duplicates([]string{"a", "b"}))
	fmt.Println(searches(map[string]int{"a": 1, "b": 0}, []string{"a", "b", "c"}))
	fmt.Println(interned([][]byte{[]byte("x"), []byte("y"), []byte("x")}))
	fmt.Println(withHints(map[string]int{"a": 1, "b": 2}))
}

func reset(s *store) int {
	dropped := 0
	for user := range s.users {
		delete(s.users, user)
		dropped++
	}
	return dropped
}

func sum(m map[string]int) (int, int) {
	total := 0
	for name, n := range m {
		total += n
		delete(m, name)
	}
	return total, len(m)
}

func labelled(ms []map[int]int) []int {
	left := []int{}
outer:
	for _, m := range ms {
		for k, v := range m {
			delete(m, k)
			if v == 3 {
				continue outer
			}
		}
	}
	for _, m := range ms {
		left = append(left, len(m))
	}
	return left
}

func aliased(m map[int]int) (int, int) {
	same, seen := m, 0
	for k := range m {
		delete(m, k)
		for range same {
			seen++
		}
	}
	return seen, len(m)
}

func rekeyed(m map[string]int) map[string]int {
	for k, v := range m {
		delete(m, k)
		if len(k) < 3 {
			m[k+"!"] = v
			break
		}
	}
	return m
}

func forgotten(m map[string]int) int {
	for k, _ := range m {
		delete(m, k)
	}
	return len(m)
}

func sets(names []string) (int, bool, bool, []string) {
	seen := make(map[string]bool)
	for _, name := range names {
		if seen[name] {
			continue
		}
		seen[name] = true
	}
	delete(seen, "b")
	all := []string{}
	for name := range seen {
		all = append(all, name)
	}
	sort.Strings(all)
	has := seen["c"]
	if !seen["b"] {
		return len(seen), has, seen["a"], all
	}
	return 0, false, false, nil
}

func fills(names []string, more map[string]int, n int) (int, int, int, int) {
	a := make(map[string]int)
	for i, name := range names {
		a[name] = i
	}
	for name, i := range more {
		a[name] = i
	}
	b := map[int]bool{}
	for i := 0; i < n; i += 2 {
		b[i] = true
	}
	c := make(map[int]int, 0)
	for i := n - 1; i >= 0; i-- {
		c[i] = i
	}
	var d = make(map[int64]int)
	for i := int64(2); i < int64(n); i++ {
		d[i] = 1
	}
	for i := range names {
		d[int64(i)] = 2
	}
	return len(a), len(b), len(c), len(d)
}

func searches(m map[string]int, names []string) (found []string, sum int, rest int) {
	ok := true
outer:
	for _, name := range names {
		for key, n := range m {
			if key == name && n > 0 {
				found = append(found, key)
				ok = false
				continue outer
			}
		}
		for key := range m {
			if name != key {
				continue
			}
			delete(m, key)
			break
		}
		sum += len(m)
	}
	for key, n := range m {
		if key == "a" {
			sum += n
		}
	}
	if !ok {
		rest = len(m)
	}
	return found, sum, rest
}

func interned(words [][]byte) (map[string]int, int) {
	ids := map[string]int{}
	hits := 0
	for i, word := range words {
		key := string(word)
		if id, ok := ids[key]; ok {
			hits += id + 1
			continue
		}
		ids[key] = i
		word[0] = 'z'
	}
	return ids, hits
}

func withHints(m map[string]int) (map[string]int, int) {
	twice := make(map[string]int, len(m))
	for key, n := range m {
		twice[key+"1"] = n
		twice[key+"2"] = n
	}
	few := make(map[int]int, 100_000)
	for i := 0; i < 3; i++ {
		few[i] = i
	}
	return twice, len(few)
}

func duplicates(names []string) error {
	known := make(map[string]int)
	for i, name := range names {
		if _, ok := known[name]; ok {
			return fmt.Errorf("%s twice", name)
		}
		known[name] = i
	}
	return nil
}
`;

const work = mkdtempSync(join(tmpdir(), 'bucketwise-behaviour-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

function run(text: string): string {
  writeFileSync(join(work, 'go.mod'), 'module example.com/behaviour\n\ngo 1.24\n');
  writeFileSync(join(work, 'main.go'), text);
  const { stdout, stderr } = spawnSync('go', ['run', '.'], {
    cwd: work,
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  return `${stdout}${stderr}`;
}

describe('a program after all safe fixes', () => {
  it.each([['1.23'], ['1.26']])('prints the same as before (rules for Go %s)', async (version) => {
    let text = PROGRAM;
    let applied = 0;
    for (let round = 0; round < 10; round++) {
      const { findings } = await analyze(text, {
        go: goContext(version),
        options: { everything: true },
      });
      const { fixes, edits } = mergeSafeFixes(findings);
      if (fixes.length === 0) break;
      applied += fixes.length;
      text = applyEdits(text, edits);
    }
    expect(applied).toBeGreaterThanOrEqual(14);
    const before = run(PROGRAM);
    expect(before).toContain('a twice');
    expect(run(text)).toBe(before);
  });
});
