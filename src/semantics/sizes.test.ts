import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { child } from '../syntax/node.ts';
import { typeAt } from './expression-types.ts';
import { sizeOf } from './sizes.ts';

/** `size/align`, `p` and the bytes up to the last pointer when it holds any, `?` when something had to be assumed. */
async function size(type: string, word?: 4 | 8): Promise<string> {
  const file = await resolved(
    `package p\n\nimport "time"\n\ntype Pair struct { a int8; b int64 }\ntype Tail struct { a int32; b struct{} }\n` +
      `type Loop struct { l Loop }\n\nvar x map[int]${type}\n`,
  );
  const [map] = nodesOf(file, 'map_type');
  const value = map === undefined ? undefined : child(map, 'value');
  const { size: bytes, align, pointerBytes, assumed } = sizeOf(typeAt(file, value), file.index, word);
  return `${bytes}/${align}${pointerBytes > 0 ? `p${pointerBytes}` : ''}${assumed.length > 0 ? '?' : ''}`;
}

describe('sizes on 64-bit targets, as unsafe.Sizeof gives them', () => {
  it.each([
    ['bool', '1/1'],
    ['int32', '4/4'],
    ['int', '8/8'],
    ['string', '16/8p8'],
    ['[]byte', '24/8p8'],
    ['any', '16/8p16'],
    ['error', '16/8p16'],
    ['*int', '8/8p8'],
    ['chan int', '8/8p8'],
    ['func()', '8/8p8'],
    ['map[string]int', '8/8p8'],
    ['struct{}', '0/1'],
    ['[3]int16', '6/2'],
    ['[0]string', '0/8'],
    ['complex128', '16/8'],
    ['struct { a bool; b int64; c bool }', '24/8'],
    ['[3]string', '48/8p40'],
    ['struct { a string; b int64 }', '24/8p8'],
    ['struct { a int64; b string; c [4]int64 }', '56/8p16'],
    ['Pair', '16/8'],
    ['Tail', '8/4'],
    ['time.Time', '24/8p24'],
    ['time.Duration', '8/8'],
    ['pkg.Unknown', '8/8p8?'],
    ['struct { a int32; b pkg.Unknown }', '16/8p16?'],
  ])('%s is %s', async (type, expected) => {
    expect(await size(type)).toBe(expected);
  });

  it('ends on a type that contains itself', async () => {
    expect(await size('Loop')).toContain('?');
  });
});

describe('sizes on 386, as unsafe.Sizeof gives them', () => {
  it.each([
    ['int64', '8/4'],
    ['int', '4/4'],
    ['uintptr', '4/4'],
    ['string', '8/4p4'],
    ['[]byte', '12/4p4'],
    ['any', '8/4p8'],
    ['*int', '4/4p4'],
    ['complex128', '16/4'],
    ['[3]string', '24/4p20'],
    ['struct { a bool; b int64; c bool }', '16/4'],
    ['struct { a int32; b float64 }', '12/4'],
    ['struct { a string; b int64 }', '16/4p4'],
    ['Tail', '8/4'],
    ['time.Time', '20/4p20'],
    ['time.Duration', '8/4'],
    ['pkg.Unknown', '4/4p4?'],
  ])('%s is %s', async (type, expected) => {
    expect(await size(type, 4)).toBe(expected);
  });
});
