import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { callEffect, isComputation } from './call-effects.ts';

/** The effect of the last call of a body, `computes` where its result hangs on nothing but its arguments. */
async function effect(call: string): Promise<string> {
  const file = await resolved(
    `package p\n\nimport (\n\t"errors"\n\t"fmt"\n\t"path/filepath"\n\t"strings"\n\t"time"\n)\n\ntype ID string\n\nfunc own() {}\n\nfunc f(s string, g func()) {\n\t_ = ${call}\n}\n`,
  );
  const [node] = nodesOf(file, 'call_expression', call);
  if (node === undefined) throw new Error(call);
  return isComputation(file, node) ? 'computes' : callEffect(file, node);
}

describe('what calls do', () => {
  it.each([
    ['len(s)', 'computes'],
    ['ID(s)', 'computes'],
    ['string(s)', 'computes'],
    ['strings.ToLower(s)', 'computes'],
    ['filepath.Base(s)', 'computes'],
    ['time.Now()', 'none'],
    ['errors.New(s)', 'none'],
    ['fmt.Sprint(s)', 'foreign'],
    ['filepath.Walk(s)', 'foreign'],
    ['strings.Map(h, s)', 'foreign'],
    ['fmt.Sprint(func() {})', 'unknown'],
    ['own()', 'unknown'],
    ['g()', 'unknown'],
    ['s.Method()', 'unknown'],
  ])('%s: %s', async (call, expected) => {
    expect(await effect(call)).toBe(expected);
  });
});
