import { describe, expect, it } from 'vitest';
import { packageDirectories, type ModuleLayout } from './package-directories.ts';

const LAYOUT: ModuleLayout = {
  modules: [
    { path: 'example.com/shop', directory: '/work/shop' },
    { path: 'example.com/shop/tools', directory: '/work/tools' },
  ],
  require: [
    { path: 'github.com/BurntSushi/toml', version: 'v1.2.0' },
    { path: 'example.com/fork', version: 'v0.1.0' },
    { path: 'example.com/local', version: 'v0.0.0' },
    { path: 'example.com/other', version: 'v1.0.0' },
    { path: 'example.com/shop/nested', version: 'v0.3.0' },
    { path: 'example.com/other/deep', version: 'v2.0.0' },
  ],
  replace: [
    { path: 'example.com/fork', version: 'v0.1.0', by: 'example.com/Ours', byVersion: 'v0.2.0' },
    { path: 'example.com/local', version: undefined, by: '/work/local', byVersion: undefined },
    { path: 'example.com/other', version: 'v9.9.9', by: '/nowhere', byVersion: undefined },
  ],
  roots: ['/work/shop'],
};

const find = (path: string): readonly string[] => packageDirectories(LAYOUT, path, '/cache');

describe('where a package may lie', () => {
  it.each([
    ['example.com/shop', ['/work/shop']],
    ['example.com/shop/orders/items', ['/work/shop/orders/items']],
    ['example.com/shop/tools/gen', ['/work/tools/gen', '/work/shop/tools/gen']],
    [
      'example.com/shop/nested/x',
      ['/work/shop/vendor/example.com/shop/nested/x', '/cache/example.com/shop/nested@v0.3.0/x'],
    ],
    ['example.com/shopping', ['/work/shop/vendor/example.com/shopping']],
    [
      'github.com/BurntSushi/toml/internal',
      [
        '/work/shop/vendor/github.com/BurntSushi/toml/internal',
        '/cache/github.com/!burnt!sushi/toml@v1.2.0/internal',
      ],
    ],
    ['example.com/fork', ['/work/shop/vendor/example.com/fork', '/cache/example.com/!ours@v0.2.0']],
    ['example.com/local/x', ['/work/local/x', '/work/shop/vendor/example.com/local/x']],
    [
      'example.com/other/deep/x',
      [
        '/work/shop/vendor/example.com/other/deep/x',
        '/cache/example.com/other/deep@v2.0.0/x',
        '/cache/example.com/other@v1.0.0/deep/x',
      ],
    ],
    ['net/http', ['/work/shop/vendor/net/http']],
  ])('%s', (path, expected) => {
    expect(find(path)).toEqual(expected);
  });

  it('needs no module cache', () => {
    expect(packageDirectories(LAYOUT, 'example.com/fork', undefined)).toEqual([
      '/work/shop/vendor/example.com/fork',
    ]);
  });

  it("is below the module's own directory for Go's source", () => {
    const layout = { ...LAYOUT, modules: [{ path: 'std', directory: '/go/src' }], roots: ['/go/src'] };
    expect(packageDirectories(layout, 'net/http', undefined)[0]).toBe('/go/src/net/http');
    expect(packageDirectories(layout, 'golang.org/x/net/idna', undefined)).toEqual([
      '/go/src/vendor/golang.org/x/net/idna',
    ]);
  });
});
