import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { iterationCount, mayIterateAfter } from './iteration-flow.ts';

/** How many of the `hit()` calls one iteration of the first loop runs: `least..most`, `!` when it may break off. */
async function hits(body: string, label = ''): Promise<string> {
  const file = await resolved(
    `package p\n\nimport "os"\n\nfunc f() {\n${label}for range xs {\n${body}\n}\n}\n`,
  );
  const [loop] = nodesOf(file, 'for_statement');
  if (loop === undefined) throw new Error('no loop');
  const { least, most, mayBreak } = iterationCount(
    file,
    loop,
    new Set(nodesOf(file, 'call_expression', 'hit()')),
  );
  return `${least}..${most}${mayBreak ? '!' : ''}`;
}

describe('what one iteration runs', () => {
  it.each([
    ['hit()', '1..1'],
    ['hit(); hit()', '2..2'],
    ['if a { hit() }', '0..1'],
    ['if a { hit() } else { hit() }', '1..1'],
    ['if a { continue }; hit()', '0..1'],
    ['if a { hit(); continue }; hit()', '1..1'],
    ['if a { return }; hit()', '1..1'],
    ['if a { panic(1) }; hit()', '1..1'],
    ['if a { os.Exit(1) }; hit()', '1..1'],
    ['if a { break }; hit()', '1..1!'],
    ['hit(); break', '0..1!'],
    ['hit(); return', '0..0!'],
    ['switch { case a: hit(); default: hit() }', '1..1'],
    ['switch { case a: hit() }', '0..1'],
    ['switch { case a: break; default: hit() }', '0..1'],
    ['select { case <-c: hit() }', '1..1'],
    ['for range ys { hit() }', '0..Infinity'],
    ['for range ys { break }; hit()', '1..1'],
    ['go func() { hit() }()', '0..0'],
    ['if hit(); a { hit() }', '1..2'],
    ['{ hit() }', '1..1'],
    ['goto end', '0..0!'],
  ])('%s: %s', async (body, expected) => {
    expect(await hits(body)).toBe(expected);
  });

  it('tells its own label from an outer one', async () => {
    expect(await hits('for range ys { if a { continue outer } }; hit()', 'outer:\n')).toBe('0..1');
    expect(await hits('if a { continue other }; hit()')).toBe('1..1');
    expect(await hits('for range ys { if a { break outer } }; hit()', 'outer:\n')).toBe('1..1!');
  });
});

describe('whether another iteration follows', () => {
  it.each([
    ['hit()', true],
    ['hit(); return', false],
    ['hit(); break', false],
    ['if a { hit(); break }; b()', false],
    ['if a { hit(); continue }; return', true],
    ['hit(); if a { return }', true],
    ['switch a { case 1: hit(); break }', true],
    ['for range ys { hit(); return }', false],
    ['for range ys { hit(); break }', true],
    ['for range ys { hit(); break outer }', false],
    ['for range ys { hit(); continue outer }', true],
    ['b()', false],
  ])('%s: %s', async (body, expected) => {
    const file = await resolved(`package p\n\nfunc f() {\nouter:\nfor range xs {\n${body}\n}\n}\n`);
    const [loop] = nodesOf(file, 'for_statement');
    if (loop === undefined) throw new Error('no loop');
    expect(mayIterateAfter(file, loop, new Set(nodesOf(file, 'call_expression', 'hit()')))).toBe(expected);
  });
});
