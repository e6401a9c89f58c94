import { describe, expect, it } from 'vitest';
import { addedTo, complaintsIn, packagesIn, parseList } from './go-output.ts';

const BUILD = `# example.com/m/a
a/a.go:12:3: undefined: x
a/a.go:14:3: undefined: x
# example.com/m/b
b/b.go:3:1: undefined: x
`;

const VET = `# [example.com/m/a]
a/a.go:12:3: unreachable code
vet: b/b.go:3:1: undefined: x
`;

describe('output of the go command', () => {
  it('names the packages it is about once', () => {
    expect([...packagesIn(BUILD)]).toEqual(['example.com/m/a', 'example.com/m/b']);
    expect(packagesIn('go: updates to go.mod needed\n').size).toBe(0);
  });

  it('gives complaints that stay the same when lines move', () => {
    expect(complaintsIn(VET)).toEqual(['a/a.go: unreachable code', 'vet: b/b.go: undefined: x']);
  });

  it('counts how often a complaint was there before', () => {
    expect(addedTo(['p', 'q'], ['p', 'p', 'r'])).toEqual(['p', 'r']);
    expect(addedTo(['p', 'q'], ['q', 'p'])).toEqual([]);
  });

  it('reads packages, those without files for this build too', () => {
    expect(parseList('m/a\t/w/a\ta.go/b.go/c.go\nm/b\t/w/b\t/\nwarning: x\n')).toEqual([
      { path: 'm/a', directory: '/w/a', files: ['a.go', 'b.go', 'c.go'] },
      { path: 'm/b', directory: '/w/b', files: [] },
    ]);
  });
});
