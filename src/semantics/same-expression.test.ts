import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { sameExpression } from './same-expression.ts';

/** Whether the arguments of the first and the last call of `use` are the same expression. */
async function same(body: string): Promise<boolean> {
  const file = await resolved(
    `package p\n\nfunc f(m map[string]int, k string, s *t, xs []int) {\n${body}\n}\n`,
  );
  const calls = nodesOf(file, 'call_expression').filter((call) =>
    file.syntax.text.startsWith('use(', call.start),
  );
  const [first, last] = [calls[0]?.children[1]?.children[0], calls.at(-1)?.children[1]?.children[0]];
  if (first === undefined || last === undefined) throw new Error('two calls of use are needed');
  return sameExpression(file, first, last);
}

describe('same expressions', () => {
  it.each([
    ['use(m[k]); use(m[k])', true],
    ['use(m[k]); use((m)[(k)])', true],
    ['use(m[k]); use(m[ k ])', true],
    ['use(m["a"]); use(m["a"])', true],
    ['use(s.m[xs[1]+2]); use(s.m[xs[1]+2])', true],
    ['use(m[k]); use(m["k"])', false],
    ['use(m[k]); { k := "b"; use(m[k]) }', false],
    ['use(m[k]); { m := map[string]int{}; use(m[k]) }', false],
    ['use(s.m[k]); use(s.n[k])', false],
    ['use(xs[1]+2); use(xs[1]-2)', false],
    ['use(-k); use(k)', false],
  ])('%s: %s', async (body, expected) => {
    expect(await same(body)).toBe(expected);
  });
});
