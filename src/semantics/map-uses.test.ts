import { describe, expect, it } from 'vitest';
import { resolved, syntaxOf } from '../../test/support/resolve.ts';
import { usesIn } from './file-uses.ts';
import { hasUse, useNames } from './map-uses.ts';

/** The uses of `T.m` or of the variable `v` in the body of a function. */
async function usesOf(body: string, key = 'v'): Promise<string[]> {
  const source = `package p\n\nfunc (t *T) f(k string, other map[string]bool, limit int) {\n${body}\n}\n`;
  const uses = usesIn(await syntaxOf(source));
  return useNames((key.includes('.') ? uses.fields : uses.variables).get(key) ?? 0);
}

describe('uses of a package variable', () => {
  const cases: readonly [string, readonly string[]][] = [
    ['v[k] = true', ['insertTrue']],
    ['v[k] = limit > 3', ['insert']],
    ['v[k], v["b"] = true, true', ['insertTrue']],
    ['v[k]++', ['update']],
    ['v[k] = append(v[k], limit)', ['update', 'lookup']],
    ['maps.Copy(v, other)', ['pass']],
    ['delete(v, k)', ['delete']],
    ['clear(v)', ['clear']],
    ['for range v {}', ['range']],
    ['for k := range v { v[k] = false }', ['rewrite', 'range']],
    ['for k := range other { v[k] = false }', ['insert']],
    ['for k := range v { k += "x"; v[k] = false }', ['insert', 'range']],
    ['for k := range v { k := k + "x"; v[k] = false }', ['insert', 'range']],
    ['_ = v[k]', ['lookup']],
    ['if _, ok := v[k]; ok { return }', ['lookup']],
    ['if v == nil { return }', ['compare']],
    ['if len(v) > 0 { return }', ['len']],
    ['if len(v) >= limit { return }', ['len', 'limit']],
    ['show(v)', ['pass']],
    ['return v', ['return']],
    ['x := v', ['alias']],
    ['x := &v', ['address']],
    ['go func() { delete(v, k) }()', ['delete']],
    ['(v)[k] = true', ['insertTrue']],
    ['v = make(map[string]bool)', ['remade', 'assigned']],
    ['v = map[string]bool{}', ['remade', 'assigned']],
    ['v = map[string]bool{"a": true}', ['remade', 'trueEntries', 'assigned']],
    ['v = map[string]bool{"a": false}', ['remade', 'entries', 'assigned']],
    ['v = nil', ['remade', 'assigned']],
    ['v = other', ['remade', 'given', 'assigned']],
    ['v, k = load()', ['remade', 'given', 'assigned']],
    ['if v == nil { v = make(map[string]bool) }', ['made', 'compare', 'assigned']],
    ['if v != nil { v = make(map[string]bool) }', ['remade', 'compare', 'assigned']],
  ];
  for (const [body, uses] of cases) {
    it(body, async () => {
      expect(await usesOf(body)).toEqual(uses);
    });
  }

  const local = [
    'v := other; delete(v, k)',
    'var v = other; delete(v, k)',
    'for _, v := range other { delete(v, k) }',
    'switch v := x.(type) { case T: delete(v, k) }',
    'if v := other; len(v) > 0 { delete(v, k) }',
    'func(v map[string]bool) { delete(v, k) }(other)',
    'select { case v := <-c: delete(v, k) }',
    'v.delete(k)',
    'v()',
  ];
  for (const body of local) {
    it(`another meaning: ${body}`, async () => {
      expect(await usesOf(body)).toEqual([]);
    });
  }

  it('is seen again where an inner scope has ended', async () => {
    expect(await usesOf('{ v := other; clear(v) }\ndelete(v, k)')).toEqual(['delete']);
  });

  it('is a pass where the predeclared name is a local one', async () => {
    expect(await usesOf('delete := drop; delete(v, k)')).toEqual(['pass']);
  });

  it('has the value it is declared with', async () => {
    const { variables } = usesIn(
      await syntaxOf(`package p
var (
	made = make(map[string]bool)
	set = map[string]bool{"a": true}
	empty map[string]bool
	given = load()
	Exported = make(map[string]bool)
)
func init() { empty = make(map[string]bool) }
`),
    );
    expect(Object.fromEntries([...variables].map(([name, uses]) => [name, useNames(uses)]))).toEqual({
      made: ['made'],
      set: ['made', 'trueEntries'],
      empty: ['made', 'assigned'],
      given: ['given'],
    });
  });
});

