import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { isFoundAbsent } from './absent-check.ts';
import { rangeLoops } from './map-sites.ts';
import { operationsOn } from './operations.ts';

async function isAbsent(body: string): Promise<boolean | undefined> {
  const file = await resolved(
    `package p\n\nfunc f(m map[string]int, a, b string, p bool) {\n\tfor range m {\n${body}\n\t}\n}\n`,
  );
  const [loop] = rangeLoops(file);
  if (loop === undefined) throw new Error('no loop');
  const insert = operationsOn(file, loop.place).findLast(({ kind }) => kind === 'insert');
  return insert === undefined || nodesOf(file, 'ERROR').length > 0
    ? undefined
    : isFoundAbsent(file, loop.place, insert, loop.body);
}

describe('an insert under a key that was found absent', () => {
  it.each([
    'if _, ok := m[a]; !ok { m[a] = 1 }',
    'if _, ok := m[a]; p && !ok { m[a] = 1 }',
    'if _, ok := m[a]; ok { return } else { m[a] = 1 }',
    'if _, ok := m[a]; ok || p { continue } else { m[a] = 1 }',
    '_, ok := m[a]; if ok { continue }; m[a] = 1',
    'if _, ok := m[a]; ok { continue }; m[a] = 1',
    '_, ok := m[b]; _, ok = m[a]; if !ok { m[a] = 1 }',
    'if _, ok := m[a+b]; !ok { if p { m[a+b] = 1 } }',
  ])('%s', async (body) => {
    expect(await isAbsent(body)).toBe(true);
  });

  it.each([
    'm[a] = 1',
    'if _, ok := m[b]; !ok { m[a] = 1 }',
    'if _, ok := m[a]; ok { m[a] = 1 }',
    'if _, ok := m[a]; !ok || p { m[a] = 1 }',
    'if _, ok := m[a]; p { continue } else { _ = ok; m[a] = 1 }',
    '_, ok := m[a]; ok = p; if !ok { m[a] = 1 }',
    'if _, ok := m[a]; !ok { a = b; m[a] = 1 }',
    'if _, ok := m[a]; !ok { a := b; m[a] = 1 }',
    'if _, ok := m[a]; !ok { use(m); m[a] = 1 }',
    'if _, ok := m[a]; ok { use(a) }; m[a] = 1',
    'if _, ok := other[a]; !ok { m[a] = 1 }',
    'if m[a] == 0 { m[a] = 1 }',
  ])('not: %s', async (body) => {
    expect(await isAbsent(body)).toBe(false);
  });
});
