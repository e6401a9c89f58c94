import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryTree } from '../../../test/cli/temporary-tree.ts';
import { goGrammar } from '../../../test/support/grammar.ts';
import { PackageIndex } from '../../semantics/package-index.ts';
import { typeText } from '../../semantics/type-text.ts';
import { createGoContextFinder } from './go-modules.ts';
import { ModulePackages, moduleCacheOf } from './module-packages.ts';

const FILES = {
  'go.work': 'go 1.26\n\nuse ./shop\nuse ./tools\n',
  'shop/go.mod':
    'module example.com/shop\n\nrequire example.com/Lib/v2 v2.1.0\nrequire example.com/local v0.0.0\nreplace example.com/local => ../local\n',
  'shop/orders/orders.go':
    'package orders\n\ntype Book struct{ ByID map[int64]*Order }\ntype Order struct{ Items []string }\n',
  'shop/orders/orders_test.go': 'package orders\n\ntype OnlyInTests map[string]int\n',
  'shop/orders/gen.go': '//go:build ignore\n\npackage main\n\nfunc main() {}\n',
  'shop/a/a.go': 'package a\n\nimport "example.com/shop/b"\n\ntype A = b.B\n',
  'shop/b/b.go': 'package b\n\nimport "example.com/shop/a"\n\ntype B = a.A\n',
  'shop/vendor/example.com/vendored/v.go': 'package vendored\n\nfunc Names() []string { return nil }\n',
  'tools/go.mod': 'module example.com/tools\n',
  'tools/t.go': 'package tools\n\nfunc Table() (map[string]bool, error) {\n\treturn nil, nil\n}\n',
  'local/l.go': 'package local\n\nvar All = map[string]int{}\n',
  'cache/example.com/!lib/v2@v2.1.0/lib.go':
    'package lib\n\nimport "net/url"\n\ntype Set[T comparable] map[T]url.Values\n\nfunc (s Set[T]) Keys() []T {\n\treturn nil\n}\n',
  'broken/go.mod': 'module example.com/broken\n',
  'broken/x/x.go': 'package x\n\nfunc (((\n\ntype Fine map[int]int\n',
};
/** The package as a file in `from` sees others. */
async function index(from: string): Promise<PackageIndex> {
  const root = temporaryTree(FILES);
  const finder = createGoContextFinder({ setting: undefined, env: {} });
  const packages = new ModulePackages(await goGrammar(), join(root, 'cache'));
  return new PackageIndex([], packages.lookupFor(await finder.layoutOf(join(root, from))));
}

describe('what a module imports', () => {
  it.each([
    ['of the same module', 'example.com/shop/orders', 'Book', 'struct{…}'],
    ['of another module of the workspace', 'example.com/tools', 'Table', undefined],
    ['that is a test only', 'example.com/shop/orders', 'OnlyInTests', undefined],
    ['that nobody has', 'example.com/nobody', 'Name', undefined],
    ['of the standard library', 'net/url', 'Values', 'map[string][]string'],
    ['that defines itself in a circle', 'example.com/shop/a', 'A', undefined],
  ])('a type %s', async (_, path, name, expected) => {
    const under = (await index('shop/orders')).underlying({ kind: 'named', path, name });
    expect(under.kind === 'unknown' ? undefined : typeText(under)).toBe(expected);
  });

  it('is followed from package to package', async () => {
    const shop = await index('shop');
    const args = [{ kind: 'basic', name: 'string' }] as const;
    const set = { kind: 'named', path: 'example.com/Lib/v2', name: 'Set', args } as const;
    expect(typeText(shop.underlying(set))).toBe('map[string]url.Values');
    const under = shop.underlying(set);
    expect(under.kind === 'map' ? typeText(shop.underlying(under.elem)) : '').toBe('map[string][]string');
    expect(shop.method(set, 'Keys')?.results.map(typeText)).toEqual(['[]string']);
    const field = shop.field({ kind: 'named', path: 'example.com/shop/orders', name: 'Book' }, 'ByID');
    expect(field === undefined ? '' : typeText(field)).toBe('map[int64]*orders.Order');
  });

  it('may be replaced by a directory, vendored, or of the workspace', async () => {
    const shop = await index('shop');
    const none = { types: [], spread: false };
    expect(typeText(shop.importedValue('example.com/local', 'All'))).toBe('map[string]int');
    expect(shop.resultsOf('example.com/vendored', 'Names', none).map(typeText)).toEqual(['[]string']);
    expect(shop.resultsOf('example.com/tools', 'Table', none).map(typeText)).toEqual([
      'map[string]bool',
      'interface',
    ]);
  });

  it('is known as far as it can be read', async () => {
    const fine = { kind: 'named', path: 'example.com/broken/x', name: 'Fine' } as const;
    expect(typeText((await index('broken')).underlying(fine))).toBe('map[int]int');
  });
});

describe('the module cache', () => {
  it.each([
    [{ GOMODCACHE: '/cache', GOPATH: '/go' }, '/cache'],
    [{ GOPATH: '/go:/other' }, '/go/pkg/mod'],
  ])('is found by %j', (env, expected) => {
    expect(moduleCacheOf(env)).toBe(expected);
  });

  it('lies in the home directory by default', () => {
    expect(moduleCacheOf({})).toMatch(/go[\\/]pkg[\\/]mod$/);
  });
});
