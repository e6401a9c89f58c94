import { describe, expect, it } from 'vitest';
import { resolved } from '../../test/support/resolve.ts';

async function valuesOf(declaration: string): Promise<Record<string, number | undefined>> {
  const file = await resolved(`package p\n\ntype Kind int\n\n${declaration}\n`);
  return Object.fromEntries([...file.declarations.constants].map(([name, { value }]) => [name, value]));
}

describe('constantsIn', () => {
  it.each([
    ['const a = 8', { a: 8 }],
    ['const a, b = 1, -2', { a: 1, b: -2 }],
    ['const a = 1 << 10', { a: 1024 }],
    ['const (\n\ta = iota\n\tb\n\tc\n)', { a: 0, b: 1, c: 2 }],
    ['const (\n\ta Kind = iota + 1\n\t_\n\tc\n)', { a: 1, c: 3 }],
    ['const (\n\ta = 1 << (10 * iota)\n\tb\n)', { a: 1, b: 1024 }],
    ['const (\n\ta = "x"\n\tb = iota\n)', { a: undefined, b: 1 }],
    ['const (\n\ta, b = iota, iota + 10\n\tc, d\n)', { a: 0, b: 10, c: 1, d: 11 }],
    ['const (\n\ta = Kind(iota)\n\tb\n)', { a: 0, b: 1 }],
    ['const a = 1 << 60', { a: undefined }],
    ['const a = b + 1', { a: undefined }],
  ])('%s', async (declaration, values) => {
    const found = await valuesOf(declaration);
    delete found['_'];
    expect(found).toEqual(values);
  });

  it('gives a type to the constants that repeat it', async () => {
    const file = await resolved(
      'package p\n\ntype Kind int\n\nconst (\n\ta Kind = iota\n\tb\n\tc = Kind(iota)\n)\n',
    );
    expect(file.index.constantsOfType({ kind: 'named', path: undefined, name: 'Kind' })).toEqual([0, 1, 2]);
  });
});
