import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { callReach, mapUseIn } from './parameter-effects.ts';
import { RECEIVER } from './function-facts.ts';

const HEAD = `package p

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
)

type Set map[string]bool

type T struct {
	m    map[string]int
	mu   sync.Mutex
	name string
}

var last map[string]int

var total int
`;

async function use(functions: string, callee = 'f', at = 0): Promise<string> {
  const file = await resolved(`${HEAD}\n${functions}\n`);
  return mapUseIn(file.index, callee, at);
}

describe('what a function does with a map it is given', () => {
  it.each([
    ['return m["a"] + len(m)', 'reads'],
    ['for k, v := range m { total += len(k) + v }; return 0', 'reads'],
    ['for _, k := range slices.Sorted(maps.Keys(m)) { total += m[k] }; return 0', 'reads'],
    ['_, ok := m["a"]; if ok { return 1 }; return 0', 'reads'],
    ['c := maps.Clone(m); c["a"] = 1; return len(c)', 'reads'],
    ['m = map[string]int{}; return len(m)', 'reads'],
    ['sort.Slice(names, func(i, j int) bool { return m[names[i]] < m[names[j]] }); return 0', 'reads'],
    ['func() { total = len(m) }(); return 0', 'reads'],
    ['defer func() { total = len(m) }(); return 0', 'reads'],
    ['if m == nil { return 1 }; return 0', 'inspects'],
    ['b, _ := json.Marshal(m); return len(b)', 'inspects'],
    ['fmt.Println(m); return 0', 'inspects'],
    ['m["a"] = 1; return 0', 'writes'],
    ['m["a"]++; return 0', 'writes'],
    ['m["a"], total = 1, 2; return 0', 'writes'],
    ['delete(m, "a"); return 0', 'writes'],
    ['clear(m); return 0', 'writes'],
    ['maps.Copy(m, last); return 0', 'writes'],
    ['maps.Copy(last, m); return 0', 'reads'],
    ['last = m; return 0', 'keeps'],
    ['last := m; last["a"] = 1; return 0', 'keeps'],
    ['go func() { total = len(m) }(); return 0', 'keeps'],
    ['g := func() { total = len(m) }; g(); return 0', 'keeps'],
    ['t := T{m: m}; return len(t.name)', 'keeps'],
    ['p := &m; return len(*p)', 'keeps'],
    ['it := maps.Keys(m); for range it {}; return 0', 'keeps'],
    ['len := func(m map[string]int) int { last = m; return 0 }; return len(m)', 'keeps'],
    ['var a any = m; _ = a; return 0', 'keeps'],
    ['m, names := last, names; m["a"] = len(names); return 0', 'writes'],
  ])('%s: %s', async (body, expected) => {
    expect(await use(`func f(m map[string]int, names []string) int { ${body} }`)).toBe(expected);
  });

  it.each([
    ['func f(m map[string]int) { g(m) }\nfunc g(m map[string]int) { m["a"] = 1 }', 'writes'],
    ['func f(m map[string]int) { g(1, m) }\nfunc g(n int, m map[string]int) { last = m }', 'keeps'],
    ['func f(m map[string]int) { go g(m) }\nfunc g(m map[string]int) {}', 'keeps'],
    ['func f(m map[string]int) { defer g(m) }\nfunc g(m map[string]int) { delete(m, "") }', 'writes'],
    ['func f(m map[string]int, n int) { if n > 0 { f(m, n-1) } }', 'reads'],
    [
      'func f(m map[string]int) { g(m) }\nfunc g(m map[string]int) { f(m); h(m) }\nfunc h(m map[string]int) { clear(m) }',
      'writes',
    ],
    ['func f(m map[string]int) { t := T{}; t.g(m) }\nfunc (t *T) g(m map[string]int) { t.m = m }', 'keeps'],
    [
      'func f(m map[string]int) { t := T{}; t.g(m) }\nfunc (t *T) g(m map[string]int) { total += len(m) }',
      'reads',
    ],
    ['func f(m Set) bool { return m.has("a") }\nfunc (s Set) has(k string) bool { return s[k] }', 'reads'],
    ['func f(m Set) { m.add("a") }\nfunc (s Set) add(k string) { s[k] = true }', 'writes'],
    ['func f(m map[string]int) { g(m) }\nfunc g(m any) {}', 'keeps'],
    ['func f(m map[string]int) { g(m) }\nvar g = func(m map[string]int) {}', 'keeps'],
    ['func f(m map[string]int) { g := last; _ = g; g(m) }\nfunc g(m map[string]int) {}', 'keeps'],
    [
      'func f(m map[string]int) int { return len(m) }\nfunc len(m map[string]int) int { last = m; return 0 }',
      'keeps',
    ],
    ['func f(ms ...map[string]int) { total = 1 }', 'keeps'],
    ['func f(m map[string]int)', 'keeps'],
    ['func f(map[string]int) {}', 'reads'],
    ['func f[K comparable, M ~map[K]int](m M) int { return len(m) }', 'reads'],
  ])('%s: %s', async (functions, expected) => {
    expect(await use(functions)).toBe(expected);
  });

  it('knows the receiver', async () => {
    expect(await use('func (s Set) put(k string) { s[k] = true }', 'Set.put', RECEIVER)).toBe('writes');
    expect(await use('func (s Set) get(k string) bool { return s[k] }', 'Set.get', RECEIVER)).toBe('reads');
    expect(await use('', 'Set.get', RECEIVER)).toBe('keeps');
  });
});

async function reach(declarations: string, call: string): Promise<string> {
  const file = await resolved(`${HEAD}\n${declarations}\nfunc caller(t *T, names []string) { ${call} }\n`);
  const calls = nodesOf(file, 'call_expression', call);
  return calls[0] === undefined ? 'no call' : callReach(file, calls[0]);
}

describe('what a call may do to what it is not given', () => {
  it.each([
    ['func g(s string) string { x := strings.ToLower(s); x += "a"; return x }', 'g("b")', 'none'],
    ['func (t *T) key() string { return t.name }', 't.key()', 'none'],
    ['func g(n int) int { if n > 0 { return g(n - 1) }; return max(n, 0) }', 'g(1)', 'none'],
    ['type N int\nfunc g(n int) N { return N(n) }', 'g(1)', 'none'],
    ['func g(n int) string { return fmt.Sprint(n) }', 'g(1)', 'foreign'],
    ['func g() { total++ }', 'g()', 'unknown'],
    ['func g() { var total int; total++; _ = total }', 'g()', 'unknown'],
    ['func (t *T) key() string { t.mu.Lock(); return t.name }', 't.key()', 'unknown'],
    ['func (t *T) set() { t.name = "" }', 't.set()', 'unknown'],
    ['func g(h func()) { h() }', 'g(nil)', 'unknown'],
    ['func g() {}', 'g(func() {})', 'unknown'],
    ['func g(m map[string]int) { delete(m, "") }', 'g(last)', 'unknown'],
    ['func g(ch chan int) { <-ch }', 'g(nil)', 'unknown'],
    ['func g() { h() }\nfunc h() { last = nil }', 'g()', 'unknown'],
    ['func g() int { return len("a") }\nfunc len(s string) int { total++; return 0 }', 'g()', 'unknown'],
  ])('%s, %s: %s', async (declarations, call, expected) => {
    expect(await reach(declarations, call)).toBe(expected);
  });
});
