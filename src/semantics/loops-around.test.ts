import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { textOf, type GoNode } from '../syntax/node.ts';
import { knownIterations, loopsAround, runsOnce, waits } from './loops-around.ts';
import type { ResolvedFile } from './symbols.ts';

/** A function of this body, and its call of `here()`, as the statement it is. */
async function inBody(body: string): Promise<{ file: ResolvedFile; here: GoNode; loop: GoNode }> {
  const file = await resolved(
    `package p\n\nimport "time"\n\nfunc f(xs []int, c chan int) {\n${body}\n}\n\nfunc here() {}\n`,
  );
  const here = nodesOf(file, 'expression_statement').find((node) => textOf(file.syntax, node) === 'here()');
  if (here === undefined) throw new Error('the body does not call here()');
  const [loop] = loopsAround(here);
  if (loop === undefined) throw new Error('here() is not in a loop');
  return { file, here, loop };
}

describe('loopsAround', () => {
  it('gives the loops of the own function, the innermost first', async () => {
    const { file, here } = await inBody(
      'for range 9 { func() { for i := 0; i < 3; i++ { for range xs { here() } } }() }',
    );
    expect(loopsAround(here).map((loop) => textOf(file.syntax, loop).slice(0, 10))).toEqual([
      'for range ',
      'for i := 0',
    ]);
  });
});

describe('knownIterations', () => {
  it.each([
    ['for i := 0; i < 3; i++ { here() }', 3],
    ['for _, x := range []int{1, 2} { _ = x; here() }', 2],
    ['for _, x := range [...]int{4: 1} { _ = x; here() }', undefined],
    ['for range xs { here() }', undefined],
    ['for { here() }', undefined],
  ])('%s: %s', async (body, count) => {
    const { file, loop } = await inBody(body);
    expect(knownIterations(file, loop)).toBe(count);
  });
});

describe('runsOnce', () => {
  it.each([
    ['for range xs { here() }', false],
    ['for range xs { here(); break }', true],
    ['for range xs { here(); return }', true],
    ['for range xs { if len(xs) > 0 { here(); return } }', true],
    ['for range xs { here(); if len(xs) > 0 { continue }; return }', false],
    ['for range xs { switch len(xs) { case 1: here(); break } }', false],
    ['for range xs { if len(xs) > 0 { return }; here() }', false],
  ])('%s: %s', async (body, once) => {
    const { file, here, loop } = await inBody(body);
    expect(runsOnce(file, here, loop)).toBe(once);
  });
});

describe('waits', () => {
  it.each([
    ['for range c { here() }', true],
    ['for { select { case <-c: here() } }', true],
    ['for { here(); time.Sleep(1) }', true],
    ['for { here(); xs[0] = <-c }', true],
    ['for range xs { here(); func() { <-c }() }', false],
    ['for range xs { select { default: here() } }', false],
    ['for range xs { here() }', false],
  ])('%s: %s', async (body, does) => {
    const { file, loop } = await inBody(body);
    expect(waits(file, loop)).toBe(does);
  });
});
