import { describe, expect, it } from 'vitest';
import { goGrammar } from '../../test/support/grammar.ts';
import { readSlotTypes } from './simulate-types.ts';

async function read(key: string, elem: string, entries = 0, word: 4 | 8 = 8): Promise<string> {
  try {
    const types = readSlotTypes(await goGrammar(), { key, elem }, entries, word);
    const [k, e] = [types.key, types.elem].map(
      ({ size, align, pointerBytes }) => `${size}/${align}p${pointerBytes}`,
    );
    return `${k ?? ''} ${types.key.comparison}, ${e ?? ''}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('types that can be simulated', () => {
  it.each([
    ['string', 'int64', '16/8p8 string, 8/8p0'],
    [' string ', 'struct{}', '16/8p8 string, 0/1p0'],
    ['[16]byte', '*Anything', '16/1p0 memory, 8/8p8'],
    ['struct{a int32; b string}', '[]Order', '24/8p16 other, 24/8p8'],
    ['struct {\n\tx, y int32\n}', 'map[Order][]int', '8/4p0 memory, 8/8p8'],
    ['any', 'func(Order) error', '16/8p16 other, 8/8p8'],
    ['time.Time', 'chan<- int', '24/8p24 memory, 8/8p8'],
    ['(int)', 'interface{ Close() error }', '8/8p0 memory, 16/8p16'],
    ['rune', 'unsafe.Pointer', '4/4p0 memory, 8/8p8'],
  ])('map[%s]%s', async (key, elem, expected) => {
    expect(await read(key, elem)).toBe(expected);
  });

  it('on 32 bits', async () => {
    expect(await read('string', 'struct{a int64; b *int}', 0, 4)).toBe('8/4p4 string, 12/4p12');
  });

  it('with as many entries as there are keys', async () => {
    expect(await read('uint8', 'int', 256)).toBe('1/1p0 memory, 8/8p0');
    expect(await read('uint8', 'int', 257)).toBe('--fill 257: uint8 has only 256 values');
    expect(await read('struct{}', 'int', 2)).toBe('--fill 2: struct{} has only 1 value');
  });
});

describe('types that cannot', () => {
  it.each([
    ['', '--key takes a Go type, not ""'],
    ['map[', '--key takes a Go type, not "map["'],
    ['5', '--key takes a Go type, not "5"'],
    ['int = 5', '--key takes a Go type, not "int = 5"'],
    ['int; var x int', '--key takes a Go type, not "int; var x int"'],
    ['int\nvar x int', '--key takes a Go type, not "int var x int"'],
    ['int // key', '--key takes a Go type, not "int // key"'],
    ['struct{a int', '--key takes a Go type, not "struct{a int"'],
    ['[]byte', '--key []byte: a slice cannot be compared and so cannot be a map key'],
    ['map[int]int', '--key map[int]int: a map cannot be compared and so cannot be a map key'],
    ['func()', '--key func(): a function cannot be compared and so cannot be a map key'],
    [
      'struct{a int; b struct{c []int}}',
      '--key struct{a int; b struct{c []int}}: the field b.c is a slice, which cannot be compared, so this cannot be a map key',
    ],
    [
      'Order',
      "--key Order: Order is not known here; write what it is made of, for example 'struct{a int32; b string}'",
    ],
    [
      'struct{at time.Time; id uuid.UUID}',
      "--key struct{at time.Time; id uuid.UUID}: uuid.UUID is not known here; write what it is made of, for example 'struct{a int32; b string}'",
    ],
    [
      'List[int]',
      "--key List[int]: List is not known here; write what it is made of, for example 'struct{a int32; b string}'",
    ],
    ['[-1]int', '--key [-1]int: the length of an array cannot be negative'],
    ['struct{a [2][- 3]int}', '--key struct{a [2][- 3]int}: the length of an array cannot be negative'],
    ['[n]int', '--key [n]int cannot be laid out: it has an array of unknown length'],
    ['comparable', '--key comparable cannot be laid out: it has a type that is not known here'],
    [`${'[1]'.repeat(20)}int`, `--key ${'[1]'.repeat(20)}int cannot be laid out: it has a recursive type`],
    [
      '[1000000000000]int',
      '--key [1000000000000]int: takes 8,000,000,000,000 bytes; at most 1,073,741,824 are simulated',
    ],
  ])('%s', async (key, message) => {
    expect(await read(key, 'int')).toBe(message);
  });

  it('name the element when it is that', async () => {
    expect(await read('int', 'Order')).toMatch(/^--elem Order: Order is not known here/);
  });

  it('end on very deep nesting', async () => {
    expect(await read('int', `${'[]'.repeat(10_000)}int`)).toBe(
      `--elem ${'[]'.repeat(50)}… cannot be laid out: it has a type that is not known here`,
    );
  });
});
