import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { child } from '../syntax/node.ts';
import { disturbance, isPrivateMap } from './disturbance.ts';
import { repeatable } from './repeatable.ts';

const DECLARATIONS = `package p

import (
	"fmt"
	"strings"
)

type T struct {
	m, n map[string]int
	other map[int]bool
	lists []map[string]int
	deep map[string]map[string]int
	key, name string
	next *T
}

func (t *T) change() { t.m = nil }

var known []any

func unknown(values ...any) { known = values }
`;

/** What happens between the first and the last index expression in parentheses of a body. */
async function between(body: string): Promise<string> {
  const file = await resolved(
    `${DECLARATIONS}\nfunc f(m map[string]int, t *T, k string, xs []string, ch chan int) {\n${body}\n}\n`,
  );
  const reads = nodesOf(file, 'parenthesized_expression').map((node) => node.children[0]);
  const [first, last] = [reads[0], reads.at(-1)];
  const owner = nodesOf(file, 'function_declaration').at(-1);
  const map = first === undefined ? undefined : child(first, 'operand');
  const key = first === undefined ? undefined : child(first, 'index');
  if (
    first === undefined ||
    last === undefined ||
    map === undefined ||
    key === undefined ||
    owner === undefined
  )
    throw new Error(body);
  const read = repeatable(file, map, key);
  if (read === undefined) return 'not repeatable';
  const watched = { map, reads: read, isPrivate: isPrivateMap(file, map) };
  return disturbance(file, watched, owner, [{ start: first.end, end: last.start }]);
}

describe('what happens between two reads', () => {
  it.each([
    ['_ = (m[k]); _ = (m[k])', 'none'],
    ['_ = (m[k]); x := 1; x++; _ = (m[k])', 'none'],
    ['_ = (m[k]); m["b"] = 1; _ = (m[k])', 'some'],
    ['_ = (m[k]); m["b"]++; _ = (m[k])', 'some'],
    ['_ = (m[k]); delete(m, k); _ = (m[k])', 'some'],
    ['_ = (m[k]); clear(m); _ = (m[k])', 'some'],
    ['_ = (m[k]); k = "b"; _ = (m[k])', 'some'],
    ['_ = (m[k]); k, x := "b", 1; _ = (m[k])', 'some'],
    ['_ = (m[k]); { k := "b"; _ = k }; _ = (m[k])', 'none'],
    ['_ = (m[k]); m = nil; _ = (m[k])', 'some'],
    ['_ = (m[k]); unknown(); _ = (m[k])', 'some'],
    ['unknown((m[k])); _ = (m[k])', 'some'],
    ['_ = (m[k]); unknown((m[k]))', 'none'],
    ['_ = (m[k]); t.change(); _ = (m[k])', 'some'],
    ['_ = (m[k]); fmt.Println(k); _ = (m[k])', 'assumed'],
    ['_ = (m[k]); fmt.Println(m); _ = (m[k])', 'assumed'],
    ['_ = (m[k]); _ = strings.ToLower(k); _ = (m[k])', 'none'],
    ['_ = (m[k]); _ = []byte(k); _ = (m[k])', 'none'],
    ['_ = (m[k]); <-ch; _ = (m[k])', 'some'],
    ['_ = (m[k]); ch <- 1; _ = (m[k])', 'some'],
    ['_ = (m[k]); go unknown(); _ = (m[k])', 'some'],
    ['_ = (m[k]); func() { unknown() }(); _ = (m[k])', 'some'],
    ['_ = (m[k]); xs[0] = "b"; _ = (m[k])', 'none'],
    ['_ = (m[xs[0]]); xs[0] = "b"; _ = (m[xs[0]])', 'some'],
    ['_ = (m[xs[0]]); t.other[1] = true; _ = (m[xs[0]])', 'none'],
    ['_ = (t.lists[0][k]); t.other[1] = true; _ = (t.lists[0][k])', 'none'],
    ['_ = (t.lists[0][k]); t.lists[1][k] = 1; _ = (t.lists[0][k])', 'some'],
    ['_ = (t.lists[0][k]); t.lists[0] = nil; _ = (t.lists[0][k])', 'some'],
    ['_ = (t.deep["a"][k]); t.deep["a"] = nil; _ = (t.deep["a"][k])', 'some'],
    ['_ = (t.deep["a"][k]); t.other[1] = true; _ = (t.deep["a"][k])', 'none'],
    ['_ = (t.other[len(m)]); m["b"] = 1; _ = (t.other[len(m)])', 'some'],
    ['_ = (m[k]); t.n["b"] = 1; _ = (m[k])', 'some'],
    ['_ = (m[k]); t.other[1] = true; _ = (m[k])', 'none'],
    ['_ = (t.m[k]); t.name = "b"; _ = (t.m[k])', 'none'],
    ['_ = (t.m[k]); t.next.m = nil; _ = (t.m[k])', 'some'],
    ['_ = (t.m[t.key]); t.next.key = "b"; _ = (t.m[t.key])', 'some'],
    ['_ = (t.m[k]); *t = T{}; _ = (t.m[k])', 'some'],
    ['_ = (t.m[k]); fmt.Println(t); _ = (t.m[k])', 'some'],
    ['l := map[string]int{}; _ = (l[k]); unknown(); <-ch; _ = (l[k])', 'none'],
    ['l := map[string]int{}; unknown(l); _ = (l[k]); unknown(); _ = (l[k])', 'some'],
    ['l := map[string]int{}; g := func() { l["a"] = 1 }; _ = (l[k]); g(); _ = (l[k])', 'some'],
    ['l := map[string]int{}; p := &k; _ = (l[k]); *p = "b"; _ = (l[k])', 'some'],
    ['l := t.m; _ = (l[k]); unknown(); _ = (l[k])', 'some'],
    ['_ = (m[<-ch])', 'not repeatable'],
    ['_ = (m[t.text()])', 'not repeatable'],
  ])('%s: %s', async (body, expected) => {
    expect(await between(body)).toBe(expected);
  });
});
