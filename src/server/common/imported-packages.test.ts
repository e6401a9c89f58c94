import { describe, expect, it } from 'vitest';
import { goGrammar } from '../../../test/support/grammar.ts';
import type { ModuleLayout } from '../../analysis/package-directories.ts';
import type { FileAccess } from './file-access.ts';
import { ImportedPackages, KEPT_PACKAGES } from './imported-packages.ts';

const LAYOUT: ModuleLayout = {
  modules: [{ path: 'm', directory: 'file:///m' }],
  require: [],
  replace: [],
  roots: ['file:///m'],
};

async function setUp(files: Record<string, string>) {
  const disk = new Map(Object.entries(files));
  let gate = Promise.resolve();
  const access: FileAccess = {
    async readText(uri) {
      const text = disk.get(uri);
      await gate;
      return text;
    },
    list(directory) {
      if (directory.endsWith('/unreadable')) throw new Error('no such device');
      const names = [...disk.keys()].filter((uri) => uri.startsWith(`${directory}/`));
      return Promise.resolve({
        files: names.map((uri) => uri.slice(directory.length + 1)),
        directories: [],
      });
    },
  };
  let late = 0;
  const imports = new ImportedPackages(await goGrammar(), access, {
    moduleCache: undefined,
    onLate: () => late++,
  });
  return {
    disk,
    imports,
    late: () => late,
    hold: () => {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => (open = resolve));
      return () => {
        open();
      };
    },
    kindOf: (path: string): string | undefined =>
      imports.lookupFor(LAYOUT)(path)?.exportedType(path, 'T')?.kind,
  };
}

describe('imported packages', () => {
  it('are known after they were asked for', async () => {
    const { imports, kindOf, late } = await setUp({
      'file:///m/a/a.go': 'package a\n\ntype T map[int]int\n',
    });
    const before = imports.lookupFor(LAYOUT);
    expect(kindOf('m/a')).toBeUndefined();
    imports.readWanted(LAYOUT);
    await expect.poll(late).toBe(1);
    expect(kindOf('m/a')).toBe('map');
    expect(imports.lookupFor(LAYOUT)).not.toBe(before);
  });

  it('are as they are on disk, also when they change while they are read', async () => {
    const { disk, imports, hold, kindOf } = await setUp({
      'file:///m/a/a.go': 'package a\n\ntype T map[int]int\n',
    });
    kindOf('m/a');
    const open = hold();
    imports.readWanted(LAYOUT);
    disk.set('file:///m/a/a.go', 'package a\n\ntype T []int\n');
    imports.forget('file:///m/a/a.go');
    open();
    await expect.poll(() => kindOf('m/a')).toBe('slice');
  });

  it('are let go of when more were asked for since than are kept', async () => {
    const numbers = [...Array(KEPT_PACKAGES + 1).keys()];
    const { imports, kindOf, late } = await setUp(
      Object.fromEntries(numbers.map((at) => [`file:///m/p${at}/p.go`, 'package p\n\ntype T map[int]int\n'])),
    );
    const known = numbers.slice(0, -1);
    for (const at of known) kindOf(`m/p${at}`);
    imports.readWanted(LAYOUT);
    await expect.poll(late, { timeout: 60_000, interval: 100 }).toBe(1);
    expect(kindOf('m/p0')).toBe('map');
    kindOf(`m/p${KEPT_PACKAGES}`);
    imports.readWanted(LAYOUT);
    await expect.poll(late).toBe(2);
    expect(kindOf(`m/p${KEPT_PACKAGES}`)).toBe('map');
    expect(kindOf('m/p1')).toBeUndefined();
    expect(kindOf('m/p0')).toBe('map');
  }, 60_000);

  it('tell nobody when nothing new is known, and are looked for again only where they may have come', async () => {
    const { disk, imports, kindOf, late } = await setUp({});
    kindOf('m/none');
    imports.readWanted(LAYOUT);
    const before = imports.lookupFor(LAYOUT);
    await new Promise((resolve) => setTimeout(resolve, 50));
    imports.forget('file:///m/other/other.go');
    expect([late(), imports.lookupFor(LAYOUT)]).toEqual([0, before]);
    disk.set('file:///m/none/n.go', 'package none\n\ntype T chan int\n');
    imports.forget('file:///m/none/n.go');
    kindOf('m/none');
    imports.readWanted(LAYOUT);
    await expect.poll(() => kindOf('m/none')).toBe('channel');
  });

  it('go on when one of them cannot be read', async () => {
    const { imports, kindOf } = await setUp({ 'file:///m/a/a.go': 'package a\n\ntype T map[int]int\n' });
    kindOf('m/unreadable');
    kindOf('m/a');
    imports.readWanted(LAYOUT);
    await expect.poll(() => kindOf('m/a')).toBe('map');
    expect(kindOf('m/unreadable')).toBeUndefined();
  });
});
