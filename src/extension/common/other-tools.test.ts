import { describe, expect, it } from 'vitest';
import { besideOthers, sameAsIn, type PlainDiagnostic } from './other-tools.ts';

function at(line: number, message: string, rest: Partial<PlainDiagnostic> = {}): PlainDiagnostic {
  return { range: { start: { line }, end: { line } }, message, ...rest };
}

const own = at(4, 'delete(m, k) does nothing where there is no entry; the check costs a lookup more, 6 ns', {
  source: 'bucketwise',
  code: { value: 'double-lookup' },
});
const TEXT = 'unnecessary guard around call to delete';

describe('a finding that another tool reports too', () => {
  it.each([
    ['gopls', at(4, TEXT, { source: 'S1033', code: 'default' })],
    ['gopls with the check as code', at(4, TEXT, { source: 'staticcheck', code: 'S1033' })],
    ['a code with a page', at(4, TEXT, { source: 'x', code: { value: 'S1033' } })],
    ['the staticcheck command', at(4, `${TEXT} (S1033)`, { source: 'go-staticcheck' })],
    ['golangci-lint', at(4, `S1033: ${TEXT} (gosimple)`, { source: 'go-golangci-lint' })],
    ['brackets', at(4, `${TEXT} [S1033]`)],
  ])('is left out beside %s', (_, other) => {
    expect(besideOthers(own, ['S1033'], [other], 'standDown')).toBe('leftOut');
  });

  it.each([
    ['another line', at(5, TEXT, { source: 'S1033' })],
    ['an earlier line', at(3, TEXT, { source: 'S1033' })],
    ['another check', at(4, TEXT, { source: 'S1036' })],
    ['a longer name', at(4, `${TEXT} (S10330)`, { code: 'S10330' })],
  ])('is left alone beside %s', (_, other) => {
    expect(besideOthers(own, ['S1033'], [other], 'standDown')).toBe('asItIs');
  });

  it('is told twice where that is wished', () => {
    expect(besideOthers(own, ['S1033'], [at(4, TEXT, { source: 'S1033' })], 'both')).toBe('asItIs');
  });

  it('knows that gopls marks the assignment in a copying loop', () => {
    const loop = at(10, 'Loop does what maps.Copy(dst, src) says in one call; the cost is the same');
    for (const [line, shown] of [
      [11, 'leftOut'],
      [13, 'leftOut'],
      [14, 'asItIs'],
    ] as const) {
      const other = at(line, 'Replace m[k]=v loop with maps.Copy', { source: 'mapsloop', code: 'default' });
      expect(besideOthers(loop, ['mapsloop'], [other], 'standDown')).toBe(shown);
    }
  });
});

describe('the price alone', () => {
  const others = [at(4, TEXT, { source: 'S1033' })];
  const priced = (message: string): unknown => besideOthers(at(4, message), ['S1033'], others, 'priceOnly');

  it('is the last clause', () => {
    expect(priced(own.message)).toEqual({ message: 'The check costs a lookup more, 6 ns' });
    expect(priced('a; b; make(m, 8) allocates 4 kB')).toEqual({ message: 'make(m, 8) allocates 4 kB' });
  });

  it('is not there where a message has none, and then nothing is said', () => {
    expect(priced('Loop does what maps.Copy says in one call; the cost is the same')).toBe('leftOut');
    expect(priced('Map of 8 entries')).toBe('leftOut');
  });

  it('is not asked for where nobody else speaks', () => {
    expect(besideOthers(own, ['S1033'], [], 'priceOnly')).toBe('asItIs');
    expect(besideOthers(own, [], others, 'priceOnly')).toBe('asItIs');
  });
});

describe('the data of a diagnostic', () => {
  it('names checks, or is anything else', () => {
    expect(sameAsIn({ rule: 'double-lookup', kind: 'x', sameAs: ['S1033', 7] })).toEqual(['S1033']);
    for (const data of [undefined, null, 'S1033', {}, { sameAs: 'S1033' }])
      expect(sameAsIn(data)).toEqual([]);
  });
});
