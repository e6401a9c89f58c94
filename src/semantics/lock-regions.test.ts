import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { textOf } from '../syntax/node.ts';
import { locksHeldAt } from './lock-regions.ts';

/** What is held at `here()` in a function of that body: `mu`, `mu (read)`, `mu (perhaps)`. */
async function heldIn(body: string): Promise<string[]> {
  const file = await resolved(`package p\n\nfunc f() {\n${body}\n}\n`);
  const here = nodesOf(file, 'call_expression').find((node) => textOf(file.syntax, node) === 'here()');
  if (here === undefined) throw new Error('the body does not call here()');
  return locksHeldAt(file, here).map(({ call, exclusive, surely }) => {
    const lock = textOf(file.syntax, call).replace(/\.\w+\(\)$/, '');
    return `${lock}${exclusive ? '' : ' (read)'}${surely ? '' : ' (perhaps)'}`;
  });
}

describe('locksHeldAt', () => {
  it.each([
    ['mu.Lock(); here(); mu.Unlock()', ['mu']],
    ['mu.Lock(); defer mu.Unlock(); if x { here() }', ['mu']],
    ['mu.RLock(); here()', ['mu (read)']],
    ['s.mu.Lock(); for { here() }', ['s.mu']],
    ['a.Lock(); b.Lock(); a.Unlock(); here()', ['b']],
    ['mu.Lock(); mu.Unlock(); here()', []],
    ['mu.Lock(); f := func() { here() }; f()', []],
    ['here(); mu.Lock()', []],
    ['mu.Lock(); if x { mu.Unlock(); return }; here()', ['mu']],
    ['mu.Lock(); if x { mu.Unlock() }; here()', ['mu (perhaps)']],
    ['if x { mu.Lock() }; here()', ['mu (perhaps)']],
    ['mu.Lock(); mu.Unlock(); if x { mu.Lock(); here() }', ['mu']],
    ['mu.Lock(1); here()', []],
    ['switch x { case 1: mu.Lock(); here() }', ['mu']],
  ])('%s', async (body, held) => {
    expect(await heldIn(body)).toEqual(held);
  });
});