describe('uses of a field', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ['t.m[k] = true', 'T.m', ['insertTrue']],
    ['for k := range t.m { t.m[k] = false }', 'T.m', ['rewrite', 'range']],
    ['x := t; x.m[k] = true', '.m', ['insertTrue']],
    ['x := &U{}; x.m = other', 'U.m', ['made', 'given', 'assigned']],
    ['x := new(U); x.m = make(map[string]bool)', 'U.m', ['made', 'assigned']],
    ['var x U; x.m[k] = true', 'U.m', ['insertTrue']],
    ['t.in.m[k] = true', '.m', ['insertTrue']],
    ['f().m[k] = true', '.m', ['insertTrue']],
    ['_ = U{m: make(map[string]bool)}', 'U.m', ['made']],
    ['_ = &U{m: map[string]bool{"a": true}}', 'U.m', ['made', 'trueEntries']],
    ['_ = []*U{{m: other}}', 'U.m', ['given']],
    ['_ = map[string]U{"a": {m: nil, n: other}}', 'U.n', ['given']],
    ['x := U{other, k}', 'U.', ['unkeyed']],
    ['*t = T{}', 'T.', ['remade']],
    ['t.m()', 'T.m', []],
    ['t.M[k] = true', 'T.M', []],
  ];
  for (const [body, key, uses] of cases) {
    it(body, async () => {
      expect(await usesOf(body, key)).toEqual(uses);
    });
  }

  it('has a tag', async () => {
    const { fields } = usesIn(await syntaxOf('package p\ntype T struct { m, n map[string]bool `json:"m"` }'));
    expect([...fields.keys()]).toEqual(['T.m', 'T.n']);
  });
});

describe('uses in a package', () => {
  const STORE = `package p
type store struct { seen map[string]bool }
type wrapper struct { *store }
type other struct { seen []string }
func (s *store) add(k string) { s.seen[k] = true }
`;

  it('come from all files, those through embedding structs included', async () => {
    const { index } = await resolved(
      STORE,
      'package p\nfunc (w *wrapper) drop(k string) { delete(w.seen, k) }',
    );
    const { all, sure } = index.uses.ofField('store', 'seen') ?? { all: 0, sure: 0 };
    expect(useNames(all)).toEqual(['insertTrue', 'delete']);
    expect(sure).toBe(all);
  });

  it('are not sure where the type is open and others have such a field', async () => {
    const { index } = await resolved(STORE, 'package p\nfunc f() { x := load(); clear(x.seen) }');
    const { all, sure } = index.uses.ofField('store', 'seen') ?? { all: 0, sure: 0 };
    expect(hasUse(all, 'clear')).toBe(true);
    expect(hasUse(sure, 'clear')).toBe(false);
  });

  it('leave tests out on request', async () => {
    const { index } = await resolved(STORE, 'package p\nimport "testing"\nfunc f(s *store) { s.seen = nil }');
    expect(hasUse(index.uses.ofField('store', 'seen')?.all ?? 0, 'remade')).toBe(true);
    expect(hasUse(index.uses.ofField('store', 'seen', 'tests')?.all ?? 0, 'remade')).toBe(false);
  });

  it('are not known of exported names, of files out of view and where predeclared functions are redefined', async () => {
    const { index } = await resolved('package p\nvar Seen, seen map[string]bool');
    expect(index.uses.ofVariable('Seen')).toBeUndefined();
    expect(index.uses.ofVariable('seen')).toBe(0);
    const { index: partly } = await resolved('package p\nvar seen map[string]bool', '');
    expect(partly.uses.ofVariable('seen')).toBeUndefined();
    expect(partly.uses.seenOfVariable('seen')).toBe(0);
    const { index: own } = await resolved(
      'package p\nvar seen map[string]bool',
      'package p\nfunc delete() {}',
    );
    expect(own.uses.ofVariable('seen')).toBeUndefined();
  });
});
