import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { repeatable } from './repeatable.ts';

/** What the argument of `use` reads: its symbols and fields, `shared` and `elements` where that is so. */
async function reads(expression: string, before = ''): Promise<string> {
  const file = await resolved(
    `package p\n\nimport "strings"\n\ntype K struct {\n\ta, b string\n}\n\ntype T struct {\n\tkey K\n}\n\nvar global string\n\nconst few = 3\n\nfunc f(k string, v T, p *T, xs []string, b []byte, i int) {\n${before}\nuse(${expression})\n}\n`,
  );
  const call = nodesOf(file, 'call_expression').find((node) =>
    file.syntax.text.startsWith('use(', node.start),
  );
  const argument = call?.children[1]?.children[0];
  const read = argument === undefined ? undefined : repeatable(file, argument);
  if (read === undefined) return 'no';
  const names = [...[...read.symbols].map(({ name }) => name), ...[...read.fields].map((name) => `.${name}`)];
  return [...names, ...(read.shared ? ['shared'] : []), ...(read.readsElements ? ['elements'] : [])].join(
    ' ',
  );
}

describe('what an expression reads', () => {
  it.each([
    ['"a"', ''],
    ['k', 'k'],
    ['few', 'few'],
    ['i + few', 'i few'],
    ['k + "-"', 'k'],
    ['K{k, "b"}', 'k'],
    ['K{a: k}', 'k'],
    ['v.key.a', 'v .a .key'],
    ['p.key', 'p .key shared'],
    ['global', 'global shared'],
    ['xs[i]', 'xs i shared elements'],
    ['string(b)', 'b shared elements'],
    ['strings.ToLower(k)', 'k'],
    ['own(k)', 'no'],
    ['k.String()', 'no'],
    ['&k', 'no'],
    ['<-k', 'no'],
    ['func() {}', 'no'],
  ])('%s: %s', async (expression, expected) => {
    expect(await reads(expression)).toBe(expected);
  });

  it('knows variables that others may change', async () => {
    expect(await reads('k', 'q := &k')).toBe('k shared');
    expect(await reads('k', 'go func() { k = "b" }()')).toBe('k shared');
    expect(await reads('k', 'go func() { print(k) }()')).toBe('k');
  });
});
