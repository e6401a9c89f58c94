import { describe, expect, it } from 'vitest';
import { ExcludePatterns, whyNoPattern } from './exclude-patterns.ts';

describe('patterns as in .gitignore', () => {
  it.each([
    ['*.pb.go', ['a.pb.go', 'deep/er/b.pb.go'], ['a.go', 'pb.go']],
    ['gen/', ['gen/a.go', 'x/gen/y/a.go'], ['gen', 'regen/a.go']],
    ['/gen', ['gen/a.go'], ['x/gen/a.go']],
    ['api/*.go', ['api/a.go'], ['api/v1/a.go', 'x/api/a.go']],
    ['api/**/zz_*.go', ['api/zz_a.go', 'api/v1/beta/zz_a.go'], ['zz_a.go', 'api/a.go']],
    ['**/mocks/**', ['mocks/a.go', 'x/mocks/y/a.go'], ['mocks.go']],
    ['Gen/', ['Gen/a.go'], ['gen/a.go']],
    ['# gen/', [], ['gen/a.go', '# gen/a.go']],
    ['', [], ['a.go']],
    ['a\nb.go', [], ['a', 'b.go']],
    ['../other', [], ['other/a.go', 'a.go']],
    ['[z-a', [], ['z', '[z-a']],
  ])('%s', (pattern, excluded, others) => {
    const patterns = new ExcludePatterns([pattern]);
    for (const path of excluded) expect(patterns.excluding(path), path).toBe(pattern);
    for (const path of others) expect(patterns.excluding(path), path).toBeUndefined();
  });

  it('lets a later pattern take files back, as git does not do below an excluded folder', () => {
    const patterns = new ExcludePatterns(['*_gen.go', '!keep_gen.go', 'gen/', '!gen/a.go']);
    expect(patterns.excluding('x/a_gen.go')).toBe('*_gen.go');
    expect(patterns.excluding('x/keep_gen.go')).toBeUndefined();
    expect(patterns.excluding('gen/a.go')).toBe('gen/');
  });

  it.each(['', '.', '..', '../a.go', '/a.go', './a.go'])('says nothing about the path %j', (path) => {
    expect(new ExcludePatterns(['*', '**']).excluding(path)).toBeUndefined();
  });

  it('leaves in what lies deeper than any source', () => {
    const patterns = new ExcludePatterns(['*.go']);
    expect(patterns.excluding(`${'a/'.repeat(99)}x.go`)).toBe('*.go');
    expect(patterns.excluding(`${'a/'.repeat(100)}x.go`)).toBeUndefined();
    expect(patterns.excluding(`${'a'.repeat(497)}.go`)).toBe('*.go');
    expect(patterns.excluding(`${'a'.repeat(498)}.go`)).toBeUndefined();
  });

  it('refuses what could take seconds, and nothing else', () => {
    expect(whyNoPattern('**/a/**/b/**')).toBeUndefined();
    for (const pattern of ['a/**/b/**/c', '**/*a*/**/*a*/**/*b', '/**/a/***/b', '**/a/**/**/b'])
      expect(whyNoPattern(pattern)).toBe('has /**/ more than once');
    expect(whyNoPattern('a'.repeat(1001))).toBe('is longer than 1000 characters');
    const deep = [`${'a/'.repeat(98)}x.go`, `${'aaaa/'.repeat(98)}x.go`, 'a'.repeat(500)];
    const patterns = [
      ...['**/a/**/[bc]', '**/*a*/**/*a*[bc]', '**/*/**/*/*[bc]', '**/*a*a*/**/*b'],
      ...[`${'*a'.repeat(100)}b`, `${'?'.repeat(500)}b`],
    ];
    for (const pattern of patterns) expect(whyNoPattern(pattern)).toBeUndefined();
    const start = performance.now();
    for (const path of deep) expect(new ExcludePatterns(patterns).excluding(path)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
